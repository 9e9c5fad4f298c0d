// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/world.h"
#include "engine/engine.h"

#include <map>
#include <set>
#include <sstream>
#include <string>

// Registries whose tags come and go, for the tests of deletes and of bringing back.
namespace meridian::test {

inline base::Error broken(base::Errc code) { return {code, "broken on purpose", {}, 503, {}, {}, {}}; }

inline engine::Fleet fleetWith(double stop_above = 90, std::chrono::seconds quarantine = std::chrono::hours(24)) {
  auto fleet = World::fleet();
  fleet.rules.front().deletes = {true, quarantine, stop_above};
  return fleet;
}

inline memory::RegistryOptions noDeletes() {
  memory::RegistryOptions options;
  options.deletes = false;
  return options;
}
inline memory::RegistryOptions byDigestOnly() {
  memory::RegistryOptions options;
  options.tag_delete = false;
  return options;
}

/// A world in motion: an engine over registries whose tags come and go.
struct DeleteStage {
  explicit DeleteStage(engine::Fleet fleet = fleetWith(), std::map<std::string, memory::RegistryOptions> how = {})
      : world(how), engine(world.engine(std::move(fleet))) {}

  oci::Manifest image(const std::string& repository, const std::string& tag, const std::string& content) {
    return addImage(world.at("fra"), repository, tag, test::config(content), {content + " layer"});
  }
  engine::JobSummary run(engine::JobRequest request) {
    const auto id = engine->start(std::move(request));
    return id ? engine->wait(*id, {}).value_or(engine::JobSummary{}) : engine::JobSummary{};
  }
  engine::JobSummary sync() { return run({"base", {}, {}}); }
  engine::JobSummary restore(std::vector<std::string> tags = {}) {
    engine::JobRequest request{"base", {}, std::move(tags)};
    request.kind = engine::JobKind::Restore;
    return run(std::move(request));
  }
  void gone(const std::string& repository, const std::string& tag) { world.at("fra").removeTag(repository, tag); }
  void pass(std::chrono::minutes time) {
    for (; time > std::chrono::minutes(59); time -= std::chrono::minutes(59)) (void)world.clock.sleep(std::chrono::minutes(59), {});
    (void)world.clock.sleep(time, {});
  }
  /// "app:1 app:2"
  std::string tags(const std::string& region) {
    std::string out;
    std::istringstream lines(world.tags(region));
    for (std::string line; std::getline(lines, line);) out += (out.empty() ? "" : " ") + line.substr(0, line.find(' '));
    return out;
  }
  std::string story(const engine::JobSummary& summary) {
    std::string out;
    for (const auto& event : engine->events(summary.record.id, 0)) out += event.level + " " + event.text + "\n";
    return out;
  }

  World world;
  std::unique_ptr<engine::Engine> engine;
};

/// "sjc app:1 deleted, tyo app:1 deleted", sorted, without what was copied.
inline std::string outcomes(const engine::JobSummary& summary) {
  std::set<std::string> lines;
  for (const auto& outcome : summary.outcomes)
    if (outcome.result != "copied") lines.insert(outcome.target + " " + outcome.ref + " " + outcome.result);
  std::string out;
  for (const auto& line : lines) out += (out.empty() ? "" : ", ") + line;
  return out;
}

inline std::string state(const engine::JobSummary& summary) { return std::string(ports::name(summary.record.state)); }

} // namespace meridian::test

/// Shows the whole text where the part is not in it.
#define HAS(text, part) QVERIFY2((text).find(part) != std::string::npos, (text).c_str())
