// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/action_log.h"
#include "ports/state_store.h"
#include "sqlite/database.h"

#include <filesystem>
#include <memory>
#include <string>

namespace meridian::sqlite {

/// The state database in one SQLite file. A write has survived the end of this process when its call returns;
/// many callers share one commit. Reads use a connection of their own and never wait for writes.
class StateStore final : public ports::StateStore {
public:
  /// Opens or makes `file` (mode 0600, missing folders 0700), checks it, brings its schema up to date; an older one is
  /// kept beside it as "<file>.before-<version>" until the next one. A damaged file is set aside as
  /// "<file>.damaged-<time>", and what can be read of it is kept in a new one: see notice(). ConfigInvalid when a newer
  /// program wrote it: then nothing is touched. The caller holds the state folder's lock (disk::DirLock): one engine per
  /// folder.
  [[nodiscard]] static base::Result<std::unique_ptr<StateStore>> open(const std::filesystem::path& file,
                                                                      base::Timestamp now);
  /// For looking beside a running engine: writes are Unsupported, NotFound when there is no file yet.
  [[nodiscard]] static base::Result<std::unique_ptr<StateStore>>
  openReadOnly(const std::filesystem::path& file);

  /// What the user should be told about opening (a damaged file was set aside, and where); empty when all was
  /// well. It is also the last event of the new database.
  [[nodiscard]] const std::string& notice() const { return m_notice; }
  /// Transactions committed since opening.
  [[nodiscard]] std::uint64_t commits() const { return m_database->commits(); }

  /// The audit trail in the same file, written by the same thread. May outlive this.
  [[nodiscard]] std::shared_ptr<ports::ActionLog> actions() const;

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
  StateStore(std::unique_ptr<Connection> reader, std::unique_ptr<Connection> writer);

  std::string m_notice;
  const std::shared_ptr<Database> m_database;
};

} // namespace meridian::sqlite
