// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QRectF>

namespace meridian::map {

/// Where the comet's image lies around its head, logical pixels: the head at (0, 0), flying along +x.
inline constexpr QRectF kCometRect{-17, -5, 22, 10};

/// Image of a particle: a bright head with a tail in the flow's colour, on a dark or a light map.
[[nodiscard]] QImage cometImage(const QColor& color, bool onDark, double devicePixelRatio);

} // namespace meridian::map
