// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace meridian::base {

namespace {

/// Takes `count` digits from the front of `text`.
std::optional<int> digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

} // namespace

Timestamp parseTimestamp(std::string_view text) {
  const auto year = digits(text, 4);
  if (!year || !take(text, "-")) return {};
  const auto month = digits(text, 2);
  if (!month || !take(text, "-")) return {};
  const auto day = digits(text, 2);
  if (!day || !take(text, "Tt ")) return {};
  const auto hour = digits(text, 2);
  if (!hour || !take(text, ":")) return {};
  const auto minute = digits(text, 2);
  if (!minute || !take(text, ":")) return {};
  const auto second = digits(text, 2);
  if (!second || *hour > 23 || *minute > 59 || *second > 60) return {};
  int milliseconds = 0;
  if (take(text, ".")) {
    int weight = 100;
    std::size_t count = 0;
    for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1), ++count) {
      milliseconds += weight * (text.front() - '0');
      weight /= 10;
    }
    if (count == 0) return {};
  }
  std::chrono::minutes offset{0};
  if (!take(text, "Zz")) {
    const bool west = !text.empty() && text.front() == '-';
    if (!take(text, "+-")) return {};
    const auto hours = digits(text, 2);
    if (!hours || !take(text, ":")) return {};
    const auto minutes = digits(text, 2);
    if (!minutes || *hours > 23 || *minutes > 59) return {};
    offset = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
    if (west) offset = -offset;
  }
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!text.empty() || !date.ok()) return {};
  const Timestamp time = std::chrono::sys_days(date) + std::chrono::hours(*hour) +
                         std::chrono::minutes(*minute) + std::chrono::seconds(*second) +
                         std::chrono::milliseconds(milliseconds) - offset;
  return std::max(time, Timestamp{});
}

} // namespace meridian::base
