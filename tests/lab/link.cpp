// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/link.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace meridian::lab {

namespace {

std::chrono::nanoseconds milliseconds(double value) {
  return std::chrono::nanoseconds(std::llround(value * 1e6));
}

std::chrono::nanoseconds lineTime(std::size_t bytes, double megabits) {
  return std::chrono::nanoseconds(std::llround(static_cast<double>(bytes) * 8000.0 / megabits));
}

} // namespace

std::optional<std::string> Settings::set(const std::string& key, double value) {
  struct Field {
    double Settings::*member;
    double factor, low, high;
  };
  static const std::map<std::string, Field> fields{
      {"rate", {&Settings::rate, 1, 0, 1e6}},
      {"delay", {&Settings::delay, 1, 0, 60'000}},
      {"rtt", {&Settings::delay, 0.5, 0, 60'000}},
      {"jitter", {&Settings::jitter, 1, 0, 60'000}},
      {"loss", {&Settings::loss, 1, 0, 100}},
      {"burst_loss", {&Settings::burstLoss, 1, 0, 99}},
      {"burst_length", {&Settings::burstLength, 1, 1, 1e6}},
      {"queue", {&Settings::queue, 1, 2, 1e6}},
  };
  const auto found = fields.find(key);
  if (found == fields.end())
    return "no setting " + key + " (rate delay rtt jitter loss burst_loss burst_length queue)";
  const auto& field = found->second;
  if (!std::isfinite(value) || value * field.factor < field.low || value * field.factor > field.high)
    return key + " is out of range";
  this->*field.member = value * field.factor;
  return {};
}

void Link::offer(Packet packet, Time now) {
  advance(now);
  const auto size = packet.size();
  m_counters.offered.add(size);
  if (!m_settings.up) return m_counters.down.add(size);
  if (m_settings.rate <= 0) return fly(std::move(packet), now);
  // What is on the line already has left the queue, so that a queue of one packet still fills the line.
  if (static_cast<double>(m_queued + size) > m_settings.queue * 1000) return m_counters.overflowed.add(size);
  m_queued += size;
  m_counters.queuePeak = std::max(m_counters.queuePeak, m_queued);
  m_waiting.push_back({std::move(packet), now});
  advance(now);
}

void Link::advance(Time now) {
  while (!m_waiting.empty()) {
    auto& front = m_waiting.front();
    const auto start = std::max(m_lineFree, front.at);
    if (start > now) return;
    const auto size = front.packet.size();
    m_lineFree = m_settings.rate > 0 ? start + lineTime(size, m_settings.rate) : start;
    m_queued -= size;
    fly(std::move(front.packet), m_lineFree);
    m_waiting.pop_front();
  }
}

void Link::fly(Packet packet, Time left) {
  if (lost()) return m_counters.lost.add(packet.size());
  double delay = m_settings.delay;
  if (m_settings.jitter > 0)
    delay += std::uniform_real_distribution<>(-m_settings.jitter, m_settings.jitter)(m_random);
  m_lastDelivery = std::max(m_lastDelivery, left + milliseconds(std::max(0.0, delay)));
  m_flying.push_back({std::move(packet), m_lastDelivery});
}

bool Link::lost() {
  const auto chance = [this](double probability) {
    return probability > 0 && std::uniform_real_distribution<>(0, 1)(m_random) < probability;
  };
  if (m_settings.burstLoss > 0) {
    // The share of bad time is p / (p + r); r is one over the mean length of a burst.
    const double leave = 1 / m_settings.burstLength, share = m_settings.burstLoss / 100;
    m_bad = m_bad ? !chance(leave) : chance(leave * share / (1 - share));
    if (m_bad) return true;
  }
  return chance(m_settings.loss / 100);
}

void Link::deliver(Time now, const std::function<void(Packet&&)>& to) {
  advance(now);
  while (!m_flying.empty() && m_flying.front().at <= now) {
    m_counters.delivered.add(m_flying.front().packet.size());
    to(std::move(m_flying.front().packet));
    m_flying.pop_front();
  }
}

std::optional<Time> Link::next() const {
  std::optional<Time> result;
  if (!m_flying.empty()) result = m_flying.front().at;
  if (!m_waiting.empty()) {
    const auto start = std::max(m_lineFree, m_waiting.front().at);
    result = result ? std::min(*result, start) : start;
  }
  return result;
}

void Link::change(const Settings& settings, Time now) {
  advance(now);
  m_settings = settings;
  if (!settings.up) {
    for (const auto* packets : {&m_waiting, &m_flying})
      for (const auto& timed : *packets)
        m_counters.down.add(timed.packet.size());
    m_waiting.clear();
    m_flying.clear();
    m_queued = 0;
    m_lineFree = now;
  }
  // A shorter delay holds at once for what is sent from now on; the order stays.
  m_lastDelivery = m_flying.empty() ? now : m_flying.back().at;
}

void Link::purge(const std::function<bool(const Packet&)>& which) {
  const auto drop = [&](std::deque<Timed>& packets, bool queued) {
    std::erase_if(packets, [&](const Timed& timed) {
      if (!which(timed.packet)) return false;
      m_counters.reset.add(timed.packet.size());
      if (queued) m_queued -= timed.packet.size();
      return true;
    });
  };
  drop(m_waiting, true);
  drop(m_flying, false);
}

} // namespace meridian::lab
