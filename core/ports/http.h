// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"
#include "base/url.h"
#include "ports/body.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace meridian::ports {

enum class HttpMethod { Get, Head, Post, Put, Patch, Delete };
[[nodiscard]] constexpr std::string_view name(HttpMethod method) {
  constexpr std::string_view kNames[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};
  return kNames[static_cast<int>(method)];
}

/// Whether two header field names are the same (RFC 9110 section 5.1: without case).
[[nodiscard]] constexpr bool sameField(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

/// Header fields in wire order; names compare without case.
class HttpHeaders {
public:
  void add(std::string field, std::string value) {
    m_fields.emplace_back(std::move(field), std::move(value));
  }
  /// First value, or empty.
  [[nodiscard]] std::string_view get(std::string_view field) const {
    for (const auto& [key, value] : m_fields)
      if (sameField(key, field)) return value;
    return {};
  }
  [[nodiscard]] std::vector<std::string_view> all(std::string_view field) const {
    std::vector<std::string_view> values;
    for (const auto& [key, value] : m_fields)
      if (sameField(key, field)) values.push_back(value);
    return values;
  }
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& fields() const { return m_fields; }

private:
  std::vector<std::pair<std::string, std::string>> m_fields;
};

/// Which HTTP is wished. Http2: where TLS and the server have it, else HTTP/1.1. Http3: where this machine's
/// library and the way there have it, else as Http2; to learn that there is no way takes up to a second per
/// origin and some minutes. Auto: as Http2. What is bulk goes by HTTP/1.1 all the same.
enum class HttpVersions { Auto, Http1, Http2, Http3 };

/// How to reach a host; the same for all requests of one registry.
struct HttpRoute {
  std::string ca_file;          ///< PEM; empty = the system's trust store
  std::string client_cert_file; ///< PEM, for mutual TLS
  std::string client_key_file;
  std::string proxy; ///< "http://host:port", "socks5h://..."; empty = environment (https_proxy, no_proxy)
  std::chrono::milliseconds connect_timeout{15'000};
  /// No byte in either direction for this long: Stalled. There is no limit on total time.
  std::chrono::milliseconds stall_timeout{60'000};
  int connections = 16; ///< at most this many at once to one host
  /// How TCP avoids congestion where a bulk body is sent (tcp(7), TCP_CONGESTION); empty = the system's way.
  /// A kernel that does not have it, or does not allow it, keeps the system's way. Under loss on a long line
  /// BBR sends many times what cubic does. What arrives is paced by its sender.
  std::string upload_congestion = "bbr";
  HttpVersions versions = HttpVersions::Auto;
};

struct HttpRequest {
  HttpMethod method = HttpMethod::Get;
  std::string url;
  HttpHeaders headers;
  BodySource* body = nullptr; ///< not owned; null = no body (Content-Length: 0 for POST/PUT/PATCH)
  std::optional<base::ByteCount> body_size; ///< Content-Length; without it the body goes chunked (HTTP/1.1)
  HttpRoute route;
  /// A large body is expected in either direction: a connection of its own (HTTP/1.1) rather than a stream
  /// among others (HTTP/2). On long lossy lines the number of TCP flows decides the speed, and no other
  /// stream waits.
  bool bulk = false;
  bool fresh_connection = false; ///< not one that is open already: to measure; a TLS session may be resumed
  bool follow_redirects = true;  ///< GET and HEAD only; Authorization is never sent to another host
};

struct HttpResponse {
  int status = 0;
  HttpHeaders headers;
  std::string url;                         ///< after redirects, redacted
  int version = 11;                        ///< 11, 20, 30
  base::ByteCount sent;                    ///< body bytes that left, also of failed tries inside this call
  base::ByteCount received;                ///< body bytes that arrived
  std::chrono::microseconds first_byte{0}; ///< from the call to the head, over all hops
  // Of the last hop, from its start; 0 where an open connection was used. Over HTTP/3 both are one handshake.
  std::chrono::microseconds connect{0}; ///< until TCP (QUIC) was connected
  std::chrono::microseconds tls{0};     ///< until TLS stood
  /// Whether the request left before the handshake ended (TLS 1.3 0-RTT; HTTP/3, GET and HEAD only).
  enum class EarlyData { None, Accepted, Refused } early_data = EarlyData::None;
};

/// The way to the network. send() blocks its caller; one adapter serves any number of callers at once.
/// The response body goes to `sink` as it arrives, whatever the status is; the caller looks at the status by
/// way of `head`, called once before the first body byte (and always before send() returns) on the calling
/// thread; when it returns an error the transfer ends with it. Errors: transport codes of Errc, Cancelled, or
/// what body/sink/head returned. An HTTP status is never an error here.
class Http {
public:
  /// Gives the sink for this answer's body; may be chosen by status.
  using OnHead = std::function<base::Result<BodySink*>(const HttpResponse& head)>;

  virtual ~Http() = default;
  [[nodiscard]] virtual base::Result<HttpResponse> send(const HttpRequest& request, const OnHead& head,
                                                        std::stop_token stop) = 0;
};

using base::originOf;
using base::percentEncode;
using base::resolveUrl;

} // namespace meridian::ports
