// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/result.h"

#include <algorithm>

namespace meridian::audit {

std::string_view name(Depth depth) {
  constexpr std::array<std::string_view, 4> kNames{"tags", "content", "sampled", "deep"};
  return kNames[static_cast<std::size_t>(depth)];
}

std::string_view name(Cause cause) {
  constexpr std::array<std::string_view, 5> kNames{"missing", "different", "extra", "corrupt", "unreadable"};
  return kNames[static_cast<std::size_t>(cause)];
}

std::string_view name(What what) {
  constexpr std::array<std::string_view, 5> kNames{"region", "repository", "tag", "manifest", "blob"};
  return kNames[static_cast<std::size_t>(what)];
}

double RegionResult::passRate() const {
  if (wanted == 0) return reachable ? 1 : 0;
  return static_cast<double>(passed) / static_cast<double>(wanted);
}

std::size_t Result::wanted() const {
  std::size_t sum = 0;
  for (const auto& region : regions) sum += region.wanted;
  return sum;
}

std::size_t Result::passed() const {
  std::size_t sum = 0;
  for (const auto& region : regions) sum += region.passed;
  return sum;
}

double Result::passRate() const {
  const auto all = wanted();
  return all == 0 ? 1 : static_cast<double>(passed()) / static_cast<double>(all);
}

std::size_t Result::count(Cause cause) const {
  return static_cast<std::size_t>(
      std::count_if(drifts.begin(), drifts.end(), [cause](const auto& drift) { return drift.cause == cause; }));
}

Result merge(Result before, const std::set<std::string>& looked, Result after) {
  const auto settled = [&](const Drift& drift) {
    return drift.cause != Cause::Extra && !drift.refs.empty() &&
           std::all_of(drift.refs.begin(), drift.refs.end(), [&](const auto& ref) { return looked.contains(ref); });
  };
  for (std::size_t r = 0; r < before.regions.size(); ++r) {
    auto& mine = before.regions[r];
    auto& news = after.regions[r];
    mine.requests += news.requests;
    mine.read += news.read;
    if (!mine.reachable || !news.reachable) {
      mine.reachable = false;
      mine.passed = 0;
      continue;
    }
    const auto forget = [&](std::set<std::string>& refs) {
      return std::erase_if(refs, [&](const auto& ref) { return looked.contains(ref); });
    };
    mine.equal = mine.equal + forget(mine.unequal) - news.unequal.size();
    forget(mine.failed);
    mine.unequal.insert(news.unequal.begin(), news.unequal.end());
    mine.failed.insert(news.failed.begin(), news.failed.end());
    mine.passed = mine.wanted - mine.failed.size();
    mine.checked = std::max(mine.checked, mine.equal);
  }
  std::erase_if(before.drifts, settled);
  for (auto& drift : after.drifts) {
    const bool told = drift.refs.empty() && std::any_of(before.drifts.begin(), before.drifts.end(), [&](const auto& other) {
                        return other.region == drift.region && other.what == drift.what && other.repository == drift.repository;
                      });
    if (drift.cause != Cause::Extra && !told) before.drifts.push_back(std::move(drift));
  }
  before.repair = std::move(after.repair);
  before.seconds += after.seconds;
  return before;
}

} // namespace meridian::audit
