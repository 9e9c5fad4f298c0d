// SPDX-License-Identifier: GPL-3.0-or-later
// CPU time of one frame of the map and of a tick of the flows. Prints; asserts nothing.
#include "map/comet.h"
#include "map/flow_route.h"
#include "map/map_painter.h"
#include "map/projection.h"

#include <QGuiApplication>

#include <cstdio>
#include <ctime>

using namespace meridian::map;

namespace {

template <typename Work>
double millisecondsEach(int times, Work work) {
  work(); // reads the data on first use
  const std::clock_t start = std::clock();
  for (int i = 0; i < times; ++i)
    work();
  return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / times;
}

} // namespace

int main(int argc, char** argv) {
  QGuiApplication app(argc, argv);
  const QSizeF size(925, 430);
  for (const double ratio : {1.0, 2.0}) {
    for (const double zoom : {1.0, 2.0, 2.3, 4.0, 12.0}) {
      MapView view;
      view.setViewport(QRectF(QPointF(), size));
      view.setZoom(zoom);
      view.setCentre(project(15, 55));
      const double cost = millisecondsEach(60, [&] { (void)paintMap(view, size, ratio, MapColors(), 10); });
      std::printf("paint  %gx%g at ratio %g, zoom %4.1f: %6.2f ms\n", size.width(), size.height(), ratio,
                  zoom, cost);
    }
  }
  MapView view;
  view.setViewport(QRectF(QPointF(), size));
  const auto pieces = greatCircle({8.68, 50.11}, {139.69, 35.68});
  std::printf("great circle: %.4f ms\n", millisecondsEach(1000, [] {
                (void)greatCircle({8.68, 50.11}, {139.69, 35.68});
              }));
  const FlowRoute route(pieces, view);
  std::printf("place on a route: %.5f ms\n", millisecondsEach(10000, [&] { (void)route.placeAt(200); }));
}
