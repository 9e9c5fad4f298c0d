// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/flow_traffic.h"

#include <algorithm>
#include <cmath>

namespace meridian::map {
namespace {

constexpr double kSlowest = 22; // logical pixels per second
constexpr double kFastest = 64;
constexpr double kSparse = 190; // logical pixels apart
constexpr double kDense = 72;
constexpr double kMostParticles = 40; // on one arc, however far it is zoomed in

} // namespace

double FlowTraffic::loadOf(double rate, double maxRate) {
  if (!(rate > 0) || !(maxRate > 0)) return 0;
  return std::clamp(1 + std::log10(rate / maxRate) / 3, 0.0, 1.0);
}

double FlowTraffic::speed() const {
  return kSlowest + (kFastest - kSlowest) * m_load;
}

double FlowTraffic::spacing(double length) const {
  return std::max(kSparse + (kDense - kSparse) * m_load, length / kMostParticles);
}

void FlowTraffic::fill(double length) {
  m_positions.clear();
  if (!(length > 0)) return;
  const int count = std::max(1, static_cast<int>(length / spacing(length)));
  for (int i = count - 1; i >= 0; --i)
    m_positions.push_back((i + 0.5) / count);
}

void FlowTraffic::advance(double seconds, double length) {
  if (!(length > 0)) return m_positions.clear();
  const double step = speed() * seconds / length;
  for (double& position : m_positions)
    position += step;
  std::erase_if(m_positions, [](double position) { return position >= 1; });
  // A short arc still carries one particle at a time.
  const double gap = spacing(length) / length;
  if (m_positions.empty())
    m_positions.push_back(0);
  else if (m_positions.back() >= gap)
    m_positions.push_back(m_positions.back() - gap < step ? m_positions.back() - gap : 0);
}

} // namespace meridian::map
