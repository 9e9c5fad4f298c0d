// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/great_circle.h"
#include "map/projection.h"

#include <QTest>

#include <cmath>

using namespace meridian::map;

namespace {
bool near(QPointF a, QPointF b, double within = 1e-6) {
  return std::abs(a.x() - b.x()) < within && std::abs(a.y() - b.y()) < within;
}
} // namespace

class GreatCircleTest : public QObject {
  Q_OBJECT

private slots:
  void pieces_data() {
    QTest::addColumn<QPointF>("from");
    QTest::addColumn<QPointF>("to");
    QTest::addColumn<int>("pieces");
    const QPointF frankfurt(8.68, 50.11), tokyo(139.69, 35.68), valley(-121.9, 37.35), sydney(151.2, -33.9),
        saoPaulo(-46.63, -23.55), auckland(174.8, -36.8), samoa(-171.8, -13.8);
    QTest::newRow("Frankfurt to Silicon Valley") << frankfurt << valley << 1;
    QTest::newRow("Frankfurt to Tokyo") << frankfurt << tokyo << 1;
    QTest::newRow("Tokyo to Silicon Valley, over the cut") << tokyo << valley << 2;
    QTest::newRow("Silicon Valley to Tokyo, over the cut") << valley << tokyo << 2;
    QTest::newRow("Sydney to Sao Paulo, far south over the cut") << sydney << saoPaulo << 2;
    QTest::newRow("Auckland to Samoa: over 180 degrees, not the cut") << auckland << samoa << 1;
    QTest::newRow("over the north pole, along 11 E and the cut's meridian")
        << QPointF(11, 60) << QPointF(-168, 60) << 1;
    QTest::newRow("same place") << tokyo << tokyo << 0;
    QTest::newRow("along the equator") << QPointF(0, 0) << QPointF(90, 0) << 1;
    QTest::newRow("along the equator over the cut") << QPointF(150, 0) << QPointF(-130, 0) << 2;
    QTest::newRow("beside the cut") << QPointF(-169.001, 10) << QPointF(-168.999, 10) << 2;
  }
  void pieces() {
    QFETCH(QPointF, from);
    QFETCH(QPointF, to);
    QFETCH(int, pieces);
    const auto line = greatCircle(from, to);
    QCOMPARE(line.size(), pieces);
    if (pieces == 0) return;
    QVERIFY(near(line.first().first(), project(from.x(), from.y())));
    QVERIFY(near(line.last().last(), project(to.x(), to.y())));
    for (const Polyline& piece : line) {
      QVERIFY(piece.size() >= 2);
      // No streak across the map. Beside a pole a small step on the sphere is a long one on the map's top
      // edge.
      for (qsizetype i = 1; i < piece.size(); ++i)
        if (std::abs(piece[i].y()) < 1.38) QVERIFY(near(piece[i], piece[i - 1], 0.1));
    }
    if (pieces == 2) {
      const QPointF leaves = line[0].last(), enters = line[1].first();
      QVERIFY(std::abs(leaves.y() - enters.y()) < 1e-9);
      QVERIFY(std::abs(leaves.x() + enters.x()) < 1e-9);
      QVERIFY(near(unproject(leaves), {unproject(leaves).x(), unproject(enters).y()}));
      QVERIFY(std::abs(std::abs(leaves.x()) - projectRelative(180, unproject(leaves).y()).x()) < 1e-6);
    }
  }

  void isTheShortestWay() {
    // Known point: the northernmost of Frankfurt to Tokyo; the rhumb line would stay south of 51 N.
    double north = -90;
    const auto line = greatCircle({8.68, 50.11}, {139.69, 35.68});
    for (const QPointF point : line.first())
      north = std::max(north, unproject(point).y());
    QVERIFY2(north > 62 && north < 72, QByteArray::number(north));
  }

  void followsTheEquator() {
    const auto line = greatCircle({0, 0}, {90, 0});
    for (const QPointF point : line.first())
      QVERIFY(std::abs(point.y()) < 1e-9);
  }

  void antipodesHaveAWay() {
    for (const QPointF from : {QPointF(20, 30), QPointF(0, 90), QPointF(0, 0)}) {
      const auto line = greatCircle(from, {from.x() + 180, -from.y()});
      QVERIFY(!line.isEmpty());
      for (const Polyline& piece : line)
        for (const QPointF point : piece)
          QVERIFY(std::isfinite(point.x()) && std::isfinite(point.y()));
    }
  }
};

QTEST_APPLESS_MAIN(GreatCircleTest)
#include "great_circle_test.moc"
