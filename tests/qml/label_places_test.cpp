// SPDX-License-Identifier: GPL-3.0-or-later
#include "components/label_places.h"

#include "map/map_view.h"
#include "map/projection.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace meridian;
using ui::Mark;
using ui::MarkPlace;

namespace {

constexpr double kRing = 10;

struct City {
    const char *name;
    double lat, lon;
};

/// Where clouds have their regions: many of them close together.
constexpr City kCities[] = {
    {"Frankfurt", 50.11, 8.68},     {"Amsterdam", 52.37, 4.90},   {"London", 51.51, -0.13},      {"Paris", 48.86, 2.35},
    {"Dublin", 53.35, -6.26},       {"Zürich", 47.38, 8.54},      {"Milan", 45.46, 9.19},        {"Madrid", 40.42, -3.70},
    {"Stockholm", 59.33, 18.07},    {"Warsaw", 52.23, 21.01},     {"Helsinki", 60.17, 24.94},    {"Tel Aviv", 32.09, 34.78},
    {"Dubai", 25.20, 55.27},        {"Bahrain", 26.07, 50.56},    {"Mumbai", 19.08, 72.88},      {"Hyderabad", 17.39, 78.49},
    {"Singapore", 1.35, 103.82},    {"Jakarta", -6.21, 106.85},   {"Kuala Lumpur", 3.14, 101.69}, {"Bangkok", 13.76, 100.50},
    {"Hong Kong", 22.32, 114.17},   {"Taipei", 25.03, 121.57},    {"Seoul", 37.57, 126.98},      {"Tokyo", 35.68, 139.69},
    {"Osaka", 34.69, 135.50},       {"Sydney", -33.87, 151.21},   {"Melbourne", -37.81, 144.96}, {"Auckland", -36.85, 174.76},
    {"Cape Town", -33.92, 18.42},   {"Johannesburg", -26.20, 28.05}, {"São Paulo", -23.55, -46.63}, {"Santiago", -33.45, -70.67},
    {"Querétaro", 20.59, -100.39},  {"Ashburn", 39.04, -77.49},   {"Columbus", 39.96, -83.00},   {"Montréal", 45.50, -73.57},
    {"Calgary", 51.05, -114.07},    {"Portland", 45.52, -122.68}, {"Silicon Valley", 37.37, -121.93}, {"Dallas", 32.78, -96.80}};

std::vector<Mark> marksOn(const map::MapView &view)
{
    std::vector<Mark> marks;
    for (const City &city : kCities)
        marks.push_back({view.toItem(map::project(city.lon, city.lat)),
                         QSizeF(26 + 7.0 * static_cast<double>(std::strlen(city.name)), 18),
                         marks.empty() ? 25.0 : static_cast<double>(marks.size() % 5)});
    return marks;
}

QRectF labelOf(const Mark &mark, const MarkPlace &place)
{
    return {mark.spot + place.at, mark.label};
}
QRectF ringOf(const Mark &mark)
{
    return {mark.spot.x() - kRing, mark.spot.y() - kRing, 2 * kRing, 2 * kRing};
}

} // namespace

/// Where labels go, and which markers stand for others.
class LabelPlacesTest : public QObject {
    Q_OBJECT
private slots:
    void aLabelKeepsAway_data()
    {
        QTest::addColumn<QPointF>("spot");
        QTest::addColumn<QList<QRectF>>("taken");
        QTest::addColumn<QPointF>("middle"); // signs of the label's middle as seen from the marker
        QTest::newRow("free: below") << QPointF(200, 100) << QList<QRectF>{} << QPointF(0, 1);
        QTest::newRow("something below: right") << QPointF(200, 100) << QList<QRectF>{{100, 130, 200, 20}} << QPointF(1, 0);
        QTest::newRow("lower edge: not below") << QPointF(200, 185) << QList<QRectF>{} << QPointF(0, -1);
        QTest::newRow("lower right corner: above and left") << QPointF(385, 185) << QList<QRectF>{} << QPointF(-1, -1);
    }
    void aLabelKeepsAway()
    {
        QFETCH(QPointF, spot);
        QFETCH(QList<QRectF>, taken);
        QFETCH(QPointF, middle);
        const QSizeF size(80, 36);
        const auto places = ui::placeMarks({{spot, size, 1}}, QRectF(0, 0, 400, 200), {taken.begin(), taken.end()}, 14);
        QVERIFY(places[0].labelled);
        const QPointF centre = places[0].at + QPointF(size.width(), size.height()) / 2;
        const auto sign = [](double value) { return std::abs(value) < 1 ? 0.0 : std::copysign(1.0, value); };
        QCOMPARE(QPointF(sign(centre.x()), sign(centre.y())), middle);
    }
    void withoutRoomThereIsNoLabel()
    {
        QVERIFY(!ui::placeMarks({{{50, 50}, {80, 36}, 1}}, {0, 0, 100, 100}, {{0, 0, 100, 100}}, 14)[0].labelled);
        QVERIFY2(!ui::placeMarks({{{-50, 50}, {80, 36}, 1}}, {0, 0, 400, 100}, {}, 14)[0].labelled, "its marker is out of sight");
        QVERIFY(ui::placeMarks({}, {0, 0, 400, 100}, {}, 14).empty());
    }
    void theHeavierGoesFirst_data()
    {
        QTest::addColumn<double>("first");
        QTest::addColumn<double>("second");
        QTest::addColumn<int>("leader");
        QTest::newRow("first") << 2.0 << 1.0 << 0;
        QTest::newRow("second") << 1.0 << 2.0 << 1;
        QTest::newRow("equal: as they come") << 1.0 << 1.0 << 0;
    }
    void theHeavierGoesFirst()
    {
        QFETCH(double, first);
        QFETCH(double, second);
        const auto places = ui::placeMarks({{{100, 100}, {80, 36}, first}, {{108, 104}, {80, 36}, second}}, {0, 0, 400, 200}, {}, 14);
        for (const auto &place : places)
            QTEST(place.leader, "leader");
        QCOMPARE(places[0].labelled, places[0].leader == 0);
        QCOMPARE(places[1].labelled, places[1].leader == 1);
    }

