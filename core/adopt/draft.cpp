// SPDX-License-Identifier: GPL-3.0-or-later
#include "adopt/draft.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

namespace meridian::adopt {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::size_t kLongestId = 60; ///< leaves room for a number
constexpr const char* kUnnamed = "registry.invalid";

/// What an id may be made of.
std::string slug(std::string_view text) {
  std::string id;
  for (const char c : text) {
    const bool fits =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
    if (fits && id.size() < kLongestId)
      id += c;
    else if (!id.empty() && id.back() != '-' && id.size() < kLongestId)
      id += '-';
  }
  while (!id.empty() && (id.back() == '-' || id.back() == '.'))
    id.pop_back();
  while (!id.empty() && (id.front() == '.' || id.front() == '_'))
    id.erase(0, 1);
  return id;
}

bool isLoopback(std::string_view host) {
  return host == "localhost" || host.starts_with("localhost:") || host.starts_with("127.") ||
         host.starts_with("[::1]");
}

std::string urlOf(const std::string& host) {
  return "https://" + (host == "docker.io" ? "registry-1.docker.io" : host);
}

Json scheduleOf(const DraftRule& rule) {
  Json schedule;
  if (!rule.cron.empty()) schedule["cron"] = rule.cron;
  if (!rule.cron.empty() && !rule.zone.empty()) schedule["zone"] = rule.zone;
  // A fleet counts in whole minutes.
  if (rule.every)
    schedule["poll"] = std::to_string(std::chrono::ceil<std::chrono::minutes>(*rule.every).count()) + "m";
  if (rule.on_push) schedule["on_push"] = true;
  return schedule;
}

/// The whole rule as one text.
std::string keyOf(const DraftRule& rule) {
  return Json{rule.name,   rule.source,    rule.targets,     rule.repositories, rule.include, rule.exclude,
              rule.semver, rule.platforms, scheduleOf(rule), rule.referrers,    rule.deletes, rule.limit}
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

void dropRepeated(std::vector<std::string>& list) {
  std::set<std::string> seen;
  std::erase_if(list, [&](const std::string& text) { return !seen.insert(text).second; });
}

} // namespace

DraftRegion& Draft::region(const std::string& host) {
  if (const auto known = m_by_host.find(host); known != m_by_host.end()) return *known->second;
  auto made = std::make_unique<DraftRegion>();
  made->id = freeId(host == "docker.io" ? "docker-hub" : slug(host), m_region_ids);
  made->name = host == "docker.io" ? "Docker Hub" : host;
  made->url = urlOf(host);
  m_regions.push_back(std::move(made));
  return *(m_by_host[host] = m_regions.back().get());
}

DraftRegion* Draft::unnamed(const std::string& place, const std::string& what) {
  const auto host = canonicalHost(m_options.registry.empty() ? kUnnamed : m_options.registry);
  if (!host) return nullptr;
  const bool is_new = !m_by_host.contains(*host);
  auto& found = region(*host);
  if (m_options.registry.starts_with("http://")) found.url = "http://" + *host;
  if (is_new && m_options.registry.empty())
    m_gaps.push_back({place, what,
                      "put the registry's URL in place of " + found.url + ", or give it to the import",
                      false});
  return &found;
}

void Draft::credential(DraftRegion& region, const std::string& place) {
  if (!region.wants_credential)
    m_gaps.push_back(
        {place,
         "the secret stays behind; region \"" + region.id + "\" asks for credential \"" + region.id + "\"",
         "store it with meridianctl credential set " + region.id, false});
  region.wants_credential = true;
}

void Draft::insecure(DraftRegion& region, const std::string& place) {
  const auto host = canonicalHost(region.url);
  if (host && isLoopback(*host))
    region.url = "http://" + *host;
  else
    m_gaps.push_back({place, "certificates are always verified",
                      "name the registry's own CA under registry.ca of region \"" + region.id +
                          "\"; write http:// in its URL where it speaks no TLS",
                      true});
}

std::string Draft::freeId(std::string wish, std::map<std::string, int, std::less<>>& taken) {
  if (wish.empty()) wish = "unnamed";
  auto id = wish;
  for (int& n = ++taken[wish]; n > 1; ++n) {
    id = wish + "-" + std::to_string(n);
    if (taken.emplace(id, 1).second) break;
  }
  return id;
}

void Draft::fold() {
  const auto merge = [&](auto part) {
    std::vector<DraftRule> folded;
    std::map<std::string, std::size_t> places;
    for (auto& rule : m_rules) {
      auto rest = rule;
      // Where something is excluded, the order of the patterns counts.
      const bool excludes = std::any_of(part(rule).begin(), part(rule).end(),
                                        [](const std::string& text) { return text.starts_with('!'); });
      if (!excludes) part(rest).clear();
      const auto [place, is_new] = places.emplace(keyOf(rest), folded.size());
      if (is_new) {
        folded.push_back(std::move(rule));
      } else {
        auto& into = part(folded[place->second]);
        into.insert(into.end(), part(rule).begin(), part(rule).end());
      }
    }
    for (auto& rule : folded)
      dropRepeated(part(rule));
    m_rules = std::move(folded);
  };
  merge([](DraftRule & rule) -> auto& { return rule.targets; });
  merge([](DraftRule & rule) -> auto& { return rule.repositories; });
}

void Draft::nameRules() {
  std::map<std::string, int, std::less<>> taken;
  for (auto& rule : m_rules) {
    auto wish = slug(rule.name);
    if (wish.empty() && rule.repositories.size() == 1) wish = slug(rule.repositories.front());
    if (wish.empty()) wish = slug("from-" + rule.source);
    rule.name = freeId(std::move(wish), taken);
  }
}

std::string Draft::json() {
  fold();
  nameRules();
  std::set<std::string> used, targets;
  for (const auto& rule : m_rules) {
    used.insert(rule.source);
    used.insert(rule.targets.begin(), rule.targets.end());
    targets.insert(rule.targets.begin(), rule.targets.end());
  }
  Json fleet;
  fleet["version"] = 1;
  fleet["regions"] = Json::array();
  for (const auto& region : m_regions) {
    if (!used.contains(region->id)) continue;
    Json registry{{"url", region->url}};
    if (region->wants_credential) registry["credential"] = region->id;
    Json out{{"id", region->id},
             {"name", region->name},
             {"role", targets.contains(region->id) ? "replica" : "primary"},
             {"lat", 0},
             {"lon", 0},
             {"registry", registry}};
    Json limits;
    if (region->requests_per_second) limits["requests_per_second"] = *region->requests_per_second;
    if (region->requests_at_once)
      limits["requests_at_once"] = static_cast<unsigned>(*region->requests_at_once);
    if (!limits.is_null()) out["limits"] = limits;
    fleet["regions"].push_back(out);
  }
  if (!fleet["regions"].empty())
    m_gaps.push_back({"regions", "the file does not say where the registries stand; all are at 0, 0",
                      "give each region its lat and lon, and a name", false});
  fleet["rules"] = Json::array();
  for (const auto& rule : m_rules) {
    Json out{{"id", rule.name},
             {"source", rule.source},
             {"targets", rule.targets},
             {"repositories", rule.repositories}};
    Json tags;
    if (!rule.include.empty()) tags["include"] = rule.include;
    if (!rule.exclude.empty()) tags["exclude"] = rule.exclude;
    if (!rule.semver.empty()) tags["semver"] = rule.semver;
    if (!tags.is_null()) out["tags"] = tags;
    if (!rule.platforms.empty()) out["platforms"] = rule.platforms;
    if (rule.referrers) out["referrers"] = {{"copy", "all"}};
    if (!rule.limit.empty()) out["bandwidth"] = {{"limit", rule.limit}};
    if (auto schedule = scheduleOf(rule); !schedule.is_null()) out["schedule"] = std::move(schedule);
    if (rule.deletes) out["deletes"] = {{"mode", "propagate"}};
    fleet["rules"].push_back(out);
  }
  return fleet.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void setCron(DraftRule& rule, std::string_view text) {
  if (text.starts_with("CRON_TZ=") || text.starts_with("TZ=")) {
    const auto blank = std::min(text.find(' '), text.size());
    rule.zone = text.substr(text.find('=') + 1, blank - text.find('=') - 1);
    text.remove_prefix(std::min(blank + 1, text.size()));
  }
  if (text.starts_with("@every ")) {
    if (const auto every = parseGoDuration(text.substr(7)))
      rule.every = every;
    else
      rule.cron = text;
    return;
  }
  rule.cron = text;
  std::replace(rule.cron.begin(), rule.cron.end(), '?', '*');
}

std::optional<std::chrono::seconds> parseGoDuration(std::string_view text) {
  double total = 0;
  if (text.empty()) return std::nullopt;
  while (!text.empty()) {
    double value = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc() || value < 0) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    const auto unit = text.substr(0, std::min(text.find_first_of("0123456789."), text.size()));
    if (unit == "h")
      total += value * 3600;
    else if (unit == "m")
      total += value * 60;
    else if (unit == "s")
      total += value;
    else if (unit == "ms")
      total += value / 1000;
    else
      return std::nullopt;
    text.remove_prefix(unit.size());
  }
  if (!(total >= 1 && total <= 3e9)) return std::nullopt;
  return std::chrono::seconds(static_cast<long long>(total));
}

} // namespace meridian::adopt
