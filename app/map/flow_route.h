// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "map/great_circle.h"
#include "map/map_view.h"

#include <QPainterPath>

#include <vector>

namespace meridian::map {

/// A flow's arc in item pixels, measured along its length. Where the map is cut the length goes on without a
/// step: what leaves on one edge enters on the other. Pure value.
class FlowRoute {
public:
  struct Place {
    QPointF at;
    double angle = 0; ///< Direction of travel, degrees clockwise from the x axis.
  };

  FlowRoute() = default;
  FlowRoute(const QList<Polyline>& pieces, const MapView& view);

  /// Logical pixels.
  [[nodiscard]] double length() const { return m_vertices.empty() ? 0 : m_vertices.back().distance; }
  /// Place after a distance from the start, which is kept within [0, length()]. Not for an empty route.
  [[nodiscard]] Place placeAt(double distance) const;
  [[nodiscard]] QPainterPath path() const;
  /// From an item point to the nearest place on it; infinite for an empty route.
  [[nodiscard]] double distanceTo(QPointF at) const;

private:
  struct Vertex {
    QPointF at;
    double distance;
    bool starts; // a piece: no line leads here
  };
  std::vector<Vertex> m_vertices;
};

} // namespace meridian::map