    void fortyPlacesDoNotOverlap_data()
    {
        QTest::addColumn<QSizeF>("size");
        QTest::addColumn<double>("zoom");
        QTest::addColumn<int>("least"); // labels at least
        QTest::newRow("1280x720") << QSizeF(818, 320) << 1.0 << 16;
        QTest::newRow("1440x900") << QSizeF(926, 455) << 1.0 << 20;
        QTest::newRow("2560x1440") << QSizeF(2046, 960) << 1.0 << 36;
        QTest::newRow("1280x720, zoomed in") << QSizeF(818, 320) << 3.0 << 5;
        QTest::newRow("tiny") << QSizeF(300, 140) << 1.0 << 1;
    }
    void fortyPlacesDoNotOverlap()
    {
        QFETCH(QSizeF, size);
        QFETCH(double, zoom);
        QFETCH(int, least);
        map::MapView view;
        view.setViewport(QRectF(QPointF(0, 44), size - QSizeF(0, 44)));
        view.setZoom(zoom);
        const auto marks = marksOn(view);
        const QRectF bounds = QRectF(QPointF(), size).adjusted(6, 6, -6, -6);
        const std::vector<QRectF> obstacles{{12, size.height() - 60, 300, 48}, {size.width() - 44, size.height() - 120, 32, 108},
                                            {0, 0, size.width(), 44}};
        const auto places = ui::placeMarks(marks, bounds, obstacles, kRing);
        int labels = 0;
        for (std::size_t i = 0; i < marks.size(); ++i) {
            const auto leader = static_cast<std::size_t>(places[i].leader);
            QCOMPARE(static_cast<std::size_t>(places[leader].leader), leader); // nobody stands for one that is not there
            QVERIFY(marks[leader].weight >= marks[i].weight);
            if (leader != i) {
                QVERIFY(!places[i].labelled);
                continue;
            }
            labels += places[i].labelled ? 1 : 0;
            const QRectF label = labelOf(marks[i], places[i]);
            if (places[i].labelled) {
                QVERIFY2(bounds.contains(label), kCities[i].name);
                for (const QRectF &obstacle : obstacles)
                    QVERIFY2(!obstacle.intersects(label), kCities[i].name);
            }
            for (std::size_t j = 0; j < marks.size(); ++j) {
                if (j == i || places[j].leader != static_cast<int>(j))
                    continue;
                QVERIFY2(!ringOf(marks[i]).intersects(ringOf(marks[j])), kCities[i].name);
                QVERIFY2(!places[i].labelled || !label.intersects(ringOf(marks[j])), kCities[i].name);
                QVERIFY2(!places[i].labelled || !places[j].labelled || !label.intersects(labelOf(marks[j], places[j])),
                         kCities[i].name);
            }
        }
        QVERIFY2(labels >= least, qPrintable(QStringLiteral("%1 labels").arg(labels)));
    }
    void nothingHangsOnLuck()
    {
        map::MapView view;
        view.setViewport({0, 0, 818, 320});
        const auto marks = marksOn(view);
        const auto once = ui::placeMarks(marks, {0, 0, 818, 320}, {}, kRing);
        const auto again = ui::placeMarks(marks, {0, 0, 818, 320}, {}, kRing);
        for (std::size_t i = 0; i < marks.size(); ++i) {
            QCOMPARE(again[i].leader, once[i].leader);
            QCOMPARE(again[i].at, once[i].at);
        }
    }
};

QTEST_MAIN(LabelPlacesTest)
#include "label_places_test.moc"
