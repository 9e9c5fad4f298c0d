// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/map_view.h"

#include "map/projection.h"

#include <algorithm>

namespace meridian::map {
namespace {

// The fitted view leaves out 5 % of empty Pacific along the cut, and what lies south of Cape Horn.
constexpr double kFitHalfWidth = 2.6;
constexpr double kFitHeight = 2.33; // 56 S (-0.980) to 78 N (1.312) and a little north of it
constexpr double kFitCentreY = 0.185;
constexpr double kSouthLimit = -1.1; // Antarctica is not in the data

} // namespace

void MapView::setViewport(QRectF viewport) {
  m_viewport = viewport;
  if (m_fitted)
    fit();
  else
    clamp();
}

void MapView::fit() {
  m_zoom = kMinZoom;
  m_centre = {0, kFitCentreY};
  m_fitted = true;
}

void MapView::setZoom(double zoom) {
  zoom = std::clamp(zoom, kMinZoom, kMaxZoom);
  if (zoom == m_zoom) return;
  m_zoom = zoom;
  m_fitted = false;
  clamp();
}

void MapView::setCentre(QPointF projected) {
  m_centre = projected;
  m_fitted = false;
  clamp();
}

void MapView::zoomAt(QPointF item, double factor) {
  const QPointF held = toProjected(item);
  setZoom(m_zoom * factor);
  const QPointF moved = toProjected(item);
  if (held == moved) return;
  setCentre(m_centre + held - moved);
}

void MapView::panBy(QPointF delta) {
  if (scale() <= 0 || delta.isNull()) return;
  setCentre(m_centre + QPointF(-delta.x(), delta.y()) / scale());
}

double MapView::fitScale() const {
  return std::min(m_viewport.width() / (2 * kFitHalfWidth), m_viewport.height() / kFitHeight);
}

double MapView::scale() const {
  return fitScale() * m_zoom;
}

QPointF MapView::toItem(QPointF projected) const {
  const QPointF offset = (projected - m_centre) * scale();
  return m_viewport.center() + QPointF(offset.x(), -offset.y());
}

QPointF MapView::toProjected(QPointF item) const {
  if (scale() <= 0) return m_centre;
  const QPointF offset = (item - m_viewport.center()) / scale();
  return m_centre + QPointF(offset.x(), -offset.y());
}

QRectF MapView::visible() const {
  if (scale() <= 0) return {};
  const QSizeF size = m_viewport.size() / scale();
  return {m_centre.x() - size.width() / 2, m_centre.y() - size.height() / 2, size.width(), size.height()};
}

void MapView::clamp() {
  if (fitScale() <= 0) return;
  const double halfWidth = m_viewport.width() / scale() / 2;
  const double halfHeight = m_viewport.height() / scale() / 2;
  // Where the fitted view shows more than the world has, it is the limit.
  const double fitHalfHeight = m_viewport.height() / fitScale() / 2;
  const double east = std::max(kHalfWidth, m_viewport.width() / fitScale() / 2);
  const double north = std::max(kHalfHeight, kFitCentreY + fitHalfHeight);
  const double south = std::min(kSouthLimit, kFitCentreY - fitHalfHeight);
  m_centre.setX(std::clamp(m_centre.x(), std::min(0.0, halfWidth - east), std::max(0.0, east - halfWidth)));
  m_centre.setY(
      std::clamp(m_centre.y(), south + halfHeight, std::max(south + halfHeight, north - halfHeight)));
}

} // namespace meridian::map
