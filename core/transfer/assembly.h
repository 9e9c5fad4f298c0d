// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/sha256.h"
#include "oci/descriptor.h"
#include "ports/blob_store.h"
#include "ports/body.h"
#include "transfer/spans.h"

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>

namespace meridian::transfer {

/// A blob that comes together in the spool out of ranges in any order, while it is hashed in order and read by any
/// number of uploads from anywhere up to the hashed offset. A mark is kept at least every kMarkEvery bytes, so that a
/// process that dies loses no more than that. Any thread.
class Assembly {
public:
  static constexpr std::uint64_t kMarkEvery = 2U * 1024 * 1024;

  /// Goes on where the spool's mark stands.
  Assembly(std::unique_ptr<ports::SpoolBlob> spool, const oci::Descriptor& blob);
  ~Assembly();
  Assembly(const Assembly&) = delete;
  Assembly& operator=(const Assembly&) = delete;

  [[nodiscard]] base::ByteCount resumed() const { return m_resumed; } ///< held from an earlier process
  [[nodiscard]] Spans missing() const;
  [[nodiscard]] bool complete() const;

  /// Bytes of the blob at `offset`. Whoever closes the gap to the hashed offset hashes what lies behind it. Errors:
  /// DiskFull, IoFailed.
  [[nodiscard]] base::Result<void> put(std::uint64_t offset, std::span<const std::byte> data);
  /// Nothing more comes. On success size and digest are compared: ContentMismatch, and the spooled bytes go.
  [[nodiscard]] base::Result<void> finish(base::Result<void> outcome);
  /// What the spool said when it could not give back its bytes; uploads from it break off then.
  [[nodiscard]] std::optional<base::Error> broken() const;
  /// Everything is delivered: the spooled bytes go with this object. Without it they stay for the next run.
  void discard() { m_spool->discard(); }
  /// Remembers where it stands; before a pause or the end of a run.
  void remember();

  /// One upload's view. A body source that can go back: an upload that broke starts again, or goes on in the middle,
  /// without a byte from the source. Not thread safe; outlived by the assembly.
  class Reader final : public ports::BodySource {
  public:
    explicit Reader(Assembly& assembly) : m_assembly(assembly) {}
    base::Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token stop) override;
    base::Result<void> verify(std::stop_token stop) override;
    base::Result<void> rewind() override { return seek({0}); }
    base::Result<void> seek(base::ByteCount offset) override;

  private:
    Assembly& m_assembly;
    std::uint64_t m_at = 0;
  };

private:
  void hashOn(std::unique_lock<std::mutex>& lock);
  [[nodiscard]] ports::SpoolMark standing() const;

  const std::unique_ptr<ports::SpoolBlob> m_spool;
  const oci::Descriptor m_blob;
  base::ByteCount m_resumed;
  mutable std::mutex m_mutex;
  std::condition_variable_any m_moved;
  Spans m_held;
  base::Sha256 m_sha;
  std::uint64_t m_hashed = 0;
  std::optional<base::Sha256State> m_state; ///< at m_state->length <= m_hashed
  std::uint64_t m_unmarked = 0;
  bool m_hashing = false;
  bool m_marking = false;
  std::optional<base::Error> m_broken; ///< the spool failed to give back its bytes
  std::optional<base::Result<void>> m_verdict;
};

} // namespace meridian::transfer
