// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What an operator allows, as values; schedule/ keeps to it.
namespace meridian::base {

/// How fast bytes may move: zero = nothing may move, absent = as fast as they can.
using RateLimit = std::optional<BytesPerSecond>;

/// "40 Mbit/s", "5 MB/s", "2.5 Gbit/s" (decimal units, b = bit, B = byte, always with "/s"), "off",
/// "unlimited". ParseFailed says what to write instead. The result is a whole number of bits per second.
[[nodiscard]] Result<RateLimit> parseRateLimit(std::string_view text);
/// In bits, with the largest unit that keeps it a whole number; "off" and "unlimited" for the two ends.
[[nodiscard]] std::string formatRateLimit(RateLimit limit);

/// A part of the day with a limit of its own, by the clock on the wall of a place: it begins at `from` on
/// each of `days` and ends at `to`, on the next day where `to` is not after `from` (equal: a whole day). An
/// hour that daylight saving time skips does not happen, one that it repeats happens twice.
struct BandwidthWindow {
  static constexpr std::uint8_t kEveryDay = 0x7f;

  std::uint8_t days = kEveryDay; ///< bit 0 = Monday ... bit 6 = Sunday
  std::chrono::minutes from{0};  ///< after midnight, 0 to 1439
  std::chrono::minutes to{1440}; ///< after midnight, 0 to 1440
  std::string zone{};            ///< IANA name ("Europe/Berlin"); empty = UTC
  RateLimit limit = BytesPerSecond{0};

  bool operator==(const BandwidthWindow&) const = default;
};

/// A bandwidth cap: the first window that holds decides, outside of all windows `limit`.
struct Bandwidth {
  RateLimit limit;
  std::vector<BandwidthWindow> windows;

  [[nodiscard]] bool isUnlimited() const { return !limit && windows.empty(); }
  bool operator==(const Bandwidth&) const = default;
};

/// What one registry may be asked with one identity. Absent = whatever the program thinks right.
struct RequestLimits {
  std::optional<double> per_second;
  std::optional<unsigned> at_once;

  bool operator==(const RequestLimits&) const = default;
};

} // namespace meridian::base
