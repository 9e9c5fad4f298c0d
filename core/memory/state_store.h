// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/state_store.h"

#include <map>
#include <mutex>

namespace meridian::memory {

/// State that ends with the object: for the offline console, read-only engines and tests.
class StateStore final : public ports::StateStore {
public:
  base::Result<void> putJob(const ports::JobRecord& job) override;
  base::Result<std::optional<ports::JobRecord>> job(std::string_view id) override;
  base::Result<std::vector<ports::JobRecord>> jobs(std::string_view rule, std::size_t limit) override;
  base::Result<std::vector<ports::JobRecord>> markInterrupted(base::Timestamp now) override;
  base::Result<void> putOutcomes(const std::vector<ports::OutcomeRecord>& outcomes) override;
  base::Result<std::vector<ports::OutcomeRecord>> outcomes(std::string_view job) override;
  base::Result<std::vector<ports::OutcomeRecord>> outcomesSince(base::Timestamp since,
                                                                std::size_t limit) override;
  base::Result<void> putEvents(const std::vector<ports::EventRecord>& events) override;
  base::Result<std::vector<ports::EventRecord>> events(std::string_view job, std::uint64_t after_seq,
                                                       std::size_t limit) override;
  base::Result<std::uint64_t> lastEvent() override;
  base::Result<void> putFact(std::string_view key, std::string_view value) override;
  base::Result<void> putFacts(const std::vector<std::pair<std::string, std::string>>& facts) override;
  base::Result<std::optional<std::string>> fact(std::string_view key) override;
  base::Result<std::vector<std::pair<std::string, std::string>>> facts(std::string_view prefix) override;
  base::Result<void> prune(std::size_t jobs) override;

private:
  [[nodiscard]] std::vector<ports::JobRecord> newestFirst() const;

  std::mutex m_mutex;
  std::map<std::string, ports::JobRecord, std::less<>> m_jobs;
  std::vector<ports::OutcomeRecord> m_outcomes; ///< in order of arrival
  std::vector<ports::EventRecord> m_events;     ///< seq rises
  std::map<std::string, std::string, std::less<>> m_facts;
  std::uint64_t m_seq = 0;
};

} // namespace meridian::memory
