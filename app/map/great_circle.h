// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

namespace meridian::map {

/// One unbroken piece of a line on the map, in projected units (see projection.h), at least two points.
using Polyline = QList<QPointF>;

/// The shortest way on the sphere between two places, (longitude, latitude) in degrees, sampled finely
/// enough to look smooth at the map's highest zoom. Where it passes the cut it is split: the pieces follow
/// each other in the direction of travel, one ending on one edge of the map, the next starting on the other.
/// Equal places give no piece. Of the many ways between antipodes it takes one over a fixed side. Pure.
[[nodiscard]] QList<Polyline> greatCircle(QPointF from, QPointF to);

} // namespace meridian::map
