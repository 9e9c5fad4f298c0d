// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/fleet_policies.h"

#include "base/quoted.h"

namespace meridian::engine {

using Kind = JsonNode::Kind;

namespace {
std::string at(const std::string& path, std::size_t index) { return path + "[" + std::to_string(index) + "]"; }
} // namespace

std::vector<std::string> PolicyReader::oneOrMore(const JsonNode& node, const std::string& path, std::string_view key) {
  const auto* found = node.find(key);
  if (found != nullptr && found->kind == Kind::String) return {text(node, path, key, false)};
  return texts(node, path, key, false);
}

std::vector<oci::Platform> PolicyReader::platforms(const JsonNode& rule, const std::string& path) {
  const auto names = texts(rule, path, "platforms", false, {"all"});
  std::vector<oci::Platform> out;
  if (names == std::vector<std::string>{"all"}) return out;
  const auto place = path + ".platforms";
  if (names.empty()) problem(lineOf(place), place, "names no platform; leave it out or write [\"all\"]");
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (isSpoilt(at(place, i))) continue;
    if (names[i] == "all") {
      problem(lineOf(at(place, i)), at(place, i), "\"all\" stands alone");
      continue;
    }
    auto platform = oci::Platform::parse(names[i]);
    if (platform)
      out.push_back(std::move(*platform));
    else
      problem(lineOf(at(place, i)), at(place, i), platform.error().message);
  }
  return out;
}

plan::ReferrerPolicy PolicyReader::referrers(const JsonNode& rule, const std::string& path) {
  plan::ReferrerPolicy out;
  const auto* node = member(rule, path, "referrers", Kind::Object, false);
  if (node == nullptr) return out;
  const auto place = path + ".referrers";
  object(*node, place, kReferrerKeys);
  const auto* copy = node->find("copy");
  if (copy != nullptr && copy->kind == Kind::Array) {
    out.types = texts(*node, place, "copy", false);
    out.copy = !out.types.empty();
  } else {
    out.copy = word(*node, place, "copy", std::array<std::string_view, 2>{"none", "all"}, 0) == 1;
  }
  out.require = texts(*node, place, "require", false);
  return out;
}

plan::Schedule PolicyReader::schedule(const JsonNode& rule, const std::string& path) {
  plan::Schedule out;
  const auto* node = member(rule, path, "schedule", Kind::Object, false);
  if (node == nullptr) return out;
  const auto place = path + ".schedule";
  object(*node, place, kScheduleKeys);
  out.cron = oneOrMore(*node, place, "cron");
  out.zone = text(*node, place, "zone", false);
  out.poll = duration(*node, place, "poll");
  out.on_push = yesOrNo(*node, place, "on_push", false);
  const auto* windows = list(*node, place, "windows");
  for (std::size_t i = 0; windows != nullptr && i < windows->items.size(); ++i) {
    const auto here = at(place + ".windows", i);
    base::BandwidthWindow window;
    window.limit.reset();
    if (object(windows->items[i], here, kTimeWindowKeys)) {
      if (windows->items[i].find("days") != nullptr) window.days = weekdays(windows->items[i], here);
      window.from = time(windows->items[i], here, "from", window.from);
      window.to = time(windows->items[i], here, "to", window.to);
      window.zone = text(windows->items[i], here, "zone", false);
    }
    out.windows.push_back(std::move(window));
  }
  return out;
}

plan::Promotion PolicyReader::promotion(const JsonNode& rule, const std::string& path) {
  plan::Promotion out;
  const auto* node = member(rule, path, "promotion", Kind::Object, false);
  if (node == nullptr) return out;
  const auto place = path + ".promotion";
  object(*node, place, kPromotionKeys);
  using P = plan::Promotion;
  out.mode = static_cast<P::Mode>(word(*node, place, "mode", kPromotionModes, 0));
  out.group = static_cast<P::Group>(word(*node, place, "group", kPromotionGroups, 0));
  out.on_target_down = static_cast<P::Down>(word(*node, place, "on_target_down", kDownPolicies, 0));
  out.on_conflict = static_cast<P::Conflict>(word(*node, place, "on_conflict", kConflictPolicies, 0));
  out.wait = duration(*node, place, "wait").value_or(out.wait);
  out.observe = duration(*node, place, "observe").value_or(out.observe);
  const auto* waves = list(*node, place, "waves");
  for (std::size_t i = 0; waves != nullptr && i < waves->items.size(); ++i) {
    const auto here = at(place + ".waves", i);
    const auto& wave = waves->items[i];
    auto& ids = out.waves.emplace_back();
    if (wave.kind != Kind::Array) {
      wrongKind(wave, here, "a list of regions");
      continue;
    }
    for (std::size_t r = 0; r < wave.items.size(); ++r) {
      if (wave.items[r].kind != Kind::String) wrongKind(wave.items[r], at(here, r), "text");
      ids.push_back(wave.items[r].text);
    }
  }
  return out;
}

plan::Deletes PolicyReader::deletes(const JsonNode& rule, const std::string& path) {
  plan::Deletes out;
  const auto* node = member(rule, path, "deletes", Kind::Object, false);
  if (node == nullptr) return out;
  const auto place = path + ".deletes";
  object(*node, place, kDeletesKeys);
  out.propagate = word(*node, place, "mode", kDeleteModes, 0) == 1;
  out.quarantine = duration(*node, place, "quarantine").value_or(out.quarantine);
  out.stop_above = percent(*node, place, "stop_above", out.stop_above);
  return out;
}

plan::AuditPolicy PolicyReader::audit(const JsonNode& rule, const std::string& path) {
  plan::AuditPolicy out;
  const auto* node = member(rule, path, "audit", Kind::Object, false);
  if (node == nullptr) return out;
  const auto place = path + ".audit";
  object(*node, place, kAuditKeys);
  out.cron = oneOrMore(*node, place, "cron");
  out.zone = text(*node, place, "zone", false);
  out.depth = static_cast<plan::AuditDepth>(
      word(*node, place, "depth", kAuditDepths, static_cast<std::size_t>(plan::AuditDepth::Content)));
  out.sample = percent(*node, place, "sample", out.sample);
  out.repair = yesOrNo(*node, place, "repair", false);
  return out;
}

Webhooks PolicyReader::webhooks(const JsonNode& node, const std::string& path) {
  Webhooks out;
  object(node, path, kWebhooksKeys);
  if (node.find("listen") != nullptr) out.listen = text(node, path, "listen", true);
  out.certificate = text(node, path, "certificate", false);
  out.key = text(node, path, "key", false);
  const auto* sources = list(node, path, "sources", true);
  for (std::size_t i = 0; sources != nullptr && i < sources->items.size(); ++i) {
    const auto& item = sources->items[i];
    const auto here = at(path + ".sources", i);
    auto& source = out.sources.emplace_back();
    if (!object(item, here, kWebhookSourceKeys)) continue;
    source.id = text(item, here, "id", true);
    source.region = text(item, here, "region", true);
    source.kind = text(item, here, "kind", true);
    source.auth = text(item, here, "auth", false);
    if (source.auth.empty()) source.auth = kWebhookAuths.front();
    source.credential = text(item, here, "credential", true);
  }
  return out;
}

} // namespace meridian::engine
