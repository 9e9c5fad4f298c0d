// SPDX-License-Identifier: GPL-3.0-or-later
#include "ports/registry.h"

#include <set>
#include <utility>

namespace meridian::ports {

namespace {

/// A registry that always names a further page must not hold us for ever.
constexpr std::size_t kMostPages = 100'000;

template <class ReadPage>
base::Result<std::vector<std::string>> allNames(ReadPage&& read_page) {
  std::vector<std::string> names;
  std::set<std::string> known, asked;
  std::string next;
  for (std::size_t page_number = 0; page_number < kMostPages; ++page_number) {
    auto page = read_page(next);
    if (!page) return base::pass(std::move(page));
    for (auto& name : page->names)
      if (known.insert(name).second) names.push_back(std::move(name));
    if (page->next.empty()) return names;
    if (!asked.insert(page->next).second) break;
    next = std::move(page->next);
  }
  return base::fail(base::Errc::BadAnswer,
                    "the registry's list of names has no end: its pages lead in a circle");
}

} // namespace

base::Result<std::vector<std::string>> allTags(Registry& registry, std::string_view repository,
                                               std::stop_token stop) {
  return allNames([&](const std::string& next) { return registry.listTags(repository, next, stop); });
}

base::Result<std::vector<std::string>> allRepositories(Registry& registry, std::stop_token stop) {
  return allNames([&](const std::string& next) { return registry.listRepositories(next, stop); });
}

} // namespace meridian::ports
