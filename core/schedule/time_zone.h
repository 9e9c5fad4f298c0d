// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "schedule/posix_rule.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::schedule {

/// What the clocks of a place show, for all times. (std::chrono has time zones from GCC 14 on.) A value.
class TimeZone {
public:
  /// The content of a compiled zone file: TZif, RFC 8536, any version. ParseFailed for anything else, and for
  /// files that count leap seconds.
  [[nodiscard]] static base::Result<TimeZone> parse(std::string_view tzif);
  /// UTC.
  TimeZone() = default;

  /// How far ahead of UTC clocks are.
  [[nodiscard]] std::chrono::seconds offsetAt(std::chrono::sys_seconds when) const;
  /// When clocks are set next, after `when`; nullopt where they never are again.
  [[nodiscard]] std::optional<std::chrono::sys_seconds> nextChange(std::chrono::sys_seconds when) const;

private:
  std::chrono::seconds m_first{0}; ///< before the first change
  std::vector<OffsetChange> m_changes;
  std::optional<PosixRule> m_rule; ///< after the last change
};

/// The zones of this machine (package tzdata), read once each. Any thread.
class TimeZones {
public:
  explicit TimeZones(std::filesystem::path folder = "/usr/share/zoneinfo") : m_folder(std::move(folder)) {}

  /// "" and "UTC" need no file. NotFound for a name that is no zone's, or when no zones are installed;
  /// ParseFailed for a damaged file.
  [[nodiscard]] base::Result<std::shared_ptr<const TimeZone>> find(std::string_view name) const;

private:
  std::filesystem::path m_folder;
  mutable std::mutex m_mutex;
  mutable std::map<std::string, std::shared_ptr<const TimeZone>, std::less<>> m_known;
};

} // namespace meridian::schedule
