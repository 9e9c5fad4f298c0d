// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/projection.h"

#include <QTest>

#include <cmath>

using namespace meridian::map;

class ProjectionTest : public QObject {
  Q_OBJECT

private slots:
  void wrapsLongitudes_data() {
    QTest::addColumn<double>("longitude");
    QTest::addColumn<double>("relative");
    QTest::newRow("central meridian") << 11.0 << 0.0;
    QTest::newRow("Greenwich") << 0.0 << -11.0;
    QTest::newRow("just east of the cut") << -168.9 << -179.9;
    QTest::newRow("just west of the cut") << -169.1 << 179.9;
    QTest::newRow("the cut") << -169.0 << -180.0;
    QTest::newRow("the cut, counted east") << 191.0 << -180.0;
    QTest::newRow("Chukotka, beyond 180") << -175.0 << 174.0;
    QTest::newRow("two turns on") << 731.0 << 0.0;
    QTest::newRow("two turns back") << -709.0 << 0.0;
  }
  void wrapsLongitudes() {
    QFETCH(double, longitude);
    QFETCH(double, relative);
    QVERIFY(std::abs(fromCentralMeridian(longitude) - relative) < 1e-9);
  }

  // Expected values follow from the published polynomial, worked out apart from this program.
  void projectsPlaces_data() {
    QTest::addColumn<QPointF>("geo");
    QTest::addColumn<QPointF>("expected");
    QTest::newRow("origin") << QPointF(11, 0) << QPointF(0, 0);
    QTest::newRow("east edge") << QPointF(190.999999999, 0) << QPointF(2.735384722, 0);
    QTest::newRow("west edge") << QPointF(-169, 0) << QPointF(-2.735384722, 0);
    QTest::newRow("north pole") << QPointF(11, 90) << QPointF(0, 1.422390507);
    QTest::newRow("south pole") << QPointF(11, -90) << QPointF(0, -1.422390507);
    QTest::newRow("beyond the pole") << QPointF(11, 95) << QPointF(0, 1.422390507);
    QTest::newRow("Cape Horn's latitude") << QPointF(11, -56) << QPointF(0, -0.979539);
    QTest::newRow("78 N") << QPointF(11, 78) << QPointF(0, 1.311481);
    QTest::newRow("Frankfurt") << QPointF(8.68, 50.11) << QPointF(-0.030871, 0.880878);
    QTest::newRow("Singapore") << QPointF(103.85, 1.29) << QPointF(1.410894, 0.022678);
    QTest::newRow("Sao Paulo") << QPointF(-46.63, -23.55) << QPointF(-0.852957, -0.414964);
  }
  void projectsPlaces() {
    QFETCH(QPointF, geo);
    QFETCH(QPointF, expected);
    const QPointF point = project(geo.x(), geo.y());
    const QByteArray got =
        QByteArray::number(point.x(), 'f', 6) + ' ' + QByteArray::number(point.y(), 'f', 6);
    QVERIFY2(std::abs(point.x() - expected.x()) < 2e-6 && std::abs(point.y() - expected.y()) < 2e-6, got);
  }

  void comesBack() {
    for (double lat = -89.5; lat <= 89.5; lat += 3.5) {
      for (double lon = -179.5; lon < 180; lon += 7.3) {
        const QPointF back = unproject(project(lon, lat));
        QVERIFY2(std::abs(back.x() - lon) < 1e-7 && std::abs(back.y() - lat) < 1e-7,
                 qPrintable(QStringLiteral("%1 %2").arg(lon).arg(lat)));
      }
    }
  }

  void keepsBothSidesOfTheCut() {
    QVERIFY(project(-169.01, 60).x() > 1.5);
    QVERIFY(project(-168.99, 60).x() < -1.5);
    QCOMPARE(projectRelative(180, 60).x(), -projectRelative(-180, 60).x());
  }

  void edgesOfTheWorld_data() {
    QTest::addColumn<QPointF>("point");
    QTest::addColumn<bool>("on");
    QTest::newRow("middle") << QPointF(0, 0) << true;
    QTest::newRow("just inside the equator's end") << QPointF(2.73, 0) << true;
    QTest::newRow("beside the equator's end") << QPointF(2.74, 0) << false;
    QTest::newRow("corner beside the north") << QPointF(2.6, 1.3) << false;
    QTest::newRow("on the pole line") << QPointF(0.5, 1.42) << true;
    QTest::newRow("above the pole") << QPointF(0, 1.43) << false;
  }
  void edgesOfTheWorld() {
    QFETCH(QPointF, point);
    QFETCH(bool, on);
    QCOMPARE(isOnWorld(point), on);
    const QPointF geo = unproject(point);
    QVERIFY(geo.x() >= -180 && geo.x() < 180 && std::abs(geo.y()) <= 90);
  }
};

QTEST_APPLESS_MAIN(ProjectionTest)
#include "projection_test.moc"
