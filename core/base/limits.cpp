// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/limits.h"

#include "base/quoted.h"

#include <array>
#include <charconv>
#include <cmath>

namespace meridian::base {

namespace {

struct Unit {
  std::string_view name;
  double bits;
};
constexpr std::array kUnits{
    Unit{"Gbit/s", 1e9}, Unit{"Mbit/s", 1e6}, Unit{"kbit/s", 1e3}, Unit{"bit/s", 1},
    Unit{"GB/s", 8e9},   Unit{"MB/s", 8e6},   Unit{"kB/s", 8e3},   Unit{"B/s", 8},
};
constexpr double kLeast = 1e3; // bits; less is a slip of the pen
constexpr double kMost = 1e13;

} // namespace

Result<RateLimit> parseRateLimit(std::string_view text) {
  if (text == "off") return RateLimit(BytesPerSecond{0});
  if (text == "unlimited") return RateLimit();
  const auto refused = [&] {
    return fail(Errc::ParseFailed,
                quoted(text) + R"( is no rate; write "40 Mbit/s", "5 MB/s", "off" or "unlimited")");
  };
  double number = 0;
  const auto* const end = text.data() + text.size();
  const auto [after, error] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
  if (error != std::errc{} || !std::isfinite(number) || std::signbit(number)) return refused();
  auto unit = text.substr(static_cast<std::size_t>(after - text.data()));
  if (unit.starts_with(' ')) unit.remove_prefix(1);
  for (const auto& known : kUnits) {
    if (known.name != unit) continue;
    if (number == 0) return RateLimit(BytesPerSecond{0});
    const double bits = std::round(number * known.bits);
    if (bits < kLeast || bits > kMost)
      return fail(Errc::ParseFailed, quoted(text) + " is out of range: 1 kbit/s to 10000 Gbit/s, or \"off\"");
    return RateLimit(BytesPerSecond{bits / 8});
  }
  return refused();
}

std::string formatRateLimit(RateLimit limit) {
  if (!limit) return "unlimited";
  const double bits = std::round(limit->value * 8);
  if (!(bits > 0)) return "off";
  for (const auto& unit : kUnits)
    if (std::fmod(bits, unit.bits) == 0)
      return std::to_string(std::llround(bits / unit.bits)) + " " + std::string(unit.name);
  return std::to_string(std::llround(bits)) + " bit/s";
}

} // namespace meridian::base
