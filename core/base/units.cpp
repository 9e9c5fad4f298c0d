// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace meridian::base {

namespace {

std::string scaled(double value, const char* suffix) {
  static constexpr std::array kUnits{"B", "kB", "MB", "GB", "TB", "PB"};
  std::size_t unit = 0;
  while (value >= 999.95 && unit + 1 < kUnits.size()) {
    value /= 1000;
    ++unit;
  }
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), unit == 0 ? "%.0f %s%s" : "%.1f %s%s", value, kUnits[unit], suffix);
  return text.data();
}

} // namespace

std::string formatBytes(ByteCount bytes) { return scaled(static_cast<double>(bytes.value), ""); }
std::string formatRate(BytesPerSecond rate) { return scaled(rate.value, "/s"); }

std::string formatDuration(Seconds duration) {
  std::array<char, 48> text{};
  const double s = duration.count();
  const auto whole = std::llround(s);
  if (s < 59.95)
    std::snprintf(text.data(), text.size(), "%.1f s", s);
  else if (whole < 3600)
    std::snprintf(text.data(), text.size(), "%lld min %02lld s", whole / 60, whole % 60);
  else
    std::snprintf(text.data(), text.size(), "%lld h %02lld min", whole / 3600, whole % 3600 / 60);
  return text.data();
}

std::string formatTimestamp(Timestamp time) {
  const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text.data();
}

Seconds timeLeft(ByteCount done, ByteCount total, BytesPerSecond rate) {
  if (rate.value <= 0 || done >= total) return Seconds{0};
  return Seconds{static_cast<double>((total - done).value) / rate.value};
}

} // namespace meridian::base
