// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace meridian::lab {

using Time = std::chrono::steady_clock::time_point;

/// What one direction of a link does to packets.
struct Settings {
  double rate = 0;        ///< Mbit/s of whole IP packets; 0 = as fast as the machine
  double delay = 0;       ///< ms, one way
  double jitter = 0;      ///< ms, uniform around delay; packets are never reordered
  double loss = 0;        ///< %, each packet on its own
  double burstLoss = 0;   ///< %, in bursts (Gilbert: good and bad state, all is lost in the bad one)
  double burstLength = 8; ///< packets, mean length of a burst
  double queue = 1000;    ///< KB (1000 bytes) that may wait for the line; more is dropped (only with a rate)
  bool up = true;         ///< a link that is down swallows everything

  /// Sets one value by the name it has above (`burst_loss` for burstLoss; `rtt` is twice the delay).
  /// Answers what is wrong with it, or nothing.
  std::optional<std::string> set(const std::string& key, double value);
};

using Packet = std::vector<std::uint8_t>;

/// Packets and bytes of one direction since the last `zero`.
struct Counters {
  struct Count {
    std::uint64_t packets = 0, bytes = 0;
    void add(std::size_t size) {
      ++packets;
      bytes += size;
    }
  };
  Count offered, delivered, lost, overflowed, down, reset;
  std::size_t queuePeak = 0; ///< bytes
};

/// One direction of a link: FIFO queue, then a line of a given rate, then loss, then delay. Pure: time is
/// passed in.
class Link {
public:
  explicit Link(Settings settings = {}, std::uint64_t seed = 1) : m_settings(settings), m_random(seed) {}

  /// A packet arrives at the queue. Time never goes backward from call to call.
  void offer(Packet packet, Time now);

  /// Hands over every packet that has arrived at the far end by now, in order.
  void deliver(Time now, const std::function<void(Packet&&)>& to);

  /// When deliver() has something to do next; nothing while the link is empty.
  std::optional<Time> next() const;

  /// Holds for packets that have not left the queue yet. A link that goes down loses what is on it.
  void change(const Settings& settings, Time now);

  /// Loses every packet on the link for which the predicate holds; they count as reset.
  void purge(const std::function<bool(const Packet&)>& which);

  const Settings& settings() const { return m_settings; }
  const Counters& counters() const { return m_counters; }
  std::size_t queued() const { return m_queued; } ///< bytes that wait for the line
  void zero() { m_counters = {}; }

private:
  struct Timed {
    Packet packet;
    Time at;
  };
  void advance(Time now);
  void fly(Packet packet, Time left);
  bool lost();

  Settings m_settings;
  Counters m_counters;
  std::mt19937_64 m_random;
  std::deque<Timed> m_waiting; ///< at = arrival
  std::deque<Timed> m_flying;  ///< at = delivery
  std::size_t m_queued = 0;
  Time m_lineFree{};
  Time m_lastDelivery{};
  bool m_bad = false;
};

} // namespace meridian::lab
