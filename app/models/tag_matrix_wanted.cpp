// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tag_matrix_wanted.h"

#include "plan/filter.h"

#include <algorithm>
#include <unordered_set>

namespace meridian::models {

namespace {

bool takesAll(const plan::TagSelection& tags) {
  return tags.include == std::vector<std::string>{"*"} && tags.exclude.empty() && tags.semver.empty() && !tags.latest;
}

} // namespace

std::vector<bool> wantedCells(const engine::TagMatrix& matrix, const engine::Fleet& fleet) {
  const auto columns = matrix.regions.size();
  std::vector<bool> wanted(matrix.rows.size() * columns);
  const auto column = [&](const std::string& region) {
    return static_cast<std::size_t>(std::ranges::find(matrix.regions, region) - matrix.regions.begin());
  };
  for (const auto& rule : fleet.rules) {
    const auto repositories = plan::RepositoryFilter::compile(rule.repositories);
    const auto filter = plan::TagFilter::compile(rule.tags);
    const auto source = column(rule.source);
    if (!repositories || !filter || !repositories->matches(matrix.repository) || source == columns) continue;
    if (rule.tags.since || rule.tags.latest_by_created) continue;
    const bool all = takesAll(rule.tags);
    std::vector<std::string> there;
    for (const auto& row : matrix.rows)
      if (!all && source < row.digests.size() && row.digests[source]) there.push_back(row.tag);
    const auto selected = filter->select(there);
    const std::unordered_set<std::string_view> chosen(selected.begin(), selected.end());
    const auto chooses = [&](const engine::TagMatrix::Row& row) {
      return all ? source < row.digests.size() && row.digests[source].has_value() : chosen.contains(row.tag);
    };
    std::vector<std::size_t> places{source};
    for (const auto& target : rule.targets)
      if (const auto place = column(target); place < columns) places.push_back(place);
    for (std::size_t row = 0; row < matrix.rows.size(); ++row)
      if (chooses(matrix.rows[row]))
        for (const auto place : places) wanted[row * columns + place] = true;
  }
  return wanted;
}

} // namespace meridian::models
