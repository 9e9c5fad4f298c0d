// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/fleet.h"
#include "engine/fleet_text.h"
#include "core/engine/fixture.h"

using namespace meridian;
using base::BytesPerSecond;
using engine::parseFleet;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const test::Fixture kExample("limits.json");

} // namespace

class FleetLimitsTest : public QObject {
  Q_OBJECT

private slots:
  void reads() {
    const auto fleet = parseFleet(kExample.text(), "f");
    QVERIFY2(fleet, fleet ? "" : fleet.error().message.c_str());
    const auto* hub = fleet->region("hub");
    QVERIFY(hub->limits.per_second == 20.0);
    QVERIFY(hub->limits.at_once == 16u);
    QVERIFY(hub->bandwidth.limit == BytesPerSecond{12.5e6});
    QVERIFY(hub->bandwidth.windows.empty());
    const auto* tyo = fleet->region("tyo");
    QVERIFY(tyo->limits == base::RequestLimits{});
    QVERIFY(tyo->bandwidth.isUnlimited());
    const auto& bandwidth = fleet->rule("base")->bandwidth;
    QVERIFY(bandwidth.limit == BytesPerSecond{5e6});
    const std::vector<base::BandwidthWindow> windows{
        {0x1f, hours(8), hours(18), "Europe/Berlin", BytesPerSecond{1.25e6}},
        {0x41, hours(22), hours(6), "Asia/Tokyo", {}},
        {0x7f, minutes(0), hours(24), "", BytesPerSecond{0}}};
    QVERIFY(bandwidth.windows == windows);
    QVERIFY(fleet->rule("other")->bandwidth.isUnlimited());
  }

  void writesWhatItReads() {
    const auto fleet = parseFleet(kExample.text(), "f");
    const auto text = engine::toJson(*fleet);
    QCOMPARE(QString::fromStdString(text),
             QString::fromStdString(test::readFile(MERIDIAN_FIXTURES "/limits_canonical.json")));
    const auto again = parseFleet(text, "f");
    QVERIFY2(again, again ? "" : again.error().message.c_str());
    QVERIFY(again->rule("base")->bandwidth == fleet->rule("base")->bandwidth);
    QVERIFY(again->region("hub")->limits == fleet->region("hub")->limits);
  }

