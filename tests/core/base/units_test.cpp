// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"

#include "core/std_string.h"

using namespace meridian::base;

class UnitsTest : public QObject {
  Q_OBJECT
private slots:
  void bytes_data();
  void bytes();
  void rates();
  void durations_data();
  void durations();
  void timestamps();
  void arithmetic();
  void timeLeftIsNeverNegative();
};

void UnitsTest::bytes_data() {
  QTest::addColumn<qulonglong>("value");
  QTest::addColumn<std::string>("text");
  const auto row = [](qulonglong value, const char* text) {
    QTest::newRow(text) << value << std::string(text);
  };
  row(0, "0 B");
  row(812, "812 B");
  row(999, "999 B");
  row(1'000, "1.0 kB");
  row(999'949, "999.9 kB");
  row(999'950, "1.0 MB"); // never "1000.0 kB"
  row(71'000'000, "71.0 MB");
  row(3'100'000'000, "3.1 GB");
  row(18'446'744'073'709'551'615ULL, "18446.7 PB");
}

void UnitsTest::bytes() {
  QFETCH(qulonglong, value);
  QFETCH(std::string, text);
  QCOMPARE(formatBytes({value}), text);
}

void UnitsTest::rates() {
  QCOMPARE(formatRate({12'400'000}), std::string("12.4 MB/s"));
  QCOMPARE(formatRate({0}), std::string("0 B/s"));
}

void UnitsTest::durations_data() {
  QTest::addColumn<double>("seconds");
  QTest::addColumn<std::string>("text");
  const auto row = [](double seconds, const char* text) {
    QTest::newRow(std::to_string(seconds).c_str()) << seconds << std::string(text);
  };
  row(0, "0.0 s");
  row(0.4, "0.4 s");
  row(59.94, "59.9 s");
  row(59.96, "1 min 00 s"); // never "60.0 s"
  row(80, "1 min 20 s");
  row(3599.6, "1 h 00 min"); // never "60 min 00 s"
  row(7500, "2 h 05 min");
}

void UnitsTest::durations() {
  QFETCH(double, seconds);
  QFETCH(std::string, text);
  QCOMPARE(formatDuration(Seconds{seconds}), text);
}

void UnitsTest::timestamps() {
  const auto at = [](long long ms) { return Timestamp{std::chrono::milliseconds{ms}}; };
  QCOMPARE(formatTimestamp(at(0)), std::string("1970-01-01T00:00:00Z"));
  QCOMPARE(formatTimestamp(at(1'709'210'096'999)), std::string("2024-02-29T12:34:56Z"));
  QCOMPARE(formatTimestamp(at(-1)), std::string("1969-12-31T23:59:59Z"));
}

void UnitsTest::arithmetic() {
  QVERIFY(ByteCount{3} + ByteCount{4} == ByteCount{7});
  QVERIFY(ByteCount{7} - ByteCount{4} == ByteCount{3});
  QVERIFY(ByteCount{3} - ByteCount{4} == ByteCount{0});
  ByteCount sum;
  sum += ByteCount{5};
  sum += ByteCount{6};
  QVERIFY(sum == ByteCount{11});
}

void UnitsTest::timeLeftIsNeverNegative() {
  QCOMPARE(timeLeft({10}, {110}, {50}).count(), 2.0);
  QCOMPARE(timeLeft({110}, {110}, {50}).count(), 0.0);
  QCOMPARE(timeLeft({200}, {110}, {50}).count(), 0.0);
  QCOMPARE(timeLeft({10}, {110}, {0}).count(), 0.0);
}

QTEST_APPLESS_MAIN(UnitsTest)
#include "units_test.moc"
