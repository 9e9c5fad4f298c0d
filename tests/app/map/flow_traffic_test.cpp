// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/flow_route.h"
#include "map/flow_traffic.h"
#include "map/projection.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace meridian::map;

class FlowTrafficTest : public QObject {
  Q_OBJECT

private slots:
  void load_data() {
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("most");
    QTest::addColumn<double>("load");
    QTest::newRow("the largest") << 1e9 << 1e9 << 1.0;
    QTest::newRow("above the largest") << 5e9 << 1e9 << 1.0;
    QTest::newRow("a thousandth") << 1e6 << 1e9 << 0.0;
    QTest::newRow("less still") << 1.0 << 1e9 << 0.0;
    QTest::newRow("a tenth") << 1e8 << 1e9 << 2.0 / 3;
    QTest::newRow("none") << 0.0 << 1e9 << 0.0;
    QTest::newRow("largest unknown") << 1e6 << 0.0 << 0.0;
    QTest::newRow("not a number") << std::nan("") << 1e9 << 0.0;
  }
  void load() {
    QFETCH(double, rate);
    QFETCH(double, most);
    QFETCH(double, load);
    QVERIFY(std::abs(FlowTraffic::loadOf(rate, most) - load) < 1e-9);
  }

  void moreRateIsMoreAndFaster() {
    FlowTraffic slow, fast;
    slow.setLoad(0);
    fast.setLoad(1);
    slow.fill(600);
    fast.fill(600);
    QVERIFY(fast.speed() > slow.speed());
    QVERIFY(fast.positions().size() > slow.positions().size());
    QVERIFY(!slow.positions().empty());
  }

  void keepsTheDistanceAndNeverJumps() {
    FlowTraffic traffic;
    traffic.setLoad(0.5);
    const double length = 400;
    traffic.fill(length);
    const auto atStart = traffic.positions().size();
    for (int frame = 0; frame < 600; ++frame) {
      if (frame == 200) traffic.setLoad(1);
      if (frame == 400) traffic.setLoad(0.1);
      const auto before = traffic.positions();
      traffic.advance(1.0 / 12, length);
      const auto& now = traffic.positions();
      QVERIFY(!now.empty());
      QVERIFY(std::is_sorted(now.rbegin(), now.rend()));
      // Each is one step ahead of where it, or the source, was.
      const double step = traffic.speed() / 12 / length + 1e-9;
      for (const double position : now) {
        QVERIFY(position >= 0 && position < 1);
        const bool known = position <= step || std::any_of(before.begin(), before.end(), [&](double old) {
                             return position - old > 0 && position - old <= step;
                           });
        QVERIFY(known);
      }
      if (frame == 199) QVERIFY(now.size() >= atStart - 1 && now.size() <= atStart + 1);
    }
  }

  void aLongArcStaysAffordable() {
    FlowTraffic traffic;
    traffic.setLoad(1);
    traffic.fill(20000);
    QVERIFY(traffic.positions().size() <= 40);
    traffic.advance(1, 0);
    QVERIFY(traffic.positions().empty());
  }

  void routeRunsOnAcrossTheCut() {
    MapView view;
    view.setViewport({0, 0, 925, 430});
    const FlowRoute route(greatCircle({139.69, 35.68}, {-121.9, 37.35}), view);
    QVERIFY(route.length() > 100);
    const QPointF tokyo = view.toItem(project(139.69, 35.68)), valley = view.toItem(project(-121.9, 37.35));
    QVERIFY((route.placeAt(0).at - tokyo).manhattanLength() < 0.01);
    QVERIFY((route.placeAt(route.length()).at - valley).manhattanLength() < 0.01);
    QVERIFY((route.placeAt(1e9).at - valley).manhattanLength() < 0.01);
    int leaps = 0;
    QPointF last = route.placeAt(0).at;
    for (double distance = 0.5; distance < route.length(); distance += 0.5) {
      const auto place = route.placeAt(distance);
      if ((place.at - last).manhattanLength() > 2) ++leaps;
      // Eastwards all the way: never drawn back across the map.
      QVERIFY(std::abs(place.angle) < 90);
      last = place.at;
    }
    QCOMPARE(leaps, 1);
  }
};

QTEST_APPLESS_MAIN(FlowTrafficTest)
#include "flow_traffic_test.moc"
