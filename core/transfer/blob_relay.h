// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/retry_policy.h"
#include "base/thread_pool.h"
#include "plan/plan.h"
#include "ports/registry.h"
#include "transfer/ends.h"
#include "transfer/progress.h"
#include "transfer/upload_note.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace meridian::transfer {

/// Moves one blob from the source to all targets that need it: mounts where that is expected to work, one read for the
/// rest, then mounts into further repositories. Where an end is far away the read goes through the spool, so that a cut
/// or a crash costs little; else it streams. Blocks; any number of relays run at once.
class BlobRelay {
public:
  /// Told once per (target, repository) when the blob is there, or why it is not.
  using Delivered = std::function<void(std::size_t target, const std::string& repository, const base::Result<void>&)>;

  /// `writers` needs a free thread for each target of each relay that runs at once, or relays wait for each other.
  BlobRelay(Ends& ends, base::ThreadPool& writers, base::Clock& clock, Progress& progress, Delivered delivered)
      : m_ends(ends), m_writers(writers), m_clock(clock), m_progress(progress), m_delivered(std::move(delivered)) {}

  void run(const plan::BlobTransfer& transfer, std::stop_token stop);

private:
  struct Wanted {
    std::size_t target = 0;
    std::string repository;
  };
  [[nodiscard]] bool mounted(const plan::BlobTransfer& transfer, std::size_t target, const std::string& from,
                             const std::string& to, std::stop_token stop);
  /// Until each of `wanted` has the blob or has failed for good; tells and returns the results, in their order.
  std::vector<base::Result<void>> deliver(const plan::BlobTransfer& transfer, const std::vector<Wanted>& wanted,
                                          std::stop_token stop);
  /// One read for all of `wanted`; returns the results in their order.
  [[nodiscard]] std::vector<base::Result<void>> relay(const plan::BlobTransfer& transfer,
                                                      const std::vector<Wanted>& wanted, std::stop_token stop);
  [[nodiscard]] std::vector<base::Result<void>> stream(const plan::BlobTransfer& transfer,
                                                       const std::vector<Wanted>& wanted, std::stop_token stop);
  /// nullopt: the spool has no room or broke; nothing is lost but time.
  [[nodiscard]] std::optional<std::vector<base::Result<void>>>
  throughSpool(const plan::BlobTransfer& transfer, const std::vector<Wanted>& wanted, std::stop_token stop);
  [[nodiscard]] bool wantsSpool(const plan::BlobTransfer& transfer, const std::vector<Wanted>& wanted) const;
  [[nodiscard]] base::Result<void> fetch(const plan::BlobTransfer& transfer, class Assembly& assembly,
                                         std::stop_token stop);
  /// Uploads `source` to one of `wanted`.
  [[nodiscard]] base::Result<void> upload(const plan::BlobTransfer& transfer, const Wanted& wanted,
                                          ports::BodySource& source, bool journal, std::stop_token stop);
  void settle(const plan::BlobTransfer& transfer, std::size_t target, const std::string& repository,
              const base::Result<void>& result);

  Ends& m_ends;
  base::ThreadPool& m_writers;
  base::Clock& m_clock;
  Progress& m_progress;
  Delivered m_delivered;
};

} // namespace meridian::transfer
