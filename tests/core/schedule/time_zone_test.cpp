// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "schedule/time_zone.h"

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <QTemporaryDir>
#include <random>

using namespace meridian;
using namespace meridian::schedule;
using namespace std::chrono;

namespace {

constexpr const char* kZones = "/usr/share/zoneinfo/";

sys_seconds utc(const QString& text) {
  return sys_seconds(seconds(QDateTime::fromString(text + "Z", Qt::ISODate).toSecsSinceEpoch()));
}
std::string content(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
std::string number(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
          static_cast<char>(value)};
}
/// A version 1 file with one type and no change.
std::string smallFile(std::uint32_t offset, std::uint32_t changes = 0, std::uint32_t types = 1,
                      std::uint32_t leap = 0) {
  return "TZif" + std::string(16, '\0') + number(0) + number(0) + number(leap) + number(changes) +
         number(types) + number(4) + number(offset) + std::string(2, '\0') + std::string("ABC\0", 4) +
         std::string(leap * 8, '\0');
}

} // namespace

class TimeZoneTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() {
    if (content(std::string(kZones) + "Europe/Berlin").empty()) QSKIP("skipped: needs the package tzdata");
  }

  void knownPlaces_data() {
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("when");
    QTest::addColumn<int>("offset"); // minutes
    const auto row = [](const char* zone, const char* when, int offset) {
      QTest::addRow("%s at %s", zone, when) << zone << when << offset;
    };
    row("Europe/Berlin", "2026-03-29T00:59:59", 60);
    row("Europe/Berlin", "2026-03-29T01:00:00", 120);
    row("Europe/Berlin", "2026-10-25T00:59:59", 120);
    row("Europe/Berlin", "2026-10-25T01:00:00", 60);
    row("Europe/Berlin", "2050-07-01T00:00:00", 120); // by the rule, after the table's end
    row("America/Los_Angeles", "2026-03-08T09:59:59", -480);
    row("America/Los_Angeles", "2026-03-08T10:00:00", -420);
    row("America/Los_Angeles", "2026-11-01T08:59:59", -420);
    row("America/Los_Angeles", "2026-11-01T09:00:00", -480);
    row("Asia/Tokyo", "2026-01-01T00:00:00", 540);
    row("Asia/Tokyo", "2026-07-01T00:00:00", 540);
    row("Asia/Kolkata", "2026-07-01T00:00:00", 330);
    row("", "2026-07-01T00:00:00", 0);
    row("UTC", "2026-07-01T00:00:00", 0);
  }
  void knownPlaces() {
    QFETCH(QString, zone);
    QFETCH(QString, when);
    const TimeZones zones;
    const auto found = zones.find(zone.toStdString());
    QVERIFY2(found, found ? "" : found.error().message.c_str());
    QTEST(static_cast<int>((*found)->offsetAt(utc(when)).count() / 60), "offset");
  }

  // The C library reads the same files with code of its own.
  void agreesWithTheCLibrary_data() {
    QTest::addColumn<QString>("zone");
    for (const char* zone :
         {"Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo", "Europe/Dublin", "America/Nuuk", "Asia/Gaza",
          "Africa/Casablanca", "Australia/Lord_Howe", "Antarctica/Troll", "Pacific/Apia", "America/Caracas",
          "Asia/Pyongyang", "Asia/Kathmandu", "Africa/Cairo"})
      QTest::newRow(zone) << zone;
  }
  void agreesWithTheCLibrary() {
    QFETCH(QString, zone);
    const TimeZones zones;
    const auto found = zones.find(zone.toStdString());
    QVERIFY2(found, found ? "" : found.error().message.c_str());
    setenv("TZ", (":" + zone.toStdString()).c_str(), 1);
    tzset();
    const auto expected = [](sys_seconds when) {
      const std::time_t t = when.time_since_epoch().count();
      std::tm local{};
      localtime_r(&t, &local);
      return seconds(local.tm_gmtoff);
    };
    std::mt19937 dice(20261122); // NOLINT(cert-msc51-cpp): the same instants in each run
    std::uniform_int_distribution<std::int64_t> any(-3'000'000'000, 5'000'000'000); // 1874 to 2128
    for (int i = 0; i < 3000; ++i) {
      const sys_seconds when{seconds(any(dice))};
      QCOMPARE((*found)->offsetAt(when).count(), expected(when).count());
    }
    auto change = (*found)->nextChange(utc("1990-01-01T00:00:00"));
    int count = 0;
    for (; change && *change < utc("2100-01-01T00:00:00"); change = (*found)->nextChange(*change), ++count) {
      QCOMPARE((*found)->offsetAt(*change).count(), expected(*change).count());
      QCOMPARE((*found)->offsetAt(*change - seconds(1)).count(), expected(*change - seconds(1)).count());
    }
    if (zone == "Europe/Berlin") QCOMPARE(count, 220);
    if (zone == "Asia/Tokyo") QCOMPARE(count, 0);
    unsetenv("TZ");
    tzset();
  }

  void survivesDamage() {
    const auto whole = content(std::string(kZones) + "Europe/Berlin");
    QVERIFY(TimeZone::parse(whole));
    for (std::size_t size = 0; size < whole.size(); ++size)
      QVERIFY(!TimeZone::parse(whole.substr(0, size)));
    for (std::size_t at = 0; at < whole.size(); ++at)
      for (const char wrong : {'\0', '\x7f', '\xff'}) {
        auto text = whole;
        text[at] = wrong;
        if (const auto zone = TimeZone::parse(text)) (void)zone->offsetAt(utc("2026-07-01T00:00:00"));
      }
  }

  void smallFiles() {
    const auto good = TimeZone::parse(smallFile(3600));
    QVERIFY(good);
    QCOMPARE(good->offsetAt(utc("2026-01-01T00:00:00")), hours(1));
    QVERIFY(!good->nextChange(utc("2026-01-01T00:00:00")));
    QVERIFY(!TimeZone::parse(""));
    QVERIFY(!TimeZone::parse(smallFile(3600).replace(0, 1, "X")));
    QVERIFY(!TimeZone::parse(smallFile(3600, 0xffffffff)));
    QVERIFY(!TimeZone::parse(smallFile(3600, 0, 0)));
    QVERIFY(!TimeZone::parse(smallFile(1u << 20)));
    const auto leap = TimeZone::parse(smallFile(3600, 0, 1, 1));
    QVERIFY(!leap);
    QVERIFY(leap.error().message.find("leap seconds") != std::string::npos);
  }

  void refusesNames_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("words");
    QTest::newRow("no such place") << "Europe/Berlln"
                                   << "there is no time zone \"Europe/Berlln\"";
    QTest::newRow("folder") << "Europe"
                            << "there is no time zone";
    QTest::newRow("upwards") << "../../../etc/passwd"
                             << "there is no time zone";
    QTest::newRow("absolute") << "/usr/share/zoneinfo/UTC"
                              << "there is no time zone";
    QTest::newRow("abbreviation in lower case") << "utc"
                                                << "there is no time zone";
    QTest::newRow("long") << QString(100, 'A') << "there is no time zone";
    QTest::newRow("a table beside the zones") << "leapseconds"
                                              << "is no time zone";
  }
  void refusesNames() {
    QFETCH(QString, name);
    QFETCH(QString, words);
    const TimeZones zones;
    const auto found = zones.find(name.toStdString());
    QVERIFY(!found);
    QVERIFY2(QString::fromStdString(found.error().message).contains(words), found.error().message.c_str());
  }

  void saysWhatIsMissing() {
    const QTemporaryDir folder;
    const TimeZones zones((folder.path() + "/none").toStdString());
    QVERIFY(zones.find("UTC"));
    const auto found = zones.find("Europe/Berlin");
    QVERIFY(!found);
    QVERIFY(found.error().message.find("tzdata") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(TimeZoneTest)
#include "time_zone_test.moc"
