// SPDX-License-Identifier: GPL-3.0-or-later
#include "manual/page.h"
#include "manual/shells.h"

namespace meridian::manual {

namespace {

constexpr std::string_view kWords = R"sh(
# The verb and how many words stand behind it, as "sync 0"; nothing before a verb.
function __@NAME@_place
    set -l skip 0
    set -l verb
    set -l count 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
        else if contains -- $word @VALUED@
            set skip 1
        else if not string match -q -- '-*' $word
            if test -z "$verb"
                set verb $word
            else
                set count (math $count + 1)
            end
        end
    end
    test -n "$verb"; and echo $verb $count
end
function __@NAME@_of
    set -l place (string split ' ' -- (__@NAME@_place))
    contains -- "$place[1]" $argv
end
function __@NAME@_at
    set -l place (__@NAME@_place)
    test "$place" = "$argv[1] $argv[2]"
end
function __@NAME@_known
    set -l words (commandline -opc)
    set -l fleet
    if set -l at (contains -i -- --fleet $words)
        set fleet --fleet $words[(math $at + 1)]
    end
    @NAME@ $fleet __complete $argv[1] 2>/dev/null
end
)sh";

std::string quoted(std::string_view text) { return "'" + replaced(replaced(text, "\\", "\\\\"), "'", "\\'") + "'"; }

/// What follows -r or a condition.
std::string offer(const Page& page, Offer kind, std::string_view words) {
  switch (kind) {
  case Offer::Files: return " -F";
  case Offer::Folders: return " -f -a '(__fish_complete_directories)'";
  case Offer::Words: return " -f -a " + quoted(words);
  case Offer::Regions: return " -f -a '(__" + std::string(page.program) + "_known regions)'";
  case Offer::Rules: return " -f -a '(__" + std::string(page.program) + "_known rules)'";
  case Offer::Nothing: break;
  }
  return " -f";
}

} // namespace

std::string fishCompletion(const Page& page) {
  const std::string name(page.program);
  std::string out = "# fish completion for " + name + "; made of the tables behind its --help.\n";
  std::string valued;
  for (const auto& option : page.options)
    if (!option.value.empty()) valued.append(valued.empty() ? "" : " ").append(option.name);
  if (!page.verbs.empty()) out += replaced(kWords, "@VALUED@", valued);
  out += "\ncomplete -c " + name + " -f\n";
  for (const auto& verb : page.verbs) {
    out += "complete -c " + name + " -n 'not __" + name + "_place' -a " + std::string(verb.name) + " -d " + quoted(verb.text) + "\n";
    for (std::size_t i = 0; i < verb.offers.size(); ++i)
      if (verb.offers[i].offer != Offer::Nothing)
        out += "complete -c " + name + " -n '__" + name + "_at " + std::string(verb.name) + " " + std::to_string(i) + "'" +
               offer(page, verb.offers[i].offer, verb.offers[i].words) + "\n";
  }
  for (const auto& option : page.options) {
    out += "complete -c " + name;
    if (!option.verbs.empty()) out += " -n '__" + name + "_of " + std::string(option.verbs) + "'";
    out += " -l " + std::string(option.name.substr(2));
    if (!option.letter.empty()) out += " -s " + std::string(option.letter.substr(1));
    if (!option.value.empty()) out += " -r" + offer(page, option.offer, option.words);
    out += " -d " + quoted(option.text) + "\n";
  }
  return replaced(out, "@NAME@", name);
}

} // namespace meridian::manual
