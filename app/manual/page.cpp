// SPDX-License-Identifier: GPL-3.0-or-later
#include "manual/page.h"

#include <algorithm>

namespace meridian::manual {

std::vector<std::string_view> split(std::string_view list, char by) {
  std::vector<std::string_view> out;
  while (!list.empty()) {
    const auto end = std::min(list.find(by), list.size());
    if (end > 0) out.push_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return out;
}

const Option* findOption(const Page& page, std::string_view name) {
  const auto found = std::find_if(page.options.begin(), page.options.end(),
                                  [&](const Option& o) { return o.name == name || (!o.letter.empty() && o.letter == name); });
  return found == page.options.end() ? nullptr : &*found;
}

const Verb* findVerb(const Page& page, std::string_view name) {
  const auto found = std::find_if(page.verbs.begin(), page.verbs.end(), [&](const Verb& v) { return v.name == name; });
  return found == page.verbs.end() ? nullptr : &*found;
}

bool belongs(const Option& option, std::string_view verb) {
  if (option.verbs.empty()) return true;
  const auto verbs = split(option.verbs);
  return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
}

/// Letters in common order matter most for typing errors.
std::string nearestVerb(const Page& page, std::string_view word) {
  std::string_view best;
  std::size_t best_score = 0;
  for (const auto& verb : page.verbs) {
    std::size_t score = 0;
    for (std::size_t i = 0, j = 0; i < word.size() && j < verb.name.size(); ++j)
      if (word[i] == verb.name[j]) ++score, ++i;
    if (score > best_score) best_score = score, best = verb.name;
  }
  return best_score * 2 >= word.size() ? std::string(best) : std::string();
}

std::string misplaced(const Option& option) {
  const auto verbs = split(option.verbs);
  std::string text(option.name);
  text += " belongs to ";
  for (std::size_t i = 0; i < verbs.size(); ++i)
    text.append(i == 0 ? "\"" : i + 1 == verbs.size() ? " and \"" : ", \"").append(verbs[i]).append("\"");
  return text;
}

std::string usage(const Page& page, const Verb& verb) {
  std::string text(verb.name);
  if (!verb.arguments.empty()) text.append(" ").append(verb.arguments);
  for (const auto& option : page.options) {
    if (option.verbs.empty() || !belongs(option, verb.name)) continue;
    text.append(" [").append(option.name);
    if (!option.value.empty()) text.append(" ").append(option.value);
    text.append(option.repeats ? " ...]" : "]");
  }
  return text;
}

} // namespace meridian::manual
