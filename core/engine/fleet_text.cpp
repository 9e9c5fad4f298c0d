// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/fleet_text.h"

#include "base/quoted.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

namespace meridian::engine {

namespace {

struct Unit {
  char letter;
  std::int64_t seconds;
};
constexpr std::array kUnits{Unit{'w', 7 * 86'400}, Unit{'d', 86'400}, Unit{'h', 3'600}, Unit{'m', 60}};
constexpr std::int64_t kLongestSince = std::int64_t{36'525} * 86'400; // 100 years

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return lower(c); });
  return out;
}

bool isHostCharacter(char c) {
  c = lower(c);
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

std::string hostProblem(std::string_view host) {
  if (host.empty()) return "the URL names no host";
  if (host.size() > 253) return "the host name is longer than 253 characters";
  for (const char c : host) {
    if (static_cast<unsigned char>(c) >= 0x80) return "write the host name in its ASCII form (xn--...)";
    if (!isHostCharacter(c)) return base::quoted(std::string(1, c)) + " cannot occur in a host name";
  }
  if (host.front() == '.' || host.find("..") != std::string_view::npos)
    return "the host name has an empty part";
  return {};
}

std::string portProblem(std::string_view port) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), value);
  if (error != std::errc{} || end != port.data() + port.size() || value == 0 || value > 65'535)
    return "the port must be a number from 1 to 65535";
  return {};
}

/// Insertions, deletions, replacements and swaps of neighbours that lead from `a` to `b`.
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> steps(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        steps[i][j] = i + j;
        continue;
      }
      const std::size_t replaced = steps[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      steps[i][j] = std::min({steps[i - 1][j] + 1, steps[i][j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        steps[i][j] = std::min(steps[i][j], steps[i - 2][j - 2] + 1);
    }
  }
  return steps[a.size()][b.size()];
}

} // namespace

std::optional<std::chrono::seconds> parseSince(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  const auto unit =
      std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& u) { return u.letter == text.back(); });
  if (unit == kUnits.end()) return std::nullopt;
  text.remove_suffix(1);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (number <= 0 || number > kLongestSince / unit->seconds) return std::nullopt;
  return std::chrono::seconds{number * unit->seconds};
}

std::string formatSince(std::chrono::seconds since) {
  for (const auto& unit : kUnits)
    if (since.count() % unit.seconds == 0) return std::to_string(since.count() / unit.seconds) + unit.letter;
  return std::to_string(since.count()) + "s"; // validate() refuses it
}

std::optional<std::chrono::minutes> parseDayTime(std::string_view text) {
  const auto digit = [&](std::size_t at) {
    return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 100;
  };
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const int hours = digit(0) * 10 + digit(1), minutes = digit(3) * 10 + digit(4);
  if (minutes > 59 || hours * 60 + minutes > 24 * 60) return std::nullopt;
  return std::chrono::minutes(hours * 60 + minutes);
}

std::string formatDayTime(std::chrono::minutes time) {
  const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return two(time.count() / 60) + ":" + two(time.count() % 60);
}

std::string registryUrlProblem(std::string_view url) {
  const auto scheme_end = url.find("://");
  const auto scheme = lower(url.substr(0, std::min(scheme_end, url.size())));
  if (scheme_end == std::string_view::npos)
    return "a registry's URL begins with https:// (or http:// where there is no TLS)";
  if (scheme != "http" && scheme != "https") return "the URL's scheme must be http or https";
  auto rest = url.substr(scheme_end + 3);
  const auto authority = rest.substr(0, rest.find_first_of("/?#"));
  rest.remove_prefix(authority.size());
  if (authority.find('@') != std::string_view::npos || rest.find('@') != std::string_view::npos)
    return "a user or password does not belong in the URL: store it with \"meridianctl credential set NAME\" "
           "and "
           "name it under \"credential\"";

  std::string_view host = authority, port;
  bool has_port = false;
  if (authority.starts_with('[')) {
    const auto close = authority.find(']');
    const auto address = authority.substr(1, close == std::string_view::npos ? 0 : close - 1);
    if (address.find(':') == std::string_view::npos ||
        address.find_first_not_of("0123456789abcdefABCDEF:.") != std::string_view::npos)
      return "the address in brackets is no IPv6 address";
    const auto after = authority.substr(close + 1);
    has_port = !after.empty();
    if (has_port && after.front() != ':') return "after the address in brackets only a port may follow";
    port = has_port ? after.substr(1) : after;
  } else {
    const auto colon = authority.find(':');
    has_port = colon != std::string_view::npos;
    host = authority.substr(0, colon);
    if (has_port) port = authority.substr(colon + 1);
    if (port.find(':') != std::string_view::npos)
      return "an IPv6 address stands in brackets: http://[::1]:5000";
    if (auto problem = hostProblem(host); !problem.empty()) return problem;
  }
  if (has_port)
    if (auto problem = portProblem(port); !problem.empty()) return problem;
  if (!rest.empty() && rest != "/")
    return "the URL ends after host and port: a registry answers at /v2/ there; repositories are named in "
           "the rules";
  return {};
}

std::string_view nearestKey(std::string_view unknown, std::span<const std::string_view> known) {
  constexpr std::size_t kLongest = 40;
  if (unknown.size() > kLongest) return {};
  const auto wanted = lower(unknown);
  std::string_view best;
  std::size_t least = std::max<std::size_t>(1, (wanted.size() + 1) / 3) + 1;
  for (const auto key : known) {
    // "latitude" means "lat", "repo" means "repositories".
    const bool extends =
        std::min(wanted.size(), key.size()) >= 3 && (wanted.starts_with(key) || key.starts_with(wanted));
    const auto steps = extends ? 1 : distance(wanted, std::string(key));
    if (steps < least) {
      least = steps;
      best = key;
    }
  }
  return best;
}

bool isSecretKey(std::string_view key) {
  static constexpr std::array<std::string_view, 14> kKeys{
      "password", "passwd", "pass",   "user",    "username", "login",         "token",
      "secret",   "auth",   "apikey", "api_key", "api-key",  "identitytoken", "credentials"};
  return std::find(kKeys.begin(), kKeys.end(), lower(key)) != kKeys.end();
}

} // namespace meridian::engine
