// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace meridian::auth {

/// HMAC-SHA256 (RFC 2104) as 64 lower-case hex digits.
[[nodiscard]] std::string hmacSha256(std::string_view key, std::string_view message);

/// Whether two secrets are the same, in a time that tells neither where they differ nor how long the expected
/// one is. An empty secret equals nothing, not even an empty one.
[[nodiscard]] bool sameSecret(std::string_view given, std::string_view expected);

} // namespace meridian::auth
