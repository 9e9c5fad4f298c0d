// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/region_check.h"

#include <algorithm>
#include <array>

namespace meridian::engine {

using base::Errc;
using Kind = CheckStep::Kind;

namespace {

struct Cause {
  Kind step;
  std::string advice;
};

/// Which step an error belongs to, and what to do about it.
Cause cause(const Region& region, const base::Error& error) {
  const bool https = region.registry_url.starts_with("https:");
  switch (error.code) {
  case Errc::HostUnknown:
    return {Kind::Address, "Check the host name for typing errors, and that this machine's DNS knows it."};
  case Errc::ConnectionRefused:
    return {Kind::Connection, "Nothing listens there. Check the port, that the registry runs, and firewalls in between."};
  case Errc::Timeout:
  case Errc::Stalled:
    return {Kind::Connection, "The host does not answer in time. Check firewalls and routing to it."};
  case Errc::ConnectionLost:
    return {Kind::Connection, https ? "The connection was closed at once. If the registry speaks plain HTTP, use http:// in the URL."
                                    : "The connection was closed at once. If the registry speaks TLS, use https:// in the URL."};
  case Errc::TlsUntrusted:
    return {Kind::Trust, region.ca.empty()
                             ? "If the registry's certificate comes from a private CA, set that CA's PEM file for this region."
                             : "Check that " + region.ca + " is the CA that signed the registry's certificate."};
  case Errc::Unauthorized:
    return {Kind::Credential,
            region.credential.empty()
                ? "The registry wants a login: name a credential for this region and store its user and password."
                : "Store the right user and password under \"" + region.credential + "\" (meridianctl credential set " +
                      region.credential + ")."};
  case Errc::Denied:
    return {Kind::Credential, "The login is known but has no rights here; ask for pull (source) or push (target) rights."};
  case Errc::TooManyRequests:
    return {Kind::Protocol, "The registry limits requests; try again after the time that it gave."};
  case Errc::IoFailed:
  case Errc::ConfigInvalid:
    return {region.ca.empty() ? Kind::Credential : Kind::Trust, "Check the file that the message names."};
  default:
    return {Kind::Protocol, "Something answers there, but it is no container registry. Check the URL: host and port "
                            "only, without a path, http or https as the registry speaks."};
  }
}

std::string passedText(Kind kind, const Region& region, const ports::PingAnswer* answer) {
  switch (kind) {
  case Kind::Address:
    return region.registry_url;
  case Kind::Connection:
    return answer != nullptr ? "answers in " + base::formatDuration(answer->round_trip) : "connected";
  case Kind::Trust:
    return region.registry_url.starts_with("https:") ? "certificate is trusted" : "plain HTTP: nothing to trust, anyone on the way can read";
  case Kind::Protocol:
    return answer != nullptr && !answer->server.empty() ? answer->server : "speaks the registry protocol";
  case Kind::Credential:
    if (answer == nullptr || answer->auth == "none") return "no login asked for";
    return "accepted (" + answer->auth + ")";
  }
  return {};
}

} // namespace

std::string_view name(CheckStep::Kind kind) {
  static constexpr std::array<std::string_view, 5> kNames{"address", "connection", "trust", "protocol", "credential"};
  return kNames[static_cast<std::size_t>(kind)];
}

RegionCheck explain(const Region& region, const base::Result<ports::PingAnswer>& answer) {
  RegionCheck check;
  check.region = region.id;
  check.passed = answer.has_value();
  const auto why = answer ? Cause{} : cause(region, answer.error());
  for (const auto kind : {Kind::Address, Kind::Connection, Kind::Trust, Kind::Protocol, Kind::Credential}) {
    if (!answer && kind == why.step) {
      check.steps.push_back({kind, false, answer.error().text(), why.advice});
      break;
    }
    check.steps.push_back({kind, true, passedText(kind, region, answer ? &*answer : nullptr), {}});
  }
  if (answer) {
    check.auth = answer->auth;
    check.round_trip = answer->round_trip;
  } else {
    check.error = answer.error();
  }
  return check;
}

bool speaksHttp(const RegionCheck& check) {
  if (check.passed) return true;
  return check.error && (check.error->http_status > 0 || check.error->code == Errc::Unauthorized);
}

void tellProduct(RegionCheck& check, ports::RegistryProduct product) {
  check.product = std::move(product.name);
  check.product_text = std::move(product.text);
  if (check.auth.empty()) check.auth = std::move(product.auth);
  const bool known = check.product != "unknown";
  for (auto& step : check.steps)
    if (known && step.kind == Kind::Protocol && step.passed) step.text = check.product_text;
}

RegionCheck checkRegion(const Region& region, ports::Registry& registry, std::stop_token stop) {
  return explain(region, registry.ping(stop));
}

} // namespace meridian::engine
