// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "schedule/bandwidth.h"

using namespace meridian;
using namespace meridian::schedule;
using namespace std::chrono;
using base::Bandwidth;
using base::BandwidthWindow;
using base::BytesPerSecond;
using base::RateLimit;

namespace {

base::Timestamp utc(const QString& text) {
  return base::Timestamp(milliseconds(QDateTime::fromString(text + "Z", Qt::ISODate).toMSecsSinceEpoch()));
}
QString text(std::optional<base::Timestamp> when) {
  if (!when) return "never";
  return QDateTime::fromMSecsSinceEpoch(when->time_since_epoch().count(), Qt::UTC)
      .toString("yyyy-MM-ddTHH:mm");
}

constexpr std::uint8_t kWorkdays = 0x1f, kSunday = 0x40, kMonday = 0x01;

/// Outside 10 B/s, in the window 1 B/s.
Bandwidth one(std::uint8_t days, minutes from, minutes to, std::string zone) {
  return {BytesPerSecond{10}, {{days, from, to, std::move(zone), BytesPerSecond{1}}}};
}

// 2026-03-29 and 2026-10-25 are the Sundays on which Berlin changes its clocks; in Los Angeles 03-08 and
// 11-01.
const std::vector<std::pair<QString, Bandwidth>> kCaps{
    {"none", {}},
    {"always", {BytesPerSecond{10}, {}}},
    {"office in Berlin", one(kWorkdays, hours(8), hours(18), "Europe/Berlin")},
    {"night in Berlin", one(BandwidthWindow::kEveryDay, hours(22), hours(6), "Europe/Berlin")},
    {"Sunday night in Berlin", one(kSunday, hours(22), hours(6), "Europe/Berlin")},
    {"skipped hour in Berlin", one(BandwidthWindow::kEveryDay, minutes(135), minutes(165), "Europe/Berlin")},
    {"skipped hour on Sundays", one(kSunday, minutes(135), minutes(165), "Europe/Berlin")},
    {"office in Los Angeles", one(kWorkdays, hours(8), hours(18), "America/Los_Angeles")},
    {"small hours in Los Angeles",
     one(BandwidthWindow::kEveryDay, hours(0), hours(5), "America/Los_Angeles")},
    {"office in Tokyo", one(kWorkdays, hours(8), hours(18), "Asia/Tokyo")},
    {"whole Mondays", one(kMonday, minutes(0), days(1), "")},
    {"Mondays from noon to noon", one(kMonday, hours(12), hours(12), "")},
    {"every hour of every day", one(BandwidthWindow::kEveryDay, minutes(0), days(1), "")},
    {"at night only",
     {BytesPerSecond{0}, {{BandwidthWindow::kEveryDay, hours(22), hours(6), "", RateLimit()}}}},
    {"the first decides",
     {BytesPerSecond{10},
      {{BandwidthWindow::kEveryDay, hours(10), hours(12), "", BytesPerSecond{1}},
       {BandwidthWindow::kEveryDay, hours(8), hours(18), "", BytesPerSecond{2}}}}},
    {"two that touch",
     {BytesPerSecond{10},
      {{BandwidthWindow::kEveryDay, hours(8), hours(12), "", BytesPerSecond{1}},
       {BandwidthWindow::kEveryDay, hours(12), hours(18), "", BytesPerSecond{1}}}}},
};

} // namespace

