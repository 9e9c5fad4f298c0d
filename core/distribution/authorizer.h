// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/challenge.h"
#include "auth/scope.h"
#include "auth/token.h"
#include "base/clock.h"
#include "distribution/client_options.h"
#include "distribution/single_flight.h"
#include "ports/http.h"
#include "ports/registry.h"

#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace meridian::distribution {

/// What to send in Authorization. A secret.
struct Authorization {
  std::string value;  ///< empty: send none
  bool fresh = false; ///< a token that was fetched for this very call: a 401 on it is final
};

/// Answers the challenges of one registry: nothing, Basic, or tokens of its token server (distribution docs,
/// auth/token.md and oauth.md). One token fetch at a time per scope set; a token is used until shortly before
/// its end. Any thread.
class Authorizer {
public:
  Authorizer(ports::Http& http, base::Clock& clock, const ClientOptions& options, ports::Traffic& traffic);

  /// For the next request. Empty as long as the registry has not asked for anything.
  [[nodiscard]] base::Result<Authorization> authorization(const std::vector<auth::Scope>& scopes,
                                                          std::stop_token stop);
  /// After a 401 on a request that carried `used`. Success: try again, perhaps with the scopes added to
  /// `scopes`. `words` is the registry's error, returned when there is nothing more to try.
  [[nodiscard]] base::Result<void> refused(const ports::HttpResponse& head, const Authorization& used,
                                           base::Error words, std::vector<auth::Scope>& scopes,
                                           std::stop_token stop);
  /// "none", "basic" or "bearer": what the registry asked for so far.
  [[nodiscard]] std::string scheme() const;

private:
  base::Result<std::optional<auth::Credential>> credential(std::stop_token stop);
  base::Result<Authorization> token(const auth::Challenge& challenge, const std::vector<auth::Scope>& scopes,
                                    std::stop_token stop);
  base::Result<std::string> fetchToken(const auth::Challenge& challenge,
                                       const std::vector<auth::Scope>& scopes, std::stop_token stop);
  base::Result<void> refusedBasic(const Authorization& used, base::Error words, std::stop_token stop);

  ports::Http& m_http;
  base::Clock& m_clock;
  const ClientOptions& m_options;
  ports::Traffic& m_traffic;
  SingleFlight<std::optional<auth::Credential>> m_asking;
  SingleFlight<std::string> m_fetching;

  mutable std::mutex m_mutex;
  std::optional<auth::Challenge> m_challenge;
  std::optional<std::optional<auth::Credential>> m_credential; ///< outer: not asked yet
  auth::TokenCache m_tokens;
};

} // namespace meridian::distribution
