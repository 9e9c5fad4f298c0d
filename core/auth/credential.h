// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace meridian::auth {

/// What a registry may be told. Never logged, never put into an Error or an argv.
struct Credential {
  std::string user;
  std::string password;
  std::string identity_token; ///< OAuth2 refresh token (docker config "identitytoken", helper user "<token>")
  [[nodiscard]] bool empty() const { return user.empty() && identity_token.empty(); }
};

} // namespace meridian::auth
