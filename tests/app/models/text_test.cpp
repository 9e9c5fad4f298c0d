// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/text.h"

#include <QLocale>
#include <QTest>

#include <set>

using namespace meridian;
using namespace meridian::models;
using namespace std::chrono_literals;

class TextTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }

  void bytes_data() {
    QTest::addColumn<quint64>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << quint64{0} << "0 B";
    QTest::newRow("bytes have no fraction") << quint64{812} << "812 B";
    QTest::newRow("unit rises before four digits") << quint64{999'600} << "1.0 MB";
    QTest::newRow("one decimal") << quint64{3'140'000'000} << "3.1 GB";
    QTest::newRow("no decimal from 100") << quint64{270'400'000} << "270 MB";
    QTest::newRow("rounds up to 100") << quint64{99'960'000} << "100 MB";
    QTest::newRow("largest unit") << quint64{2'000'000'000'000'000'000} << "2,000 PB";
  }
  void bytes() {
    QFETCH(quint64, value);
    QTEST(bytesText(base::ByteCount{value}), "text");
  }

  void share() {
    QCOMPARE(bytesText(base::ByteCount{3'100'000'000}, base::ByteCount{7'400'000'000}), QStringLiteral("3.1 of 7.4 GB"));
    QCOMPARE(bytesText(base::ByteCount{4'000'000}, base::ByteCount{7'400'000'000}), QStringLiteral("0.0 of 7.4 GB"));
    QCOMPARE(rateText({831e6}), QStringLiteral("831 MB/s"));
  }

  void duration_data() {
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("below ten") << 0.42 << "0.4 s";
    QTest::newRow("negative is none") << -3.0 << "0.0 s";
    QTest::newRow("seconds") << 41.7 << "42 s";
    QTest::newRow("a minute") << 59.7 << "1 min";
    QTest::newRow("minutes and seconds while they are few") << 80.0 << "1 min 20 s";
    QTest::newRow("minutes") << 362.0 << "6 min";
    QTest::newRow("an hour") << 3599.0 << "1 h";
    QTest::newRow("hours") << 7500.0 << "2 h 5 min";
    QTest::newRow("days") << 273600.0 << "3 d 4 h";
  }
  void duration() {
    QFETCH(double, seconds);
    QTEST(durationText(base::Seconds(seconds)), "text");
  }

  void ago_data() {
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << qint64{4} << "just now";
    QTest::newRow("future is now") << qint64{-30} << "just now";
    QTest::newRow("seconds") << qint64{42} << "42 s ago";
    QTest::newRow("minutes") << qint64{150} << "2 min ago";
    QTest::newRow("hours") << qint64{7200} << "2 h ago";
    QTest::newRow("days") << qint64{400'000} << "4 d ago";
  }
  void ago() {
    QFETCH(qint64, seconds);
    const base::Timestamp now{1'800'000'000s};
    QTEST(agoText(now - std::chrono::seconds(seconds), now), "text");
  }
  void never() {
    QCOMPARE(agoText({}, base::Timestamp{1s}), QString());
    QCOMPARE(clockText({}, base::Timestamp{1s}), QString());
  }

  void percent_data() {
    QTest::addColumn<double>("ratio");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << 0.9962 << 2 << "99.62";
    QTest::newRow("all") << 1.0 << 2 << "100.00";
    QTest::newRow("nearly all is not all") << 0.999999 << 2 << "99.99";
    QTest::newRow("nearly all, whole") << 0.999 << 0 << "99";
    QTest::newRow("none") << 0.0 << 0 << "0";
  }
  void percent() {
    QFETCH(double, ratio);
    QFETCH(int, decimals);
    QTEST(percentFigure(ratio, decimals), "text");
  }

  void since_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seconds"); // -1: no such text
    QTest::newRow("days") << "30d" << qint64{30 * 86400};
    QTest::newRow("weeks") << "2w" << qint64{14 * 86400};
    QTest::newRow("hours") << " 12h " << qint64{43200};
    QTest::newRow("minutes") << "90m" << qint64{5400};
    QTest::newRow("no unit") << "30" << qint64{-1};
    QTest::newRow("no number") << "d" << qint64{-1};
    QTest::newRow("zero") << "0d" << qint64{-1};
    QTest::newRow("negative") << "-3d" << qint64{-1};
    QTest::newRow("words") << "a month" << qint64{-1};
    QTest::newRow("overflow") << "99999999999999999d" << qint64{-1};
  }
  void since() {
    QFETCH(QString, text);
    const auto parsed = parseSince(text);
    QTEST(parsed ? qint64{parsed->count()} : qint64{-1}, "seconds");
    if (parsed) QVERIFY(parseSince(sinceText(*parsed)) == parsed);
  }

  void regionState_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("text");
    using engine::RegionState;
    QTest::newRow("unknown") << int(RegionState::Unknown) << "Not checked";
    QTest::newRow("in sync") << int(RegionState::InSync) << "In sync";
    QTest::newRow("syncing") << int(RegionState::Syncing) << "Syncing 42 %, 3.1 of 7.4 GB, 6 min";
    QTest::newRow("drift") << int(RegionState::Drift) << "Drift: 3 tags";
    QTest::newRow("failed") << int(RegionState::Failed) << "Failed: The registry limits requests";
    QTest::newRow("offline") << int(RegionState::Offline) << "Offline: The registry limits requests";
  }
  void regionState() {
    QFETCH(int, state);
    engine::RegionStatus region;
    region.state = static_cast<engine::RegionState>(state);
    region.tags_total = 24;
    region.tags_equal = 21;
    region.done = {3'100'000'000};
    region.total = {7'400'000'000};
    region.in = {12e6};
    region.problem = base::Error{base::Errc::TooManyRequests, "slow down", {}, 429, {}, {}, {}};
    QTEST(stateText(region), "text");
  }
  void syncingBeforeThePlan() {
    engine::RegionStatus region;
    region.state = engine::RegionState::Syncing;
    QCOMPARE(stateText(region), QStringLiteral("Syncing"));
    region.total = {100};
    QCOMPARE(stateText(region), QStringLiteral("Syncing 0 %, 0 of 100 B")); // no rate, no time
  }
  void oneTag() {
    engine::RegionStatus region;
    region.state = engine::RegionState::Drift;
    region.tags_total = 3;
    region.tags_equal = 2;
    QCOMPARE(stateText(region), QStringLiteral("Drift: 1 tag"));
  }

  void errors() {
    base::Error error{base::Errc::TooManyRequests, "rate limit exceeded", {}, 429, "TOOMANYREQUESTS", {}, 40s};
    QCOMPARE(errorText(error), QStringLiteral("The registry limits requests: rate limit exceeded (HTTP 429). "
                                              "It asks to come back in 40 s"));
    error.message.clear();
    error.http_status = 0;
    error.retry_after = 0s;
    QCOMPARE(errorText(error), QStringLiteral("The registry limits requests"));
  }
  void everyCodeHasAMeaning() {
    std::set<QString> seen;
    for (int code = 0; code <= static_cast<int>(base::Errc::Internal); ++code) {
      const auto meaning = errorMeaning(static_cast<base::Errc>(code));
      QVERIFY2(!meaning.isEmpty(), qPrintable(QString::number(code)));
      QVERIFY2(seen.insert(meaning).second, qPrintable(meaning));
    }
  }
};

QTEST_GUILESS_MAIN(TextTest)
#include "text_test.moc"
