// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory/generated_blob.h"

#include "base/sha256.h"

#include <algorithm>
#include <array>

namespace meridian::memory {

namespace {

/// SplitMix64 by position (Steele, Lea, Flood 2014): any word without the ones before it.
std::uint64_t word(std::uint64_t seed, std::uint64_t index) {
  std::uint64_t z = seed + (index + 1) * 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

} // namespace

void GeneratedBlob::fill(std::uint64_t offset, std::span<std::byte> out) const {
  for (std::size_t i = 0; i < out.size();) {
    const auto at = offset + i;
    const auto value = word(seed, at / 8);
    for (auto part = at % 8; part < 8 && i < out.size(); ++part, ++i)
      out[i] = static_cast<std::byte>(value >> (8 * part));
  }
}

oci::Digest GeneratedBlob::digest() const {
  base::Sha256 hash;
  std::array<std::byte, 64 * 1024> buffer{};
  for (std::uint64_t at = 0; at < size.value;) {
    const auto part = std::span(buffer).first(std::min<std::uint64_t>(buffer.size(), size.value - at));
    fill(at, part);
    hash.update(part);
    at += part.size();
  }
  return oci::Digest::sha256(hash.finishHex());
}

} // namespace meridian::memory
