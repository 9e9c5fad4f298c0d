// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread_pool.h"
#include "engine/engine.h"
#include "engine/roads.h"
#include "transfer/slots.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace meridian::engine {

/// What jobs and questions share: the engine's parts, its thread pools, and where to tell what happened.
/// Everything here may be used from any thread.
struct Workshop {
  Parts parts;
  base::ThreadPool ask{"ask", 96};      ///< metadata questions: many, short, and mostly waiting for a round trip
  base::ThreadPool write{"write", 1024}; ///< uploads: one per target of each blob under way
  base::ThreadPool flow{"flow", 256};   ///< ranges under way from far sources
  base::ThreadPool xfer{"xfer", 256};    ///< blobs and tags: each may wait for `write` and `flow`, never the other way round
  transfer::Slots places{xfer, 8, 48};  ///< large and small blobs at once, over all jobs

  Roads roads{*parts.clock};

  /// A client within the region's budget, talking as its profile says.
  [[nodiscard]] std::unique_ptr<ports::Registry> connect(const Region& region, std::optional<auth::Credential> typed = {},
                                                         base::RetryNotice notice = {});
  /// A line in a job's story, and in the log.
  void tell(std::string_view job, std::string_view level, std::string text);
  std::atomic<std::uint64_t> told{0}; ///< lines so far
  std::function<void()> changed{}; ///< set by the engine: a new snapshot is due
  /// Set by the engine: what became of a tag, and which region it was read from.
  std::function<void(std::string_view from, const ports::OutcomeRecord&)> worked{};
  std::function<void(AuditStatus)> audited{}; ///< set by the engine: what an audit found

  std::mutex promotions_mutex{};
  std::condition_variable_any promotions_changed{};
  std::set<std::string> promotions_ending{}; ///< rules whose open promotions are being ended, see endOpenPromotions()
};

/// Which repository of a target holds which blob, remembered between runs so that a blob is mounted instead of sent
/// again. A hint only: a mount that the registry refuses becomes an upload.
using MountIndex = std::map<oci::Digest, std::string>;
[[nodiscard]] MountIndex loadMountIndex(ports::StateStore& state, std::string_view target);
void saveMountIndex(ports::StateStore& state, std::string_view target, const MountIndex& index);

} // namespace meridian::engine
