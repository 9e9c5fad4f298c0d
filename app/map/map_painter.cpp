// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/map_painter.h"

#include "map/land_data.h"
#include "map/projection.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace meridian::map {
namespace {

constexpr double kDetailZoom = 2.2;
constexpr double kNearby = 0.7; // device pixels; closer points of a coast cannot be told apart

void paintGraticule(QPainter& painter, const MapView& view) {
  QPainterPath path;
  const auto line = [&](auto pointAt, double from, double to) {
    constexpr double step = 3.0;
    path.moveTo(view.toItem(pointAt(from)));
    for (double at = from + step; at <= to; at += step)
      path.lineTo(view.toItem(pointAt(at)));
  };
  line([](double lat) { return projectRelative(-180, lat); }, -90, 90);
  line([](double lat) { return projectRelative(180, lat); }, -90, 90);
  const double spacing = view.zoom() > 4 ? 10 : view.zoom() > kDetailZoom ? 15 : 30;
  for (double lon = -180; lon < 180; lon += spacing)
    line([=](double lat) { return project(lon, lat); }, -90, 90);
  for (double lat = -90; lat <= 90; lat += spacing)
    line([=](double lam) { return projectRelative(lam, lat); }, -180, 180);
  painter.drawPath(path);
}

/// Which sides of a rectangle a point lies beyond, one bit each.
int beyond(QPointF point, const QRectF& area) {
  return (point.x() < area.left() ? 1 : 0) | (point.x() > area.right() ? 2 : 0) |
         (point.y() < area.top() ? 4 : 0) | (point.y() > area.bottom() ? 8 : 0);
}

/// Adds a ring in item pixels, without points that fall upon their neighbours, and without those that wander
/// about beyond one side of the area: a straight line there paints the same inside it.
void addRing(QPainterPath& path, const QList<QPointF>& ring, const MapView& view, const QRectF& area,
             double nearby) {
  QPointF last = view.toItem(ring.first());
  path.moveTo(last);
  int lastBeyond = beyond(last, area);
  QPointF skipped;
  int common = 0; // sides that the last kept point and all skipped since are beyond
  bool skipping = false;
  for (qsizetype i = 1; i < ring.size(); ++i) {
    const QPointF point = view.toItem(ring[i]);
    const int side = beyond(point, area);
    if (skipping && (common & side) == 0) {
      path.lineTo(skipped);
      last = skipped;
      lastBeyond = beyond(skipped, area);
      skipping = false;
    }
    if (const int shared = (skipping ? common : lastBeyond) & side; shared != 0) {
      skipping = true;
      common = shared;
      skipped = point;
      continue;
    }
    if (std::abs(point.x() - last.x()) < nearby && std::abs(point.y() - last.y()) < nearby) continue;
    path.lineTo(point);
    last = point;
    lastBeyond = side;
  }
  if (skipping) path.lineTo(skipped);
  path.closeSubpath();
}

void paintLand(QPainter& painter, const MapView& view, double devicePixelRatio) {
  const LandData& land = view.zoom() > kDetailZoom ? detailedLand() : baseLand();
  const double margin = 2 / view.scale();
  const QRectF visible = view.visible().adjusted(-margin, -margin, margin, margin);
  const QRectF area = view.viewport().adjusted(-2, -2, 2, 2);
  const double nearby = kNearby / devicePixelRatio;
  // One path each: the raster engine goes over a whole path once for every few lines of pixels.
  for (const LandPolygon& polygon : land.polygons) {
    if (!visible.intersects(polygon.bounds)) continue;
    QPainterPath path;
    for (const auto& ring : polygon.rings)
      addRing(path, ring, view, area, nearby);
    painter.drawPath(path);
  }
}

/// Takes the corners out again: cheaper than clipping everything to a rounded shape, and smooth.
void roundCorners(QPainter& painter, QSizeF size, double radius) {
  QPainterPath corners;
  corners.addRect(QRectF(QPointF(), size));
  corners.addRoundedRect(QRectF(QPointF(), size), radius, radius);
  painter.setCompositionMode(QPainter::CompositionMode_DestinationOut);
  painter.fillPath(corners, Qt::black);
}

} // namespace

QImage paintMap(const MapView& view, QSizeF size, double devicePixelRatio, const MapColors& colors,
                double radius) {
  const QSize pixels(static_cast<int>(std::ceil(size.width() * devicePixelRatio)),
                     static_cast<int>(std::ceil(size.height() * devicePixelRatio)));
  if (pixels.isEmpty()) return {};
  QImage image(pixels, radius > 0 ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
  image.setDevicePixelRatio(devicePixelRatio);
  QPainter painter(&image);
  QLinearGradient sea(0, 0, 0, size.height());
  sea.setColorAt(0, colors.seaTop);
  sea.setColorAt(1, colors.seaBottom);
  painter.setCompositionMode(QPainter::CompositionMode_Source);
  painter.fillRect(QRectF(QPointF(), size), sea);
  painter.setCompositionMode(QPainter::CompositionMode_SourceOver);

  painter.setRenderHint(QPainter::Antialiasing);
  painter.setClipRect(view.viewport());
  // A pen of one device pixel takes the raster engine's fast path.
  QPen pen(colors.graticule, 0);
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  paintGraticule(painter, view);
  pen.setColor(colors.coast);
  painter.setPen(pen);
  painter.setBrush(colors.land);
  paintLand(painter, view, devicePixelRatio);
  painter.setClipping(false);
  if (radius > 0) roundCorners(painter, size, radius);
  return image;
}

} // namespace meridian::map
