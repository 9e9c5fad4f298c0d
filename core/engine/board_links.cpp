// SPDX-License-Identifier: GPL-3.0-or-later
// The side of the board that knows the ways between regions.
#include "engine/board.h"

#include <algorithm>

namespace meridian::engine {

namespace {
using namespace std::chrono_literals;
/// How old figures may get while work is added to them, and while none is (a day passes by itself).
constexpr auto kBusyAge = 3s;
constexpr auto kQuietAge = 60s;
} // namespace

void Board::refreshFigures() {
  const std::lock_guard lock(m_mutex);
  m_count_now = true;
}

void Board::keepShortest(const std::string& region, std::chrono::microseconds time) {
  if (time.count() <= 0) return;
  auto& known = m_round_trips[region];
  if (known.count() == 0 || time < known) known = time;
}

void Board::sawRoundTrip(const std::string& region, std::chrono::microseconds time) {
  const std::lock_guard lock(m_mutex);
  keepShortest(region, time);
}

LineHistory Board::history(std::string_view from, std::string_view to) const {
  return m_work.history(from, to, m_parts.clock->now());
}

void Board::countWork() {
  const auto age = m_parts.clock->steady() - m_counted;
  if (!m_count_now && age < (m_work.revision() == m_work_counted ? kQuietAge : kBusyAge)) return;
  const auto now = m_parts.clock->now();
  m_count_now = false;
  m_counted = m_parts.clock->steady();
  m_work_counted = m_work.revision();
  m_work.forget(now);
  auto figures = m_work.figures(now);
  m_figures.success_rate = std::move(figures.success_rate);
  m_figures.transfer_p95 = std::move(figures.transfer_p95);
  m_lines = m_work.lines(now);
}

LinkStatus Board::link(const std::string& from, const std::string& to) const {
  LinkStatus link;
  link.from = from;
  link.to = to;
  if (const auto pulse = m_links.find({from, to}); pulse != m_links.end()) {
    link.rate = pulse->second.meter.rate.rate();
    link.active = pulse->second.active;
    link.transfers = pulse->second.transfers;
    link.waiting = pulse->second.waiting;
    link.history = pulse->second.history;
  }
  if (const auto line = m_lines.find({from, to}); line != m_lines.end()) {
    link.copied = line->second.copied;
    link.failed = line->second.failed;
    link.p95 = line->second.p95;
  }
  if (const auto time = m_round_trips.find(from); time != m_round_trips.end()) link.from_round_trip = time->second;
  if (const auto time = m_round_trips.find(to); time != m_round_trips.end()) link.to_round_trip = time->second;
  return link;
}

void Board::addLinks(Snapshot& snapshot, const std::vector<std::shared_ptr<Job>>& running) const {
  const auto add = [&](const std::string& from, const std::string& to) {
    if (std::any_of(snapshot.links.begin(), snapshot.links.end(),
                    [&](const auto& link) { return link.from == from && link.to == to; }))
      return;
    const auto region = std::find_if(snapshot.regions.begin(), snapshot.regions.end(),
                                     [&](const auto& status) { return status.region.id == to; });
    if (region == snapshot.regions.end()) return;
    snapshot.links.push_back(link(from, to));
    snapshot.links.back().state = region->state;
  };
  for (const auto& rule : snapshot.fleet->rules)
    for (const auto& target : rule.targets) add(rule.source, target);
  // Ways that no rule of the fleet goes are there as long as a job goes them.
  for (const auto& job : running)
    if (const auto once = job->request().once; once && snapshot.fleet->region(once->source) != nullptr)
      for (const auto& target : job->status().targets) add(once->source, target);
}

} // namespace meridian::engine
