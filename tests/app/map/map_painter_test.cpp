// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/land_data.h"
#include "map/map_painter.h"
#include "map/projection.h"

#include <QPolygonF>
#include <QTest>

using namespace meridian::map;

class MapPainterTest : public QObject {
  Q_OBJECT

  static bool isLand(const LandData& land, QPointF point) {
    for (const LandPolygon& polygon : land.polygons) {
      if (!polygon.bounds.contains(point)) continue;
      int around = 0;
      for (const auto& ring : polygon.rings)
        around += QPolygonF(ring).containsPoint(point, Qt::OddEvenFill);
      if (around % 2 == 1) return true;
    }
    return false;
  }
  /// Land or sea, if the pixel and all its neighbours agree; else -1: a coast is near.
  static int paintedAt(const QImage& image, int x, int y) {
    int land = 0;
    int sea = 0;
    for (int dy = -1; dy <= 1; ++dy) {
      for (int dx = -1; dx <= 1; ++dx) {
        land += image.pixelColor(x + dx, y + dy) == Qt::red;
        sea += image.pixelColor(x + dx, y + dy) == Qt::blue;
      }
    }
    return land == 9 ? 1 : sea == 9 ? 0 : -1;
  }

private slots:
  /// What is left out of a path beyond the view's sides must not change what is inside.
  void paintsTheData_data() {
    QTest::addColumn<QPointF>("centre");
    QTest::addColumn<double>("zoom");
    QTest::newRow("whole world") << QPointF(11, 10) << 1.0;
    QTest::newRow("inside Africa") << QPointF(20, 5) << 12.0;
    QTest::newRow("Europe's coasts") << QPointF(8, 52) << 2.2;
    QTest::newRow("Europe's coasts, detailed") << QPointF(8, 52) << 4.0;
    QTest::newRow("Malay archipelago") << QPointF(104, 1) << 8.0;
    QTest::newRow("Caspian Sea, a hole") << QPointF(51, 42) << 9.0;
    QTest::newRow("Bering Strait, at the cut") << QPointF(-172, 65) << 6.0;
    QTest::newRow("empty Pacific") << QPointF(-140, -10) << 6.0;
  }
  void paintsTheData() {
    QFETCH(QPointF, centre);
    QFETCH(double, zoom);
    MapView view;
    view.setViewport({0, 20, 600, 280});
    view.setZoom(zoom);
    view.setCentre(project(centre.x(), centre.y()));
    MapColors colors;
    colors.land = colors.coast = Qt::red;
    colors.seaTop = colors.seaBottom = colors.graticule = Qt::blue;
    const QImage image = paintMap(view, {600, 300}, 1, colors, 0);
    const LandData& land = zoom > 2.2 ? detailedLand() : baseLand();
    int compared = 0;
    for (int y = 25; y < 296; y += 15) {
      for (int x = 4; x < 596; x += 23) {
        const int painted = paintedAt(image, x, y);
        if (painted < 0) continue;
        ++compared;
        if (isLand(land, view.toProjected({x + 0.5, y + 0.5})) != (painted == 1))
          QFAIL(qPrintable(QStringLiteral("pixel %1, %2").arg(x).arg(y)));
      }
    }
    QVERIFY(compared > 250);
  }

  void anEmptySizePaintsNothing() { QVERIFY(paintMap(MapView(), {0, 10}, 1, MapColors(), 0).isNull()); }

  void followsThePixelRatio() {
    MapView view;
    view.setViewport({0, 0, 300, 150});
    const QImage image = paintMap(view, {300, 150}, 1.5, MapColors(), 0);
    QCOMPARE(image.size(), QSize(450, 225));
    QCOMPARE(image.devicePixelRatio(), 1.5);
  }
};

QTEST_GUILESS_MAIN(MapPainterTest)
#include "map_painter_test.moc"
