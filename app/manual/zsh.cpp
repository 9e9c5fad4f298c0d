// SPDX-License-Identifier: GPL-3.0-or-later
#include "manual/page.h"
#include "manual/shells.h"

namespace meridian::manual {

namespace {

constexpr std::string_view kVerbs = R"sh(#compdef @NAME@
# zsh completion for @NAME@; made of the tables behind its --help.
_@NAME@_known() {
  local -a ids
  ids=(${(f)"$(_call_program ids @NAME@ $fleet __complete $1)"})
  compadd "${@[2,-1]}" -a ids
}
_@NAME@() {
  local context state line
  local -a fleet general verbs
  typeset -A opt_args
  general=(
@GENERAL@  )
  verbs=(
@VERBS@  )
  _arguments -C $general '1:verb:->verb' '*::argument:->argument' && return
  [[ -n $opt_args[--fleet] ]] && fleet=(--fleet ${(e)~opt_args[--fleet]})
  case $state in
    verb) _describe verb verbs ;;
    argument)
      case $words[1] in
@CASES@      esac ;;
  esac
}
_@NAME@ "$@"
)sh";

constexpr std::string_view kPlain = R"sh(#compdef @NAME@
# zsh completion for @NAME@; made of the tables behind its --help.
_arguments \
@GENERAL@
)sh";

std::string action(const Page& page, Offer kind, std::string_view words) {
  switch (kind) {
  case Offer::Files: return "_files";
  case Offer::Folders: return "_files -/";
  case Offer::Words: return "(" + std::string(words) + ")";
  case Offer::Regions: return "{_" + std::string(page.program) + "_known regions}";
  case Offer::Rules: return "{_" + std::string(page.program) + "_known rules}";
  case Offer::Nothing: break;
  }
  return " ";
}

/// Text between the brackets and colons of a specification.
std::string inSpec(std::string_view text) {
  auto out = replaced(text, "\\", "\\\\");
  for (const auto* mark : {":", "[", "]"}) out = replaced(out, mark, std::string("\\") + mark);
  return out;
}

std::string spec(const Page& page, const Option& option) {
  const auto one = [&](std::string_view name) {
    std::string text(option.repeats ? "*" : "");
    text.append(name).append("[").append(inSpec(option.text)).append("]");
    if (!option.value.empty()) text += ":" + inSpec(option.value) + ":" + action(page, option.offer, option.words);
    return shellQuoted(text);
  };
  return one(option.name) + (option.letter.empty() ? "" : " " + one(option.letter));
}

std::string verbCase(const Page& page, const Verb& verb) {
  std::string out = "        " + std::string(verb.name) + ") _arguments $general";
  for (const auto& option : page.options)
    if (!option.verbs.empty() && belongs(option, verb.name)) out += " \\\n          " + spec(page, option);
  for (std::size_t i = 0; i < verb.offers.size(); ++i)
    out += " \\\n          " + shellQuoted(std::to_string(i + 1) + ":" + inSpec(verb.arguments) + ":" +
                                           action(page, verb.offers[i].offer, verb.offers[i].words));
  return out + " ;;\n";
}

} // namespace

std::string zshCompletion(const Page& page) {
  std::string general, verbs, cases;
  for (const auto& option : page.options)
    if (option.verbs.empty())
      general += page.verbs.empty() ? (general.empty() ? "  " : " \\\n  ") + spec(page, option) : "    " + spec(page, option) + "\n";
  for (const auto& verb : page.verbs) {
    verbs += "    " + shellQuoted(std::string(verb.name) + ":" + inSpec(verb.text)) + "\n";
    cases += verbCase(page, verb);
  }
  auto text = replaced(page.verbs.empty() ? kPlain : kVerbs, "@GENERAL@", general);
  text = replaced(text, "@VERBS@", verbs);
  text = replaced(text, "@CASES@", cases);
  return replaced(text, "@NAME@", page.program);
}

} // namespace meridian::manual
