// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace meridian::base {

/// A number of bytes (octets). Never a rate, never a count of anything else.
struct ByteCount {
  std::uint64_t value = 0;
  constexpr auto operator<=>(const ByteCount&) const = default;
  constexpr ByteCount& operator+=(ByteCount other) { return value += other.value, *this; }
  friend constexpr ByteCount operator+(ByteCount a, ByteCount b) { return {a.value + b.value}; }
  /// Saturates at zero: a remainder is never negative.
  friend constexpr ByteCount operator-(ByteCount a, ByteCount b) {
    return {a.value > b.value ? a.value - b.value : 0};
  }
};

/// Bytes per second.
struct BytesPerSecond {
  double value = 0;
  constexpr auto operator<=>(const BytesPerSecond&) const = default;
};

/// From this round trip on an idle one costs more than a detour over the disk, and where a program runs begins to
/// matter: what "far" means, for plans and transfers alike.
inline constexpr std::chrono::microseconds kFarRoundTrip{5'000};

using Seconds = std::chrono::duration<double>;
/// Wall-clock time, UTC, millisecond resolution; zero means "never".
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

/// "3.1 GB", "71.0 MB", "812 B": decimal units, as registries and network operators count.
[[nodiscard]] std::string formatBytes(ByteCount bytes);
/// "12.4 MB/s".
[[nodiscard]] std::string formatRate(BytesPerSecond rate);
/// "0.4 s", "1 min 20 s", "2 h 05 min".
[[nodiscard]] std::string formatDuration(Seconds duration);
/// RFC 3339, UTC, e.g. "2026-11-22T09:12:00Z".
[[nodiscard]] std::string formatTimestamp(Timestamp time);
/// RFC 3339 section 5.6; zero for anything else and for times before 1970 ("0001-01-01" is Go's way to say none).
[[nodiscard]] Timestamp parseTimestamp(std::string_view text);
/// What is left of `total` at `rate`; zero when nothing is left or the rate is not known yet.
[[nodiscard]] Seconds timeLeft(ByteCount done, ByteCount total, BytesPerSecond rate);

} // namespace meridian::base
