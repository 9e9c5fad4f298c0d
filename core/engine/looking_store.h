// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/state_store.h"

#include <memory>

namespace meridian::engine {

/// For an engine that only looks on beside another: reads what is remembered, forgets what it would write. Without a
/// store behind it, everything is empty.
class LookingStore final : public ports::StateStore {
public:
  explicit LookingStore(std::unique_ptr<ports::StateStore> behind) : m_behind(std::move(behind)) {}

  base::Result<void> putJob(const ports::JobRecord&) override { return {}; }
  base::Result<std::optional<ports::JobRecord>> job(std::string_view id) override {
    if (!m_behind) return std::optional<ports::JobRecord>{};
    return m_behind->job(id);
  }
  base::Result<std::vector<ports::JobRecord>> jobs(std::string_view rule, std::size_t limit) override {
    if (!m_behind) return std::vector<ports::JobRecord>{};
    return m_behind->jobs(rule, limit);
  }
  base::Result<std::vector<ports::JobRecord>> markInterrupted(base::Timestamp) override {
    return std::vector<ports::JobRecord>{};
  }
  base::Result<void> putOutcomes(const std::vector<ports::OutcomeRecord>&) override { return {}; }
  base::Result<std::vector<ports::OutcomeRecord>> outcomes(std::string_view job) override {
    if (!m_behind) return std::vector<ports::OutcomeRecord>{};
    return m_behind->outcomes(job);
  }
  base::Result<std::vector<ports::OutcomeRecord>> outcomesSince(base::Timestamp since, std::size_t limit) override {
    if (!m_behind) return std::vector<ports::OutcomeRecord>{};
    return m_behind->outcomesSince(since, limit);
  }
  base::Result<void> putEvents(const std::vector<ports::EventRecord>&) override { return {}; }
  base::Result<std::vector<ports::EventRecord>> events(std::string_view job, std::uint64_t after_seq,
                                                       std::size_t limit) override {
    if (!m_behind) return std::vector<ports::EventRecord>{};
    return m_behind->events(job, after_seq, limit);
  }
  base::Result<std::uint64_t> lastEvent() override { return m_behind ? m_behind->lastEvent() : std::uint64_t{0}; }
  base::Result<void> putFact(std::string_view, std::string_view) override { return {}; }
  base::Result<void> putFacts(const std::vector<std::pair<std::string, std::string>>&) override { return {}; }
  base::Result<std::optional<std::string>> fact(std::string_view key) override {
    if (!m_behind) return std::optional<std::string>{};
    return m_behind->fact(key);
  }
  base::Result<std::vector<std::pair<std::string, std::string>>> facts(std::string_view prefix) override {
    if (!m_behind) return std::vector<std::pair<std::string, std::string>>{};
    return m_behind->facts(prefix);
  }
  base::Result<void> prune(std::size_t) override { return {}; }

private:
  std::unique_ptr<ports::StateStore> m_behind;
};

} // namespace meridian::engine
