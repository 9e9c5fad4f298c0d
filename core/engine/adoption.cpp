// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/adoption.h"

#include "ports/http.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace meridian::engine {

using Json = nlohmann::ordered_json;

namespace {

/// The first line of parseFleet's message without file and line: "rules[0].tags: ...".
std::string firstProblem(const base::Error& error, std::string_view list) {
  auto line = error.message.substr(0, error.message.find('\n'));
  if (const auto at = line.find(list); at != std::string::npos) line.erase(0, at + list.size());
  while (!line.empty() && (line.front() == '.' || line.front() == ':' || line.front() == ' '))
    line.erase(0, 1);
  return line;
}

std::string alone(const Json& regions, const Json& rules) {
  return Json{{"version", 1}, {"regions", regions}, {"rules", rules}}.dump();
}

/// The regions of a list whose ids the rule names; all for no rule.
Json regionsOf(const Json& all, const Json& rule) {
  std::set<std::string> ids{rule.at("source").get<std::string>()};
  for (const auto& target : rule.at("targets"))
    ids.insert(target.get<std::string>());
  auto found = Json::array();
  for (const auto& region : all)
    if (ids.contains(region.at("id").get<std::string>())) found.push_back(region);
  return found;
}

} // namespace

bool Adoption::leavesOut() const {
  return std::any_of(gaps.begin(), gaps.end(), [](const adopt::Gap& gap) { return gap.left_out; });
}

base::Result<Adoption> adoptFleet(adopt::Format format, std::string_view text, std::string_view file_name,
                                  const adopt::Options& options) {
  auto adopted = adopt::adopt(format, text, file_name, options);
  if (!adopted) return base::pass(std::move(adopted));
  Adoption adoption{{}, {}, std::move(adopted->gaps)};
  auto fleet = Json::parse(adopted->fleet_json);
  const auto sift = [&](const char* list, const char* advice, const auto& text_of) {
    auto good = Json::array();
    for (const auto& item : fleet.at(list)) {
      const auto parsed = parseFleet(text_of(item), "");
      if (parsed)
        good.push_back(item);
      else
        adoption.gaps.push_back({list + std::string(".") + item.at("id").get<std::string>(),
                                 firstProblem(parsed.error(), list + std::string("[0]")), advice, true});
    }
    fleet[list] = std::move(good);
  };
  sift("regions", "this region is left out, and its rules",
       [](const Json& region) { return alone(Json::array({region}), Json::array()); });
  sift("rules", "this rule is left out",
       [&](const Json& rule) { return alone(regionsOf(fleet.at("regions"), rule), Json::array({rule})); });
  adoption.fleet_json = fleet.dump(2) + "\n";
  auto parsed = parseFleet(adoption.fleet_json, file_name);
  if (!parsed) return base::pass(std::move(parsed), "importing " + std::string(file_name));
  adoption.fleet = std::move(*parsed);
  adoption.fleet_json = toJson(adoption.fleet);
  return adoption;
}

namespace {

template <class Item>
std::string freeId(const std::vector<Item>& items, const std::string& wish) {
  auto id = wish;
  for (int n = 2; std::any_of(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
       ++n)
    id = wish + "-" + std::to_string(n);
  return id;
}

} // namespace

Fleet joined(Fleet fleet, const Fleet& more) {
  std::map<std::string, std::string, std::less<>> ids;
  for (auto region : more.regions) {
    const auto same = std::find_if(fleet.regions.begin(), fleet.regions.end(), [&](const Region& known) {
      return ports::originOf(known.registry_url) == ports::originOf(region.registry_url);
    });
    if (same != fleet.regions.end()) {
      ids[region.id] = same->id;
      continue;
    }
    const auto id = freeId(fleet.regions, region.id);
    ids[region.id] = id;
    region.id = id;
    fleet.regions.push_back(std::move(region));
  }
  for (auto rule : more.rules) {
    rule.id = freeId(fleet.rules, rule.id);
    rule.source = ids[rule.source];
    for (auto& target : rule.targets)
      target = ids[target];
    for (auto& wave : rule.promotion.waves)
      for (auto& target : wave)
        target = ids[target];
    fleet.rules.push_back(std::move(rule));
  }
  return fleet;
}

} // namespace meridian::engine
