// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workshop.h"

#include "engine/profile_memory.h"

#include "base/log.h"

#include <sstream>

namespace meridian::engine {

namespace {
/// Bounds the index: about 5 MB of text; blobs beyond are uploaded as if nothing were known.
constexpr std::size_t kMostEntries = 50'000;

std::string key(std::string_view target) { return "mounts/" + std::string(target); }
} // namespace

std::unique_ptr<ports::Registry> Workshop::connect(const Region& region, std::optional<auth::Credential> typed,
                                                   base::RetryNotice notice) {
  Access access{std::move(typed), roads.budget(region.id), {}, std::move(notice)};
  if (auto known = loadProfile(*parts.state, region)) access.profile = std::move(*known);
  return parts.registry(region, std::move(access));
}

void Workshop::tell(std::string_view job, std::string_view level, std::string text) {
  using base::LogLevel;
  const auto grade = level == "error" ? LogLevel::Error : level == "warning" ? LogLevel::Warning : LogLevel::Info;
  base::log("jobs", grade, text);
  ports::EventRecord event;
  event.job = job;
  event.time = parts.clock->now();
  event.level = level;
  event.text = std::move(text);
  if (auto put = parts.state->putEvents({event}); !put) base::log("engine", LogLevel::Warning, put.error().text());
  ++told;
  if (changed) changed();
}

MountIndex loadMountIndex(ports::StateStore& state, std::string_view target) {
  MountIndex index;
  const auto text = state.fact(key(target));
  if (!text || !*text) return index;
  std::istringstream lines(**text);
  std::string digest;
  std::string repository;
  while (lines >> digest >> repository)
    if (auto parsed = oci::Digest::parse(digest)) index.emplace(*parsed, repository);
  return index;
}

void saveMountIndex(ports::StateStore& state, std::string_view target, const MountIndex& index) {
  std::string text;
  std::size_t entries = 0;
  for (const auto& [digest, repository] : index) {
    if (++entries > kMostEntries) break;
    text.append(digest.text()).append(" ").append(repository).append("\n");
  }
  if (auto put = state.putFact(key(target), text); !put) base::log("engine", base::LogLevel::Warning, put.error().text());
}

} // namespace meridian::engine
