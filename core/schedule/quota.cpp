// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/quota.h"

#include <charconv>

namespace meridian::schedule {

namespace {

constexpr std::uint64_t kMost = 1'000'000'000'000; // requests, and far more than the seconds of any window
constexpr std::uint64_t kLongestWindow = 366 * 86'400;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value > kMost) return std::nullopt;
  return value;
}

/// Cuts off what stands before the next `separator`.
std::string_view next(std::string_view& rest, char separator) {
  const auto at = rest.find(separator);
  const auto part = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  return trimmed(part);
}

} // namespace

std::optional<QuotaValue> parseQuota(std::string_view header) {
  auto item = next(header, ',');
  const auto value = number(next(item, ';'));
  if (!value) return std::nullopt;
  QuotaValue quota{*value, {}};
  while (!item.empty()) {
    const auto parameter = next(item, ';');
    if (!parameter.starts_with("w=") && !parameter.starts_with("W=")) continue;
    if (const auto window = number(trimmed(parameter.substr(2))); window && *window <= kLongestWindow)
      quota.window = std::chrono::seconds(*window);
  }
  return quota;
}

} // namespace meridian::schedule
