// SPDX-License-Identifier: GPL-3.0-or-later
// What a hundred thousand tags in five regions cost the page Images: to fill, sort, filter and to look at a screenful.
// Prints; asserts nothing. usage: matrix_bench [TAGS [REGIONS]]
#include "models/tag_matrix_rows.h"
#include "models/tag_matrix_wanted.h"

#include <malloc.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

using namespace meridian;
using Order = models::TagMatrixTable::Order;

namespace {

template <class Work>
void measure(const char* what, Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  std::printf("%-44s %8.2f ms\n", what, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
}

engine::TagMatrix matrix(int tags, int regions) {
  engine::TagMatrix made;
  made.repository = "base/alpine";
  for (int region = 0; region < regions; ++region) made.regions.push_back("r" + std::to_string(region));
  made.rows.reserve(static_cast<std::size_t>(tags));
  for (int i = 0; i < tags; ++i) {
    auto hex = std::to_string(static_cast<long>(i) * 7919);
    hex.insert(0, 64 - hex.size(), 'a');
    std::vector<std::optional<oci::Digest>> digests(static_cast<std::size_t>(regions), oci::Digest::sha256(hex));
    if (i % 97 == 3) digests.back() = oci::Digest::sha256(std::string(64, 'b'));
    if (i % 131 == 5) digests.back().reset();
    const auto number = std::to_string(i / 1000) + '.' + std::to_string(i / 10 % 100) + '.' + std::to_string(i % 10);
    made.rows.push_back({i % 50 == 0 ? "nightly-" + std::to_string(i) : i % 9 == 0 ? 'v' + number + "-rc1" : number, std::move(digests), false});
  }
  return made;
}

std::size_t heap() { return mallinfo2().uordblks + mallinfo2().hblkhd; }

} // namespace

int main(int argc, char** argv) {
  const int tags = argc > 1 ? std::atoi(argv[1]) : 100'000, regions = argc > 2 ? std::atoi(argv[2]) : 5;
  const auto given = matrix(tags, regions);
  QStringList names;
  for (const auto& region : given.regions) names.append(QString::fromStdString(region));
  std::printf("%d tags, %d regions\n", tags, regions);

  engine::Fleet fleet;
  fleet.rules.resize(1);
  fleet.rules[0].source = given.regions.front();
  fleet.rules[0].targets = given.regions;
  fleet.rules[0].repositories = {"base/*"};
  fleet.rules[0].tags.exclude = {"*-rc*"};
  std::vector<bool> wanted;
  measure("what a rule wants", [&] { wanted = models::wantedCells(given, fleet); });
  const auto before = heap();
  models::TagMatrixRows rows;
  measure("fill, in order of versions", [&] { rows.assign(given, names, wanted); });
  measure("fill again, by name", [&] {
    rows.setOrder(QStringLiteral("name"));
    rows.assign(given, names, wanted);
  });
  measure("sort by version", [&] { rows.setOrder(QStringLiteral("version")); });
  measure("sort by name", [&] { rows.setOrder(QStringLiteral("name")); });
  measure("sort by drift", [&] { rows.setOrder(QStringLiteral("drift")); });
  measure("back to versions", [&] { rows.setOrder(QStringLiteral("version")); });
  measure("the other way round", [&] { rows.setReversed(true); });
  for (const char* text : {"4", "4.2", "4.2.1", "rc", "nothing like it", "aaaaaa7919"})
    measure((std::string("filter \"") + text + '"').c_str(), [&] { rows.setFilter(QString::fromLatin1(text)); });
  rows.setFilter({});
  measure("only drift", [&] { rows.setOnly(QStringLiteral("drift")); });
  measure("missing in the last region", [&] { rows.setOnly(QString::fromStdString(given.regions.back())); });
  rows.setOnly({});
  measure("find a tag", [&] { (void)rows.find(QStringLiteral("99.99.9")); });
  measure("a screenful of 20 rows", [&] {
    for (int i = 0; i < 20; ++i) (void)rows.get(tags / 2 + i);
  });
  std::printf("%-44s %8.2f MB (%.0f bytes a tag)\n", "memory, all orders kept", static_cast<double>(heap() - before) / 1e6,
              static_cast<double>(heap() - before) / tags);
}
