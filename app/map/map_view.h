// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>

namespace meridian::map {

/// Which part of the projected world (projection.h) stands where in an item: pure arithmetic, no painting.
///
/// Zoom 1 is the fitted view: all inhabited land, 56 S to 78 N. The view never leaves the world.
/// Item points are logical pixels, y down.
class MapView {
public:
  static constexpr double kMinZoom = 1.0;
  static constexpr double kMaxZoom = 12.0;

  /// Where in the item the world is shown. Keeps zoom and centre, or the fit if nobody moved since.
  void setViewport(QRectF viewport);
  [[nodiscard]] QRectF viewport() const { return m_viewport; }

  void fit();
  [[nodiscard]] bool isFitted() const { return m_fitted; }

  [[nodiscard]] double zoom() const { return m_zoom; }
  void setZoom(double zoom);

  /// Projected point in the middle of the viewport.
  [[nodiscard]] QPointF centre() const { return m_centre; }
  void setCentre(QPointF projected);

  /// Zooms by a factor and keeps the place under an item point where it is, as far as the limits allow.
  void zoomAt(QPointF item, double factor);
  /// Moves the world by logical pixels.
  void panBy(QPointF delta);

  /// Logical pixels per projected unit.
  [[nodiscard]] double scale() const;
  [[nodiscard]] QPointF toItem(QPointF projected) const;
  [[nodiscard]] QPointF toProjected(QPointF item) const;
  /// The projected rectangle on show; top() is its southern edge.
  [[nodiscard]] QRectF visible() const;

private:
  [[nodiscard]] double fitScale() const;
  void clamp();

  QRectF m_viewport;
  QPointF m_centre;
  double m_zoom = 1.0;
  bool m_fitted = true;
};

} // namespace meridian::map
