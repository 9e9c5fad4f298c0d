// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"
#include "engine/fleet.h"
#include "schedule/bandwidth.h"
#include "schedule/cron.h"
#include "schedule/time_zone.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace meridian::engine {

/// When the rules of a fleet run by themselves: cron expressions, polls and audits, and the windows outside
/// of which nothing that nobody asked for by hand moves. Bookkeeping; its owner locks, and passes the time
/// in.
class Timetable {
public:
  explicit Timetable(const schedule::TimeZones& zones) : m_zones(zones) {}

  enum class What { Cron, Poll, Audit };
  struct Turn {
    std::string rule;
    What what;
    bool operator==(const Turn&) const = default;
  };
  /// When a turn was last taken, by a name that stays the same over restarts ("base cron").
  using Taken = std::pair<std::string, base::Timestamp>;

  /// Takes over a fleet's schedules; what was taken of rules that stay stays known. Schedules that cannot be
  /// read are left out (a fleet that was validated has none).
  void follow(const Fleet& fleet, base::Timestamp now);
  /// What an earlier run of the program remembered; before follow().
  void remember(const Taken& taken) { m_taken.insert_or_assign(taken.first, taken.second); }

  /// The turns that have come, each once however many times it was missed: while the program was off, while
  /// it slept. Those are taken with this call; `taken` gets what has to be remembered.
  [[nodiscard]] std::vector<Turn> due(base::Timestamp now, std::vector<Taken>& taken);
  /// When there may be a turn or a window may open or close, after `now`; nullopt: never.
  [[nodiscard]] std::optional<base::Timestamp> next(base::Timestamp now) const;
  /// When a rule's next cron turn comes; nullopt where it has none.
  [[nodiscard]] std::optional<base::Timestamp> nextRun(std::string_view rule, base::Timestamp now) const;
  /// Whether the rule may move something now. True for a rule without windows and for one that is not known.
  [[nodiscard]] bool isOpen(std::string_view rule, base::Timestamp now) const;

private:
  struct Row {
    Turn turn;
    std::string name; ///< in m_taken
    std::vector<schedule::Cron> crons;
    std::shared_ptr<const schedule::TimeZone> zone;
    std::chrono::seconds every{0}; ///< polls
  };
  [[nodiscard]] std::optional<base::Timestamp> after(const Row& row, base::Timestamp last) const;
  [[nodiscard]] base::Timestamp lastOf(const Row& row, base::Timestamp now) const;
  void addCron(const Turn& turn, const std::vector<std::string>& expressions, const std::string& zone);

  const schedule::TimeZones& m_zones;
  std::vector<Row> m_rows;
  std::map<std::string, schedule::BandwidthSchedule, std::less<>> m_windows; ///< by rule; "unlimited" = open
  std::map<std::string, base::Timestamp, std::less<>> m_taken;
};

} // namespace meridian::engine
