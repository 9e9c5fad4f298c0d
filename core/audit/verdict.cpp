// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/run.h"
#include "base/log.h"

#include <algorithm>
#include <tuple>

namespace meridian::audit {

namespace {

Cause causeOf(State state) {
  return state == State::Missing ? Cause::Missing : state == State::Corrupt ? Cause::Corrupt : Cause::Unreadable;
}

/// What is wrong below each item, folded from the leaves up: each item once, however many tags share it.
class Fold {
public:
  Fold(std::size_t region, std::size_t items) : m_region(region), m_verdicts(items, Open) {}

  bool isBadBelow(const Item& item) {
    auto& verdict = m_verdicts[item.number];
    if (verdict != Open) return verdict == Bad;
    verdict = Fine;
    bool bad = isBad(item.states[m_region]);
    for (const auto* child : item.children) bad = isBadBelow(*child) || bad;
    m_verdicts[item.number] = bad ? Bad : Fine;
    return bad;
  }
  /// All items below that are bad themselves.
  void collect(const Item& item, std::set<const Item*>& seen, std::vector<const Item*>& out) {
    if (!isBadBelow(item) || !seen.insert(&item).second) return;
    if (isBad(item.states[m_region])) out.push_back(&item);
    for (const auto* child : item.children) collect(*child, seen, out);
  }

private:
  enum Verdict : char { Open, Fine, Bad };
  const std::size_t m_region;
  std::vector<Verdict> m_verdicts; // by item
};

} // namespace

void Run::judge(Result& result) {
  for (std::size_t r = 0; r < m_regions.size(); ++r) {
    auto& region = *m_regions[r];
    RegionResult figures;
    figures.id = region.site.id;
    figures.source = region.source;
    figures.wanted = m_scope.tags.size() + (region.source ? m_scope.unreadable.size() : 0);
    figures.requests = region.site.registry->traffic().requests.load() - region.requests_before;
    figures.read = {region.site.registry->traffic().read.load() - region.read_before};
    figures.reachable = !region.isDown();
    if (!figures.reachable) {
      // Said once for the whole region, whatever was found before it went away.
      std::erase_if(m_drifts, [&](const auto& drift) { return drift.region == region.site.id; });
      Drift drift;
      drift.region = region.site.id;
      drift.cause = Cause::Unreadable;
      drift.what = What::Region;
      drift.detail = region.error.text();
      drift.error = region.error;
      m_drifts.push_back(std::move(drift));
    } else {
      for (std::size_t t = 0; t < m_scope.tags.size(); ++t) {
        const auto seen = region.seen[t];
        if (seen != Seen::Not && seen != Seen::Failed) ++figures.checked;
        if (seen == Seen::Equal) ++figures.equal;
        if (seen != Seen::Equal) figures.unequal.insert(m_scope.tags[t].ref());
        if (seen == Seen::Equal && region.believed.contains(m_scope.tags[t].repository)) ++figures.believed;
      }
      if (region.source)
        for (const auto& [ref, error] : m_scope.unreadable) figures.unequal.insert(ref);
      figures.failed.insert(figures.unequal.begin(), figures.unequal.end());
      judgeContent(r, figures);
      figures.passed = figures.wanted - figures.failed.size();
    }
    result.regions.push_back(std::move(figures));
  }
  std::map<std::string, std::size_t> order;
  for (std::size_t r = 0; r < m_regions.size(); ++r) order[m_regions[r]->site.id] = r;
  for (auto& drift : m_drifts) std::sort(drift.refs.begin(), drift.refs.end());
  std::sort(m_drifts.begin(), m_drifts.end(), [&](const Drift& a, const Drift& b) {
    return std::tuple(order[a.region], a.cause, a.repository, a.refs, a.wanted) <
           std::tuple(order[b.region], b.cause, b.repository, b.refs, b.wanted);
  });
  result.drifts = std::move(m_drifts);
}

void Run::judgeContent(std::size_t r, RegionResult& figures) {
  if (m_roots.empty()) return;
  Fold fold(r, m_tree.items().size());
  std::map<const Item*, Drift> drifts;
  for (std::size_t t = 0; t < m_roots.size(); ++t) {
    if (m_roots[t] == nullptr || m_regions[r]->seen[t] != Seen::Equal || !fold.isBadBelow(*rootOf(r, t))) continue;
    const auto ref = m_scope.tags[t].ref();
    figures.failed.insert(ref);
    std::set<const Item*> seen;
    std::vector<const Item*> bad;
    fold.collect(*rootOf(r, t), seen, bad);
    for (const auto* item : bad) drifts[item].refs.push_back(ref);
  }
  for (auto& [item, drift] : drifts) {
    auto& finding = m_findings[{r, item}];
    drift.region = figures.id;
    drift.cause = causeOf(item->states[r]);
    drift.what = item->manifest ? What::Manifest : What::Blob;
    drift.repository = *item->repository;
    drift.wanted = item->digest;
    drift.found = finding.found;
    drift.size = {item->size};
    drift.error = finding.error;
    drift.detail = std::string(name(drift.what)) + " " + item->digest.shortText() +
                   (item->size > 0 ? " (" + base::formatBytes({item->size}) + ")" : "") + " " +
                   (item->states[r] == State::Missing ? "is not there"
                    : item->states[r] == State::Corrupt ? "is damaged: " + finding.detail
                                                        : "cannot be read: " + finding.detail);
    m_drifts.push_back(std::move(drift));
  }
}

void Run::remember(const Result& result) {
  if (m_scope.depth == Depth::Tags || m_means.state == nullptr) return;
  std::set<std::string> repositories;
  for (const auto& tag : m_scope.tags) repositories.insert(tag.repository);
  for (std::size_t r = 0; r < m_regions.size(); ++r) {
    const auto& figures = result.regions[r];
    if (!figures.reachable) continue;
    std::set<std::string> broken;
    for (const auto& ref : figures.failed) broken.insert(ref.substr(0, ref.find(':')));
    for (const auto& repository : repositories) {
      if (broken.contains(repository))
        m_belief.note(figures.id, repository, {}, m_started);
      else if (!m_regions[r]->believed.contains(repository)) // what was believed only grows older
        m_belief.note(figures.id, repository, believedAs(repository), m_started);
    }
  }
  if (auto saved = m_belief.save(); !saved) base::log("audit", base::LogLevel::Warning, saved.error().text());
}

} // namespace meridian::audit
