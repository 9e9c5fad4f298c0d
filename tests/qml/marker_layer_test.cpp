// SPDX-License-Identifier: GPL-3.0-or-later
#include "components/marker_layer.h"

#include <QTest>

using meridian::ui::MarkerLayer;

/// Where a label goes beside its marker, when something stands in its way.
class MarkerLayerTest : public QObject {
    Q_OBJECT
private slots:
    void place_data()
    {
        QTest::addColumn<QPointF>("spot");
        QTest::addColumn<QList<QRectF>>("taken");
        QTest::addColumn<QPointF>("middle"); // signs of the label's middle as seen from the marker
        QTest::newRow("free: below") << QPointF(200, 100) << QList<QRectF>{} << QPointF(0, 1);
        QTest::newRow("something below: right") << QPointF(200, 100) << QList<QRectF>{{100, 130, 200, 20}} << QPointF(1, 0);
        QTest::newRow("lower edge: not below") << QPointF(200, 195) << QList<QRectF>{} << QPointF(0, -1);
        QTest::newRow("lower right corner: left or above") << QPointF(395, 195) << QList<QRectF>{} << QPointF(-1, -1);
    }
    void place()
    {
        QFETCH(QPointF, spot);
        QFETCH(QList<QRectF>, taken);
        QFETCH(QPointF, middle);
        const QSizeF size(80, 36);
        double covered = -1;
        const QPointF at = MarkerLayer::place(spot, size, QRectF(0, 0, 400, 200), {taken.begin(), taken.end()}, covered);
        QVERIFY(covered < 1e-6);
        const QPointF centre = at + QPointF(size.width(), size.height()) / 2;
        const auto sign = [](double value) { return std::abs(value) < 1 ? 0.0 : std::copysign(1.0, value); };
        QCOMPARE(QPointF(sign(centre.x()), sign(centre.y())), middle);
    }
    void noRoomIsTold()
    {
        double covered = -1;
        MarkerLayer::place({50, 50}, {80, 36}, QRectF(0, 0, 100, 100), {QRectF(0, 0, 100, 100)}, covered);
        QVERIFY2(covered >= 1, qPrintable(QString::number(covered)));
    }
};

QTEST_MAIN(MarkerLayerTest)
#include "marker_layer_test.moc"