class BandwidthTest : public QObject {
  Q_OBJECT

private slots:
  void holds_data() {
    QTest::addColumn<QString>("cap");
    QTest::addColumn<QString>("now");
    QTest::addColumn<double>("limit"); // -1 = none
    QTest::addColumn<QString>("until");
    const auto row = [](const char* cap, const char* now, double limit, const char* until) {
      QTest::addRow("%s, %s", cap, now) << cap << now << limit << until;
    };
    row("none", "2026-03-27T12:00:00", -1, "never");
    row("always", "2026-03-27T12:00:00", 10, "never");
    // Friday
    row("office in Berlin", "2026-03-27T06:59:59", 10, "2026-03-27T07:00");
    row("office in Berlin", "2026-03-27T07:00:00", 1, "2026-03-27T17:00");
    row("office in Berlin", "2026-03-27T16:59:59", 1, "2026-03-27T17:00");
    row("office in Berlin", "2026-03-27T17:00:00", 10,
        "2026-03-30T06:00"); // over the change: an hour earlier
    row("office in Berlin", "2026-10-23T16:00:00", 10, "2026-10-26T07:00"); // and later
    row("night in Berlin", "2026-03-28T20:59:59", 10, "2026-03-28T21:00");
    row("night in Berlin", "2026-03-28T21:00:00", 1, "2026-03-29T04:00"); // seven hours long
    row("night in Berlin", "2026-03-29T02:00:00", 1, "2026-03-29T04:00");
    row("night in Berlin", "2026-10-24T20:00:00", 1, "2026-10-25T05:00"); // nine hours long
    row("Sunday night in Berlin", "2026-03-28T22:00:00", 10, "2026-03-29T20:00");
    row("Sunday night in Berlin", "2026-03-30T01:00:00", 1, "2026-03-30T04:00");
    row("Sunday night in Berlin", "2026-03-30T04:00:00", 10, "2026-04-05T20:00");
    row("skipped hour in Berlin", "2026-03-28T01:15:00", 1, "2026-03-28T01:45");
    row("skipped hour in Berlin", "2026-03-28T01:45:00", 10, "2026-03-30T00:15");
    row("skipped hour in Berlin", "2026-10-25T00:15:00", 1, "2026-10-25T00:45");
    row("skipped hour in Berlin", "2026-10-25T00:45:00", 10, "2026-10-25T01:15"); // 02:15 for the second time
    row("skipped hour in Berlin", "2026-10-25T01:15:00", 1, "2026-10-25T01:45");
    row("skipped hour on Sundays", "2026-03-22T01:45:00", 10, "2026-04-05T00:15"); // two weeks
    row("office in Los Angeles", "2026-03-06T18:00:00", 1, "2026-03-07T02:00");
    row("office in Los Angeles", "2026-03-07T02:00:00", 10, "2026-03-09T15:00");
    row("office in Los Angeles", "2026-10-31T01:00:00", 10, "2026-11-02T16:00");
    row("small hours in Los Angeles", "2026-03-08T08:00:00", 1, "2026-03-08T12:00"); // four hours
    row("small hours in Los Angeles", "2026-11-01T07:00:00", 1, "2026-11-01T13:00"); // six hours
    row("office in Tokyo", "2026-03-29T22:59:59", 10, "2026-03-29T23:00");           // already Monday there
    row("office in Tokyo", "2026-03-29T23:00:00", 1, "2026-03-30T09:00");
    row("office in Tokyo", "2026-03-27T09:00:00", 10, "2026-03-29T23:00");
    row("whole Mondays", "2026-11-22T23:59:59", 10, "2026-11-23T00:00");
    row("whole Mondays", "2026-11-23T23:59:59", 1, "2026-11-24T00:00");
    row("Mondays from noon to noon", "2026-11-24T11:59:00", 1, "2026-11-24T12:00");
    row("Mondays from noon to noon", "2026-11-23T11:59:00", 10, "2026-11-23T12:00");
    row("every hour of every day", "2026-11-24T11:59:00", 1, "never");
    row("at night only", "2026-11-24T21:59:00", 0, "2026-11-24T22:00");
    row("at night only", "2026-11-24T22:00:00", -1, "2026-11-25T06:00");
    row("the first decides", "2026-11-24T09:00:00", 2, "2026-11-24T10:00");
    row("the first decides", "2026-11-24T10:00:00", 1, "2026-11-24T12:00");
    row("the first decides", "2026-11-24T12:00:00", 2, "2026-11-24T18:00");
    row("two that touch", "2026-11-24T08:00:00", 1, "2026-11-24T18:00");
  }
  void holds() {
    QFETCH(QString, cap);
    QFETCH(QString, now);
    const auto found =
        std::find_if(kCaps.begin(), kCaps.end(), [&](const auto& c) { return c.first == cap; });
    QVERIFY(found != kCaps.end());
    const TimeZones zones;
    const auto schedule = BandwidthSchedule::compile(found->second, zones);
    QVERIFY2(schedule, schedule ? "" : schedule.error().message.c_str());
    const auto at = schedule->at(utc(now));
    QTEST(at.limit ? at.limit->value : -1.0, "limit");
    QTEST(text(at.until), "until");
  }

  void refuses() {
    const TimeZones zones;
    const auto message = [&](const BandwidthWindow& window) {
      const auto schedule = BandwidthSchedule::compile({{}, {{}, window}}, zones);
      return schedule ? std::string("good") : schedule.error().message;
    };
    QCOMPARE(message({}), std::string("good"));
    QCOMPARE(message({.days = 0}), std::string("windows[1] has no days or no such time"));
    QVERIFY(message({.days = 0x80}) != "good");
    QVERIFY(message({.from = hours(24)}) != "good");
    QVERIFY(message({.from = minutes(-1)}) != "good");
    QVERIFY(message({.to = minutes(1441)}) != "good");
    QVERIFY(message({.zone = "Nowhere"}).starts_with("windows[1].zone: there is no time zone \"Nowhere\""));
  }
};

QTEST_GUILESS_MAIN(BandwidthTest)
#include "bandwidth_test.moc"
