// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "map/map_view.h"

#include <QColor>
#include <QImage>
#include <QSizeF>

namespace meridian::map {

/// Colours of the map; the defaults are the dark theme's.
struct MapColors {
  QColor land{0x25, 0x32, 0x4a};
  QColor coast{0x3b, 0x4c, 0x6b};
  QColor graticule{0x18, 0x22, 0x33};
  QColor seaTop{0x0f, 0x16, 0x23};
  QColor seaBottom{0x0c, 0x12, 0x1d};

  [[nodiscard]] bool operator==(const MapColors&) const = default;
};

/// Paints sea, graticule, land and coast of a view. The sea fills the whole size, with rounded corners if
/// radius is above 0; the world is clipped to the view's viewport. Sizes are logical pixels. Reads immutable
/// data only, so it may run on any thread.
[[nodiscard]] QImage paintMap(const MapView& view, QSizeF size, double devicePixelRatio,
                              const MapColors& colors, double radius);

} // namespace meridian::map
