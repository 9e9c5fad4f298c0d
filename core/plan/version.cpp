// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/semver.h"

#include <algorithm>
#include <charconv>

namespace meridian::plan {

namespace {

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}
bool isIdentifier(char c) {
  return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}
bool isNumber(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

/// Digits of any length as numbers.
std::strong_ordering compareDigits(std::string_view a, std::string_view b) {
  a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
  b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
  if (a.size() != b.size()) return a.size() <=> b.size();
  return a.compare(b) <=> 0;
}

std::strong_ordering compareIdentifiers(const std::string& a, const std::string& b) {
  const bool number_a = isNumber(a), number_b = isNumber(b);
  if (number_a && number_b) return compareDigits(a, b);
  if (number_a != number_b) return number_a ? std::strong_ordering::less : std::strong_ordering::greater;
  return a.compare(b) <=> 0;
}

} // namespace

std::optional<Version> Version::parse(std::string_view text) {
  Version out;
  if (text.starts_with('v') || text.starts_with('V')) text.remove_prefix(1);
  if (const auto build = text.find_first_of("+_"); build != std::string_view::npos) {
    if (build + 1 == text.size()) return std::nullopt;
    text = text.substr(0, build);
  }
  const auto dash = text.find('-');
  auto numbers = text.substr(0, dash);
  std::uint64_t* const parts[] = {&out.major, &out.minor, &out.patch};
  for (std::size_t i = 0;; ++i) {
    const auto dot = numbers.find('.');
    const auto number = numbers.substr(0, dot);
    if (i == 3 || !isNumber(number)) return std::nullopt;
    if (std::from_chars(number.data(), number.data() + number.size(), *parts[i]).ec != std::errc{})
      return std::nullopt;
    if (dot == std::string_view::npos) break;
    numbers.remove_prefix(dot + 1);
  }
  if (dash == std::string_view::npos) return out;
  auto rest = text.substr(dash + 1);
  while (true) {
    const auto dot = rest.find('.');
    const auto identifier = rest.substr(0, dot);
    if (identifier.empty() || !std::all_of(identifier.begin(), identifier.end(), isIdentifier))
      return std::nullopt;
    out.prerelease.emplace_back(identifier);
    if (dot == std::string_view::npos) return out;
    rest.remove_prefix(dot + 1);
  }
}

std::strong_ordering Version::operator<=>(const Version& other) const {
  if (const auto order = major <=> other.major; order != 0) return order;
  if (const auto order = minor <=> other.minor; order != 0) return order;
  if (const auto order = patch <=> other.patch; order != 0) return order;
  if (prerelease.empty() != other.prerelease.empty())
    return prerelease.empty() ? std::strong_ordering::greater : std::strong_ordering::less;
  const auto both = std::min(prerelease.size(), other.prerelease.size());
  for (std::size_t i = 0; i < both; ++i)
    if (const auto order = compareIdentifiers(prerelease[i], other.prerelease[i]); order != 0) return order;
  return prerelease.size() <=> other.prerelease.size();
}

std::strong_ordering naturalOrder(std::string_view a, std::string_view b) {
  const auto whole = a.compare(b) <=> 0;
  while (!a.empty() && !b.empty()) {
    if (isDigit(a.front()) && isDigit(b.front())) {
      const auto run = [](std::string_view text) {
        return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), isDigit) - text.begin());
      };
      const auto length_a = run(a), length_b = run(b);
      if (const auto order = compareDigits(a.substr(0, length_a), b.substr(0, length_b)); order != 0)
        return order;
      a.remove_prefix(length_a);
      b.remove_prefix(length_b);
    } else {
      if (a.front() != b.front())
        return static_cast<unsigned char>(a.front()) <=> static_cast<unsigned char>(b.front());
      a.remove_prefix(1);
      b.remove_prefix(1);
    }
  }
  if (a.empty() != b.empty()) return a.empty() ? std::strong_ordering::less : std::strong_ordering::greater;
  return whole; // "1.02" and "1.2" differ only in zeros
}

} // namespace meridian::plan
