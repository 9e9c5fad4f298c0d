// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/retry_after.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

namespace meridian::distribution {

namespace {

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty() || value < 0)
    return std::nullopt;
  return value;
}

std::optional<unsigned> month(std::string_view name) {
  static constexpr std::array kNames{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  for (unsigned i = 0; i < kNames.size(); ++i)
    if (name == kNames[i]) return i + 1;
  return std::nullopt;
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> out;
  while (true) {
    const auto begin = text.find_first_not_of(" -,\t");
    if (begin == std::string_view::npos) return out;
    text.remove_prefix(begin);
    const auto end = std::min(text.find_first_of(" -,\t"), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

std::optional<std::chrono::seconds> timeOfDay(std::string_view text) {
  if (text.size() != 8 || text[2] != ':' || text[5] != ':') return std::nullopt;
  const auto h = number(text.substr(0, 2)), m = number(text.substr(3, 2)), s = number(text.substr(6, 2));
  if (!h || !m || !s || *h > 23 || *m > 59 || *s > 60) return std::nullopt;
  return std::chrono::seconds{*h * 3600 + *m * 60 + *s};
}

} // namespace

std::optional<base::Timestamp> parseHttpDate(std::string_view text) {
  // "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"
  const auto parts = words(text);
  std::string_view day_text, month_text, year_text, time_text;
  if (parts.size() == 6 && parts[5] == "GMT") {
    day_text = parts[1], month_text = parts[2], year_text = parts[3], time_text = parts[4];
  } else if (parts.size() == 5) {
    month_text = parts[1], day_text = parts[2], time_text = parts[3], year_text = parts[4];
  } else {
    return std::nullopt;
  }
  const auto day = number(day_text);
  auto year = number(year_text);
  const auto month_number = month(month_text);
  const auto time = timeOfDay(time_text);
  if (!day || !year || !month_number || !time) return std::nullopt;
  if (year_text.size() == 2) *year += *year < 70 ? 2000 : 1900;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{*month_number},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return base::Timestamp{std::chrono::sys_days{date}} + *time;
}

std::optional<std::chrono::seconds> parseRetryAfter(std::string_view text, base::Timestamp now) {
  constexpr std::chrono::seconds kDay{86'400};
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return std::nullopt;
  text = text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
  if (text.find_first_not_of("0123456789") == std::string_view::npos)
    return text.size() > 8 ? kDay : std::min(kDay, std::chrono::seconds{*number(text)});
  const auto date = parseHttpDate(text);
  if (!date) return std::nullopt;
  return std::clamp(std::chrono::ceil<std::chrono::seconds>(*date - now), std::chrono::seconds{0}, kDay);
}

} // namespace meridian::distribution
