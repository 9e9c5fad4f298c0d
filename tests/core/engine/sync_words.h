// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/world.h"
#include "engine/engine.h"

#include <set>
#include <string>

// A small world to mirror, and jobs in words.
namespace meridian::test {

inline const std::string kBase(200'000, 'b');

inline base::Error broken(base::Errc code) { return {code, "broken on purpose", {}, 503, {}, {}, {}}; }

/// Three tags in two repositories: app/web:1, app/web:multi (an index) and app/api:1.
inline void fill(World& world) {
  auto& fra = world.at("fra");
  const auto web = addImage(fra, "app/web", "1", config("web", "2026-11-20T00:00:00Z"), {kBase, "web"});
  const auto arm = addImage(fra, "app/web", "", config("arm", "2026-11-20T00:00:00Z"), {"arm"});
  addIndex(fra, "app/web", "multi", {web, arm});
  addImage(fra, "app/api", "1", config("api", "2026-01-01T00:00:00Z"), {kBase, "api"});
}

inline engine::JobSummary sync(engine::Engine& engine, engine::JobRequest request = {"base", {}, {}}) {
  const auto id = engine.start(std::move(request));
  if (!id) return {};
  return engine.wait(*id, {}).value_or(engine::JobSummary{});
}

/// "succeeded: matched 3 copied 3 unchanged 0 failed 0"
inline std::string told(const engine::JobSummary& summary) {
  const auto& job = summary.record;
  return std::string(ports::name(job.state)) + ": matched " + std::to_string(job.tags_matched) + " copied " +
         std::to_string(job.tags_copied) + " unchanged " + std::to_string(job.tags_unchanged) + " failed " +
         std::to_string(job.tags_failed);
}
/// "tyo succeeded 3, sjc failed 0"
inline std::string targets(const engine::JobSummary& summary) {
  std::string out;
  for (const auto& target : summary.targets)
    out += (out.empty() ? "" : ", ") + target.id + " " + std::string(ports::name(target.result)) + " " +
           std::to_string(target.tags_copied);
  return out;
}
/// "tyo app/web:1 DENIED", sorted, one a line.
inline std::string failures(const engine::JobSummary& summary) {
  std::set<std::string> lines;
  for (const auto& outcome : summary.outcomes)
    if (outcome.result == "failed") lines.insert(outcome.target + " " + outcome.ref + " " + outcome.error_code + "\n");
  std::string out;
  for (const auto& line : lines) out += line;
  return out;
}

} // namespace meridian::test
