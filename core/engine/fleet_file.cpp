// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/fleet.h"

#include "disk/file.h"
#include "disk/places.h"
#include "engine/fleet_nodes.h"
#include "engine/fleet_text.h"

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

namespace meridian::engine {

using base::Errc;
namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLargestFile = 16u << 20;
constexpr int kVersion = 1;

/// 20 rather than 20.0.
Json number(double value) {
  const bool whole = std::abs(value) < 1e15 && std::trunc(value) == value;
  return whole ? Json(static_cast<std::int64_t>(value)) : Json(value);
}

Json json(const base::RequestLimits& limits) {
  Json out = Json::object();
  if (limits.per_second) out["requests_per_second"] = number(*limits.per_second);
  if (limits.at_once) out["requests_at_once"] = *limits.at_once;
  return out;
}

Json timeWindow(const base::BandwidthWindow& window) {
  const base::BandwidthWindow usual;
  Json out = Json::object();
  if (window.days != usual.days) {
    auto& days = out["days"] = Json::array();
    for (std::size_t day = 0; day < kWeekdays.size(); ++day)
      if ((window.days >> day & 1) != 0) days.push_back(kWeekdays[day]);
  }
  if (window.from != usual.from) out["from"] = formatDayTime(window.from);
  if (window.to != usual.to) out["to"] = formatDayTime(window.to);
  if (!window.zone.empty()) out["zone"] = window.zone;
  return out;
}

Json json(const base::BandwidthWindow& window) {
  auto out = timeWindow(window);
  out["limit"] = base::formatRateLimit(window.limit);
  return out;
}

Json json(const base::Bandwidth& bandwidth) {
  Json out = Json::object();
  if (bandwidth.limit) out["limit"] = base::formatRateLimit(bandwidth.limit);
  for (const auto& window : bandwidth.windows)
    out["windows"].push_back(json(window));
  return out;
}

Json json(const Region& region) {
  Json out;
  out["id"] = region.id;
  if (region.name != region.id) out["name"] = region.name;
  if (region.role == Role::Primary) out["role"] = "primary";
  out["lat"] = region.lat;
  out["lon"] = region.lon;
  auto& registry = out["registry"];
  registry["url"] = region.registry_url;
  if (!region.credential.empty()) registry["credential"] = region.credential;
  if (!region.ca.empty()) registry["ca"] = region.ca;
  if (const auto limits = json(region.limits); !limits.empty()) out["limits"] = limits;
  if (const auto bandwidth = json(region.bandwidth); !bandwidth.empty()) out["bandwidth"] = bandwidth;
  return out;
}

template <std::size_t N, class Word>
void put(Json& out, const char* key, const std::array<std::string_view, N>& words, Word value, Word usual) {
  if (value != usual) out[key] = words[static_cast<std::size_t>(value)];
}
void put(Json& out, const char* key, const std::vector<std::string>& values) {
  if (values.size() == 1) out[key] = values.front();
  if (values.size() > 1) out[key] = values;
}

Json json(const plan::ReferrerPolicy& policy) {
  Json out = Json::object();
  if (policy.copy) out["copy"] = policy.types.empty() ? Json("all") : Json(policy.types);
  if (!policy.require.empty()) out["require"] = policy.require;
  return out;
}

Json json(const plan::Schedule& schedule) {
  Json out = Json::object();
  put(out, "cron", schedule.cron);
  if (!schedule.zone.empty()) out["zone"] = schedule.zone;
  for (const auto& window : schedule.windows) out["windows"].push_back(timeWindow(window));
  if (schedule.poll) out["poll"] = formatSince(*schedule.poll);
  if (schedule.on_push) out["on_push"] = true;
  return out;
}

Json json(const plan::Promotion& promotion) {
  const plan::Promotion usual;
  Json out = Json::object();
  put(out, "mode", kPromotionModes, promotion.mode, usual.mode);
  put(out, "group", kPromotionGroups, promotion.group, usual.group);
  put(out, "on_target_down", kDownPolicies, promotion.on_target_down, usual.on_target_down);
  if (promotion.wait != usual.wait) out["wait"] = formatSince(promotion.wait);
  if (!promotion.waves.empty()) out["waves"] = promotion.waves;
  if (promotion.observe.count() > 0) out["observe"] = formatSince(promotion.observe);
  put(out, "on_conflict", kConflictPolicies, promotion.on_conflict, usual.on_conflict);
  return out;
}

Json json(const plan::Deletes& deletes) {
  const plan::Deletes usual;
  Json out = Json::object();
  if (deletes.propagate) out["mode"] = "propagate";
  if (deletes.quarantine != usual.quarantine) out["quarantine"] = formatSince(deletes.quarantine);
  if (deletes.stop_above != usual.stop_above) out["stop_above"] = number(deletes.stop_above);
  return out;
}

Json json(const plan::AuditPolicy& audit) {
  const plan::AuditPolicy usual;
  Json out = Json::object();
  put(out, "cron", audit.cron);
  if (!audit.zone.empty()) out["zone"] = audit.zone;
  put(out, "depth", kAuditDepths, audit.depth, usual.depth);
  if (audit.sample != usual.sample) out["sample"] = number(audit.sample);
  if (audit.repair) out["repair"] = true;
  return out;
}

Json json(const Webhooks& webhooks) {
  Json out = Json::object();
  if (webhooks.listen != Webhooks{}.listen) out["listen"] = webhooks.listen;
  if (!webhooks.certificate.empty()) out["certificate"] = webhooks.certificate;
  if (!webhooks.key.empty()) out["key"] = webhooks.key;
  for (const auto& source : webhooks.sources) {
    Json entry;
    entry["id"] = source.id;
    entry["region"] = source.region;
    entry["kind"] = source.kind;
    if (source.auth != kWebhookAuths.front()) entry["auth"] = source.auth;
    entry["credential"] = source.credential;
    out["sources"].push_back(std::move(entry));
  }
  if (!out.empty() && webhooks.sources.empty()) out["sources"] = Json::array();
  return out;
}

Json json(const plan::Rule& rule) {
  Json out;
  out["id"] = rule.id;
  out["source"] = rule.source;
  out["targets"] = rule.targets;
  out["repositories"] = rule.repositories;
  Json tags = Json::object();
  if (rule.tags.include != plan::TagSelection{}.include) tags["include"] = rule.tags.include;
  if (!rule.tags.exclude.empty()) tags["exclude"] = rule.tags.exclude;
  if (!rule.tags.semver.empty()) tags["semver"] = rule.tags.semver;
  if (rule.tags.latest) tags["latest"] = *rule.tags.latest;
  if (rule.tags.latest_by_created) tags["latest_by"] = kLatestBy[1];
  if (rule.tags.since) tags["since"] = formatSince(*rule.tags.since);
  if (!tags.empty()) out["tags"] = std::move(tags);
  Json platforms = Json::array();
  for (const auto& platform : rule.platforms)
    platforms.push_back(platform.text());
  if (!platforms.empty()) out["platforms"] = std::move(platforms);
  put(out, "index", kIndexModes, rule.index, plan::IndexMode::Sparse);
  const auto add = [&out](const char* key, Json value) {
    if (!value.empty()) out[key] = std::move(value);
  };
  add("referrers", json(rule.referrers));
  add("bandwidth", json(rule.bandwidth));
  add("schedule", json(rule.schedule));
  add("promotion", json(rule.promotion));
  add("deletes", json(rule.deletes));
  add("audit", json(rule.audit));
  return out;
}

// Text from a form may be no UTF-8; a replacement character is better than an exception.
std::string written(const Json& value) {
  return value.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace

std::string toJson(const Fleet& fleet) {
  Json out;
  if (!fleet.schema.empty()) out["$schema"] = fleet.schema;
  out["version"] = kVersion;
  out["regions"] = Json::array();
  for (const auto& region : fleet.regions)
    out["regions"].push_back(json(region));
  out["rules"] = Json::array();
  for (const auto& rule : fleet.rules)
    out["rules"].push_back(json(rule));
  if (auto webhooks = json(fleet.webhooks); !webhooks.empty()) out["webhooks"] = std::move(webhooks);
  return written(out);
}

std::string toJson(const plan::Rule& rule) {
  return written(json(rule));
}

base::Result<Fleet> loadFleet(const fs::path& file) {
  const auto content = disk::readFile(file, kLargestFile);
  if (content) return parseFleet(*content, file.string());
  if (content.error().code == Errc::NotFound)
    return base::fail(Errc::NotFound, "there is no fleet file " + file.string());
  return base::fail(content.error());
}

base::Result<void> saveFleet(const Fleet& fleet, const fs::path& file) {
  if (const auto problems = validate(fleet); !problems.empty()) {
    std::string message;
    for (const auto& problem : problems)
      message += (message.empty() ? "" : "\n") + problem.path + ": " + problem.message;
    return base::fail(Errc::ConfigInvalid, std::move(message));
  }
  struct stat now {};
  const mode_t mode = ::stat(file.c_str(), &now) == 0 ? now.st_mode & 07777 : 0644;
  return disk::writeFileAtomically(file, toJson(fleet), mode);
}

fs::path defaultFleetFile() {
  return disk::configFolder() / "fleet.json";
}
fs::path defaultStateDir() {
  return disk::stateFolder();
}

} // namespace meridian::engine
