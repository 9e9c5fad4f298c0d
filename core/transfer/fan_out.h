// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/sha256.h"
#include "oci/descriptor.h"
#include "ports/body.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace meridian::transfer {

/// One blob read once, flowing to several receivers. The reader writes into the FanOut (a BodySink); each receiver
/// takes from its own Branch (a BodySource) on a thread of its own. A branch holds at most `depth` chunks of `chunk`
/// bytes, shared between branches and never copied; the reader waits for the fullest, so the slowest receiver sets the
/// pace and memory stays bounded whatever the blob's size. SHA-256 is computed while the bytes pass.
class FanOut final : public ports::BodySink {
public:
  static constexpr std::size_t kChunk = 256 * 1024;
  static constexpr std::size_t kDepth = 8;

  class Branch final : public ports::BodySource {
  public:
    [[nodiscard]] base::Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token stop) override;
    /// Waits for finish() and gives its verdict: a receiver must not commit before.
    [[nodiscard]] base::Result<void> verify(std::stop_token stop) override;
    /// The receiver gave up: the reader no longer waits for it.
    void abandon();
    /// Whether bytes were taken out: a receiver that took none can be given another branch at no cost.
    [[nodiscard]] bool touched() const;

  private:
    friend class FanOut;
    explicit Branch(FanOut& owner) : m_owner(owner) {}
    FanOut& m_owner;
    std::deque<std::shared_ptr<const std::vector<std::byte>>> m_chunks;
    std::size_t m_offset = 0; ///< into the first chunk
    bool m_abandoned = false;
    bool m_touched = false;
  };

  FanOut(const oci::Descriptor& blob, std::size_t branches);

  [[nodiscard]] Branch& branch(std::size_t index) { return *m_branches[index]; }

  /// Takes bytes from the reader. Cancelled with the text "no receiver left" when every branch was abandoned.
  [[nodiscard]] base::Result<void> write(std::span<const std::byte> data, std::stop_token stop) override;
  /// The reader is done: `outcome` of reading; with success size and digest are compared (ContentMismatch).
  /// The branches are told the outcome.
  void finish(base::Result<void> outcome, std::stop_token stop);
  [[nodiscard]] base::ByteCount received() const { return {m_received.load()}; }

private:
  [[nodiscard]] base::Result<void> push(std::stop_token stop);

  const oci::Descriptor m_blob;
  base::Sha256 m_sha;
  std::atomic<std::uint64_t> m_received{0};
  std::vector<std::byte> m_filling;
  std::mutex m_mutex;
  std::condition_variable_any m_moved;
  std::vector<std::unique_ptr<Branch>> m_branches;
  std::optional<base::Result<void>> m_verdict;
};

} // namespace meridian::transfer
