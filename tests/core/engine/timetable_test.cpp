// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/timetable.h"

using namespace meridian;
using namespace std::chrono_literals;
using engine::Timetable;

namespace {

base::Timestamp at(const char* text) {
  return base::parseTimestamp(text);
}

engine::Fleet fleet(const plan::Schedule& schedule, const plan::AuditPolicy& audit = {}) {
  engine::Fleet fleet;
  plan::Rule rule;
  rule.id = "base";
  rule.schedule = schedule;
  rule.audit = audit;
  fleet.rules = {rule};
  return fleet;
}

plan::Schedule cron(const char* expression, const char* zone = "") {
  plan::Schedule schedule;
  schedule.cron = {expression};
  schedule.zone = zone;
  return schedule;
}

QString words(const std::vector<Timetable::Turn>& turns) {
  QStringList out;
  for (const auto& turn : turns)
    out << QString::fromStdString(turn.rule) + QLatin1Char(' ') +
               QStringList{"cron", "poll", "audit"}[static_cast<int>(turn.what)];
  return out.join(QStringLiteral(", "));
}

QString time(std::optional<base::Timestamp> when) {
  return when ? QString::fromStdString(base::formatTimestamp(*when)) : QStringLiteral("never");
}

} // namespace

class TimetableTest : public QObject {
  Q_OBJECT
private slots:
  void cronRunsAtItsTime();
  void whatWasMissedRunsOnce();
  void clocksAreSet_data();
  void clocksAreSet();
  void pollsBeginAtOnce();
  void aRunOfTheScheduleIsAPoll();
  void auditsAreTheirOwn();
  void aClockThatWasAhead();
  void windows_data();
  void windows();
  void nextLooksAtWindows();
  void rulesComeAndGo();

private:
  QString due(Timetable& table, const char* now) {
    m_taken.clear();
    return words(table.due(at(now), m_taken));
  }
  schedule::TimeZones m_zones;
  std::vector<Timetable::Taken> m_taken;
};

void TimetableTest::cronRunsAtItsTime() {
  Timetable table(m_zones);
  table.follow(fleet(cron("30 2 * * *")), at("2026-11-23T00:00:00Z"));
  QCOMPARE(due(table, "2026-11-23T00:00:00Z"), QString());
  QCOMPARE(time(table.next(at("2026-11-23T00:00:00Z"))), QStringLiteral("2026-11-23T02:30:00Z"));
  QCOMPARE(due(table, "2026-11-23T02:29:59Z"), QString());
  QCOMPARE(due(table, "2026-11-23T02:30:00Z"), QStringLiteral("base cron"));
  QCOMPARE(m_taken.size(), std::size_t{1});
  QCOMPARE(QString::fromStdString(m_taken.front().first), QStringLiteral("base cron"));
  QCOMPARE(due(table, "2026-11-23T02:30:01Z"), QString());
  QCOMPARE(time(table.next(at("2026-11-23T02:30:01Z"))), QStringLiteral("2026-11-24T02:30:00Z"));
  QCOMPARE(time(table.nextRun("base", at("2026-11-23T12:00:00Z"))), QStringLiteral("2026-11-24T02:30:00Z"));
  QCOMPARE(time(table.nextRun("other", at("2026-11-23T12:00:00Z"))), QStringLiteral("never"));
}

void TimetableTest::whatWasMissedRunsOnce() {
  Timetable table(m_zones);
  table.remember({"base cron", at("2026-11-20T02:30:00Z")});
  table.follow(fleet(cron("30 2 * * *")), at("2026-11-23T12:00:00Z"));
  QCOMPARE(due(table, "2026-11-23T12:00:00Z"), QStringLiteral("base cron")); // three nights were missed
  QCOMPARE(due(table, "2026-11-23T12:00:01Z"), QString());
  QCOMPARE(due(table, "2026-11-24T02:30:00Z"), QStringLiteral("base cron"));
  // It ran last night: nothing was missed.
  Timetable other(m_zones);
  other.remember({"base cron", at("2026-11-23T02:30:00Z")});
  other.follow(fleet(cron("30 2 * * *")), at("2026-11-23T12:00:00Z"));
  QCOMPARE(due(other, "2026-11-23T12:00:00Z"), QString());
}

void TimetableTest::clocksAreSet_data() {
  QTest::addColumn<QString>("start");
  QTest::addColumn<QStringList>("runs"); // of the next three days
  // 29 March 2026: 02:00 to 03:00 is left out; 25 October: it comes twice.
  QTest::newRow("an hour is left out")
      << "2026-03-28T00:00:00Z"
      << QStringList{"2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"};
  QTest::newRow("an hour comes twice")
      << "2026-10-24T00:00:00Z"
      << QStringList{"2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"};
}

void TimetableTest::clocksAreSet() {
  QFETCH(QString, start);
  QFETCH(QStringList, runs);
  Timetable table(m_zones);
  const auto begin = at(start.toLatin1());
  table.follow(fleet(cron("30 2 * * *", "Europe/Berlin")), begin);
  QStringList seen;
  for (auto now = begin; now < begin + 72h; now += 1min)
    if (!table.due(now, m_taken).empty()) seen << time(now);
  QCOMPARE(seen, runs);
}

