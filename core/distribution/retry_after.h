// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace meridian::distribution {

/// A date of HTTP in any of its three forms (RFC 9110 section 5.6.7); nullopt for anything else.
[[nodiscard]] std::optional<base::Timestamp> parseHttpDate(std::string_view text);

/// Retry-After (RFC 9110 section 10.2.3): delay in seconds or a date, as a wait from `now`. A date in the
/// past is zero; nonsense is nullopt; more than a day is cut to a day.
[[nodiscard]] std::optional<std::chrono::seconds> parseRetryAfter(std::string_view text, base::Timestamp now);

} // namespace meridian::distribution
