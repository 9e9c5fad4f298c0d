// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "schedule/time_zone.h"

#include <memory>
#include <optional>
#include <vector>

namespace meridian::schedule {

/// Which limit holds, and until when.
struct LimitNow {
  base::RateLimit limit;
  /// When another limit begins; nullopt where none does within 16 days.
  std::optional<base::Timestamp> until;
};

/// A bandwidth cap with its windows, ready to be asked. A value; any thread.
class BandwidthSchedule {
public:
  /// ConfigInvalid, naming the window, where a window's days, minutes or zone are none.
  [[nodiscard]] static base::Result<BandwidthSchedule> compile(base::Bandwidth bandwidth,
                                                               const TimeZones& zones);
  /// No cap.
  BandwidthSchedule() = default;

  [[nodiscard]] LimitNow at(base::Timestamp now) const;
  [[nodiscard]] bool hasWindows() const { return !m_bandwidth.windows.empty(); }

private:
  [[nodiscard]] base::RateLimit limitAt(std::chrono::sys_seconds now) const;

  base::Bandwidth m_bandwidth;
  std::vector<std::shared_ptr<const TimeZone>> m_zones; ///< one per window
};

} // namespace meridian::schedule