void TimetableTest::pollsBeginAtOnce() {
  plan::Schedule schedule;
  schedule.poll = 15min;
  Timetable table(m_zones);
  table.follow(fleet(schedule), at("2026-11-23T00:00:00Z"));
  QCOMPARE(due(table, "2026-11-23T00:00:00Z"), QStringLiteral("base poll"));
  QCOMPARE(time(table.next(at("2026-11-23T00:00:00Z"))), QStringLiteral("2026-11-23T00:15:00Z"));
  QCOMPARE(due(table, "2026-11-23T00:14:59Z"), QString());
  QCOMPARE(due(table, "2026-11-23T01:00:00Z"), QStringLiteral("base poll"));
  QCOMPARE(due(table, "2026-11-23T01:14:59Z"), QString());
  QCOMPARE(due(table, "2026-11-23T01:15:00Z"), QStringLiteral("base poll"));
}

void TimetableTest::aRunOfTheScheduleIsAPoll() {
  auto schedule = cron("0 * * * *");
  schedule.poll = 30min;
  Timetable table(m_zones);
  table.follow(fleet(schedule), at("2026-11-23T00:10:00Z"));
  QCOMPARE(due(table, "2026-11-23T00:10:00Z"), QStringLiteral("base poll"));
  QCOMPARE(due(table, "2026-11-23T00:40:00Z"), QStringLiteral("base poll"));
  QCOMPARE(due(table, "2026-11-23T01:00:00Z"), QStringLiteral("base cron"));
  QCOMPARE(m_taken.size(), std::size_t{2});
  QCOMPARE(due(table, "2026-11-23T01:10:00Z"), QString());
  QCOMPARE(due(table, "2026-11-23T01:30:00Z"), QStringLiteral("base poll"));
  // Both at one moment are one run.
  QCOMPARE(due(table, "2026-11-23T02:00:00Z"), QStringLiteral("base cron"));
}

void TimetableTest::auditsAreTheirOwn() {
  plan::AuditPolicy audit;
  audit.cron = {"0 4 * * sun", "0 5 * * *"};
  Timetable table(m_zones);
  table.follow(fleet(cron("0 4 * * *"), audit), at("2026-11-22T00:00:00Z")); // a Sunday
  QCOMPARE(due(table, "2026-11-22T04:00:00Z"), QStringLiteral("base cron, base audit"));
  QCOMPARE(due(table, "2026-11-22T05:00:00Z"), QStringLiteral("base audit"));
  QCOMPARE(due(table, "2026-11-23T04:00:00Z"), QStringLiteral("base cron"));
}

void TimetableTest::aClockThatWasAhead() {
  Timetable table(m_zones);
  table.remember({"base cron", at("2031-01-01T00:00:00Z")});
  table.follow(fleet(cron("30 2 * * *")), at("2026-11-23T00:00:00Z"));
  QCOMPARE(due(table, "2026-11-23T00:00:00Z"), QString());
  QCOMPARE(time(table.next(at("2026-11-23T00:00:00Z"))), QStringLiteral("2026-11-23T02:30:00Z"));
}

void TimetableTest::windows_data() {
  QTest::addColumn<QString>("now");
  QTest::addColumn<bool>("open");
  QTest::newRow("before") << "2026-11-23T20:59:59Z" << false; // 21:59:59 in Berlin
  QTest::newRow("begins") << "2026-11-23T21:00:00Z" << true;
  QTest::newRow("past midnight") << "2026-11-24T04:59:59Z" << true;
  QTest::newRow("ends") << "2026-11-24T05:00:00Z" << false;
  QTest::newRow("the second one") << "2026-11-24T11:30:00Z" << true;
}

void TimetableTest::windows() {
  QFETCH(QString, now);
  QFETCH(bool, open);
  plan::Schedule schedule;
  schedule.windows = {{0x7f, 22h, 6h, "Europe/Berlin", {}}, {0x7f, 11h, 12h, "", {}}};
  Timetable table(m_zones);
  table.follow(fleet(schedule), at("2026-11-23T00:00:00Z"));
  QCOMPARE(table.isOpen("base", at(now.toLatin1())), open);
  QVERIFY(table.isOpen("other", at(now.toLatin1())));
}

void TimetableTest::nextLooksAtWindows() {
  plan::Schedule schedule;
  schedule.windows = {{0x7f, 22h, 6h, "", {}}};
  Timetable table(m_zones);
  table.follow(fleet(schedule), at("2026-11-23T00:00:00Z"));
  QCOMPARE(time(table.next(at("2026-11-23T00:00:00Z"))), QStringLiteral("2026-11-23T06:00:00Z"));
  QCOMPARE(time(table.next(at("2026-11-23T06:00:00Z"))), QStringLiteral("2026-11-23T22:00:00Z"));
  table.follow(fleet({}), at("2026-11-23T00:00:00Z"));
  QCOMPARE(time(table.next(at("2026-11-23T00:00:00Z"))), QStringLiteral("never"));
}

void TimetableTest::rulesComeAndGo() {
  Timetable table(m_zones);
  table.follow(fleet(cron("0 * * * *")), at("2026-11-23T00:00:00Z"));
  table.follow(fleet(cron("0 * * * *")), at("2026-11-23T00:59:00Z")); // any other change of the fleet
  QCOMPARE(due(table, "2026-11-23T01:00:00Z"), QStringLiteral("base cron"));
  table.follow({}, at("2026-11-23T01:30:00Z"));
  QCOMPARE(due(table, "2026-11-23T02:00:00Z"), QString());
}

QTEST_APPLESS_MAIN(TimetableTest)
#include "timetable_test.moc"
