// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "schedule/posix_rule.h"

using namespace meridian::schedule;
using namespace std::chrono;

namespace {
sys_seconds utc(const QString& text) {
  return sys_seconds(seconds(QDateTime::fromString(text + "Z", Qt::ISODate).toSecsSinceEpoch()));
}
QString text(sys_seconds when) {
  return QDateTime::fromSecsSinceEpoch(when.time_since_epoch().count(), Qt::UTC)
      .toString("yyyy-MM-ddTHH:mm:ss");
}
} // namespace

class PosixRuleTest : public QObject {
  Q_OBJECT

private slots:
  void changes_data() {
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("offset"); // minutes, at `after`
    QTest::addColumn<QString>("next");
    QTest::addColumn<int>("then");
    const auto row = [](const char* title, const char* rule, const char* after, int offset, const char* next,
                        int then) { QTest::newRow(title) << rule << after << offset << next << then; };
    const auto* berlin = "CET-1CEST,M3.5.0,M10.5.0/3";
    row("winter", berlin, "2026-01-15T12:00:00", 60, "2026-03-29T01:00:00", 120);
    row("the last second of winter", berlin, "2026-03-29T00:59:59", 60, "2026-03-29T01:00:00", 120);
    row("the first second of summer", berlin, "2026-03-29T01:00:00", 120, "2026-10-25T01:00:00", 60);
    row("over the year's end", berlin, "2026-12-31T23:30:00", 60, "2027-03-28T01:00:00", 120);
    row("far away", berlin, "2399-07-01T00:00:00", 120, "2399-10-31T01:00:00", 60);
    row("west", "PST8PDT,M3.2.0,M11.1.0", "2026-03-08T09:59:59", -480, "2026-03-08T10:00:00", -420);
    row("south", "AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-01-01T00:00:00", 660, "2026-04-04T16:00:00", 600);
    row("half an hour", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-01-01T00:00:00", 660,
        "2026-04-04T15:00:00", 630);
    row("summer is standard time", "IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-01T00:00:00", 60,
        "2026-10-25T01:00:00", 0);
    row("hours below zero", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-01-01T00:00:00", -120,
        "2026-03-29T01:00:00", -60);
    row("hours over a day", "EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-01-01T00:00:00", 120,
        "2026-03-28T00:00:00", 180);
    row("1 March in a leap year", "AAA0BBB,J60/0,J61/0", "2028-01-01T00:00:00", 0, "2028-03-01T00:00:00", 60);
    row("1 March in another year", "AAA0BBB,J60/0,J61/0", "2027-01-01T00:00:00", 0, "2027-03-01T00:00:00",
        60);
    row("day 59 of a leap year", "AAA0BBB,59/0,100/0", "2028-01-01T00:00:00", 0, "2028-02-29T00:00:00", 60);
    row("summer all year", "EST5EDT,0/0,J365/25", "2026-06-01T00:00:00", -240, "2027-01-01T05:00:00", -240);
    row("never", "JST-9", "2026-01-01T00:00:00", 540, "", 0);
    row("never, odd name", "<+0330>-3:30", "2026-01-01T00:00:00", 210, "", 0);
  }
  void changes() {
    QFETCH(QString, rule);
    QFETCH(QString, after);
    QFETCH(QString, next);
    QFETCH(int, then);
    const auto parsed = PosixRule::parse(rule.toStdString());
    QVERIFY(parsed);
    QTEST(static_cast<int>(parsed->offsetAt(utc(after)).count() / 60), "offset");
    const auto change = parsed->nextChange(utc(after));
    QCOMPARE(change ? text(change->at) : QString(), next);
    if (!change) return;
    QCOMPARE(change->offset, minutes(then));
    QCOMPARE(parsed->offsetAt(change->at), minutes(then));
  }

  void refuses_data() {
    QTest::addColumn<QString>("rule");
    for (const char* bad : {"",
                            "CET",
                            "CE-1",
                            "-1",
                            "CET-",
                            "CET-1CEST",
                            "CET-1CEST,M3.5.0",
                            "CET-1CEST,M3.5.0,",
                            "CET-1CEST,M13.5.0,M10.5.0",
                            "CET-1CEST,M3.6.0,M10.5.0",
                            "CET-1CEST,M3.5.7,M10.5.0",
                            "CET-1CEST,M0.5.0,M10.5.0",
                            "CET-1CEST,J0,J100",
                            "CET-1CEST,J366,J100",
                            "CET-1CEST,366,100",
                            "CET-1CEST,M3.5.0/168,M10.5.0",
                            "CET-1CEST,M3.5.0,M10.5.0 ",
                            "CET-25",
                            "CET-1:60",
                            "<+01-1",
                            "<>-1",
                            "CET-1CEST,M3.5.0/,M10.5.0",
                            "99999999999999999999"})
      QTest::newRow(bad) << bad;
  }
  void refuses() {
    QFETCH(QString, rule);
    QVERIFY(!PosixRule::parse(rule.toStdString()));
  }
};

QTEST_GUILESS_MAIN(PosixRuleTest)
#include "posix_rule_test.moc"
