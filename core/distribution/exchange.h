// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/scope.h"
#include "base/clock.h"
#include "base/result.h"
#include "distribution/authorizer.h"
#include "distribution/client_options.h"
#include "distribution/errors.h"
#include "ports/http.h"
#include "ports/registry.h"

#include <chrono>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::distribution {

/// One request of the protocol.
struct Call {
  ports::HttpMethod method = ports::HttpMethod::Get;
  std::string url;  ///< absolute
  std::string what; ///< "app/web:1.2", for the error's trail
  Subject subject = Subject::Registry;
  std::vector<auth::Scope> scopes;
  ports::HttpHeaders headers;
  ports::BodySource* body = nullptr; ///< not owned
  std::optional<base::ByteCount> body_size;
  /// Chooses where the body of an accepted answer goes; empty: into Answer::text.
  ports::Http::OnHead on_success;
  std::vector<int> accepted;             ///< statuses besides 2xx that are answers, not errors
  std::optional<ports::HttpRoute> route; ///< instead of the client's
  /// Goes over the connections of large bodies (HttpRequest::bulk): set for those, and for the small requests
  /// around them, so that a body finds its connection open.
  bool bulk = false;
  bool ungated = false; ///< the last word to a registry that we are leaving: asks no gate
};

struct Answer {
  ports::HttpResponse head;
  std::string text; ///< the body, unless Call::on_success took it
};

/// Requests to one registry: authorization, error mapping, retries, counting. Any thread.
class Exchange {
public:
  Exchange(ports::Http& http, base::Clock& clock, const ClientOptions& options);

  /// The registry's address with `path` ("/v2/...") behind it.
  [[nodiscard]] std::string url(std::string_view path) const;
  /// `target` (Link, Location) seen from `from`, kept to this registry's origin: registries behind a proxy
  /// name the wrong scheme or host there.
  [[nodiscard]] std::string ownUrl(std::string_view from, std::string_view target) const;
  /// A Location of an upload: may lead to another host, but never from https down to http on the same one.
  [[nodiscard]] std::string uploadUrl(std::string_view from, std::string_view location) const;

  /// One try (or a few where the registry asks for a login). The body is rewound when it has to be sent
  /// again.
  [[nodiscard]] base::Result<Answer> once(const Call& call, std::stop_token stop);
  /// One try to tidy up, without delay for anybody: short timeouts, and where `stop` was requested already
  /// shorter ones, no gate, and no end by it.
  [[nodiscard]] base::Result<Answer> lastWord(Call call, std::stop_token stop);
  /// With retries after transient errors, as far as the body can be rewound.
  [[nodiscard]] base::Result<Answer> run(const Call& call, std::stop_token stop);
  /// Waits for the next try after `error` and counts it in `attempt`; false: give up (not worth it, or
  /// cancelled). With a gate, a 429 that says when to come back counts for nothing, and the gate does the
  /// waiting.
  [[nodiscard]] bool waitToRetry(int& attempt, const base::Error& error, std::stop_token stop);
  /// Passes on to ClientOptions::notice, and to the log.
  void tell(const base::Error& error, std::chrono::milliseconds wait, int attempt) const;

  [[nodiscard]] const ClientOptions& options() const { return m_options; }
  [[nodiscard]] base::Clock& clock() { return m_clock; }
  [[nodiscard]] std::string authScheme() const { return m_authorizer.scheme(); }
  [[nodiscard]] const ports::Traffic& traffic() const { return m_traffic; }

private:
  base::Result<Answer> send(const Call& call, const std::string& authorization, std::string& error_text,
                            std::stop_token stop);
  void showWarnings(const ports::HttpHeaders& headers);

  ports::Http& m_http;
  base::Clock& m_clock;
  const ClientOptions& m_options;
  const std::string m_base;
  const std::string m_origin;
  ports::Traffic m_traffic;
  Authorizer m_authorizer;
  std::mutex m_mutex;
  std::set<std::string> m_warned;
};

} // namespace meridian::distribution
