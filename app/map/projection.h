// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>

/// Natural Earth I, cut at 169 W so that Chukotka stays whole.
///
/// Source: Šavrič, Jenny, Patterson, Petrovič, Hurni: "A polynomial equation for the Natural Earth
/// projection", Cartography and Geographic Information Science 38 (2011). Pure functions, any thread.
///
/// Geographic points are (longitude, latitude) in degrees, east and north positive. Projected points are
/// in units of the sphere's radius, x east of the central meridian, y up.
namespace meridian::map {

inline constexpr double kCentralMeridian = 11.0;   ///< Degrees east.
inline constexpr double kHalfWidth = 2.735384722;  ///< Of the projected world: 0.8707 * pi.
inline constexpr double kHalfHeight = 1.422390507; ///< Projected y of the north pole.

/// Degrees from the central meridian in [-180, 180); the cut itself maps to -180.
[[nodiscard]] double fromCentralMeridian(double longitude);

/// Latitudes beyond a pole are taken as the pole.
[[nodiscard]] QPointF project(double longitude, double latitude);

/// As project(), but for degrees from the central meridian in [-180, 180]: keeps +180 at the right edge.
[[nodiscard]] QPointF projectRelative(double fromCentral, double latitude);

/// (longitude in [-180, 180), latitude). Points outside the projected world give the nearest on its edge.
[[nodiscard]] QPointF unproject(QPointF projected);

/// Whether a projected point lies on the world rather than in the corners beside it.
[[nodiscard]] bool isOnWorld(QPointF projected);

} // namespace meridian::map
