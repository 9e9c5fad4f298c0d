// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/fleet.h"

#include "base/quoted.h"
#include "engine/fleet_nodes.h"
#include "engine/fleet_policy_checks.h"
#include "engine/fleet_text.h"
#include "oci/reference.h"
#include "plan/filter.h"
#include "ports/http.h"
#include "schedule/time_zone.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace meridian::engine {

namespace {

constexpr std::size_t kLongestId = 64;
constexpr std::size_t kLongestName = 100;
constexpr std::size_t kMostWindows = 100;
constexpr double kFewestPerSecond = 0.01, kMostPerSecond = 100'000;

bool isWord(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  };
  return !text.empty() && text.size() <= kLongestId && text.front() != '-' && text.front() != '.' &&
         std::all_of(text.begin(), text.end(), fits);
}

/// Names reach terminals and logs.
bool hasControl(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return u < 0x20 || u == 0x7f;
  });
}

class Validation {
public:
  explicit Validation(const Fleet& fleet) : m_fleet(fleet) {}

  std::vector<FleetProblem> run() {
    ids(m_fleet.regions, "regions");
    ids(m_fleet.rules, "rules");
    for (std::size_t i = 0; i < m_fleet.regions.size(); ++i)
      region(m_fleet.regions[i], at("regions", i));
    for (std::size_t i = 0; i < m_fleet.rules.size(); ++i)
      rule(m_fleet.rules[i], at("rules", i));
    for (auto& found : webhookProblems(m_fleet)) m_problems.push_back(std::move(found));
    return std::move(m_problems);
  }

private:
  static std::string at(const std::string& list, std::size_t index) {
    return list + "[" + std::to_string(index) + "]";
  }

  void problem(std::string path, std::string message) {
    m_problems.push_back({0, std::move(path), std::move(message)});
  }

