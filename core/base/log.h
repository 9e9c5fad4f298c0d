// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace meridian::base {

enum class LogLevel { Debug, Info, Warning, Error, Off };

/// Whether `category` logs at `level`. Set by MERIDIAN_LOG=category=level[,category=level...], "*" for all;
/// default "*=warning". Any thread.
[[nodiscard]] bool logs(std::string_view category, LogLevel level);
/// One line to stderr: "<level> <category>: text". Never pass a secret. Any thread; lines do not mix.
void log(std::string_view category, LogLevel level, std::string_view text);
/// Replaces the settings of the environment; for tests and --verbose.
void configureLog(std::string_view spec);

} // namespace meridian::base
