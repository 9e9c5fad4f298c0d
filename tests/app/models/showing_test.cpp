// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "models/showing.h"
#include "models/text.h"

#include <QLocale>

using namespace meridian;
using namespace meridian::models;

namespace {
const base::Timestamp kTime(std::chrono::milliseconds(1'795'338'727'045)); // 2026-11-22 09:12:07.045 UTC
}

class ShowingTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() {
    qputenv("TZ", "America/New_York");
    QLocale::setDefault(QLocale(QStringLiteral("en_US")));
  }
  void cleanup() {
    setDisplayZone({});
    setRatesInBits(false);
  }

  void zones_data() {
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("clock");
    QTest::addColumn<QString>("exact");
    QTest::newRow("the machine's") << "" << "04:12" << "22 Nov 2026 04:12:07.045 UTC-5";
    QTest::newRow("UTC") << "UTC" << "09:12" << "22 Nov 2026 09:12:07.045 UTC";
    QTest::newRow("a city") << "Asia/Tokyo" << "18:12" << "22 Nov 2026 18:12:07.045 UTC+9";
    QTest::newRow("half an hour") << "Asia/Kolkata" << "14:42" << "22 Nov 2026 14:42:07.045 UTC+5:30";
    QTest::newRow("another day") << "Pacific/Kiritimati" << "23:12" << "22 Nov 2026 23:12:07.045 UTC+14";
  }
  void zones() {
    QFETCH(QString, zone);
    const auto parsed = parseZone(zone);
    QVERIFY(parsed);
    setDisplayZone(*parsed);
    QTEST(clockText(kTime, kTime), "clock");
    QTEST(exactText(kTime), "exact");
  }

  void theDayIsThatOfTheZone() {
    setDisplayZone(*parseZone("Asia/Tokyo"));
    const auto evening = kTime + std::chrono::hours(7); // past midnight in Tokyo
    QCOMPARE(clockText(kTime, evening), QStringLiteral("22 Nov 18:12"));
    QCOMPARE(secondsText(kTime), QStringLiteral("18:12:07"));
  }

  void whatIsNoZone() {
    QVERIFY(!parseZone("Europe/Atlantis"));
    QVERIFY(!parseZone("../etc/passwd"));
    QVERIFY(exactText({}).isEmpty());
  }

  void ratesInBitsAndBytes() {
    QCOMPARE(rateText({270e6}), QStringLiteral("270 MB/s"));
    setRatesInBits(true);
    QCOMPARE(rateText({270e6}), QStringLiteral("2.2 Gbit/s"));
    QCOMPARE(rateText({100}), QStringLiteral("800 bit/s"));
    QCOMPARE(bytesText(base::ByteCount{270'000'000}), QStringLiteral("270 MB")); // sizes stay
  }
};

QTEST_GUILESS_MAIN(ShowingTest)
#include "showing_test.moc"
