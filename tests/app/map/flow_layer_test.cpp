// SPDX-License-Identifier: GPL-3.0-or-later
#include "map_scene.h"

#include <QSignalSpy>

using namespace places;

class FlowLayerTest : public QObject {
  Q_OBJECT

  static QVariantList busy() {
    return {flow(frankfurt, tokyo, 2e8, "#a78bfa"), flow(saoPaulo, frankfurt, 0, "#f472b6")};
  }
  static int differingPixels(const QImage& a, const QImage& b) {
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
      for (int x = 0; x < a.width(); ++x)
        count += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
    return count;
  }

private slots:
  void theClockRunsOnlyWhenSeen() {
    MapScene scene;
    QVERIFY(!scene.flows->isAnimating());
    scene.flows->setFlows(busy());
    QVERIFY2(!scene.flows->isAnimating(), "the window is not shown yet");
    QVERIFY(scene.show());
    QTRY_VERIFY(scene.flows->isAnimating());

    scene.flows->setVisible(false);
    QVERIFY(!scene.flows->isAnimating());
    scene.flows->setVisible(true);
    QVERIFY(scene.flows->isAnimating());

    scene.window->contentItem()->setVisible(false);
    QVERIFY(!scene.flows->isAnimating());
    scene.window->contentItem()->setVisible(true);
    QVERIFY(scene.flows->isAnimating());

    scene.flows->setReducedMotion(true);
    QVERIFY(!scene.flows->isAnimating());
    QVERIFY2(scene.flows->visibleComets() > 0, "standing comets still show the direction");
    scene.flows->setReducedMotion(false);
    QVERIFY(scene.flows->isAnimating());

    scene.flows->setRunning(false);
    QVERIFY(!scene.flows->isAnimating());
    scene.flows->setRunning(true);
    QVERIFY(scene.flows->isAnimating());

    scene.window->showMinimized();
    QTRY_VERIFY(!scene.flows->isAnimating());
    scene.window->showNormal();
    QTRY_VERIFY(scene.flows->isAnimating());

    scene.window->hide();
    QTRY_VERIFY(!scene.flows->isAnimating());
    scene.window->show();
    QTRY_VERIFY(scene.flows->isAnimating());

    scene.flows->setMap(nullptr);
    QVERIFY(!scene.flows->isAnimating());
  }

  void onlyTrafficMoves_data() {
    QTest::addColumn<QVariantList>("flows");
    QTest::addColumn<bool>("animating");
    QTest::newRow("none") << QVariantList() << false;
    QTest::newRow("active") << busy() << true;
    QTest::newRow("inactive only") << QVariantList{flow(frankfurt, tokyo, 0, "#a78bfa")} << false;
    QVariantMap stalled = flow(frankfurt, tokyo, 0, "#a78bfa");
    stalled["active"] = true;
    QTest::newRow("active without a rate") << QVariantList{stalled} << false;
    QTest::newRow("idle health") << QVariantList{flow(frankfurt, tokyo, 5, "#a78bfa", "idle")} << false;
    QTest::newRow("bad but moving") << QVariantList{flow(frankfurt, tokyo, 5, "#a78bfa", "bad")} << true;
    QTest::newRow("not even a map") << QVariantList{42, QStringLiteral("x")} << false;
  }
  void onlyTrafficMoves() {
    QFETCH(QVariantList, flows);
    QFETCH(bool, animating);
    MapScene scene;
    QVERIFY(scene.show());
    scene.flows->setFlows(busy());
    QTRY_VERIFY(scene.flows->isAnimating());
    scene.flows->setFlows(flows);
    QCOMPARE(scene.flows->isAnimating(), animating);
    (void)scene.window->grabWindow();
    QCOMPARE(scene.flows->visibleComets() > 0, animating);
  }

  void twelveFramesInSoftware() {
    MapScene scene;
    QVERIFY(scene.show());
    QCOMPARE(scene.flows->framesPerSecond(), 12);
  }

  void cometsMoveAndLeaveNoTrace() {
    MapScene scene;
    QVERIFY(scene.show());
    const QImage bare = scene.window->grabWindow();
    scene.flows->setFlows(busy());
    const QImage first = scene.window->grabWindow();
    QVERIFY(differingPixels(bare, first) > 300);
    QTRY_VERIFY(differingPixels(first, scene.window->grabWindow()) > 20);
    scene.flows->setFlows({});
    QCOMPARE(differingPixels(bare, scene.window->grabWindow()), 0);
  }

