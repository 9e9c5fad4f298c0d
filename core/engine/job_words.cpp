// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/job_words.h"

#include <vector>

namespace meridian::engine {

namespace {

constexpr std::size_t kNamed = 10; ///< tags that are told one by one

/// What a rule of its own means, as far as names say it.
std::vector<std::string> images(const JobRequest& request) {
  if (!request.tags.empty()) return request.tags;
  std::vector<std::string> names;
  const auto& rule = *request.once;
  const bool all = rule.tags.include.empty() || rule.tags.include == std::vector<std::string>{"*"};
  for (const auto& repository : rule.repositories)
    if (all)
      names.push_back(repository);
    else
      for (const auto& tag : rule.tags.include) names.push_back(repository + ":" + tag);
  return names;
}

std::string joined(const std::vector<std::string>& words, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < words.size() && i < most; ++i) text += (i == 0 ? "" : ", ") + words[i];
  if (words.size() > most) text += " and " + std::to_string(words.size() - most) + " more";
  return text;
}

} // namespace

std::string title(const JobRequest& request) {
  const auto kind = std::string(name(request.kind));
  if (!request.once) return kind + " of rule \"" + request.rule + "\"";
  const auto names = images(request);
  return kind + " of " + (names.empty() ? request.rule : joined(names, 1));
}

std::string subject(const JobRequest& request) {
  if (!request.once) return "rule " + request.rule;
  const auto names = images(request);
  return "image " + (names.empty() ? request.rule : joined(names, 1));
}

std::string details(const JobRequest& request) {
  auto text = std::string(name(request.kind));
  const auto& targets = request.targets.empty() && request.once ? request.once->targets : request.targets;
  if (!targets.empty()) text += "; targets " + joined(targets, kNamed);
  if (!request.tags.empty())
    text += "; " + (request.tags.size() == 1 ? std::string("tag ") : std::to_string(request.tags.size()) + " tags: ") +
            joined(request.tags, kNamed);
  if (request.on_conflict) {
    constexpr const char* kWords[] = {"stops the group", "is overwritten", "is kept"};
    text += std::string("; a tag that others have set ") + kWords[static_cast<int>(*request.on_conflict)];
  }
  if (request.depth) {
    constexpr const char* kWords[] = {"tags", "content", "a sample", "every blob"};
    text += std::string("; looks at ") + kWords[static_cast<int>(*request.depth)];
  }
  if (request.repair) text += "; repairs what it finds";
  return text;
}

} // namespace meridian::engine
