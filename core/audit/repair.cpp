// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/run.h"

#include <algorithm>

namespace meridian::audit {

namespace {

constexpr const char* kNoDeletes = "a repair deletes nothing";

/// Who has good bytes of this, the source first: what was read before what was only said to be there.
std::optional<std::size_t> holder(const Result& result, const Item& item, std::size_t but) {
  const auto has = [&](std::size_t r, State state) { return r != but && result.regions[r].reachable && item.states[r] == state; };
  if (has(0, State::Read) || has(0, State::Good) || has(0, State::Unasked)) return 0;
  for (const auto state : {State::Read, State::Good})
    for (std::size_t r = 1; r < result.regions.size(); ++r)
      if (has(r, state)) return r;
  return std::nullopt;
}

} // namespace

Repair plan(const Scope& scope, Result& result, ContentTree& tree) {
  Repair out;
  std::map<std::string, std::size_t> order;
  for (std::size_t r = 0; r < result.regions.size(); ++r) order[result.regions[r].id] = r;
  std::map<std::pair<std::string, oci::Digest>, const Item*> items;
  for (const auto& item : tree.items()) items.emplace(std::pair(*item.repository, item.digest), &item);
  const auto& source = result.regions.front();

  std::map<std::string, std::size_t> extra;
  for (auto& drift : result.drifts) {
    const auto r = order[drift.region];
    const auto first = drift.refs.empty() ? drift.repository : drift.refs.front();
    const auto hopeless = [&](std::string what, std::string why) {
      drift.remedy = why;
      out.hopeless.push_back({drift.region, std::move(what), std::move(why)});
    };
    const auto mends = [&](std::string how) {
      drift.repairable = true;
      drift.remedy = std::move(how);
    };
    if (drift.cause == Cause::Extra) {
      drift.remedy = kNoDeletes;
      ++extra[drift.region];
    } else if (drift.cause == Cause::Unreadable) {
      hopeless(drift.what == What::Region ? "the whole region" : first,
               "nobody knows what is there until it can be read: " + drift.detail);
    } else if (drift.what == What::Tag) {
      if (!source.reachable || source.failed.contains(first)) {
        std::string why = scope.source.id + " itself does not have all of it";
        for (const auto& other : result.regions)
          if (!other.source && other.reachable && !other.failed.contains(first)) why += "; " + other.id + " has it, equal and complete";
        hopeless(first, std::move(why));
      } else {
        mends("copied from " + scope.source.id);
        out.copies.push_back({drift.region, first, drift.wanted});
      }
    } else {
      const auto* item = items.at({drift.repository, drift.wanted});
      const auto from = holder(result, *item, r);
      const auto what = drift.repository + "@" + drift.wanted.text();
      if (!from) {
        hopeless(what, "no region has good bytes of it");
      } else if (r == 0) {
        hopeless(what, "a rule does not write to its source; " + result.regions[*from].id + " has good bytes: push them from there");
      } else {
        const auto& giver = result.regions[*from].id;
        mends("pushed again from " + giver);
        out.pushes.push_back({drift.region, drift.repository, drift.wanted, item->manifest, drift.size, giver, drift.refs});
      }
    }
  }
  for (const auto& [region, count] : extra)
    out.hopeless.push_back({region, std::to_string(count) + (count == 1 ? " extra tag" : " extra tags"), kNoDeletes});
  return out;
}

} // namespace meridian::audit
