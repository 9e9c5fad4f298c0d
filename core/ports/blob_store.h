// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/sha256.h"
#include "base/units.h"
#include "oci/descriptor.h"
#include "ports/registry.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace meridian::ports {

/// How far a blob has come, in a form that outlives the process.
struct SpoolMark {
  std::vector<ByteRange> held;             ///< sorted, disjoint, not adjacent
  base::ByteCount hashed;                  ///< bytes from the start that `state` covers; within held.front()
  std::optional<base::Sha256State> state;  ///< chaining state after `hashed` bytes (a multiple of 64)
};

/// One blob while it is collected. write() and read() may be called from several threads at once, at different places.
class SpoolBlob {
public:
  virtual ~SpoolBlob() = default;
  /// What was held when the blob was opened: as of the last mark() of whoever collected it before.
  [[nodiscard]] virtual const SpoolMark& found() const = 0;
  /// Errors: DiskFull, IoFailed.
  [[nodiscard]] virtual base::Result<void> write(std::uint64_t offset, std::span<const std::byte> data) = 0;
  /// Fills the buffer from bytes that were written. Errors: IoFailed.
  [[nodiscard]] virtual base::Result<void> read(std::uint64_t offset, std::span<std::byte> buffer) = 0;
  /// Remembers `mark` so that it survives a crash; the bytes that it names are made durable first.
  [[nodiscard]] virtual base::Result<void> mark(const SpoolMark& mark) = 0;
  /// The blob is delivered, or its bytes are wrong: everything of it goes when the object does.
  virtual void discard() = 0;
};

/// A bounded place on this machine for blobs on their way, by digest. A blob is open at most once. Any thread.
class BlobStore {
public:
  virtual ~BlobStore() = default;
  /// Opens or goes on with a blob and sets its room aside. Errors: DiskFull (bound or disk; with the figures), Busy
  /// (open already), IoFailed.
  [[nodiscard]] virtual base::Result<std::unique_ptr<SpoolBlob>> open(const oci::Descriptor& blob) = 0;
  /// Removes what nobody touched for `age`, and the oldest beyond the bound. Returns the bytes freed.
  virtual base::ByteCount sweep(base::Seconds age) = 0;
  struct Usage {
    base::ByteCount used, limit;
    std::size_t blobs = 0;
  };
  [[nodiscard]] virtual Usage usage() = 0;
};

} // namespace meridian::ports
