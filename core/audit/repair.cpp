// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/run.h"

#include <algorithm>

namespace meridian::audit {

namespace {

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

Repair plan(const Scope& scope, const Result& result, ContentTree& tree) {
  Repair out;
  std::map<std::string, std::size_t> order;
  for (std::size_t r = 0; r < result.regions.size(); ++r) order[result.regions[r].id] = r;
  std::map<std::pair<std::string, oci::Digest>, const Item*> items;
  for (const auto& item : tree.items()) items.emplace(std::pair(*item.repository, item.digest), &item);
  const auto& source = result.regions.front();

  std::map<std::string, std::size_t> extra;
  for (const auto& drift : result.drifts) {
    const auto r = order[drift.region];
    const auto first = drift.refs.empty() ? drift.repository : drift.refs.front();
    if (drift.cause == Cause::Extra) {
      ++extra[drift.region];
    } else if (drift.cause == Cause::Unreadable) {
      out.hopeless.push_back({drift.region, drift.what == What::Region ? "the whole region" : first,
                              "nobody knows what is there until it can be read: " + drift.detail});
    } else if (drift.what == What::Tag) {
      if (!source.reachable || source.failed.contains(first)) {
        std::string why = scope.source.id + " itself does not have all of it";
        for (const auto& other : result.regions)
          if (!other.source && other.reachable && !other.failed.contains(first)) why += "; " + other.id + " has it, equal and complete";
        out.hopeless.push_back({drift.region, first, std::move(why)});
      } else {
        out.copies.push_back({drift.region, first, drift.wanted});
      }
    } else {
      const auto* item = items.at({drift.repository, drift.wanted});
      const auto from = holder(result, *item, r);
      const auto what = drift.repository + "@" + drift.wanted.text();
      if (!from)
        out.hopeless.push_back({drift.region, what, "no region has good bytes of it"});
      else if (r == 0)
        out.hopeless.push_back({drift.region, what, "a rule does not write to its source; " + result.regions[*from].id +
                                                        " has good bytes: push them from there"});
      else
        out.pushes.push_back({drift.region, drift.repository, drift.wanted, item->manifest, drift.size,
                              result.regions[*from].id, drift.refs});
    }
  }
  for (const auto& [region, count] : extra)
    out.hopeless.push_back({region, std::to_string(count) + (count == 1 ? " extra tag" : " extra tags"),
                            "a repair deletes nothing"});
  return out;
}

} // namespace meridian::audit
