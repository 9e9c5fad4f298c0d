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
#include <string_view>
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

/// How a blob got to a target.
enum class BlobOrigin { Pulled, Mounted, Resumed, There };
[[nodiscard]] constexpr std::string_view name(BlobOrigin origin) {
  constexpr std::string_view kNames[] = {"pulled", "mounted", "resumed", "there already"};
  return kNames[static_cast<int>(origin)];
}

/// One blob at one target while it runs.
struct BlobProgress {
  std::size_t target = 0;
  oci::Digest digest;
  std::string repository;
  enum class State { Waiting, Moving, Done, Failed } state = State::Waiting;
  BlobOrigin origin = BlobOrigin::Pulled;
  base::ByteCount size, done;
  base::ByteCount resumed; ///< of `done`: moved by an earlier run
};

/// Live figures of a run. Written by transfer threads, read by anyone; every method is thread safe.
class Progress {
public:
  Progress(const plan::Plan& plan, base::Clock& clock);

  struct Figures {
    base::ByteCount done, total;            ///< bytes written or to write to targets, expected mounts not counted
    base::ByteCount read;                   ///< taken from the source
    base::ByteCount mounted;                ///< got there without an upload
    base::ByteCount resumed;                ///< read or written by an earlier run and not moved again
    std::vector<std::uint64_t> written;     ///< by target
    std::vector<std::uint32_t> transfers;   ///< uploads under way, by target
    std::size_t blobs_done = 0, blobs_total = 0;
    std::size_t steps_done = 0, steps_failed = 0, steps_total = 0;
    std::string waiting;
  };
  [[nodiscard]] Figures figures() const;
  /// Blobs that wait for their turn, by target; looks at all of them, so not for every frame.
  [[nodiscard]] std::vector<std::uint32_t> queued() const;
  [[nodiscard]] StepProgress step(std::size_t index) const;
  /// Blobs, those under way first, then waiting, then ended ones; at most `most`.
  [[nodiscard]] std::vector<BlobProgress> blobs(std::size_t most) const;

  // for the transfer threads
  void blobRead(base::ByteCount bytes);
  void blobWritten(std::size_t target, const oci::Digest& digest, base::ByteCount bytes);
  /// A failed upload goes on at `offset` or starts over: its bytes behind that no longer count as done.
  void blobRestarted(std::size_t target, const oci::Digest& digest, base::ByteCount offset = {});
  void blobMounted(std::size_t target, const oci::Digest& digest, base::ByteCount bytes);
  /// So many bytes of it were in the spool already, when it was looked for the first time.
  void blobFound(const oci::Digest& digest, base::ByteCount bytes);
  /// Its upload goes on at that byte.
  void uploadResumed(std::size_t target, const oci::Digest& digest, base::ByteCount offset);
  void blobFailed(std::size_t target, const oci::Digest& digest);
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
  std::vector<BlobProgress> m_blobs;
  std::map<std::pair<std::size_t, oci::Digest>, std::size_t> m_blob_index;
  BlobProgress* blob(std::size_t target, const oci::Digest& digest);
  std::map<std::pair<std::size_t, oci::Digest>, std::vector<std::size_t>> m_steps_of_blob;
  std::map<std::pair<std::size_t, oci::Digest>, std::uint64_t> m_in_flight; ///< bytes sent of blobs under way
  std::set<oci::Digest> m_found; ///< looked for in the spool
  std::set<std::pair<std::size_t, oci::Digest>> m_complete; ///< there, in one repository of the target at least
};

} // namespace meridian::transfer
