// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace meridian::transfer {

/// How many connections a line wants. A sender that backs off at every lost packet moves 1-2 Mbit/s a connection over
/// a long lossy line, so the rate grows with their number; one that does not needs a few. So: start, grow while that
/// pays, go back when it does not, look again now and then. Pure; not thread safe.
class FlowCount {
public:
  using Time = std::chrono::steady_clock::time_point;
  struct Limits {
    int start = 16;
    int most = 48;
  };
  struct Learned {
    int flows = 0; ///< 0: nothing was learnt
    base::BytesPerSecond rate;
  };

  explicit FlowCount(Limits limits);

  [[nodiscard]] int wanted() const { return m_wanted; }
  /// What all connections together brought when last measured; zero before that.
  [[nodiscard]] base::BytesPerSecond recent() const { return {m_recent}; }
  /// `bytes` have arrived so far; `busy`: every connection had work since the last sample. `round_trip` sets the pace:
  /// a new connection needs some round trips until it shows what it can do.
  void sample(Time now, std::uint64_t bytes, bool busy, std::chrono::microseconds round_trip);
  /// The registry pushed back (429, refused connections): fewer. All connections hear of it at about the same time, so
  /// that what follows within a second is the same push.
  void ease(Time now);
  [[nodiscard]] Learned learned() const { return {m_settled > 0 ? m_settled : 0, {m_best}}; }

private:
  void begin(Time now, std::uint64_t bytes);

  const Limits m_limits;
  int m_wanted;
  int m_before = 0;  ///< connections before the last step up; 0: none taken yet
  int m_settled = 0; ///< where it stopped growing
  int m_rounds = 0;  ///< since it settled
  double m_rate_before = 0;
  double m_best = 0;
  double m_recent = 0;
  double m_last = 0; ///< rate of the window before
  int m_rising = 0;  ///< windows that rose since the last step
  bool m_started = false;
  bool m_settling = false; ///< until m_since
  std::optional<Time> m_eased;
  Time m_since{};
  std::uint64_t m_bytes = 0;
};

} // namespace meridian::transfer