  void aNewRateKeepsComets() {
    MapScene scene;
    QVERIFY(scene.show());
    scene.flows->setRunning(false);
    scene.flows->setFlows(busy());
    const QImage first = scene.window->grabWindow();
    QVERIFY(scene.flows->visibleComets() > 0);
    scene.flows->setFlows(
        {flow(frankfurt, tokyo, 1.7e8, "#a78bfa"), flow(saoPaulo, frankfurt, 0, "#f472b6")});
    QCOMPARE(differingPixels(first, scene.window->grabWindow()), 0);
  }

  void anArcIsFoundByItsPlace_data() {
    QTest::addColumn<double>("beside"); // pixels below the middle of the arc
    QTest::addColumn<int>("flow");
    QTest::newRow("on it") << 0.0 << 0;
    QTest::newRow("near it") << 4.0 << 0;
    QTest::newRow("beside it") << 25.0 << -1;
  }
  void anArcIsFoundByItsPlace() {
    QFETCH(double, beside);
    MapScene scene;
    QVERIFY(scene.show());
    QSignalSpy laid(scene.flows, &meridian::map::FlowLayer::laidOut);
    scene.flows->setFlows(busy());
    QTRY_VERIFY(!laid.isEmpty());
    const QPointF middle = scene.flows->middleOf(0);
    QVERIFY(middle.y() < scene.map->toItem(frankfurt.x(), frankfurt.y()).y()); // the great circle bends to the north
    QTEST(scene.flows->flowAt(middle.x(), middle.y() + beside), "flow");
  }
  void theNearerOfTwoArcsIsMeant() {
    MapScene scene;
    QVERIFY(scene.show());
    const int before = scene.flows->layoutRevision();
    scene.flows->setFlows(busy());
    QTRY_VERIFY(scene.flows->layoutRevision() > before);
    for (int flow : {0, 1}) {
      const QPointF middle = scene.flows->middleOf(flow);
      QCOMPARE(scene.flows->flowAt(middle.x(), middle.y()), flow);
    }
    QCOMPARE(scene.flows->flowAt(-20, -20), -1);
    QCOMPARE(scene.flows->middleOf(7), QPointF());
  }
  void theMiddleStaysInSight() {
    MapScene scene;
    QVERIFY(scene.show());
    scene.flows->setFlows(busy());
    scene.map->setZoom(6);
    scene.map->setCentre(tokyo);
    const int before = scene.flows->layoutRevision();
    QTRY_VERIFY(scene.flows->layoutRevision() > before);
    QVERIFY(QRectF(0, 0, 925, 430).contains(scene.flows->middleOf(0)));
  }
  void moreTrafficIsAThickerArc() {
    const auto inkOf = [](double rate) {
      MapScene scene;
      if (!scene.show()) qFatal("no window");
      const QImage bare = scene.window->grabWindow();
      scene.flows->setRunning(false);
      scene.flows->setMaxRate(1e9);
      scene.flows->setFlows({flow(frankfurt, tokyo, rate, "#a78bfa")});
      return differingPixels(bare, scene.window->grabWindow());
    };
    QVERIFY(inkOf(1e9) > inkOf(1e6) + 200);
  }
  void theCurrentFlowStandsOut() {
    MapScene scene;
    QVERIFY(scene.show());
    scene.flows->setRunning(false);
    scene.flows->setFlows(busy());
    const QImage before = scene.window->grabWindow();
    scene.flows->setCurrent(1);
    QVERIFY(differingPixels(before, scene.window->grabWindow()) > 100);
    scene.flows->setCurrent(-1);
    QCOMPARE(differingPixels(before, scene.window->grabWindow()), 0);
  }

  void survivesALostSceneGraph() {
    MapScene scene;
    scene.window->setPersistentSceneGraph(false);
    QVERIFY(scene.show());
    scene.flows->setRunning(false);
    scene.flows->setFlows(busy());
    const QImage first = scene.window->grabWindow();
    scene.window->hide();
    scene.window->releaseResources();
    QVERIFY(scene.show());
    QCOMPARE(differingPixels(first, scene.window->grabWindow()), 0);
  }

  void isDrawnOverTheCutWithoutAStreak() {
    MapScene scene;
    QVERIFY(scene.show());
    const QImage bare = scene.window->grabWindow();
    scene.flows->setFlows({flow(tokyo, siliconValley, 0, "#ff0000")});
    const QImage drawn = scene.window->grabWindow();
    QVERIFY(differingPixels(bare, drawn) > 50);
    const int middle = qRound(scene.map->toItem(11, 0).x());
    for (int y = 0; y < drawn.height(); ++y)
      QCOMPARE(drawn.pixel(middle, y), bare.pixel(middle, y));
  }
};

QTEST_MAIN(FlowLayerTest)
#include "flow_layer_test.moc"
