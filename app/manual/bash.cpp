// SPDX-License-Identifier: GPL-3.0-or-later
#include "manual/page.h"
#include "manual/shells.h"

namespace meridian::manual {

namespace {

/// Needs nothing of the bash-completion package. "=" splits words there, so that --tag=x arrives as three.
constexpr std::string_view kTemplate = R"sh(# bash completion for @NAME@; made of the tables behind its --help.
_@NAME@_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur"); }
_@NAME@_files() { compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen "$1" -- "$cur"); }
_@NAME@_known() { _@NAME@_words "$("${COMP_WORDS[0]}" ${fleet:+--fleet "$fleet"} __complete "$1" 2>/dev/null)"; }

_@NAME@() {
  local cur=${COMP_WORDS[COMP_CWORD]} at word option='' verb='' fleet='' values=0 only_words=''
  COMPREPLY=()
  for ((at = 1; at < COMP_CWORD; at++)); do
    word=${COMP_WORDS[at]}
    if [[ -n $option ]]; then
      [[ $word == '=' ]] && continue
      [[ $option == --fleet ]] && fleet=${word/#\~/$HOME}
      option=''
      continue
    fi
    if [[ -z $only_words ]]; then
      case $word in
        @VALUED@) option=$word; continue ;;
        --) only_words=yes; continue ;;
        -*) continue ;;
      esac
    fi
    if [[ -z $verb ]]; then verb=$word; else values=$((values + 1)); fi
  done
  [[ -n $option && $cur == '=' ]] && cur=''
  case $option in
@VALUES@  esac
  [[ -n $option ]] && return
  if [[ $cur == -* && -z $only_words ]]; then
    case $verb in
@OPTIONS@    esac
    return
  fi
@PLACES@}
complete -F _@NAME@ @NAME@
)sh";

std::string offer(const Page& page, Offer kind, std::string_view words) {
  const std::string name(page.program);
  switch (kind) {
  case Offer::Files: return "_" + name + "_files -f";
  case Offer::Folders: return "_" + name + "_files -d";
  case Offer::Words: return "_" + name + "_words " + shellQuoted(words);
  case Offer::Regions: return "_" + name + "_known regions";
  case Offer::Rules: return "_" + name + "_known rules";
  case Offer::Nothing: break;
  }
  return ":";
}

std::string optionNames(const Page& page, std::string_view verb, bool all) {
  std::string out;
  for (const auto& option : page.options)
    if (all || option.verbs.empty() || (!verb.empty() && belongs(option, verb))) out.append(out.empty() ? "" : " ").append(option.name);
  return out;
}

std::string places(const Page& page) {
  if (page.verbs.empty()) return {};
  std::string names, out = "  case $verb:$values in\n";
  for (const auto& verb : page.verbs) names.append(names.empty() ? "" : " ").append(verb.name);
  out += "    :0) _" + std::string(page.program) + "_words " + shellQuoted(names) + " ;;\n";
  for (const auto& verb : page.verbs)
    for (std::size_t i = 0; i < verb.offers.size(); ++i)
      if (verb.offers[i].offer != Offer::Nothing)
        out += "    " + std::string(verb.name) + ":" + std::to_string(i) + ") " +
               offer(page, verb.offers[i].offer, verb.offers[i].words) + " ;;\n";
  return out + "  esac\n";
}

} // namespace

std::string bashCompletion(const Page& page) {
  std::string valued, values, options;
  for (const auto& option : page.options) {
    if (option.value.empty()) continue;
    valued.append(valued.empty() ? "" : "|").append(option.name);
    values += "    " + std::string(option.name) + ") " + offer(page, option.offer, option.words) + " ;;\n";
  }
  for (const auto& verb : page.verbs)
    options += "      " + std::string(verb.name) + ") _" + std::string(page.program) + "_words " +
               shellQuoted(optionNames(page, verb.name, false)) + " ;;\n";
  options += "      *) _" + std::string(page.program) + "_words " + shellQuoted(optionNames(page, {}, page.verbs.empty())) + " ;;\n";
  auto text = replaced(kTemplate, "@VALUED@", valued);
  text = replaced(text, "@VALUES@", values);
  text = replaced(text, "@OPTIONS@", options);
  text = replaced(text, "@PLACES@", places(page));
  return replaced(text, "@NAME@", page.program);
}

} // namespace meridian::manual
