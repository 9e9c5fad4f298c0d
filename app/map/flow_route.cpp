// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/flow_route.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace meridian::map {

FlowRoute::FlowRoute(const QList<Polyline>& pieces, const MapView& view) {
  double distance = 0;
  for (const Polyline& piece : pieces) {
    for (qsizetype i = 0; i < piece.size(); ++i) {
      const QPointF at = view.toItem(piece[i]);
      if (i > 0) {
        const QPointF step = at - m_vertices.back().at;
        distance += std::hypot(step.x(), step.y());
      }
      m_vertices.push_back({at, distance, i == 0});
    }
  }
}

FlowRoute::Place FlowRoute::placeAt(double distance) const {
  distance = std::clamp(distance, 0.0, length());
  auto next = std::find_if(m_vertices.begin() + 1, m_vertices.end(),
                           [&](const Vertex& v) { return !v.starts && v.distance >= distance; });
  if (next == m_vertices.end()) --next;
  const Vertex& from = *(next - 1);
  const QPointF way = next->at - from.at;
  const double step = next->distance - from.distance;
  const double t = step > 0 ? (distance - from.distance) / step : 0;
  return {from.at + way * t, std::atan2(way.y(), way.x()) * 180 / std::numbers::pi};
}

double FlowRoute::distanceTo(QPointF at) const {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i < m_vertices.size(); ++i) {
    if (m_vertices[i].starts) continue;
    const QPointF from = m_vertices[i - 1].at, way = m_vertices[i].at - from, off = at - from;
    const double square = QPointF::dotProduct(way, way);
    const double t = square > 0 ? std::clamp(QPointF::dotProduct(off, way) / square, 0.0, 1.0) : 0;
    const QPointF gap = off - way * t;
    least = std::min(least, std::hypot(gap.x(), gap.y()));
  }
  return least;
}

QPainterPath FlowRoute::path() const {
  QPainterPath path;
  for (const Vertex& vertex : m_vertices) {
    if (vertex.starts)
      path.moveTo(vertex.at);
    else
      path.lineTo(vertex.at);
  }
  return path;
}

} // namespace meridian::map
