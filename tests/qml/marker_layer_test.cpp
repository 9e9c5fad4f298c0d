// SPDX-License-Identifier: GPL-3.0-or-later
#include "components/marker_layer.h"

#include <QQuickWindow>
#include <QTest>

using meridian::ui::MarkerLayer;

/// The layer asks its markers and tells them where their labels go.
class MarkerLayerTest : public QObject {
    Q_OBJECT

    QQuickWindow m_window;
    MarkerLayer *m_layer = nullptr;

    QQuickItem *marker(const char *name, QPointF at, double weight)
    {
        auto *item = new QQuickItem(m_layer);
        item->setPosition(at);
        item->setProperty("name", QString::fromLatin1(name));
        item->setProperty("labelSize", QSizeF(80, 36));
        item->setProperty("weight", weight);
        return item;
    }
    void settle()
    {
        m_layer->placeSoon();
        (void)m_window.grabWindow();
    }

private slots:
    void init()
    {
        m_window.resize(600, 300);
        m_layer = new MarkerLayer(m_window.contentItem());
        m_layer->setSize({600, 300});
        m_window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_window));
    }
    void cleanup() { delete m_layer; }

    void oneStandsForOthersAtItsPlace()
    {
        auto *fra = marker("Frankfurt", {300, 150}, 25);
        auto *ams = marker("Amsterdam", {290, 145}, 1);
        auto *tyo = marker("Tokyo", {500, 150}, 1);
        settle();
        QCOMPARE(fra->property("gathered").toBool(), false);
        QCOMPARE(fra->property("others").toStringList(), QStringList{"Amsterdam"});
        QCOMPARE(fra->property("labelShown").toBool(), true);
        QCOMPARE(ams->property("gathered").toBool(), true);
        QCOMPARE(ams->property("labelShown").toBool(), false);
        QCOMPARE(tyo->property("others").toStringList(), QStringList());

        ams->setPosition({200, 150}); // the map was zoomed in
        settle();
        QCOMPARE(ams->property("gathered").toBool(), false);
        QCOMPARE(ams->property("labelShown").toBool(), true);
        QCOMPARE(fra->property("others").toStringList(), QStringList());
    }
    void labelsKeepAwayFromWhatStandsOnTheMap()
    {
        auto *fra = marker("Frankfurt", {300, 150}, 1);
        settle();
        QVERIFY(fra->property("labelAt").toPointF().y() > 0);
        auto *card = new QQuickItem(m_layer);
        card->setPosition({200, 165});
        card->setSize({200, 60});
        m_layer->setObstacles({card});
        settle();
        QVERIFY(fra->property("labelAt").toPointF().y() <= 0);
        card->setVisible(false);
        settle();
        QVERIFY(fra->property("labelAt").toPointF().y() > 0);
    }
    void manyMakeItCrowded()
    {
        for (int i = 0; i < 12; ++i)
            marker("a", {40.0 * i, 20.0 * i}, 1);
        settle();
        QVERIFY(!m_layer->isCrowded());
        marker("b", {550, 280}, 1);
        settle();
        QVERIFY(m_layer->isCrowded());
    }
};

QTEST_MAIN(MarkerLayerTest)
#include "marker_layer_test.moc"
