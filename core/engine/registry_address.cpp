// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/registry_address.h"

#include "engine/fleet_text.h"
#include "ports/http.h"

#include <algorithm>

namespace meridian::engine {

using base::Errc;
using base::fail;
using base::Result;

namespace {

constexpr std::string_view kBlanks = " \t\r\n\"'";

/// Where Docker Hub's registry is; docker.io itself is a web page.
constexpr std::string_view kDockerHub = "registry-1.docker.io";
bool isDockerHub(std::string_view host) {
  return host == "docker.io" || host == "index.docker.io" || host == "hub.docker.com" || host == "registry.hub.docker.com";
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

bool isLoopback(std::string_view host) {
  const auto name = host.starts_with('[') ? host.substr(0, host.find(']') + 1) : host.substr(0, host.find(':'));
  return name == "localhost" || name.ends_with(".localhost") || name.starts_with("127.") || name == "[::1]";
}

/// A registry answered, whatever it thinks of us.
bool answered(const Result<ports::PingAnswer>& answer) {
  return answer || answer.error().http_status > 0 || answer.error().code == Errc::Unauthorized;
}

/// Something that does not speak TLS is behind the port.
bool isPlain(const base::Error& error) { return error.code == Errc::BadAnswer && error.http_status == 0; }

} // namespace

std::string hostOf(std::string_view url) {
  auto origin = ports::originOf(url);
  const auto start = origin.find("://");
  return start == std::string::npos ? origin : origin.substr(start + 3);
}

Result<TypedAddress> parseAddress(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return fail(Errc::ConfigInvalid, "type the address of a registry, as in registry.example.com:5000");
  auto rest = text.substr(first, text.find_last_not_of(kBlanks) + 1 - first);
  TypedAddress address;
  if (const auto end = rest.find("://"); end != std::string_view::npos) {
    address.scheme = lower(rest.substr(0, end));
    rest.remove_prefix(end + 3);
  }
  const auto authority = rest.substr(0, rest.find_first_of("/?#"));
  const auto written = lower(authority.substr(0, authority.find_last_not_of('.') + 1));
  const auto scheme = address.scheme.empty() ? std::string("https") : address.scheme;
  if (auto wrong = registryUrlProblem(scheme + "://" + written); !wrong.empty()) return fail(Errc::ConfigInvalid, std::move(wrong));
  address.host = hostOf(scheme + "://" + written);
  // Without a scheme nobody said that 443 is the usual port: it is not where http is meant.
  if (address.scheme.empty() && written.ends_with(":443")) address.scheme = "https";
  if (isDockerHub(address.host)) address = {"https", std::string(kDockerHub), false};
  address.loopback = isLoopback(address.host);
  return address;
}

Result<std::string> findRegistry(std::string_view text, const Connect& connect, std::stop_token stop) {
  auto address = parseAddress(text);
  if (!address) return base::pass(std::move(address));
  if (!address->scheme.empty()) return address->url(address->scheme);
  const auto secure = address->url("https"), plain = address->url("http");
  const auto over_tls = connect(secure)->ping(stop);
  if (answered(over_tls) || over_tls.error().code == Errc::TlsUntrusted) return secure;
  if (over_tls.error().code == Errc::Cancelled || !(address->loopback || isPlain(over_tls.error()))) return fail(over_tls.error());
  const auto in_the_clear = connect(plain)->ping(stop);
  if (answered(in_the_clear)) return plain;
  return fail(in_the_clear.error().code == Errc::Cancelled ? in_the_clear.error() : over_tls.error());
}

} // namespace meridian::engine
