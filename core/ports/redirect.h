// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/http.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace meridian::ports {

/// ConfigInvalid for a URL that cannot be asked: not http(s), with a user name in it, or with bytes that must
/// be escaped (RFC 3986 section 2).
[[nodiscard]] inline base::Result<void> checkUrl(std::string_view url) {
  const auto authority = url.substr(std::min(url.find("://"), url.size()));
  const auto end = authority.find_first_of("/?#", std::min<std::size_t>(3, authority.size()));
  const bool user = authority.substr(0, end).find('@') != std::string_view::npos;
  const bool plain = std::all_of(url.begin(), url.end(), [](char c) { return c > 0x20 && c < 0x7f; });
  if (originOf(url).empty() || user || !plain)
    return base::fail(base::Errc::ConfigInvalid, "not a usable URL: " + base::redactUrl(url));
  return {};
}

/// The way of one request over redirects, the same for each adapter of the HTTP port (RFC 9110 section 15.4):
/// GET and HEAD without a body only, at most 10, never from https to http, never to a URL with a user name.
/// Once another origin was visited the trail is foreign for good: who sent us away may not choose where we
/// return with credentials. Must not outlive the request.
class RedirectTrail {
public:
  static constexpr int kMostHops = 10;
  explicit RedirectTrail(const HttpRequest& request) : m_request(request), m_url(request.url) {}

  [[nodiscard]] const std::string& url() const { return m_url; } ///< of this hop
  [[nodiscard]] bool foreign() const { return m_foreign; }
  /// Whether this answer sends us on.
  [[nodiscard]] bool leads(int status, const HttpHeaders& headers) const {
    const bool redirect = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    const bool reads = m_request.method == HttpMethod::Get || m_request.method == HttpMethod::Head;
    return redirect && reads && m_request.follow_redirects && !m_request.body &&
           !headers.get("Location").empty();
  }
  /// To where the answer leads; url() and foreign() change. BadAnswer where that is refused.
  [[nodiscard]] base::Result<void> advance(const HttpHeaders& headers) {
    auto next = resolveUrl(m_url, escaped(headers.get("Location")));
    const auto origin = originOf(next);
    if (m_hops++ == kMostHops)
      return base::fail(base::Errc::BadAnswer,
                        base::redactUrl(m_request.url) + ": redirects more than 10 times");
    if (!checkUrl(next) || (originOf(m_url).starts_with("https:") && origin.starts_with("http:")))
      return base::fail(base::Errc::BadAnswer, base::redactUrl(m_url) +
                                                   ": refuses to follow its redirect to " +
                                                   base::redactUrl(next));
    m_foreign = m_foreign || origin != originOf(m_request.url);
    m_url = std::move(next);
    return {};
  }
  /// Fields that stay with the first origin: Authorization, Proxy-Authorization, Cookie.
  [[nodiscard]] static bool staysHome(std::string_view field) {
    return sameField(field, "Authorization") || sameField(field, "Proxy-Authorization") ||
           sameField(field, "Cookie");
  }

private:
  /// Servers put raw spaces and UTF-8 into Location; on the wire they must be escaped.
  static std::string escaped(std::string_view location) {
    std::string out;
    for (const char c : location)
      out += c > 0x20 && c < 0x7f ? std::string(1, c) : percentEncode(std::string_view(&c, 1));
    return out;
  }

  const HttpRequest& m_request;
  std::string m_url;
  bool m_foreign = false;
  int m_hops = 0;
};

} // namespace meridian::ports
