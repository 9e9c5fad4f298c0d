// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/unfinished.h"

#include "base/log.h"
#include "engine/answers.h"

namespace meridian::engine {

namespace {

constexpr std::string_view kPrefix = "unfinished ";

void put(ports::StateStore& state, std::string_view job, std::string_view rule) {
  if (auto done = state.putFact(std::string(kPrefix) + std::string(job), rule); !done)
    base::log("engine", base::LogLevel::Warning, done.error().text());
}

} // namespace

void noteUnfinished(ports::StateStore& state, const ports::JobRecord& job) {
  for (const auto kind : {JobKind::Sync, JobKind::Promote, JobKind::Prewarm})
    if (job.kind == name(kind)) put(state, job.id, job.rule);
}

std::vector<ports::JobRecord> unfinished(ports::StateStore& state) {
  std::vector<ports::JobRecord> jobs;
  const auto noted = state.facts(kPrefix);
  if (!noted) return jobs;
  for (const auto& [key, rule] : *noted) {
    const auto id = std::string_view(key).substr(kPrefix.size());
    auto job = state.job(id);
    if (job && *job && (*job)->state == ports::JobState::Interrupted)
      jobs.push_back(std::move(**job));
    else if (job)
      put(state, id, {}); // pruned
  }
  return jobs;
}

void forgetUnfinished(ports::StateStore& state, std::string_view job) { put(state, job, {}); }

void forgetUnfinishedOf(ports::StateStore& state, std::string_view rule) {
  const auto noted = state.facts(kPrefix);
  if (!noted) return;
  for (const auto& [key, of] : *noted)
    if (of == rule) put(state, std::string_view(key).substr(kPrefix.size()), {});
}

} // namespace meridian::engine
