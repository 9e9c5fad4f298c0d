// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// How the fleet file writes single values. Pure; any thread.
namespace meridian::engine {

/// "2w", "30d", "12h", "90m"; nullopt for anything else, for zero and for more than 100 years.
[[nodiscard]] std::optional<std::chrono::seconds> parseSince(std::string_view text);
/// With the largest unit that divides it.
[[nodiscard]] std::string formatSince(std::chrono::seconds since);

/// "08:00" as minutes after midnight, "00:00" to "24:00"; nullopt for anything else.
[[nodiscard]] std::optional<std::chrono::minutes> parseDayTime(std::string_view text);
[[nodiscard]] std::string formatDayTime(std::chrono::minutes time);

/// What is wrong with a registry's URL, for people, without quoting a secret; empty when it is good:
/// http(s)://host[:port][/], no user info, path, query or fragment.
[[nodiscard]] std::string registryUrlProblem(std::string_view url);

/// The known key that was probably meant, or empty.
[[nodiscard]] std::string_view nearestKey(std::string_view unknown, std::span<const std::string_view> known);

/// True for keys under which people write secrets: "password", "token" ...
[[nodiscard]] bool isSecretKey(std::string_view key);

} // namespace meridian::engine
