// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/limits.h"
#include "engine/fleet.h"
#include "schedule/budget.h"
#include "schedule/gates.h"
#include "schedule/throttle.h"
#include "schedule/time_zone.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::engine {

/// The caps and budgets that all jobs share: per region what its registry may be asked and what its line may carry, per
/// rule what it may move, and slow mode for everything. Follows the fleet while jobs run. Any thread.
class Roads {
public:
  explicit Roads(base::Clock& clock) : m_clock(clock) {}

  /// The limits of this fleet hold from now on, for what runs too.
  void follow(const Fleet& fleet);
  /// Absent: no slow mode.
  void slowDown(base::RateLimit limit);
  [[nodiscard]] base::RateLimit slow() const;

  [[nodiscard]] std::shared_ptr<ports::RequestGate> budget(std::string_view region);
  /// For what is read of a rule's source, and for what is written to one of its targets. `pause` stands in front.
  [[nodiscard]] std::shared_ptr<ports::ByteGate> reading(std::string_view rule, std::string_view source,
                                                         std::shared_ptr<ports::ByteGate> pause);
  [[nodiscard]] std::shared_ptr<ports::ByteGate> writing(std::string_view target, std::shared_ptr<ports::ByteGate> pause);

  /// What holds a region back now.
  struct Held {
    base::Timestamp until{}; ///< zero: not known
    std::string why;         ///< empty: nothing does
  };
  [[nodiscard]] Held held(std::string_view region) const;

private:
  struct Region {
    std::shared_ptr<schedule::Budget> budget;
    std::shared_ptr<schedule::Throttle> line;
  };
  Region& region(std::string_view id);
  std::shared_ptr<schedule::Throttle>& rule(std::string_view id);
  void set(schedule::Throttle& throttle, const base::Bandwidth& bandwidth, std::string_view whose);

  base::Clock& m_clock;
  schedule::TimeZones m_zones;
  mutable std::mutex m_mutex;
  std::map<std::string, Region, std::less<>> m_regions;
  std::map<std::string, std::shared_ptr<schedule::Throttle>, std::less<>> m_rules;
  base::RateLimit m_slow;
  const std::shared_ptr<schedule::Throttle> m_slow_in = std::make_shared<schedule::Throttle>(m_clock);
  const std::shared_ptr<schedule::Throttle> m_slow_out = std::make_shared<schedule::Throttle>(m_clock);
};

} // namespace meridian::engine
