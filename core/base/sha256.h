// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace meridian::base {

/// Streaming SHA-256 (FIPS 180-4) on OpenSSL's accelerated code. Not thread safe; movable.
class Sha256 {
public:
  using Bytes = std::array<std::byte, 32>;

  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void update(std::span<const std::byte> data);
  /// The digest of all bytes so far; the object starts over afterwards.
  [[nodiscard]] Bytes finish();
  /// 64 lower-case hexadecimal digits of finish().
  [[nodiscard]] std::string finishHex();

  /// One-shot, lower-case hexadecimal.
  [[nodiscard]] static std::string hex(std::span<const std::byte> data);

private:
  struct Context;
  std::unique_ptr<Context> m_context;
};

} // namespace meridian::base
