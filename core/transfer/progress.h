// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "base/units.h"
#include "oci/digest.h"
#include "plan/plan.h"

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace meridian::transfer {

enum class StepState { Waiting, Copying, Copied, Failed, Cancelled };

/// What is known of one tag step while it runs.
struct StepProgress {
  StepState state = StepState::Waiting;
  base::ByteCount done, total; ///< of the blobs that it waits for; shared blobs count for each image
  std::optional<base::Error> error;
  base::Timestamp started{}, finished{};
};

/// Live figures of a run. Written by transfer threads, read by anyone; every method is thread safe.
class Progress {
public:
  Progress(const plan::Plan& plan, base::Clock& clock);

  struct Figures {
    base::ByteCount done, total;            ///< bytes written or to write to targets, expected mounts not counted
    base::ByteCount read;                   ///< taken from the source
    base::ByteCount mounted;                ///< got there without an upload
    std::vector<std::uint64_t> written;     ///< by target
    std::vector<std::uint32_t> transfers;   ///< uploads under way, by target
    std::size_t blobs_done = 0, blobs_total = 0;
    std::size_t steps_done = 0, steps_failed = 0, steps_total = 0;
    std::string waiting;
  };
  [[nodiscard]] Figures figures() const;
  [[nodiscard]] StepProgress step(std::size_t index) const;

  // for the transfer threads
  void blobRead(base::ByteCount bytes);
  void blobWritten(std::size_t target, const oci::Digest& digest, base::ByteCount bytes);
  /// A failed upload starts over: its bytes no longer count as done.
  void blobRestarted(std::size_t target, const oci::Digest& digest);
  void blobMounted(base::ByteCount bytes);
  /// A mount that the plan counted on needs an upload after all.
  void mountRefused(base::ByteCount bytes);
  void blobDone(std::size_t target, const oci::Digest& digest, base::ByteCount size);
  void transferStarted(std::size_t target);
  void transferEnded(std::size_t target);
  void stepChanged(std::size_t index, StepState state, std::optional<base::Error> error);
  /// Why nothing moves; empty when it moves again.
  void wait(std::string why);

private:
  mutable std::mutex m_mutex;
  base::Clock& m_clock;
  Figures m_figures;
  std::vector<StepProgress> m_steps;
  std::map<std::pair<std::size_t, oci::Digest>, std::vector<std::size_t>> m_steps_of_blob;
  std::map<std::pair<std::size_t, oci::Digest>, std::uint64_t> m_in_flight; ///< bytes sent of blobs under way
  std::set<std::pair<std::size_t, oci::Digest>> m_complete; ///< there, in one repository of the target at least
};

} // namespace meridian::transfer
