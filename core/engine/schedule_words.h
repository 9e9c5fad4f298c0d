// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// When a rule runs by itself, for those who show it. Pure, but that zones are read from this machine; any thread.
namespace meridian::engine {

/// One time at which a cron expression fires.
struct ScheduledTime {
  base::Timestamp at{};
  base::Timestamp shown{}; ///< what the zone's clocks show then, as if that were UTC
};

/// The next `count` times after `after`, of all expressions together; fewer where they never come. `zone` empty = UTC.
/// Errors: ParseFailed (an expression), NotFound (the zone).
[[nodiscard]] base::Result<std::vector<ScheduledTime>> nextTimes(const std::vector<std::string>& cron,
                                                                 std::string_view zone, base::Timestamp after,
                                                                 std::size_t count);
/// "every day at 02:00"; see schedule::Cron::describe(). ParseFailed names the field.
[[nodiscard]] base::Result<std::string> cronWords(std::string_view expression);

} // namespace meridian::engine
