// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/placement.h"

#include <algorithm>

namespace meridian::plan {

namespace {

using Ways = std::vector<Way>;

/// "150 ms", of what is far.
std::string distance(const Way& way) {
  const auto us = way.round_trip.count();
  const auto tenths = (us + 50) / 100;
  if (tenths >= 100) return std::to_string((us + 500) / 1000) + " ms";
  return std::to_string(tenths / 10) + (tenths % 10 != 0 ? "." + std::to_string(tenths % 10) : "") + " ms";
}
std::string far(const Way& way) { return way.id + " is " + distance(way) + " away"; }

/// "tyo is 150 ms away", or "tyo (150 ms), sjc (90 ms) and syd (280 ms) are far".
std::string far(const Ways& ways) {
  if (ways.size() == 1) return far(ways.front());
  std::string text;
  for (std::size_t i = 0; i < ways.size(); ++i)
    text += (i == 0 ? "" : i + 1 < ways.size() ? ", " : " and ") + ways[i].id + " (" + distance(ways[i]) + ")";
  return text + " are far";
}
std::string names(const Ways& ways) {
  std::string text;
  for (std::size_t i = 0; i < ways.size(); ++i) text += (i == 0 ? "" : i + 1 < ways.size() ? ", " : " and ") + ways[i].id;
  return text;
}

/// A broken upload starts over, so the long way has to be a read.
std::string lost(const Way& source, const Ways& targets) {
  const bool one = targets.size() == 1;
  const auto text = far(targets) + " and cannot continue a broken upload (" +
                    (one ? "its registry loses" : "their registries lose") + " the session): ";
  if (source.resumes == false)
    return text + source.id + " does not answer ranged reads either, so a broken blob starts over wherever the engine runs";
  return text + "run the engine next to " + (one ? "it" : "each, with --target") +
         ", so that the long haul is ranged reads that resume";
}

std::string kept(const Way& source, const Ways& targets) {
  const auto resume = targets.size() == 1 ? " resumes uploads" : " resume uploads";
  if (source.far())
    return names(targets) + resume + ", but " + far(source) + " and so " + (targets.size() == 1 ? "is " : "are ") +
           names(targets) + ": every byte goes two long ways; run the engine next to either end";
  return (source.known() ? "the engine stands next to the source; " : "") + names(targets) + resume + ": fine here";
}

std::string untried(const Ways& targets) {
  const bool one = targets.size() == 1;
  std::string text = far(targets) + ", and nobody has tried whether a broken upload goes on there: ";
  for (std::size_t i = 0; i < targets.size(); ++i)
    text += (i == 0 ? "\"meridianctl profile " : ", \"meridianctl profile ") + targets[i].id + "\"";
  return text + (one ? " finds out" : " find out") + " whether the engine may stay here";
}

std::string pulled(const Way& source, const Ways& targets) {
  const auto text = far(source) + ", " + names(targets) + (targets.size() == 1 ? " is near: " : " are near: ");
  if (source.resumes == false)
    return text + source.id + " does not answer ranged reads, so a broken read starts over: run the engine next to it";
  return text + "the long haul is ranged reads that resume: fine here";
}

} // namespace

std::vector<std::string> placement(const Way& source, std::vector<Way> targets) {
  std::erase_if(targets, [](const Way& way) { return way.bytes.value == 0; });
  if (source.bytes.value == 0 || targets.empty()) return {};
  std::stable_sort(targets.begin(), targets.end(), [](const Way& a, const Way& b) { return a.bytes > b.bytes; });

  Ways loses, keeps, unknown, near;
  bool all_known = source.known();
  for (auto& way : targets) {
    all_known = all_known && way.known();
    if (!way.known()) continue;
    auto& group = !way.far() ? near : !way.resumes ? unknown : *way.resumes ? keeps : loses;
    group.push_back(std::move(way));
  }
  if (all_known && !source.far() && near.size() == targets.size())
    return {"every end is near: the place does not matter"};
  std::vector<std::string> advice;
  if (!loses.empty()) advice.push_back(lost(source, loses));
  if (!unknown.empty()) advice.push_back(untried(unknown));
  if (!keeps.empty()) advice.push_back(kept(source, keeps));
  if (!near.empty() && source.far()) advice.push_back(pulled(source, near));
  return advice;
}

} // namespace meridian::plan
