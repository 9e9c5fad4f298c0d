// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/great_circle.h"

#include "map/projection.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace meridian::map {
namespace {

constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kCoarseStep = 3.0 * kRadians; // before refinement
constexpr double kFineStep = 0.02;             // projected units: 3.5 px of an unzoomed 925 px map
constexpr int kRefinements = 6;

using Vector = std::array<double, 3>; // x towards the central meridian on the equator, z north

Vector onSphere(QPointF place) {
  const double lam = fromCentralMeridian(place.x()) * kRadians;
  const double phi = std::clamp(place.y(), -90.0, 90.0) * kRadians;
  return {std::cos(phi) * std::cos(lam), std::cos(phi) * std::sin(lam), std::sin(phi)};
}

double dot(const Vector& a, const Vector& b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

Vector cross(const Vector& a, const Vector& b) {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

Vector scaled(const Vector& a, double by) {
  return {a[0] * by, a[1] * by, a[2] * by};
}
Vector sum(const Vector& a, const Vector& b) {
  return {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
}

Vector unit(const Vector& a) {
  const double length = std::sqrt(dot(a, a));
  return length > 0 ? scaled(a, 1 / length) : a;
}

double latitude(const Vector& a) {
  return std::atan2(a[2], std::hypot(a[0], a[1])) / kRadians;
}

QPointF projected(const Vector& a) {
  return projectRelative(std::atan2(a[1], a[0]) / kRadians, latitude(a));
}

/// Whether the short way from a to b passes the cut (the half plane y = 0, x < 0), and where.
bool passesCut(const Vector& a, const Vector& b, Vector& where) {
  if ((a[1] < 0) == (b[1] < 0)) return false;
  const double t = a[1] / (a[1] - b[1]);
  where = unit(sum(scaled(a, 1 - t), scaled(b, t)));
  return where[0] < 0;
}

class Tracer {
public:
  explicit Tracer(const Vector& start) : m_last(start) { m_piece.append(projected(start)); }

  void lineTo(const Vector& next, int refinements = kRefinements) {
    Vector cut;
    const bool split = passesCut(m_last, next, cut);
    const QPointF target = projected(next);
    const QPointF gap = target - m_piece.last();
    if (!split && std::hypot(gap.x(), gap.y()) > kFineStep && refinements > 0) {
      const Vector middle = unit(sum(m_last, next));
      lineTo(middle, refinements - 1);
      lineTo(next, refinements - 1);
      return;
    }
    if (split) {
      const double edge = m_last[1] < 0 ? -180.0 : 180.0;
      append(projectRelative(edge, latitude(cut)));
      finish();
      m_piece.append(projectRelative(-edge, latitude(cut)));
    }
    append(target);
    m_last = next;
  }

  QList<Polyline> finish() {
    if (m_piece.size() > 1) m_pieces.append(m_piece);
    m_piece.clear();
    return m_pieces;
  }

private:
  void append(QPointF point) {
    if (point != m_piece.last()) m_piece.append(point);
  }

  Vector m_last;
  Polyline m_piece;
  QList<Polyline> m_pieces;
};

} // namespace

QList<Polyline> greatCircle(QPointF from, QPointF to) {
  const Vector a = onSphere(from);
  const Vector b = onSphere(to);
  const double angle = std::atan2(std::sqrt(dot(cross(a, b), cross(a, b))), dot(a, b));
  if (angle < 1e-9) return {};
  // The direction of travel at the start: between antipodes any will do.
  Vector ahead = cross(cross(a, b), a);
  if (dot(ahead, ahead) < 1e-18)
    ahead = cross(cross(a, std::abs(a[2]) < 0.9 ? Vector{0, 0, 1} : Vector{1, 0, 0}), a);
  ahead = unit(ahead);

  Tracer tracer(a);
  const int steps = std::max(2, static_cast<int>(std::ceil(angle / kCoarseStep)));
  for (int i = 1; i <= steps; ++i) {
    const double t = angle * i / steps;
    tracer.lineTo(i == steps ? b : sum(scaled(a, std::cos(t)), scaled(ahead, std::sin(t))));
  }
  return tracer.finish();
}

} // namespace meridian::map
