// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QPointF>
#include <QRectF>

#include <optional>

namespace meridian::map {

/// One piece of land: its border, then its inland seas. Projected units, see projection.h.
struct LandPolygon {
  QRectF bounds; ///< top() is the southern edge: projected y runs upwards.
  QList<QList<QPointF>> rings;
};

/// Land of the world, larger pieces first. Immutable once made, so any thread may read it.
struct LandData {
  QList<LandPolygon> polygons;
  qsizetype points = 0;
};

/// Reads a file made by resources/map/make_land.py; nothing if it is not one or is cut short.
[[nodiscard]] std::optional<LandData> parseLand(const QByteArray& bytes);

/// The world for the first view (about 24 000 points) and, from zoom 2.2 on, the finer one (about 109 000).
/// Read on first use and kept. Empty if the program was built without its data, which is a fault.
[[nodiscard]] const LandData& baseLand();
[[nodiscard]] const LandData& detailedLand();

} // namespace meridian::map
