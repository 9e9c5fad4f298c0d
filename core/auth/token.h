// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/challenge.h"
#include "auth/credential.h"
#include "auth/scope.h"
#include "base/clock.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::auth {

/// A bearer token as the token server answered (distribution docs, auth/token.md).
struct Token {
  std::string value;
  std::string refresh_token; ///< empty where none was given
  base::Timestamp expires{};
};

/// Reads {"token"|"access_token", "expires_in" (default 60 s), "issued_at", "refresh_token"}. Lifetime counts from
/// `now`, not from issued_at: clocks differ.
[[nodiscard]] base::Result<Token> parseToken(std::string_view json, base::Timestamp now);

/// What to ask a token server: a GET with Basic credentials, or an OAuth2 POST form when there is a refresh token.
struct TokenRequest {
  bool post = false;
  std::string url;           ///< realm with query (GET) or without (POST)
  std::string form;          ///< x-www-form-urlencoded body (POST); holds a secret
  std::string authorization; ///< "Basic ..." or empty; a secret
};
[[nodiscard]] TokenRequest tokenRequest(const Challenge& bearer, const std::vector<Scope>& scopes,
                                        const Credential& credential, std::string_view client_id);

/// "Basic base64(user:password)".
[[nodiscard]] std::string basicAuthorization(const Credential& credential);

/// Tokens of one realm and service, by scope. A token that covers more serves less; one is dropped 10 s (or a tenth of
/// its life) before its end. Pure bookkeeping: not thread safe, the owner locks.
class TokenCache {
public:
  [[nodiscard]] std::optional<std::string> find(const std::vector<Scope>& scopes, base::Timestamp now) const;
  void put(std::vector<Scope> scopes, Token token, base::Timestamp now);
  /// After a 401 on a token that should have been good.
  void drop(const std::string& value);

private:
  struct Entry {
    std::vector<Scope> scopes;
    Token token;
    base::Timestamp use_until{};
  };
  std::vector<Entry> m_entries;
};

} // namespace meridian::auth
