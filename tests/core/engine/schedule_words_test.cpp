// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDateTime>
#include <QTest>

#include "engine/schedule_words.h"

using namespace meridian;
using namespace std::chrono;

class ScheduleWordsTest : public QObject {
  Q_OBJECT

  static QString clock(base::Timestamp time) {
    return QDateTime::fromMSecsSinceEpoch(duration_cast<milliseconds>(time.time_since_epoch()).count(), Qt::UTC)
        .toString(QStringLiteral("MM-dd HH:mm"));
  }

private slots:
  void next_data() {
    QTest::addColumn<QStringList>("cron");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QStringList>("at");
    QTest::addColumn<QStringList>("shown");
    QTest::newRow("nothing") << QStringList{} << "" << QStringList{} << QStringList{};
    QTest::newRow("UTC") << QStringList{"0 2 * * *"} << "" << QStringList{"11-23 02:00", "11-24 02:00", "11-25 02:00"}
                         << QStringList{"11-23 02:00", "11-24 02:00", "11-25 02:00"};
    QTest::newRow("by Berlin's clocks") << QStringList{"0 2 * * *"} << "Europe/Berlin"
                                        << QStringList{"11-23 01:00", "11-24 01:00", "11-25 01:00"}
                                        << QStringList{"11-23 02:00", "11-24 02:00", "11-25 02:00"};
    QTest::newRow("two, a common time once") << QStringList{"0 2 * * *", "0 */2 * * 1"} << ""
                                             << QStringList{"11-23 00:00", "11-23 02:00", "11-23 04:00"}
                                             << QStringList{"11-23 00:00", "11-23 02:00", "11-23 04:00"};
    QTest::newRow("never") << QStringList{"0 0 30 2 *"} << "" << QStringList{} << QStringList{};
  }
  void next() {
    QFETCH(QStringList, cron);
    QFETCH(QString, zone);
    std::vector<std::string> expressions;
    for (const auto& text : cron) expressions.push_back(text.toStdString());
    const base::Timestamp after{sys_days(year(2026) / 11 / 22) + hours(21)}; // a Sunday
    const auto times = engine::nextTimes(expressions, zone.toStdString(), after, 3);
    QVERIFY(times);
    QStringList at, shown;
    for (const auto& time : *times) {
      at.append(clock(time.at));
      shown.append(clock(time.shown));
    }
    QTEST(at, "at");
    QTEST(shown, "shown");
  }
  void refuses() {
    QCOMPARE(engine::nextTimes({"0 25 * * *"}, "", {}, 1).error().code, base::Errc::ParseFailed);
    QCOMPARE(engine::nextTimes({"0 2 * * *"}, "Europe/Atlantis", {}, 1).error().code, base::Errc::NotFound);
    QCOMPARE(engine::cronWords("0 2 * *").error().code, base::Errc::ParseFailed);
    QCOMPARE(*engine::cronWords("0 2 * * *"), std::string("every day at 02:00"));
  }
};

QTEST_GUILESS_MAIN(ScheduleWordsTest)
#include "schedule_words_test.moc"
