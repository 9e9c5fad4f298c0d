// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"
#include "engine/interior.h"
#include "plan/filter.h"

#include <algorithm>
#include <mutex>

namespace meridian::engine {

using base::Errc;
using base::fail;
using base::Result;

namespace {
constexpr std::size_t kMostRepositories = 1000;
constexpr std::size_t kMostTags = 100;
} // namespace

Result<RuleMatches> Engine::matches(const plan::Rule& rule, std::stop_token stop) {
  const auto current = fleet();
  const auto* region = current->region(rule.source);
  if (region == nullptr) return fail(Errc::NotFound, "the fleet has no region \"" + rule.source + "\"");
  auto filter = plan::RepositoryFilter::compile(rule.repositories);
  if (!filter) return base::pass(std::move(filter));
  auto tags = plan::TagFilter::compile(rule.tags);
  if (!tags) return base::pass(std::move(tags));

  const auto source = m_interior->workshop.connect(*region);
  auto names = filter->literalNames();
  if (!names) {
    auto all = ports::allRepositories(*source, stop);
    if (!all) return base::pass(std::move(all), "list repositories at " + rule.source);
    names = filter->select(*all);
  }
  std::sort(names->begin(), names->end());
  RuleMatches out;
  out.repositories_total = names->size();
  if (names->size() > kMostRepositories) names->resize(kMostRepositories);
  out.repositories.resize(names->size());
  std::mutex mutex;
  {
    base::TaskGroup tasks(m_interior->workshop.ask);
    for (std::size_t i = 0; i < names->size(); ++i)
      tasks.run([&, i] {
        auto& row = out.repositories[i];
        row.name = (*names)[i];
        auto listed = ports::allTags(*source, row.name, stop);
        if (!listed) {
          const std::lock_guard lock(mutex);
          out.problems.emplace_back(row.name, std::move(listed).error());
          return;
        }
        row.tags_total = listed->size();
        row.tags = tags->select(*listed);
        row.tags_selected = row.tags.size();
        if (row.tags.size() > kMostTags) row.tags.resize(kMostTags);
      });
  }
  if (stop.stop_requested()) return fail(Errc::Cancelled, "cancelled");
  for (const auto& row : out.repositories) out.tags_selected += row.tags_selected;
  return out;
}

} // namespace meridian::engine
