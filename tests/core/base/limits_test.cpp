// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "base/limits.h"

using namespace meridian::base;

class LimitsTest : public QObject {
  Q_OBJECT

private slots:
  void rates_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("bytes"); // per second; -1 = unlimited
    QTest::addColumn<QString>("written");
    const auto row = [](const char* text, double bytes, const char* written) {
      QTest::newRow(text) << text << bytes << written;
    };
    row("40 Mbit/s", 5e6, "40 Mbit/s");
    row("40Mbit/s", 5e6, "40 Mbit/s");
    row("5 MB/s", 5e6, "40 Mbit/s");
    row("2.5 Mbit/s", 312'500, "2500 kbit/s");
    row("0.1 Gbit/s", 12.5e6, "100 Mbit/s");
    row("1 kbit/s", 125, "1 kbit/s");
    row("1001 bit/s", 125.125, "1001 bit/s");
    row("1.5 kB/s", 1500, "12 kbit/s");
    row("200 B/s", 200, "1600 bit/s");
    row("1 GB/s", 1e9, "8 Gbit/s");
    row("0 Mbit/s", 0, "off");
    row("off", 0, "off");
    row("unlimited", -1, "unlimited");
  }
  void rates() {
    QFETCH(QString, text);
    QFETCH(double, bytes);
    const auto limit = parseRateLimit(text.toStdString());
    QVERIFY2(limit, limit ? "" : limit.error().message.c_str());
    QCOMPARE(*limit ? (*limit)->value : -1.0, bytes);
    const auto written = formatRateLimit(*limit);
    QTEST(QString::fromStdString(written), "written");
    QVERIFY(*parseRateLimit(written) == *limit);
  }

  void refuses_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    for (const char* bad :
         {"", "40", "Mbit/s", "40 Mbit", "40 mbit/s", "40 Mb/s", "40  Mbit/s", " 40 Mbit/s", "-1 Mbit/s",
          "1e3 Mbit/s", "nan Mbit/s", "inf Mbit/s", "40 Mbit/s ", "Off", "none", "-0 Mbit/s"})
      QTest::newRow(bad) << bad << "write \"40 Mbit/s\"";
    QTest::newRow("too little") << "999 bit/s"
                                << "out of range";
    QTest::newRow("too much") << "10001 Gbit/s"
                              << "out of range";
  }
  void refuses() {
    QFETCH(QString, text);
    QFETCH(QString, words);
    const auto limit = parseRateLimit(text.toStdString());
    QVERIFY(!limit);
    QVERIFY(limit.error().code == Errc::ParseFailed);
    QVERIFY2(QString::fromStdString(limit.error().message).contains(words), limit.error().message.c_str());
  }
};

QTEST_GUILESS_MAIN(LimitsTest)
#include "limits_test.moc"
