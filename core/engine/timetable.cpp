// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/timetable.h"

#include <algorithm>

namespace meridian::engine {

namespace {

constexpr std::string_view kWhat[] = {"cron", "poll", "audit"};

std::string nameOf(const Timetable::Turn& turn) {
  return turn.rule + " " + std::string(kWhat[static_cast<int>(turn.what)]);
}

} // namespace

void Timetable::addCron(const Turn& turn, const std::vector<std::string>& expressions,
                        const std::string& zone) {
  Row row{turn, nameOf(turn), {}, nullptr, {}};
  auto found = m_zones.find(zone);
  if (!found) return;
  row.zone = std::move(*found);
  for (const auto& expression : expressions)
    if (auto cron = schedule::Cron::parse(expression)) row.crons.push_back(std::move(*cron));
  if (!row.crons.empty()) m_rows.push_back(std::move(row));
}

void Timetable::follow(const Fleet& fleet, base::Timestamp now) {
  m_rows.clear();
  m_windows.clear();
  for (const auto& rule : fleet.rules) {
    addCron({rule.id, What::Cron}, rule.schedule.cron, rule.schedule.zone);
    if (rule.schedule.poll) {
      const Turn turn{rule.id, What::Poll};
      m_rows.push_back(
          {turn, nameOf(turn), {}, nullptr, std::max(*rule.schedule.poll, std::chrono::seconds(1))});
    }
    addCron({rule.id, What::Audit}, rule.audit.cron, rule.audit.zone);
    if (rule.schedule.windows.empty()) continue;
    base::Bandwidth open{base::BytesPerSecond{0}, rule.schedule.windows};
    for (auto& window : open.windows)
      window.limit.reset();
    if (auto compiled = schedule::BandwidthSchedule::compile(std::move(open), m_zones))
      m_windows.emplace(rule.id, std::move(*compiled));
  }
  // A schedule that is new begins now; a poll, which is to find what was missed, begins at once.
  for (const auto& row : m_rows)
    if (row.turn.what != What::Poll) m_taken.emplace(row.name, now);
}

base::Timestamp Timetable::lastOf(const Row& row, base::Timestamp now) const {
  const auto taken = m_taken.find(row.name);
  // A clock that was ahead once must not keep a rule from running until then.
  return taken == m_taken.end() ? base::Timestamp{} : std::min(taken->second, now);
}

std::optional<base::Timestamp> Timetable::after(const Row& row, base::Timestamp last) const {
  if (row.turn.what == What::Poll) return last == base::Timestamp{} ? last : last + row.every;
  std::optional<base::Timestamp> first;
  for (const auto& cron : row.crons)
    if (const auto time = cron.next(last, *row.zone); time && (!first || *time < *first)) first = time;
  return first;
}

std::vector<Timetable::Turn> Timetable::due(base::Timestamp now, std::vector<Taken>& taken) {
  std::vector<Turn> turns;
  std::vector<std::string> whole; ///< rules that are looked at as a whole now
  for (const auto& row : m_rows) {
    const auto time = after(row, lastOf(row, now));
    if (!time || *time > now) continue;
    if (row.turn.what != What::Audit) {
      whole.push_back(row.turn.rule);
      if (std::find(turns.begin(), turns.end(), Turn{row.turn.rule, What::Cron}) != turns.end()) continue;
    }
    turns.push_back(row.turn);
    m_taken.insert_or_assign(row.name, now);
    taken.emplace_back(row.name, now);
  }
  // A run of the schedule is a poll too.
  for (const auto& row : m_rows) {
    if (row.turn.what != What::Poll || std::find(whole.begin(), whole.end(), row.turn.rule) == whole.end())
      continue;
    if (const auto known = m_taken.find(row.name); known != m_taken.end() && known->second == now) continue;
    m_taken.insert_or_assign(row.name, now);
    taken.emplace_back(row.name, now);
  }
  return turns;
}

std::optional<base::Timestamp> Timetable::next(base::Timestamp now) const {
  std::optional<base::Timestamp> first;
  const auto consider = [&](std::optional<base::Timestamp> time) {
    if (time && (!first || *time < *first)) first = std::max(*time, now);
  };
  for (const auto& row : m_rows)
    consider(after(row, lastOf(row, now)));
  for (const auto& [rule, windows] : m_windows)
    consider(windows.at(now).until);
  return first;
}

std::optional<base::Timestamp> Timetable::nextRun(std::string_view rule, base::Timestamp now) const {
  for (const auto& row : m_rows)
    if (row.turn.rule == rule && row.turn.what == What::Cron) return after(row, now);
  return std::nullopt;
}

bool Timetable::isOpen(std::string_view rule, base::Timestamp now) const {
  const auto windows = m_windows.find(rule);
  return windows == m_windows.end() || !windows->second.at(now).limit;
}

} // namespace meridian::engine