  template <class Item>
  void ids(const std::vector<Item>& items, const std::string& list) {
    std::map<std::string_view, std::size_t> seen;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto path = at(list, i) + ".id";
      if (!isWord(items[i].id))
        problem(path,
                "an id has 1 to 64 letters, digits, \"-\", \"_\" or \".\" and begins with a letter or digit");
      else if (const auto [before, first] = seen.emplace(items[i].id, i); !first)
        problem(path, "the id " + base::quoted(items[i].id) + " is taken by " + at(list, before->second));
    }
  }

  void region(const Region& region, const std::string& path) {
    if (region.name.size() > kLongestName || hasControl(region.name))
      problem(path + ".name", "a name has at most 100 bytes and no control characters");
    if (!(std::abs(region.lat) <= 90)) problem(path + ".lat", "must be between -90 and 90 degrees");
    if (!(std::abs(region.lon) <= 180)) problem(path + ".lon", "must be between -180 and 180 degrees");
    if (auto wrong = registryUrlProblem(region.registry_url); !wrong.empty())
      problem(path + ".registry.url", std::move(wrong));
    // Not quoted: what does not look like a name may be a secret.
    if (!region.credential.empty() && !isWord(region.credential))
      problem(path + ".registry.credential", "must be the name of a stored credential (letters, digits, "
                                             "\"-\", \"_\", \".\"), never the secret itself; "
                                             "\"meridianctl credential set NAME\" stores one");
    if (!region.ca.empty() && (region.ca.front() != '/' || hasControl(region.ca)))
      problem(path + ".registry.ca", "must be the absolute path of a PEM file");
    limits(region.limits, path + ".limits");
    bandwidth(region.bandwidth, path + ".bandwidth");
  }

  void limits(const base::RequestLimits& limits, const std::string& path) {
    if (limits.per_second &&
        !(*limits.per_second >= kFewestPerSecond && *limits.per_second <= kMostPerSecond))
      problem(path + ".requests_per_second", "must be a number from 0.01 to 100000");
    if (limits.at_once && (*limits.at_once < 1 || *limits.at_once > kMostAtOnce))
      problem(path + ".requests_at_once", "must be a whole number from 1 to " + std::to_string(kMostAtOnce));
  }

  void rate(base::RateLimit limit, const std::string& path) {
    const auto written = base::parseRateLimit(base::formatRateLimit(limit));
    if (!written || *written != limit)
      problem(path + ".limit", "must be a whole number of bits per second, from 1 kbit/s to 10000 Gbit/s");
  }

  void bandwidth(const base::Bandwidth& bandwidth, const std::string& path) {
    using namespace std::chrono;
    rate(bandwidth.limit, path);
    if (bandwidth.windows.size() > kMostWindows)
      return problem(path + ".windows", "holds more than " + std::to_string(kMostWindows) + " windows");
    for (std::size_t i = 0; i < bandwidth.windows.size(); ++i) {
      const auto& window = bandwidth.windows[i];
      const auto place = at(path + ".windows", i);
      rate(window.limit, place);
      if (window.days == 0 || window.days > base::BandwidthWindow::kEveryDay)
        problem(place + ".days", "names no day; leave it out for every day");
      if (window.from < minutes(0) || window.from >= days(1))
        problem(place + ".from", "must be a time from 00:00 to 23:59");
      if (window.to < minutes(0) || window.to > days(1))
        problem(place + ".to", "must be a time from 00:00 to 24:00");
      if (const auto zone = m_zones.find(window.zone); !zone) problem(place + ".zone", zone.error().message);
    }
  }

  void rule(const plan::Rule& rule, const std::string& path) {
    const auto* source = m_fleet.region(rule.source);
    if (source == nullptr) problem(path + ".source", noRegion(rule.source));
    if (rule.targets.empty()) problem(path + ".targets", "a rule needs at least one target region");
    for (std::size_t i = 0; i < rule.targets.size(); ++i)
      target(rule, source, i, at(path + ".targets", i));
    repositories(rule, path + ".repositories");
    tags(rule.tags, path + ".tags");
    bandwidth(rule.bandwidth, path + ".bandwidth");
    for (auto& found : policyProblems(rule, path, m_zones)) m_problems.push_back(std::move(found));
  }

  void target(const plan::Rule& rule, const Region* source, std::size_t index, const std::string& path) {
    const auto& id = rule.targets[index];
    const auto* region = m_fleet.region(id);
    const auto origin = [](const Region& of) { return ports::originOf(of.registry_url); };
    if (region == nullptr)
      problem(path, noRegion(id));
    else if (id == rule.source)
      problem(path, "the source " + base::quoted(id) + " is among its own targets");
    else if (std::find(rule.targets.begin(), rule.targets.begin() + static_cast<std::ptrdiff_t>(index), id) !=
             rule.targets.begin() + static_cast<std::ptrdiff_t>(index))
      problem(path, "the target " + base::quoted(id) + " is named twice");
    else if (source != nullptr && !origin(*source).empty() && origin(*source) == origin(*region))
      problem(path, "the regions " + base::quoted(source->id) + " and " + base::quoted(id) +
                        " have the same registry");
  }

  std::string noRegion(const std::string& id) const {
    if (id.empty()) return "must name a region";
    std::vector<std::string_view> known;
    for (const auto& region : m_fleet.regions)
      known.push_back(region.id);
    const auto near = nearestKey(id, known);
    return "there is no region " + base::quoted(id) +
           (near.empty() ? "" : "; did you mean \"" + std::string(near) + "\"?");
  }

  /// Each pattern by itself; `check` says what is wrong with a literal name.
  template <class Check>
  bool patterns(const std::vector<std::string>& list, const std::string& path, bool exclamation,
                Check check) {
    bool good = true;
    for (std::size_t i = 0; i < list.size(); ++i) {
      std::string_view text = list[i];
      if (exclamation && text.starts_with('!')) text.remove_prefix(1);
      const auto pattern = plan::Pattern::compile(text);
      std::string wrong = pattern ? std::string() : pattern.error().message;
      if (pattern && pattern->isLiteral())
        if (const auto name = check(text); !name) wrong = name.error().message;
      if (wrong.empty()) continue;
      problem(at(path, i), std::move(wrong));
      good = false;
    }
    return good;
  }

  void repositories(const plan::Rule& rule, const std::string& path) {
    if (!patterns(rule.repositories, path, true, oci::parseRepository)) return;
    if (const auto filter = plan::RepositoryFilter::compile(rule.repositories); !filter)
      problem(path, filter.error().message);
  }

  void tags(const plan::TagSelection& tags, const std::string& path) {
    const auto check = [&](const plan::TagSelection& part, const std::string& key) {
      if (const auto filter = plan::TagFilter::compile(part); !filter)
        problem(path + key, filter.error().message);
    };
    for (std::size_t i = 0; i < tags.include.size(); ++i)
      if (tags.include[i].starts_with('!'))
        return problem(at(path + ".include", i),
                       "what \"tags\" leaves out stands under \"exclude\", without \"!\"");
    if (patterns(tags.include, path + ".include", false, oci::parseTag))
      check({.include = tags.include}, ".include");
    patterns(tags.exclude, path + ".exclude", false, oci::parseTag);
    check({.semver = tags.semver}, ".semver");
    check({.latest = tags.latest}, ".latest");
    if (tags.since && !isWritable(*tags.since))
      problem(path + ".since", "must be a whole number of minutes, at least one and at most 100 years");
  }

  const Fleet& m_fleet;
  schedule::TimeZones m_zones;
  std::vector<FleetProblem> m_problems;
};

} // namespace

std::vector<FleetProblem> validate(const Fleet& fleet) {
  return Validation(fleet).run();
}

} // namespace meridian::engine
