// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/map_view.h"
#include "map/projection.h"

#include <QTest>

#include <cmath>

using namespace meridian::map;

class MapViewTest : public QObject {
  Q_OBJECT

  static MapView sized(double width, double height) {
    MapView view;
    view.setViewport({0, 0, width, height});
    return view;
  }
  /// Whether the view shows nothing beyond the world that the fitted one would not show.
  static bool staysOnWorld(const MapView& view) {
    MapView fitted = view;
    fitted.fit();
    const QRectF whole =
        fitted.visible().united(QRectF(QPointF(-kHalfWidth, -1.1), QPointF(kHalfWidth, kHalfHeight)));
    return whole.adjusted(-1e-9, -1e-9, 1e-9, 1e-9).contains(view.visible());
  }

private slots:
  void fits_data() {
    QTest::addColumn<QSizeF>("size");
    for (const QSizeF size : {QSizeF(602, 430), QSizeF(925, 430), QSizeF(892, 456), QSizeF(1290, 430),
                              QSizeF(1400, 500), QSizeF(300, 214)})
      QTest::addRow("%gx%g", size.width(), size.height()) << size;
  }
  void fits() {
    QFETCH(QSizeF, size);
    const MapView view = sized(size.width(), size.height());
    const QRectF item(QPointF(), size);
    // Every place where a region may stand: Cape Horn to Svalbard, Honolulu to Auckland and Fiji.
    for (const QPointF place : {QPointF(-67.3, -55.9), QPointF(15.6, 78.2), QPointF(-157.9, 21.3),
                                QPointF(174.8, -36.8), QPointF(178.4, -18.1), QPointF(-165.4, 64.5)})
      QVERIFY(item.contains(view.toItem(project(place.x(), place.y()))));
    // Nothing is left unused on the side that limits.
    const double across = 5.2 * view.scale() / size.width(), down = 2.33 * view.scale() / size.height();
    QVERIFY(std::abs(std::max(across, down) - 1) < 1e-9);
  }

  void comesBackUnderZoom() {
    MapView view = sized(925, 430);
    for (const double zoom : {1.0, 2.2, 5.0, 12.0}) {
      view.setZoom(zoom);
      view.setCentre(project(103.85, 1.29));
      for (const QPointF place : {QPointF(103.85, 1.29), QPointF(8.68, 50.11), QPointF(-46.63, -23.55)}) {
        const QPointF back = unproject(view.toProjected(view.toItem(project(place.x(), place.y()))));
        QVERIFY(std::abs(back.x() - place.x()) < 1e-6 && std::abs(back.y() - place.y()) < 1e-6);
      }
    }
  }

  void zoomKeepsThePlaceUnderThePointer() {
    MapView view = sized(925, 430);
    const QPointF place = project(20, 10), pointer = view.toItem(place);
    for (int i = 0; i < 8; ++i) {
      view.zoomAt(pointer, 1.3);
      const QPointF off = view.toItem(place) - pointer;
      QVERIFY(std::hypot(off.x(), off.y()) < 1e-6);
    }
  }

  void zoomIsLimited() {
    MapView view = sized(925, 430);
    view.zoomAt({400, 200}, 1000);
    QCOMPARE(view.zoom(), 12.0);
    view.zoomAt({400, 200}, 1e-6);
    QCOMPARE(view.zoom(), 1.0);
  }

  void neverLeavesTheWorld_data() { fits_data(); }
  void neverLeavesTheWorld() {
    QFETCH(QSizeF, size);
    for (const QPointF way :
         {QPointF(5000, 0), QPointF(-5000, 0), QPointF(0, 5000), QPointF(0, -5000), QPointF(9000, 9000)}) {
      MapView view = sized(size.width(), size.height());
      for (const double zoom : {1.0, 1.4, 3.0, 12.0}) {
        view.setZoom(zoom);
        view.panBy(way);
        QVERIFY(staysOnWorld(view));
      }
      view.zoomAt({3, 3}, 0.1); // out again from a corner
      QVERIFY(staysOnWorld(view));
    }
  }

  void panMovesByPixels() {
    MapView view = sized(925, 430);
    view.setZoom(4);
    const QPointF place = project(20, 10), before = view.toItem(place);
    view.panBy({30, -12});
    const QPointF moved = view.toItem(place) - before;
    QVERIFY(std::abs(moved.x() - 30) < 1e-9 && std::abs(moved.y() + 12) < 1e-9);
  }

  void resizeKeepsTheFitOrTheCentre() {
    MapView view = sized(925, 430);
    view.setViewport({0, 40, 600, 300});
    MapView fresh = sized(1, 1);
    fresh.setViewport({0, 40, 600, 300});
    QCOMPARE(view.scale(), fresh.scale());
    QVERIFY(view.isFitted());
    view.setZoom(5);
    view.setCentre(project(8.68, 50.11));
    const QPointF centre = view.centre();
    view.setViewport({0, 0, 1200, 600});
    QCOMPARE(view.centre(), centre);
    QCOMPARE(view.zoom(), 5.0);
  }

  void anEmptyItemIsHarmless() {
    MapView view;
    view.zoomAt({0, 0}, 3);
    view.panBy({5, 5});
    QVERIFY(std::isfinite(view.toProjected({1, 1}).x()));
    QVERIFY(view.visible().isEmpty());
  }
};

QTEST_APPLESS_MAIN(MapViewTest)
#include "map_view_test.moc"
