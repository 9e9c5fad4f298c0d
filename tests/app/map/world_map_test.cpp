// SPDX-License-Identifier: GPL-3.0-or-later
#include "map_scene.h"

#include <QSignalSpy>
#include <QWheelEvent>

#include <cmath>

class WorldMapTest : public QObject {
  Q_OBJECT

  static QColor pixelAt(const MapScene& scene, QPointF geo) {
    const QImage image = scene.window->grabWindow();
    return image.pixelColor(scene.map->toItem(geo.x(), geo.y()).toPoint());
  }
  static void wheel(const MapScene& scene, QPointF at, int delta) {
    QWheelEvent event(at, scene.window->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(scene.window.get(), &event);
  }

private slots:
  void showsLandAndSea_data() {
    QTest::addColumn<qreal>("zoom");
    QTest::newRow("whole world") << 1.0;
    QTest::newRow("detailed") << 3.0;
    QTest::newRow("closest") << 12.0;
  }
  void showsLandAndSea() {
    QFETCH(qreal, zoom);
    MapScene scene;
    QVERIFY(scene.show());
    const QPointF congo(22, 2), pacific(-143, 4);
    scene.map->setZoom(zoom);
    scene.map->setCentre(congo);
    QCOMPARE(pixelAt(scene, congo), QColor(0x25, 0x32, 0x4a));
    scene.map->setCentre(pacific);
    const QColor sea = pixelAt(scene, pacific);
    QVERIFY2(sea.red() >= 0x0c && sea.red() <= 0x0f && sea.blue() >= 0x1d && sea.blue() <= 0x23,
             qPrintable(sea.name()));
  }

  void paintsOnlyWhenSomethingChanged() {
    MapScene scene;
    QVERIFY(scene.show());
    (void)scene.window->grabWindow();
    const int painted = scene.map->paintCount();
    QVERIFY(painted >= 1);
    scene.window->requestUpdate();
    (void)scene.window->grabWindow();
    scene.map->setZoom(1);
    scene.map->setLand(scene.map->land());
    scene.map->fit();
    (void)scene.window->grabWindow();
    QCOMPARE(scene.map->paintCount(), painted);
    scene.map->setLand(Qt::red);
    QCOMPARE(pixelAt(scene, {22, 2}), QColor(Qt::red));
    QCOMPARE(scene.map->paintCount(), painted + 1);
  }

  void comesBackUnderZoom() {
    MapScene scene;
    QVERIFY(scene.show());
    for (const qreal zoom : {1.0, 3.0, 12.0}) {
      scene.map->setZoom(zoom);
      scene.map->setCentre({8.68, 50.11});
      const QPointF item = scene.map->toItem(103.85, 1.29);
      const QPointF geo = scene.map->toGeo(item.x(), item.y());
      QVERIFY(std::abs(geo.x() - 103.85) < 1e-6 && std::abs(geo.y() - 1.29) < 1e-6);
    }
  }

  void markersFollowTheView() {
    MapScene scene;
    QVERIFY(scene.show());
    const QPointF before = scene.window->property("tokyo").toPointF();
    QCOMPARE(before, scene.map->toItem(139.7, 35.7));
    scene.map->zoomAt(400, 200, 2);
    const QPointF zoomed = scene.window->property("tokyo").toPointF();
    QVERIFY(zoomed != before);
    QCOMPARE(zoomed, scene.map->toItem(139.7, 35.7));
    scene.window->resize(700, 400);
    QTRY_COMPARE(scene.map->width(), 700.0);
    QCOMPARE(scene.window->property("tokyo").toPointF(), scene.map->toItem(139.7, 35.7));
  }

  void wheelZooms() {
    MapScene scene;
    QVERIFY(scene.show());
    const QPointF at(300, 150);
    const QPointF held = scene.map->toGeo(at.x(), at.y());
    wheel(scene, at, 240);
    QVERIFY(scene.map->zoom() > 1.4);
    const QPointF moved = scene.map->toItem(held.x(), held.y()) - at;
    QVERIFY(std::hypot(moved.x(), moved.y()) < 0.01);
    wheel(scene, at, -1200);
    QCOMPARE(scene.map->zoom(), 1.0);
    scene.map->setInteractive(false);
    wheel(scene, at, 240);
    QCOMPARE(scene.map->zoom(), 1.0);
  }

  void dragPans() {
    MapScene scene;
    QVERIFY(scene.show());
    scene.map->setZoom(4);
    const QPointF before = scene.map->toItem(11, 0);
    QTest::mousePress(scene.window.get(), Qt::LeftButton, {}, {400, 200});
    QTest::mouseMove(scene.window.get(), {420, 190});
    QTest::mouseMove(scene.window.get(), {450, 180});
    QTest::mouseRelease(scene.window.get(), Qt::LeftButton, {}, {450, 180});
    const QPointF moved = scene.map->toItem(11, 0) - before;
    QVERIFY(std::abs(moved.x() - 50) < 0.01 && std::abs(moved.y() + 20) < 0.01);
    QTest::mouseMove(scene.window.get(), {100, 100}); // released: nothing follows
    QCOMPARE(scene.map->toItem(11, 0) - before, moved);
  }

  void aTapIsNoDrag_data() {
    QTest::addColumn<QPoint>("to");
    QTest::addColumn<int>("taps");
    QTest::newRow("where it was pressed") << QPoint(400, 200) << 1;
    QTest::newRow("a trembling hand") << QPoint(402, 201) << 1;
    QTest::newRow("a drag") << QPoint(450, 180) << 0;
  }
  void aTapIsNoDrag() {
    QFETCH(QPoint, to);
    MapScene scene;
    QVERIFY(scene.show());
    scene.map->setZoom(4);
    const QPointF before = scene.map->toItem(11, 0);
    QSignalSpy tapped(scene.map, &meridian::map::WorldMap::tapped);
    QTest::mousePress(scene.window.get(), Qt::LeftButton, {}, {400, 200});
    QTest::mouseMove(scene.window.get(), to);
    QTest::mouseRelease(scene.window.get(), Qt::LeftButton, {}, to);
    QTEST(static_cast<int>(tapped.size()), "taps");
    QCOMPARE(scene.map->toItem(11, 0) == before, tapped.size() == 1);
  }

  void pinchZooms() {
    MapScene scene;
    QVERIFY(scene.show());
    auto* finger = QTest::createTouchDevice();
    QTest::touchEvent(scene.window.get(), finger).press(0, QPoint(380, 200)).press(1, QPoint(420, 200));
    QTest::touchEvent(scene.window.get(), finger).move(0, QPoint(360, 200)).move(1, QPoint(440, 200));
    QTRY_VERIFY(std::abs(scene.map->zoom() - 2) < 0.01); // Qt Quick delivers moves with the next frame
    QTest::touchEvent(scene.window.get(), finger).release(0, QPoint(360, 200)).release(1, QPoint(440, 200));
  }

  void keysMoveIt() {
    MapScene scene;
    QVERIFY(scene.show());
    scene.map->forceActiveFocus();
    QTest::keyClick(scene.window.get(), Qt::Key_Plus);
    QVERIFY(scene.map->zoom() > 1.2);
    const QPointF before = scene.map->toItem(11, 0);
    QTest::keyClick(scene.window.get(), Qt::Key_Right);
    QVERIFY(scene.map->toItem(11, 0).x() < before.x() - 10);
    QTest::keyClick(scene.window.get(), Qt::Key_Home);
    QCOMPARE(scene.map->zoom(), 1.0);
  }

  void refusesNonsense() {
    MapScene scene;
    QSignalSpy changes(scene.map, &meridian::map::WorldMap::viewChanged);
    scene.map->setZoom(std::nan(""));
    scene.map->zoomAt(10, 10, 0);
    scene.map->zoomAt(10, 10, -3);
    scene.map->zoomAt(10, 10, std::numeric_limits<double>::infinity());
    QCOMPARE(changes.count(), 0);
    QCOMPARE(scene.map->zoom(), 1.0);
  }

  void roundsCornersAndLeavesTheHeaderFree() {
    MapScene scene;
    scene.window->setColor(Qt::white);
    scene.map->setRadius(10);
    scene.map->setTopInset(60);
    scene.map->setLand(Qt::red);
    QVERIFY(scene.show());
    const QImage image = scene.window->grabWindow();
    QCOMPARE(image.pixelColor(0, 0), QColor(Qt::white));
    QCOMPARE(image.pixelColor(image.width() - 1, image.height() - 1), QColor(Qt::white));
    QVERIFY(image.pixelColor(0, 200) != QColor(Qt::white));
    for (int x = 0; x < image.width(); ++x)
      QVERIFY(image.pixelColor(x, 30) != QColor(Qt::red));
    QVERIFY(scene.map->toItem(11, 78).y() > 60);
  }
};

QTEST_MAIN(WorldMapTest)
#include "world_map_test.moc"
