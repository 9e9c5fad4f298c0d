// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace meridian::base {

enum class LogLevel { Debug, Info, Warning, Error, Off };

/// Whether `category` logs at `level`. Set by MERIDIAN_LOG=category=level[,category=level...], "*" for all;
/// default "*=warning". "jobs" is the story of jobs, whose user hears it otherwise: it logs where it is named, or where
/// all log at info. Any thread.
[[nodiscard]] bool logs(std::string_view category, LogLevel level);
/// One line to stderr: "<level> <category>: text"; for the journal see logLine(). Never pass a secret. Any thread; lines
/// do not mix.
void log(std::string_view category, LogLevel level, std::string_view text);
/// Replaces the settings of the environment; for tests and --verbose.
void configureLog(std::string_view spec);
/// What log() writes. For the journal each line begins with its priority, "<3>" (error) to "<7>" (debug), as
/// sd-daemon(3) says, in place of the level's name.
[[nodiscard]] std::string logLine(std::string_view category, LogLevel level, std::string_view text, bool journal);
/// Whether stderr is the journal's: $JOURNAL_STREAM names its device and inode.
[[nodiscard]] bool stderrIsJournal();

} // namespace meridian::base
