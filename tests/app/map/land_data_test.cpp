// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/land_data.h"
#include "map/projection.h"

#include <QFile>
#include <QPolygonF>
#include <QTest>

#include <cmath>

using namespace meridian::map;

namespace {
bool isLand(const LandData& land, QPointF geo) {
  const QPointF point = project(geo.x(), geo.y());
  for (const LandPolygon& polygon : land.polygons) {
    int around = 0;
    for (const auto& ring : polygon.rings)
      around += QPolygonF(ring).containsPoint(point, Qt::OddEvenFill) ? 1 : 0;
    if (around % 2 == 1) return true;
  }
  return false;
}
} // namespace

class LandDataTest : public QObject {
  Q_OBJECT

  static const LandData& data(bool detailed) { return detailed ? detailedLand() : baseLand(); }

private slots:
  void isWhole_data() {
    QTest::addColumn<bool>("detailed");
    QTest::addColumn<int>("fewestPolygons");
    QTest::addColumn<int>("fewestPoints");
    QTest::addColumn<int>("mostPoints");
    QTest::newRow("base") << false << 900 << 20000 << 30000;
    QTest::newRow("detail") << true << 2500 << 90000 << 130000;
  }
  void isWhole() {
    QFETCH(bool, detailed);
    QFETCH(int, fewestPolygons);
    QFETCH(int, fewestPoints);
    QFETCH(int, mostPoints);
    const LandData& land = data(detailed);
    QVERIFY(land.polygons.size() > fewestPolygons);
    QVERIFY(land.points > fewestPoints && land.points < mostPoints);
    QRectF bounds;
    for (const LandPolygon& polygon : land.polygons) {
      bounds = bounds.united(polygon.bounds);
      for (const auto& ring : polygon.rings) {
        for (qsizetype i = 0; i < ring.size(); ++i) {
          const QPointF step = ring[i] - ring[(i + 1) % ring.size()];
          QVERIFY2(std::hypot(step.x(), step.y()) < 0.12, "a streak across the map");
        }
      }
    }
    QVERIFY(bounds.left() >= -kHalfWidth && bounds.right() <= kHalfWidth);
    QVERIFY(bounds.left() < -2.4 && bounds.right() > 2.5);    // Hawaii, Fiji
    QVERIFY(bounds.top() > -1.06 && bounds.top() < -0.97);    // no Antarctica, but Cape Horn
    QVERIFY(bounds.bottom() > 1.36 && bounds.bottom() < 1.4); // Greenland's north
  }

  void landAndSea_data() {
    QTest::addColumn<QPointF>("place");
    QTest::addColumn<bool>("land");
    QTest::newRow("Congo") << QPointF(20, 0) << true;
    QTest::newRow("Kansas") << QPointF(-98, 38) << true;
    QTest::newRow("Siberia") << QPointF(100, 62) << true;
    QTest::newRow("Chukotka west of 180") << QPointF(178, 67) << true;
    QTest::newRow("Chukotka on 180") << QPointF(180, 67) << true;
    QTest::newRow("Chukotka east of 180") << QPointF(-175, 66.5) << true;
    QTest::newRow("Alaska") << QPointF(-155, 65) << true;
    QTest::newRow("St Lawrence Island, east of the cut") << QPointF(-168.9, 63.24) << true;
    QTest::newRow("St Lawrence Island, west of the cut") << QPointF(-170.2, 63.4) << true;
    QTest::newRow("New Zealand") << QPointF(175.5, -38.5) << true;
    QTest::newRow("mid Pacific") << QPointF(-150, 0) << false;
    QTest::newRow("Bering Strait at the cut") << QPointF(-169, 66.3) << false;
    QTest::newRow("Bering Sea along the cut") << QPointF(-169, 58) << false;
    QTest::newRow("Caspian Sea") << QPointF(51, 41) << false;
    QTest::newRow("Antarctica, left out") << QPointF(0, -80) << false;
    QTest::newRow("Atlantic") << QPointF(-35, 30) << false;
  }
  void landAndSea() {
    QFETCH(QPointF, place);
    QFETCH(bool, land);
    QCOMPARE(isLand(baseLand(), place), land);
    QCOMPARE(isLand(detailedLand(), place), land);
  }

  void refusesDamagedFiles_data() {
    QTest::addColumn<QByteArray>("bytes");
    (void)baseLand(); // registers the resource
    QFile file(QStringLiteral(":/map/land.bin"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray good = file.readAll();
    const auto with = [&](int at, char value) {
      QByteArray bytes = good;
      bytes[at] = value;
      return bytes;
    };
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("another file") << QByteArray(1000, 'x');
    QTest::newRow("only the mark") << QByteArray("MLND");
    QTest::newRow("cut short") << good.chopped(1);
    QTest::newRow("too long") << good + 'x';
    QTest::newRow("later version") << with(4, 2);
    QTest::newRow("other count of polygons") << with(8, char(good[8] + 1));
    QTest::newRow("huge count of points") << with(19, '\x7f');
    QTest::newRow("no quantum") << good.left(20) + QByteArray(8, '\0') + good.mid(28);
    QTest::newRow("a polygon without rings") << with(28, 0);
    QTest::newRow("counts that do not add up") << with(28, 3);
  }
  void refusesDamagedFiles() {
    QFETCH(QByteArray, bytes);
    QVERIFY(!parseLand(bytes));
  }
};

QTEST_APPLESS_MAIN(LandDataTest)
#include "land_data_test.moc"
