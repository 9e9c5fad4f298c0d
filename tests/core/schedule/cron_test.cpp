// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "schedule/cron.h"

#include <QDateTime>

using namespace meridian;
using namespace meridian::schedule;
using namespace std::chrono;

namespace {

base::Timestamp utc(const QString& text) {
  const auto time = QDateTime::fromString(text + "Z", Qt::ISODate);
  return base::Timestamp(milliseconds(time.toMSecsSinceEpoch()));
}
QString shown(base::Timestamp time) {
  return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC)
      .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss"));
}

} // namespace

class CronTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() {
    const TimeZones zones;
    if (!zones.find("Europe/Berlin")) QSKIP("skipped: needs the package tzdata");
  }

  void comesNext_data() {
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("expected"); // one after the other; "never" ends it
    const auto row = [](const char* name, const char* expression, const char* zone, const char* after,
                        const QStringList& expected) {
      QTest::newRow(name) << expression << zone << after << expected;
    };
    row("each minute", "* * * * *", "", "2026-11-22T10:00:00",
        {"2026-11-22T10:01:00", "2026-11-22T10:02:00"});
    row("not the same second again", "0 10 * * *", "", "2026-11-22T10:00:00", {"2026-11-23T10:00:00"});
    row("one millisecond before", "0 10 * * *", "", "2026-11-22T09:59:59.999", {"2026-11-22T10:00:00"});
    row("within the minute", "0 10 * * *", "", "2026-11-22T10:00:00.001", {"2026-11-23T10:00:00"});
    row("steps", "*/15 * * * *", "", "2026-11-22T23:50:00", {"2026-11-23T00:00:00", "2026-11-23T00:15:00"});
    row("step from a number", "5/20 * * * *", "", "2026-11-22T10:00:00",
        {"2026-11-22T10:05:00", "2026-11-22T10:25:00", "2026-11-22T10:45:00", "2026-11-22T11:05:00"});
    row("range with step", "0 8-18/5 * * *", "", "2026-11-22T10:00:00",
        {"2026-11-22T13:00:00", "2026-11-22T18:00:00", "2026-11-23T08:00:00"});
    row("list", "30 2,14 * * *", "", "2026-11-22T10:00:00", {"2026-11-22T14:30:00", "2026-11-23T02:30:00"});
    row("last minute of the year", "59 23 31 12 *", "", "2026-12-31T23:59:00", {"2027-12-31T23:59:00"});
    row("names in any case", "0 0 * Jan-FEB MON,Wed", "", "2026-11-22T10:00:00",
        {"2027-01-04T00:00:00", "2027-01-06T00:00:00"});
    row("0 is Sunday", "0 0 * * 0", "", "2026-11-23T10:00:00", {"2026-11-29T00:00:00"});
    row("7 is Sunday", "0 0 * * 7", "", "2026-11-23T10:00:00", {"2026-11-29T00:00:00"});
    row("range to Sunday as 7", "0 0 * * 6-7", "", "2026-11-23T10:00:00",
        {"2026-11-28T00:00:00", "2026-11-29T00:00:00", "2026-12-05T00:00:00"});
    row("range to Sunday by name", "0 0 * * sat-sun", "", "2026-11-23T10:00:00",
        {"2026-11-28T00:00:00", "2026-11-29T00:00:00", "2026-12-05T00:00:00"});
    row("the 13th or a Friday", "0 0 13 * fri", "", "2026-11-30T00:00:00",
        {"2026-12-04T00:00:00", "2026-12-11T00:00:00", "2026-12-13T00:00:00", "2026-12-18T00:00:00"});
    row("a star with a step is a star: both", "0 0 */2 * mon", "", "2026-11-01T00:00:00",
        {"2026-11-09T00:00:00", "2026-11-23T00:00:00", "2026-12-07T00:00:00"});
    row("the 31st of months that have one", "0 0 31 * *", "", "2026-08-31T00:00:00",
        {"2026-10-31T00:00:00", "2026-12-31T00:00:00"});
    row("leap day", "0 12 29 2 *", "", "2026-11-22T10:00:00", {"2028-02-29T12:00:00", "2032-02-29T12:00:00"});
    row("leap day past 2100", "0 12 29 2 *", "", "2096-03-01T00:00:00", {"2104-02-29T12:00:00"});
    row("leap day on a Sunday", "0 0 29 2 */7", "", "2026-01-01T00:00:00",
        {"2032-02-29T00:00:00", "2060-02-29T00:00:00"});
    row("30 February", "0 0 30 2 *", "", "2026-11-22T10:00:00", {"never"});
    row("30 February, each minute", "* * 30 2 *", "Europe/Berlin", "2026-11-22T10:00:00", {"never"});
    row("31 of months with 30", "0 0 31 4,6,9,11 *", "Europe/Berlin", "2026-11-22T10:00:00", {"never"});
    row("hourly", "@hourly", "", "2026-11-22T10:00:01", {"2026-11-22T11:00:00"});
    row("daily", "@daily", "Asia/Tokyo", "2026-11-22T10:00:00", {"2026-11-22T15:00:00"});
    row("weekly", "@weekly", "", "2026-11-23T10:00:00", {"2026-11-29T00:00:00"});
    row("monthly", "@monthly", "", "2026-11-22T10:00:00", {"2026-12-01T00:00:00"});
    row("yearly", "@yearly", "", "2026-11-22T10:00:00", {"2027-01-01T00:00:00"});

    // Berlin: 2026-03-29 02:00 -> 03:00 at 01:00 UTC; 2026-10-25 03:00 -> 02:00 at 01:00 UTC.
    row("Berlin in winter and summer", "0 2 * * *", "Europe/Berlin", "2026-03-27T12:00:00",
        {"2026-03-28T01:00:00", "2026-03-29T01:00:00", "2026-03-30T00:00:00"});
    row("Berlin, skipped time: right after, once", "30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00",
        {"2026-03-29T01:00:00", "2026-03-30T00:30:00"});
    row("Berlin, several skipped times: once", "0,15,30 2,3 * * *", "Europe/Berlin", "2026-03-28T12:00:00",
        {"2026-03-29T01:00:00", "2026-03-29T01:15:00", "2026-03-29T01:30:00", "2026-03-30T00:00:00"});
    row("Berlin, twice: the first", "30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00",
        {"2026-10-25T00:30:00", "2026-10-26T01:30:00"});
    row("Berlin, asked between the two", "30 2 * * *", "Europe/Berlin", "2026-10-25T00:45:00",
        {"2026-10-26T01:30:00"});
    row("Berlin, asked within the second", "0 3 * * *", "Europe/Berlin", "2026-10-25T01:30:00",
        {"2026-10-25T02:00:00", "2026-10-26T02:00:00"});
    row("Berlin, end of the hour that comes twice", "59 2 * * *", "Europe/Berlin", "2026-10-25T00:00:00",
        {"2026-10-25T00:59:00", "2026-10-26T01:59:00"});
    row("Berlin, interval over the gap", "*/30 * * * *", "Europe/Berlin", "2026-03-29T00:00:00",
        {"2026-03-29T00:30:00", "2026-03-29T01:00:00", "2026-03-29T01:30:00"});
    row("Berlin, interval over the hour that comes twice", "*/30 * * * *", "Europe/Berlin",
        "2026-10-25T00:00:00",
        {"2026-10-25T00:30:00", "2026-10-25T01:00:00", "2026-10-25T01:30:00", "2026-10-25T02:00:00"});
    row("Berlin, each hour at :10", "10 * * * *", "Europe/Berlin", "2026-10-25T00:00:00",
        {"2026-10-25T00:10:00", "2026-10-25T01:10:00", "2026-10-25T02:10:00"});
    row("Berlin, each hour as a range", "0 0-23 * * *", "Europe/Berlin", "2026-10-24T23:30:00",
        {"2026-10-25T00:00:00", "2026-10-25T01:00:00", "2026-10-25T02:00:00"});
    row("Berlin, every minute of an hour that is skipped", "* 2 29 3 *", "Europe/Berlin",
        "2026-03-01T00:00:00", {"2027-03-29T00:00:00"});

    // New York: 2026-03-08 02:00 -> 03:00 at 07:00 UTC; 2026-11-01 02:00 -> 01:00 at 06:00 UTC.
    row("New York, skipped", "15 2 * * *", "America/New_York", "2026-03-07T12:00:00",
        {"2026-03-08T07:00:00", "2026-03-09T06:15:00"});
    row("New York, twice", "15 1 * * *", "America/New_York", "2026-10-31T12:00:00",
        {"2026-11-01T05:15:00", "2026-11-02T06:15:00"});
    row("New York, Sunday nights", "30 2 * * sun", "America/New_York", "2026-03-02T00:00:00",
        {"2026-03-08T07:00:00", "2026-03-15T06:30:00"});

    // Lord Howe: 2026-10-04 02:00 -> 02:30 at 2026-10-03 15:30 UTC; 2026-04-05 02:00 -> 01:30 at 2026-04-04
    // 15:00 UTC.
    row("Lord Howe, half an hour skipped", "15 2 * * *", "Australia/Lord_Howe", "2026-10-03T00:00:00",
        {"2026-10-03T15:30:00", "2026-10-04T15:15:00"});
    row("Lord Howe, right after the gap", "30 2 * * *", "Australia/Lord_Howe", "2026-10-03T00:00:00",
        {"2026-10-03T15:30:00", "2026-10-04T15:30:00"});
    row("Lord Howe, half an hour twice", "45 1 * * *", "Australia/Lord_Howe", "2026-04-04T00:00:00",
        {"2026-04-04T14:45:00", "2026-04-05T15:15:00"});
    row("Lord Howe, interval", "*/30 * * * *", "Australia/Lord_Howe", "2026-04-04T14:20:00",
        {"2026-04-04T14:30:00", "2026-04-04T15:00:00", "2026-04-04T15:30:00"});

    row("Kathmandu, quarters of an hour", "0 6 * * *", "Asia/Kathmandu", "2026-11-22T00:00:00",
        {"2026-11-22T00:15:00"});
    row("Apia, a whole day skipped", "0 9 30 12 *", "Pacific/Apia", "2011-12-01T00:00:00",
        {"2011-12-30T10:00:00", "2012-12-29T19:00:00"});
  }
  void comesNext() {
    QFETCH(QString, expression);
    QFETCH(QString, zone);
    QFETCH(QString, after);
    QFETCH(QStringList, expected);
    const auto cron = Cron::parse(expression.toStdString());
    QVERIFY2(cron, cron ? "" : cron.error().message.c_str());
    const TimeZones zones;
    const auto place = zones.find(zone.toStdString());
    QVERIFY2(place, place ? "" : place.error().message.c_str());
    auto now = utc(after);
    for (const auto& time : expected) {
      const auto next = cron->next(now, **place);
      QCOMPARE(next ? shown(*next) : "never", time);
      if (next) now = *next;
    }
  }

  // Minute by minute over two years: the same times as a search that knows no shortcuts.
  void agreesWithASlowSearch_data() {
    QTest::addColumn<QString>("expression");
    for (const char* expression : {"*/20 * * * *", "7 */3 * * *", "* 2 * * *", "5 * 1 * mon"})
      QTest::newRow(expression) << expression;
  }
  void agreesWithASlowSearch() {
    QFETCH(QString, expression);
    const TimeZones zones;
    const auto cron = Cron::parse(expression.toStdString());
    QVERIFY(cron);
    for (const char* name : {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"}) {
      const auto zone = zones.find(name);
      QVERIFY(zone);
      const auto utc_only = TimeZone();
      auto expected = utc("2026-01-01T00:00:00");
      int seen = 0;
      for (sys_seconds at = sys_days(2026y / 1 / 1); at < sys_days(2028y / 1 / 1); at += minutes(1)) {
        // What clocks show, asked of the expression as if it were UTC.
        const auto local = at + (*zone)->offsetAt(at);
        const auto next = cron->next(local - seconds(1), utc_only);
        if (!next || *next != local || at == utc("2026-01-01T00:00:00")) continue;
        const auto found = cron->next(expected, **zone);
        QVERIFY(found);
        QCOMPARE(shown(*found), shown(at));
        expected = at;
        ++seen;
      }
      QVERIFY(seen > 50);
    }
  }

  void refuses_data() {
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const char* expression, const char* words) {
      QTest::newRow(name) << expression << words;
    };
    row("nothing", "", "has 0");
    row("blanks", "  \t ", "has 0");
    row("four fields", "* * * *", "five fields");
    row("six fields, with seconds", "0 0 2 * * *", "has 6");
    row("minute 60", "60 * * * *", "the minute of a cron expression is \"60\"; it may be 0 to 59");
    row("hour 24", "0 24 * * *", "the hour of a cron expression is \"24\"; it may be 0 to 23");
    row("day 0", "0 0 0 * *", "the day of the month");
    row("day 32", "0 0 32 * *", "it may be 1 to 31");
    row("month 13", "0 0 1 13 *", "it may be 1 to 12, jan to dec");
    row("month in another language", "0 0 1 okt *", "the month");
    row("weekday 8", "0 0 * * 8", "it may be 0 to 7, sun to sat");
    row("month's name as a weekday", "0 0 * * jan", "the day of the week");
    row("step 0", "*/0 * * * *", "the minute");
    row("step without a number", "*/ * * * *", "the minute");
    row("two steps", "*/2/3 * * * *", "the minute");
    row("range backwards", "30-10 * * * *", "the minute");
    row("weekday range backwards", "0 0 * * fri-mon", "the day of the week");
    row("open range", "1- * * * *", "the minute");
    row("empty item", "1,,2 * * * *", "the minute");
    row("comma at the end", "1, * * * *", "the minute");
    row("negative", "-1 * * * *", "the minute");
    row("sign", "+1 * * * *", "the minute");
    row("huge", "99999999999999999999 * * * *", "the minute");
    row("question mark", "0 0 ? * *", "the day of the month");
    row("last day", "0 0 L * *", "the day of the month");
    row("star in a list is fine, a star's tail is not", "*1 * * * *", "the minute");
    row("reboot", "@reboot", "\"@reboot\" is no schedule");
    row("interval", "@every 5m", "five fields");
    row("control characters", "\x01 * * * *", "\\x01");
  }
  void refuses() {
    QFETCH(QString, expression);
    QFETCH(QString, words);
    const auto cron = Cron::parse(expression.toStdString());
    QVERIFY(!cron);
    QCOMPARE(cron.error().code, base::Errc::ParseFailed);
    QVERIFY2(QString::fromStdString(cron.error().message).contains(words), cron.error().message.c_str());
  }
  void refusesWhatIsTooLong() { QVERIFY(!Cron::parse(std::string(300, ' ') + "* * * * *")); }

  void describes_data() {
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* expression, const char* words) {
      QTest::newRow(expression) << expression << words;
    };
    row("0 2 * * *", "every day at 02:00");
    row("30 2,14 * * *", "every day at 02:30, 14:30");
    row("@daily", "every day at 00:00");
    row("* * * * *", "every minute");
    row("*/15 * * * *", "every 15 minutes");
    row("0,30 * * * *", "every 30 minutes");
    row("@hourly", "every hour");
    row("10 * * * *", "every hour at :10");
    row("0 */6 * * *", "every 6 hours");
    row("0 0,12 * * *", "every day at 00:00, 12:00");
    row("0 */2 * * *", "every 2 hours");
    row("30 8 * * mon,wed", "on mon, wed at 08:30");
    row("30 8 * * 0,1", "on mon, sun at 08:30");
    row("@weekly", "on sun at 00:00");
    row("0 3 * * 1-5", "on mon, tue, wed, thu, fri at 03:00");
    row("*/15 8-17 * * 1", "every 15 minutes from 08:00 to 17:45 on mon");
    row("0 8-18 * * *", "every hour from 08:00 to 18:00");
    row("@monthly", "on day 1 of the month at 00:00");
    row("0 4 1,15 * *", "on day 1, 15 of the month at 04:00");
    row("@yearly", "on 1 jan at 00:00");
    row("0 0 1 jan,jul *", "on 1 jan, 1 jul at 00:00");
    row("0 0 13 * fri", "0 0 13 * fri");
    row("  */7   *  * * *", "*/7 * * * *");
    row("0 0 * 6 *", "0 0 * 6 *");
  }
  void describes() {
    QFETCH(QString, expression);
    const auto cron = Cron::parse(expression.toStdString());
    QVERIFY2(cron, cron ? "" : cron.error().message.c_str());
    QTEST(QString::fromStdString(cron->describe()), "words");
  }
};

QTEST_GUILESS_MAIN(CronTest)
#include "cron_test.moc"
