// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/http.h"

#include <optional>
#include <string_view>

namespace meridian::hooks {

/// How a sender shows that it knows the source's secret.
/// Bearer: in the field Authorization, as it is, after "Bearer ", or as the password of "Basic ".
/// Hmac: X-Hub-Signature-256, "sha256=" and the HMAC-SHA256 of the body in hex (GitHub's way).
/// Path: as the last segment of the address, for senders that can set no field.
enum class Auth { Bearer, Hmac, Path };

/// "bearer", "hmac", "path": as in the fleet file.
[[nodiscard]] std::optional<Auth> parseAuth(std::string_view text) noexcept;

/// What a request brings along.
struct Proof {
  const ports::HttpHeaders& headers;
  std::string_view body;
  std::string_view path_secret; ///< the address's last segment, decoded; empty where it has none
};

/// Whether the sender knows `secret`. Takes the same time wherever a wrong one differs. False for an empty
/// secret: a source without one lets nobody in. Any thread.
[[nodiscard]] bool knowsSecret(Auth auth, std::string_view secret, const Proof& proof);

} // namespace meridian::hooks
