// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/json.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "oci/reference.h"

#include <cstdio>

namespace meridian::cli {

int tags(Desk& desk) {
  const auto name = oci::parseRepository(desk.options.arguments.front());
  if (!name) return complain(desk.options, base::Error{base::Errc::ConfigInvalid, name.error().text(), {}, 0, {}, {}, {}});
  const auto matrix = desk.engine.tags(*name, desk.interrupt.token());
  if (!matrix) return complain(desk.options, matrix.error());
  const bool failures = !matrix->problems.empty();
  if (desk.options.json) {
    std::fputs(jsonText(*matrix).c_str(), stdout);
    return failures ? kFailures : kDone;
  }
  std::vector<std::string> header{"TAG"};
  header.insert(header.end(), matrix->regions.begin(), matrix->regions.end());
  header.emplace_back("");
  Table table(std::move(header));
  std::size_t drifted = 0;
  for (const auto& row : matrix->rows) {
    std::vector<std::string> cells{row.tag};
    for (std::size_t i = 0; i < row.digests.size(); ++i)
      cells.push_back(row.digests[i] ? row.digests[i]->shortText() : row.isUnread(i) ? "?" : "-");
    cells.push_back(row.drift ? tinted("drift", Tone::Bad) : tinted("same", Tone::Good));
    drifted += row.drift ? 1 : 0;
    table.add(std::move(cells));
  }
  if (table.empty() && !failures)
    std::printf("No region has a repository %s\n", matrix->repository.c_str());
  else if (!table.empty())
    std::printf("%s\n%zu tags, %zu drifted\n", table.text().c_str(), matrix->rows.size(), drifted);
  for (const auto& [region, error] : matrix->problems) printProblem(region, matrix->repository, error.text());
  return failures ? kFailures : kDone;
}

} // namespace meridian::cli
