// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/projection.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace meridian::map {
namespace {

constexpr double kRadians = std::numbers::pi / 180.0;

/// Length of a radian of longitude at latitude phi.
double parallelLength(double phi) {
  const double p2 = phi * phi;
  const double p4 = p2 * p2;
  return 0.870700 - 0.131979 * p2 - 0.013791 * p4 + p4 * p4 * p2 * (0.003971 - 0.001529 * p2);
}

double height(double phi) {
  const double p2 = phi * phi;
  const double p4 = p2 * p2;
  return phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)));
}

double heightSlope(double phi) {
  const double p2 = phi * phi;
  const double p4 = p2 * p2;
  return 1.007226 + p2 * (3 * 0.015085 + p4 * (-7 * 0.044475 + 9 * 0.028874 * p2 - 11 * 0.005916 * p4));
}

/// Latitude in radians of a projected y: Newton's method; height() rises all the way to both poles.
double latitudeAt(double y) {
  const double limit = std::numbers::pi / 2;
  if (y >= kHalfHeight) return limit;
  if (y <= -kHalfHeight) return -limit;
  double phi = y;
  for (int i = 0; i < 30; ++i) {
    const double step = (height(phi) - y) / heightSlope(phi);
    phi = std::clamp(phi - step, -limit, limit);
    if (std::abs(step) < 1e-12) break;
  }
  return phi;
}

} // namespace

double fromCentralMeridian(double longitude) {
  double lam = std::fmod(longitude - kCentralMeridian + 180.0, 360.0);
  if (lam < 0) lam += 360.0;
  return lam >= 360.0 ? -180.0 : lam - 180.0;
}

QPointF projectRelative(double fromCentral, double latitude) {
  const double phi = std::clamp(latitude, -90.0, 90.0) * kRadians;
  return {fromCentral * kRadians * parallelLength(phi), height(phi)};
}

QPointF project(double longitude, double latitude) {
  return projectRelative(fromCentralMeridian(longitude), latitude);
}

QPointF unproject(QPointF projected) {
  const double phi = latitudeAt(projected.y());
  const double lam = std::clamp(projected.x() / parallelLength(phi) / kRadians, -180.0, 180.0);
  double longitude = std::fmod(lam + kCentralMeridian + 180.0, 360.0);
  if (longitude < 0) longitude += 360.0;
  return {longitude - 180.0, phi / kRadians};
}

bool isOnWorld(QPointF projected) {
  if (std::abs(projected.y()) > kHalfHeight) return false;
  return std::abs(projected.x()) <= std::numbers::pi * parallelLength(latitudeAt(projected.y()));
}

} // namespace meridian::map
