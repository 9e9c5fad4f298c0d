// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/comet.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace meridian::map {
namespace {

QColor withAlpha(QColor color, double alpha) {
  color.setAlphaF(static_cast<float>(alpha));
  return color;
}

QColor towardsWhite(const QColor& color, double part) {
  const auto mix = [part](int from) { return static_cast<int>(std::lround(from + (255 - from) * part)); };
  return {mix(color.red()), mix(color.green()), mix(color.blue())};
}

} // namespace

QImage cometImage(const QColor& color, bool onDark, double devicePixelRatio) {
  const QSize pixels(static_cast<int>(std::ceil(kCometRect.width() * devicePixelRatio)),
                     static_cast<int>(std::ceil(kCometRect.height() * devicePixelRatio)));
  QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(devicePixelRatio);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(-kCometRect.topLeft());
  painter.setPen(Qt::NoPen);

  // On white, a paler head would vanish: there it is the colour at full strength.
  const QColor head = onDark ? towardsWhite(color, 0.62) : color.lighter(118);
  constexpr double radius = 2.5;
  if (onDark) {
    QRadialGradient halo(0, 0, 4.8);
    halo.setColorAt(0, withAlpha(color, 0.5));
    halo.setColorAt(1, withAlpha(color, 0));
    painter.setBrush(halo);
    painter.drawEllipse(QPointF(), 4.8, 4.8);
  }
  QLinearGradient fade(-16, 0, 1, 0);
  fade.setColorAt(0, withAlpha(head, 0));
  fade.setColorAt(0.6, withAlpha(head, 0.5));
  fade.setColorAt(1, head);
  QPainterPath tail;
  tail.moveTo(-16, 0);
  tail.quadTo(-5, -radius * 0.9, 0, -radius);
  tail.arcTo(QRectF(-radius, -radius, 2 * radius, 2 * radius), 90, -180);
  tail.quadTo(-5, radius * 0.9, -16, 0);
  painter.fillPath(tail, fade);
  return image;
}

} // namespace meridian::map
