// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"
#include "oci/digest.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace meridian::memory {

/// Content that is made when it is read: `size` bytes that follow from `seed`, incompressible to the eye and
/// the same on every machine. Any thread.
struct GeneratedBlob {
  base::ByteCount size;
  std::uint64_t seed = 0;

  /// Fills `out` with the bytes from `offset` on; the caller keeps within size.
  void fill(std::uint64_t offset, std::span<std::byte> out) const;
  /// Reads all of it: about a second per 1.5 GB.
  [[nodiscard]] oci::Digest digest() const;
};

} // namespace meridian::memory
