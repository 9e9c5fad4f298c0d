// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace meridian::map {

/// The particles of one flow. How many there are and how fast they go follows the logarithm of the rate, so
/// that a thousandth of the largest rate still moves. A change of rate changes new particles and the speed of
/// all: none jumps. Pure value.
class FlowTraffic {
public:
  /// Load from 0 (a thousandth of the largest rate, or less) to 1 (the largest). 0 for an unknown largest
  /// rate.
  [[nodiscard]] static double loadOf(double rate, double maxRate);

  void setLoad(double load) { m_load = load; }
  /// Spaces particles evenly over an arc of this many logical pixels: at the start, and after the view
  /// changed.
  void fill(double length);
  void clear() { m_positions.clear(); }
  /// Lets this much time pass on an arc of this length.
  void advance(double seconds, double length);

  /// Parts of the arc's length, in [0, 1).
  [[nodiscard]] const std::vector<double>& positions() const { return m_positions; }
  /// Logical pixels per second.
  [[nodiscard]] double speed() const;
  /// Logical pixels between particles.
  [[nodiscard]] double spacing(double length) const;

private:
  std::vector<double> m_positions; // newest, that is smallest, last
  double m_load = 0;
};

} // namespace meridian::map