  void refuses_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("message"); // starts with
    const auto row = [](const char* title, const char* from, const char* to, const char* message) {
      QTest::newRow(title) << from << to << message;
    };
    row("requests per second as text", "_second\": 20", "_second\": \"20\"",
        "f:6: regions[0].limits.requests_per_second: must be a number, not text");
    row("no requests per second", "_second\": 20", "_second\": 0",
        "f:6: regions[0].limits.requests_per_second: must be a number from 0.01 to 100000");
    row("part of a request at once", "16", "1.5",
        "f:6: regions[0].limits.requests_at_once: must be a whole number from 1 to 1000");
    row("no requests at once", "16", "0", "f:6: regions[0].limits.requests_at_once: must be a whole number");
    row("unknown limit", "requests_at_once", "requests_at_onec",
        "f:6: regions[0].limits: unknown key \"requests_at_onec\"; did you mean \"requests_at_once\"?");
    row("a limit beside its place", "\"limits\": {\"requests_per_second\": 20, \"requests_at_once\": 16}",
        "\"requests_at_once\": 16",
        "f:6: regions[0]: unknown key \"requests_at_once\" here; it belongs in \"limits\" of a region");
    row("limits of a rule", "\"bandwidth\": {\"limit\": \"40", "\"limits\": {\"limit\": \"40",
        "f:15: rules[0]: unknown key \"limits\" here; it belongs in a region");
    row("windows beside their place", "\"bandwidth\": {\"limit\": \"100 Mbit/s\"}", "\"windows\": []",
        "f:7: regions[0]: unknown key \"windows\" here; it belongs in \"bandwidth\"");
    row("bandwidth in limits", "\"requests_at_once\"", "\"bandwidth\"",
        "f:6: regions[0].limits: unknown key \"bandwidth\" here; it belongs in a region or a rule");
    row("bandwidth as text", "{\"limit\": \"100 Mbit/s\"}", "\"100 Mbit/s\"",
        "f:7: regions[0].bandwidth: must be an object, not text");
    row("rate without a unit", "100 Mbit/s", "100",
        "f:7: regions[0].bandwidth.limit: \"100\" is no rate; write \"40 Mbit/s\"");
    row("rate as a number", "\"100 Mbit/s\"", "100",
        "f:7: regions[0].bandwidth.limit: write a rate with its unit, such as \"40 Mbit/s\"");
    row("rate null", "\"100 Mbit/s\"", "null", "f:7: regions[0].bandwidth.limit: must be text, not null");
    row("rate out of range", "100 Mbit/s", "10 bit/s",
        "f:7: regions[0].bandwidth.limit: \"10 bit/s\" is out of");
    row("window without a limit", ", \"limit\": \"10 Mbit/s\"", "",
        "f:16: rules[0].bandwidth.windows[0]: the key \"limit\" is missing (\"off\": nothing may move");
    row("window as text", "{\"limit\": 0}", "\"off\"",
        "f:18: rules[0].bandwidth.windows[2]: must be an object");
    row("unknown key of a window", "\"from\": \"08:00\"", "\"form\": \"08:00\"",
        "f:16: rules[0].bandwidth.windows[0]: unknown key \"form\"; did you mean \"from\"?");
    row("unknown day", "\"wed\"", "\"Wednesday\"",
        "f:16: rules[0].bandwidth.windows[0].days[2]: \"Wednesday\" is no day; days are mon, tue");
    row("day as a number", "\"wed\"", "3",
        "f:16: rules[0].bandwidth.windows[0].days[2]: must be text, not a number");
    row("no day", "\"days\": [\"sun\", \"mon\"]", "\"days\": []",
        "f:17: rules[0].bandwidth.windows[1].days: names no day; leave it out for every day");
    row("days as text", "[\"sun\", \"mon\"]", "\"sun\"",
        "f:17: rules[0].bandwidth.windows[1].days: must be a list");
    row("no time of day", "08:00", "8:00",
        "f:16: rules[0].bandwidth.windows[0].from: \"8:00\" is no time of day; write \"08:00\"");
    row("after the day's end", "\"to\": \"18:00\"", "\"to\": \"24:01\"",
        "f:16: rules[0].bandwidth.windows[0].to: \"24:01\" is no time of day");
    row("begins at the day's end", "08:00", "24:00",
        "f:16: rules[0].bandwidth.windows[0].from: must be a time from 00:00 to 23:59");
    row("unknown zone", "Europe/Berlin", "Europe/Bern",
        "f:16: rules[0].bandwidth.windows[0].zone: there is no time zone \"Europe/Bern\"");
    row("zone that leads elsewhere", "Europe/Berlin", "../../../etc/hostname",
        "f:16: rules[0].bandwidth.windows[0].zone: there is no time zone");
  }
  void refuses() {
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, message);
    const auto text = kExample.with(from, to);
    QVERIFY2(!text.empty(), "the case does not change the example");
    const auto fleet = parseFleet(text, "f");
    QVERIFY(!fleet);
    QCOMPARE(fleet.error().code, base::Errc::ConfigInvalid);
    const auto got = QString::fromStdString(fleet.error().message);
    QVERIFY2(got.startsWith(message), qPrintable(got));
    // One slip, one message; a key that stood for another leaves that one missing.
    QCOMPARE(got.count('\n'), 0);
  }

  void validatesForms() {
    auto fleet = *parseFleet(kExample.text(), "f");
    fleet.regions[0].limits = {std::numeric_limits<double>::quiet_NaN(), 0u};
    fleet.regions[0].bandwidth.limit = BytesPerSecond{-1};
    fleet.rules[0].bandwidth.windows[0] = {0, minutes(-1), hours(25), "", BytesPerSecond{0.3}};
    fleet.rules[1].bandwidth.windows.resize(101);
    QStringList paths;
    for (const auto& problem : engine::validate(fleet))
      paths << QString::fromStdString(problem.path);
    QCOMPARE(paths,
             (QStringList{"regions[0].limits.requests_per_second", "regions[0].limits.requests_at_once",
                          "regions[0].bandwidth.limit", "rules[0].bandwidth.windows[0].limit",
                          "rules[0].bandwidth.windows[0].days", "rules[0].bandwidth.windows[0].from",
                          "rules[0].bandwidth.windows[0].to", "rules[1].bandwidth.windows"}));
  }

  void dayTimes_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("after"); // midnight, in minutes; -1 = refused
    QTest::newRow("midnight") << "00:00" << 0;
    QTest::newRow("morning") << "08:05" << 485;
    QTest::newRow("last minute") << "23:59" << 1439;
    QTest::newRow("the day's end") << "24:00" << 1440;
    for (const char* bad :
         {"", "8:00", "08:60", "24:01", "25:00", "0800", "08-00", "08:00 ", "-1:00", "aa:bb", "08:0a"})
      QTest::newRow(bad) << bad << -1;
  }
  void dayTimes() {
    QFETCH(QString, text);
    QFETCH(int, after);
    const auto time = engine::parseDayTime(text.toStdString());
    QCOMPARE(time ? static_cast<int>(time->count()) : -1, after);
    if (time) QCOMPARE(QString::fromStdString(engine::formatDayTime(*time)), text);
  }
};

QTEST_GUILESS_MAIN(FleetLimitsTest)
#include "fleet_limits_test.moc"
