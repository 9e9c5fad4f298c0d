// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/interior.h"

#include <algorithm>
#include <map>
#include <set>

namespace meridian::engine {

using base::Errc;
using base::fail;
using base::Result;

Result<TagMatrix> Engine::tags(std::string_view repository, std::stop_token stop) {
  const auto current = fleet();
  TagMatrix matrix;
  matrix.repository = repository;
  std::vector<const Region*> regions;
  for (const auto role : {Role::Primary, Role::Replica})
    for (const auto& region : current->regions)
      if (region.role == role) regions.push_back(&region);
  std::vector<std::unique_ptr<ports::Registry>> registries;
  std::vector<Result<std::vector<std::string>>> listed(regions.size(), std::vector<std::string>{});
  {
    base::TaskGroup tasks(m_interior->workshop.ask);
    for (std::size_t i = 0; i < regions.size(); ++i) {
      matrix.regions.push_back(regions[i]->id);
      registries.push_back(m_interior->workshop.connect(*regions[i]));
      tasks.run([&, i, registry = registries.back().get()] { listed[i] = ports::allTags(*registry, repository, stop); });
    }
  }
  std::map<std::string, TagMatrix::Row> rows;
  for (std::size_t i = 0; i < regions.size(); ++i) {
    if (!listed[i]) {
      // A repository that is not there yet is an answer, not a problem.
      if (listed[i].error().code != Errc::NameUnknown)
        matrix.problems.emplace_back(regions[i]->id, listed[i].error());
      continue;
    }
    for (const auto& tag : *listed[i]) {
      auto& row = rows[tag];
      row.tag = tag;
      row.digests.resize(regions.size());
      row.unread.resize(regions.size());
    }
  }
  {
    std::mutex mutex;
    base::TaskGroup tasks(m_interior->workshop.ask);
    for (auto& [tag, row] : rows)
      for (std::size_t i = 0; i < regions.size(); ++i) {
        if (!listed[i] || std::find(listed[i]->begin(), listed[i]->end(), tag) == listed[i]->end()) continue;
        tasks.run([&, i, registry = registries[i].get(), where = &row] {
          auto head = registry->headManifest(repository, where->tag, stop);
          const std::lock_guard lock(mutex);
          if (head && *head)
            where->digests[i] = (*head)->digest;
          else if (!head) {
            where->unread[i] = true;
            matrix.problems.emplace_back(regions[i]->id, head.error());
          }
        });
      }
  }
  if (stop.stop_requested()) return fail(Errc::Cancelled, "cancelled");
  for (auto& [tag, row] : rows) {
    std::set<std::string> different;
    for (std::size_t i = 0; i < regions.size(); ++i)
      if (!listed[i] && listed[i].error().code != Errc::NameUnknown)
        row.unread[i] = true;
      else if (!row.unread[i])
        different.insert(row.digests[i] ? row.digests[i]->text() : std::string());
    row.drift = different.size() > 1;
    matrix.rows.push_back(std::move(row));
  }
  return matrix;
}

} // namespace meridian::engine
