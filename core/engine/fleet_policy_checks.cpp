// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/fleet_policy_checks.h"

#include "base/quoted.h"
#include "engine/fleet_text.h"
#include "plan/glob.h"
#include "schedule/cron.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace meridian::engine {

namespace {

std::string at(const std::string& list, std::size_t index) { return list + "[" + std::to_string(index) + "]"; }

class Checks {
public:
  Checks(const schedule::TimeZones& zones) : m_zones(zones) {}

  void run(const plan::Rule& rule, const std::string& path) {
    for (std::size_t i = 0; i < rule.platforms.size(); ++i)
      if (rule.platforms[i].empty()) problem(at(path + ".platforms", i), "must be such as \"linux/amd64\"");
    patterns(rule.referrers.types, path + ".referrers.copy");
    patterns(rule.referrers.require, path + ".referrers.require");
    if (!rule.referrers.require.empty() && !rule.referrers.copy)
      problem(path + ".referrers.require", "what is required must be copied: write \"copy\": \"all\" or the types");
    if (!rule.referrers.require.empty() && !rule.platforms.empty() && rule.index == plan::IndexMode::Rewritten)
      problem(path + ".referrers.require", "nothing refers to a rewritten index: no tag could ever have what is required; "
                                           "let the rule mirror all platforms or keep the index sparse");
    schedule(rule.schedule, path + ".schedule");
    promotion(rule, path + ".promotion");
    length(rule.deletes.quarantine, path + ".deletes.quarantine");
    percent(rule.deletes.stop_above, path + ".deletes.stop_above");
    zone(rule.audit.zone, path + ".audit.zone");
    cron(rule.audit.cron, path + ".audit.cron");
    percent(rule.audit.sample, path + ".audit.sample");
  }

  std::vector<FleetProblem> problems;

private:
  void problem(std::string path, std::string message) { problems.push_back({0, std::move(path), std::move(message)}); }
  void zone(const std::string& name, const std::string& path) {
    if (const auto found = m_zones.find(name); !found) problem(path, found.error().message);
  }
  void cron(const std::vector<std::string>& list, const std::string& path) {
    for (std::size_t i = 0; i < list.size(); ++i)
      if (const auto times = schedule::Cron::parse(list[i]); !times) problem(at(path, i), times.error().message);
  }
  void length(std::chrono::seconds value, const std::string& path) {
    if (value.count() != 0 && !isWritable(value))
      problem(path, "must be a whole number of minutes, at most 100 years");
  }
  void percent(double value, const std::string& path) {
    if (!(value >= 0 && value <= 100)) problem(path, "must be a number from 0 to 100 (percent)");
  }
  void patterns(const std::vector<std::string>& list, const std::string& path) {
    for (std::size_t i = 0; i < list.size(); ++i)
      if (const auto pattern = plan::typePattern(list[i]); !pattern) problem(at(path, i), pattern.error().message);
  }

  void schedule(const plan::Schedule& schedule, const std::string& path) {
    using namespace std::chrono;
    zone(schedule.zone, path + ".zone");
    cron(schedule.cron, path + ".cron");
    if (schedule.poll) length(*schedule.poll, path + ".poll");
    for (std::size_t i = 0; i < schedule.windows.size(); ++i) {
      const auto& window = schedule.windows[i];
      const auto place = at(path + ".windows", i);
      if (window.days == 0 || window.days > base::BandwidthWindow::kEveryDay)
        problem(place + ".days", "names no day; leave it out for every day");
      if (window.from < minutes(0) || window.from >= days(1))
        problem(place + ".from", "must be a time from 00:00 to 23:59");
      if (window.to < minutes(0) || window.to > days(1)) problem(place + ".to", "must be a time from 00:00 to 24:00");
      zone(window.zone, place + ".zone");
    }
  }

  void promotion(const plan::Rule& rule, const std::string& path) {
    length(rule.promotion.wait, path + ".wait");
    length(rule.promotion.observe, path + ".observe");
    std::set<std::string_view> seen;
    for (std::size_t w = 0; w < rule.promotion.waves.size(); ++w) {
      const auto& wave = rule.promotion.waves[w];
      const auto place = at(path + ".waves", w);
      if (wave.empty()) problem(place, "names no region");
      for (std::size_t i = 0; i < wave.size(); ++i) {
        if (std::find(rule.targets.begin(), rule.targets.end(), wave[i]) == rule.targets.end())
          problem(at(place, i), base::quoted(wave[i]) + " is no target of the rule");
        else if (!seen.insert(wave[i]).second)
          problem(at(place, i), base::quoted(wave[i]) + " is in a wave already");
      }
    }
  }

  const schedule::TimeZones& m_zones;
};

/// "address:port", "[::1]:port", ":port".
bool isAddress(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return false;
  const auto port = text.substr(colon + 1);
  unsigned number = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  return error == std::errc{} && end == port.data() + port.size() && number <= 65535;
}

bool isEntryName(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

template <std::size_t N>
std::string notOne(const std::array<std::string_view, N>& words, const std::string& found) {
  if (std::find(words.begin(), words.end(), found) != words.end()) return {};
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : ", ") + std::string(word);
  return base::quoted(found) + " is not known; it is one of " + all;
}

} // namespace

bool isWritable(std::chrono::seconds length) { return parseSince(formatSince(length)) == length; }

std::vector<FleetProblem> policyProblems(const plan::Rule& rule, const std::string& path, const schedule::TimeZones& zones) {
  Checks checks(zones);
  checks.run(rule, path);
  return std::move(checks.problems);
}

std::vector<FleetProblem> webhookProblems(const Fleet& fleet) {
  std::vector<FleetProblem> out;
  const auto problem = [&out](std::string path, std::string message) {
    if (!message.empty()) out.push_back({0, std::move(path), std::move(message)});
  };
  const auto& hooks = fleet.webhooks;
  if (!isAddress(hooks.listen)) problem("webhooks.listen", "must be an address with a port, such as \"127.0.0.1:8085\"");
  if (hooks.certificate.empty() != hooks.key.empty())
    problem(hooks.key.empty() ? "webhooks.certificate" : "webhooks.key", "certificate and key belong together");
  for (const auto& [file, key] : {std::pair(hooks.certificate, "certificate"), std::pair(hooks.key, "key")})
    if (!file.empty() && file.front() != '/')
      problem(std::string("webhooks.") + key, "must be the absolute path of a PEM file");
  std::set<std::string_view> ids;
  for (std::size_t i = 0; i < hooks.sources.size(); ++i) {
    const auto& source = hooks.sources[i];
    const auto place = at("webhooks.sources", i);
    if (!isEntryName(source.id)) problem(place + ".id", "an id has 1 to 64 letters, digits, \"-\", \"_\" or \".\"");
    else if (!ids.insert(source.id).second) problem(place + ".id", "the id " + base::quoted(source.id) + " is taken");
    if (fleet.region(source.region) == nullptr) problem(place + ".region", "there is no region " + base::quoted(source.region));
    problem(place + ".kind", notOne(kWebhookKinds, source.kind));
    problem(place + ".auth", notOne(kWebhookAuths, source.auth));
    // Not quoted: what does not look like a name may be a secret.
    if (!isEntryName(source.credential))
      problem(place + ".credential", "must be the name of a stored credential, never the secret itself; "
                                     "\"meridianctl credential set NAME\" stores one");
  }
  return out;
}

} // namespace meridian::engine
