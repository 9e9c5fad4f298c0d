// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace meridian::base {

/// Where a hash stands between two blocks: enough to go on in another process without the bytes before it.
struct Sha256State {
  std::array<std::uint32_t, 8> chain{};
  std::uint64_t length = 0; ///< bytes hashed, a multiple of 64
  bool operator==(const Sha256State&) const = default;
};

/// Streaming SHA-256 (FIPS 180-4) on OpenSSL's accelerated code. Not thread safe; movable.
class Sha256 {
public:
  using Bytes = std::array<std::byte, 32>;

  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  /// Goes on from `state`.
  explicit Sha256(const Sha256State& state);

  void update(std::span<const std::byte> data);
  /// The state so far; nullopt unless the bytes so far are a multiple of 64.
  [[nodiscard]] std::optional<Sha256State> state() const;
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
