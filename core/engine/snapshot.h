// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/limits.h"
#include "base/units.h"
#include "engine/findings.h"
#include "engine/fleet.h"
#include "ports/state_store.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace meridian::engine {

/// What an operator must know of a region at a glance. Unknown: not looked at since the start.
enum class RegionState { Unknown, InSync, Syncing, Drift, Failed, Offline };

struct RegionStatus {
  Region region;
  RegionState state = RegionState::Unknown;
  std::optional<base::Error> problem;  ///< why Failed or Offline
  std::size_t tags_total = 0;          ///< tags that rules want here, at the last check
  std::size_t tags_equal = 0;          ///< of these, same digest as the source
  base::Timestamp last_check{};
  base::Timestamp last_in_sync{};      ///< last time that tags_equal == tags_total was seen
  base::BytesPerSecond in, out;        ///< now: into and out of the region's registry
  std::vector<float> history;          ///< in + out, bytes per second, one value per second, oldest first, <= 60
  base::ByteCount done, total;         ///< of the running jobs that write here; zero when idle
  std::string held;                    ///< what holds it back now ("429, asked to wait"), empty when nothing does
  base::Timestamp held_until{};        ///< zero: not known
};

/// Source to target of a rule; the arcs of the map.
struct LinkStatus {
  std::string from, to;
  base::BytesPerSecond rate;
  bool active = false;
  RegionState state = RegionState::Unknown; ///< of the target end
  std::size_t transfers = 0;                ///< blobs on the way now
  std::size_t waiting = 0;                  ///< blobs of running jobs that wait for their turn
  std::chrono::microseconds from_round_trip{0}, to_round_trip{0}; ///< from here to either end, shortest seen; 0: unknown
  std::optional<double> p95{};              ///< seconds per copied image, last 24 h
  std::size_t copied = 0, failed = 0;       ///< images, last 24 h
  std::vector<float> history{};             ///< bytes per second, one value per second, oldest first, <= 60
};

enum class JobPhase { Waiting, Planning, Comparing, Copying, Done }; ///< Comparing: an audit looks at all regions

struct JobStatus {
  ports::JobRecord record; ///< live figures while it runs
  std::vector<std::string> targets;
  JobPhase phase = JobPhase::Waiting;
  bool paused = false;
  base::ByteCount done, total; ///< bytes to write, over all targets
  struct Share {
    std::string target;
    base::ByteCount done, total;
  };
  std::vector<Share> shares; ///< the same by target, while it copies
  base::BytesPerSecond rate;
  base::Seconds left{0};
  std::size_t tags_done = 0, tags_total = 0; ///< tag x target steps
  std::size_t blobs_done = 0, blobs_total = 0;
  std::string waiting; ///< why nothing moves right now ("retry 2 of 5 in 4 s: 429 ..."), empty when it moves
};

/// One tag at one target in a job.
struct ImageStatus {
  std::string target;
  std::string ref;
  std::string digest;
  enum class State { Waiting, Copying, Copied, Unchanged, Failed, Cancelled } state = State::Waiting;
  base::ByteCount done, total;
  std::string error_code, error_message;
};

/// One blob at one target in a running job.
struct BlobStatus {
  std::string target;
  std::string repository;
  std::string digest;
  enum class State { Waiting, Moving, Done, Failed } state = State::Waiting;
  std::string origin; ///< "pulled", "mounted", "resumed", "there already"
  base::ByteCount size, done, resumed;
};

/// A figure with its history; `value` is empty while nothing has been measured.
struct Figure {
  std::optional<double> value;
  std::optional<double> change;  ///< against the period before
  std::vector<float> history;
};

/// The overview's figures, over the last 24 h of the state database.
struct Figures {
  Figure success_rate;  ///< tags copied / (copied + failed), 0..1
  Figure transfer_p95;  ///< seconds per copied image
  Figure throughput;    ///< bytes per second written now; history = last 60 s
  double throughput_peak = 0; ///< highest 1 s value since the start
  Figure consistency;   ///< tags equal / tags wanted over all targets at their last check, 0..1
  std::size_t regions_drifted = 0;
  std::size_t tags_mirrored = 0;
};

/// One immutable picture of everything; made at most ten times a second, and not at all when nothing changes.
struct Snapshot {
  std::uint64_t revision = 0;
  base::Timestamp time{};
  std::shared_ptr<const Fleet> fleet;
  std::vector<RegionStatus> regions;
  std::vector<LinkStatus> links;
  std::vector<JobStatus> jobs; ///< running ones first, then the newest finished, at most 100
  Figures figures;
  std::vector<PromotionStatus> promotions; ///< running ones, then the newest of each rule
  std::vector<AuditStatus> audits;         ///< the newest of each rule
  base::RateLimit slow;        ///< slow mode; absent: off
  std::uint64_t last_event = 0;
};

} // namespace meridian::engine
