// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/roads.h"

#include "base/log.h"

#include <utility>

namespace meridian::engine {

void Roads::set(schedule::Throttle& throttle, const base::Bandwidth& bandwidth, std::string_view whose) {
  if (bandwidth.windows.empty()) return throttle.set(bandwidth.limit);
  auto schedule = schedule::BandwidthSchedule::compile(bandwidth, m_zones);
  if (schedule) return throttle.follow(std::move(*schedule));
  // A zone that this machine does not know: the cap that always holds is the careful choice.
  base::log("engine", base::LogLevel::Warning, "bandwidth of " + std::string(whose) + ": " + schedule.error().text());
  throttle.set(bandwidth.limit);
}

void Roads::follow(const Fleet& fleet) {
  const std::lock_guard lock(m_mutex);
  for (const auto& at : fleet.regions) {
    auto& road = region(at.id);
    road.budget->setLimits(at.limits);
    set(*road.line, at.bandwidth, at.id);
  }
  for (const auto& at : fleet.rules) set(*rule(at.id), at.bandwidth, at.id);
  std::erase_if(m_rules, [&](const auto& entry) { return entry.second.use_count() == 1 && fleet.rule(entry.first) == nullptr; });
}

void Roads::slowDown(base::RateLimit limit) {
  const std::lock_guard lock(m_mutex);
  m_slow = limit;
  m_slow_in->set(limit);
  m_slow_out->set(limit);
}

base::RateLimit Roads::slow() const {
  const std::lock_guard lock(m_mutex);
  return m_slow;
}

Roads::Region& Roads::region(std::string_view id) {
  auto found = m_regions.find(id);
  if (found == m_regions.end())
    found = m_regions
                .emplace(std::string(id), Region{std::make_shared<schedule::Budget>(m_clock),
                                                 std::make_shared<schedule::Throttle>(m_clock)})
                .first;
  return found->second;
}

std::shared_ptr<schedule::Throttle>& Roads::rule(std::string_view id) {
  auto& throttle = m_rules[std::string(id)];
  if (!throttle) throttle = std::make_shared<schedule::Throttle>(m_clock);
  return throttle;
}

std::shared_ptr<ports::RequestGate> Roads::budget(std::string_view id) {
  const std::lock_guard lock(m_mutex);
  return region(id).budget;
}

std::shared_ptr<ports::ByteGate> Roads::reading(std::string_view of, std::string_view source,
                                                std::shared_ptr<ports::ByteGate> pause) {
  const std::lock_guard lock(m_mutex);
  return std::make_shared<schedule::ThrottleChain>(
      std::vector<std::shared_ptr<ports::ByteGate>>{std::move(pause), m_slow_in, rule(of), region(source).line});
}

std::shared_ptr<ports::ByteGate> Roads::writing(std::string_view target, std::shared_ptr<ports::ByteGate> pause) {
  const std::lock_guard lock(m_mutex);
  return std::make_shared<schedule::ThrottleChain>(
      std::vector<std::shared_ptr<ports::ByteGate>>{std::move(pause), m_slow_out, region(target).line});
}

Roads::Held Roads::held(std::string_view id) const {
  const std::lock_guard lock(m_mutex);
  const auto found = m_regions.find(id);
  if (found == m_regions.end()) return {};
  const auto budget = found->second.budget->status();
  if (!budget.why.empty()) return {budget.until, budget.why};
  const auto line = found->second.line->status();
  if (line.limit && line.limit->value <= 0 && line.waiting > 0)
    return {line.until.value_or(base::Timestamp{}), "its bandwidth window is closed"};
  return {};
}

} // namespace meridian::engine
