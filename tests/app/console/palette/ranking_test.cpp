// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "console/palette/fuzzy.h"
#include "console/palette/ranking.h"

#include <QElapsedTimer>

using namespace meridian::console;

namespace {

std::vector<Known> someEntries() {
  const auto entry = [](const char* kind, const char* title, const char* words = "") {
    return Known(Entry{QStringLiteral("%1:%2").arg(QString(kind), QString(title)), kind, title, {}, {}, {}, words});
  };
  return {entry("page", "Overview"),           entry("page", "Jobs"),
          entry("action", "Sync base now"),    entry("action", "Slow mode on", "limit bandwidth"),
          entry("region", "Tokyo", "tyo"),     entry("region", "São Paulo", "gru"),
          entry("rule", "base"),               entry("rule", "database"),
          entry("image", "base/alpine:3.19"),  entry("image", "app/base-web:1.2"),
          entry("job", "Sync base"),           entry("page", "一致性"),
          entry("action", "Dark theme")};
}

} // namespace

class RankingTest : public QObject {
  Q_OBJECT

private slots:
  void letters_data() {
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("places");
    QTest::newRow("in a row at the start") << "syn" << "sync base now" << QList<int>{0, 1, 2};
    QTest::newRow("starts of words before letters inside") << "sbn" << "sync base now" << QList<int>{0, 5, 10};
    QTest::newRow("a row before a scattering") << "base" << "xbxaxsxe base" << QList<int>{9, 10, 11, 12};
    QTest::newRow("a version's parts are words") << "319" << "base/alpine:3.19" << QList<int>{12, 14, 15};
    QTest::newRow("each Chinese character is a word") << "致" << "一致性" << QList<int>{1};
    QTest::newRow("not in this order") << "nys" << "sync" << QList<int>{};
    QTest::newRow("longer than the text") << "tokyo2" << "tokyo" << QList<int>{};
  }
  void letters() {
    QFETCH(QString, word);
    QFETCH(QString, text);
    QFETCH(QList<int>, places);
    QList<int> found;
    QCOMPARE(fuzzyScore(word, text, &found).has_value(), !places.isEmpty());
    QCOMPARE(found, places);
  }

  void best_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("key");
    QTest::newRow("the whole title before a part") << "base" << "rule:base";
    QTest::newRow("start of a word before the middle") << "data" << "rule:database";
    QTest::newRow("several words in any order") << "now base" << "action:Sync base now";
    QTest::newRow("capitals do not matter") << "DARK" << "action:Dark theme";
    QTest::newRow("another name") << "tyo" << "region:Tokyo";
    QTest::newRow("another name of an action") << "bandw" << "action:Slow mode on";
    QTest::newRow("initials") << "dt" << "action:Dark theme";
    QTest::newRow("a tag") << "alp 3.19" << "image:base/alpine:3.19";
    QTest::newRow("Chinese") << "一致" << "page:一致性";
    QTest::newRow("letters with marks") << "são" << "region:São Paulo";
    QTest::newRow("letters typed without their marks") << "sao" << "region:São Paulo";
    QTest::newRow("nothing like it") << "zzz" << "";
  }
  void best() {
    QFETCH(QString, query);
    const auto entries = someEntries();
    const auto found = rank(entries, query, {}, 5);
    QTEST(found.empty() ? QString() : entries[found.front().at].entry.key, "key");
  }

  void recentStandFirst() {
    const auto entries = someEntries();
    const QStringList recent{"rule:database", "gone:away"};
    const auto found = rank(entries, {}, recent, 4);
    QCOMPARE(found.size(), std::size_t{4});
    QCOMPARE(entries[found[0].at].entry.key, QStringLiteral("rule:database"));
    QCOMPARE(entries[found[1].at].entry.key, QStringLiteral("page:Overview"));
    QCOMPARE(entries[rank(entries, "sync base", {"job:Sync base"}, 1)[0].at].entry.key, QStringLiteral("job:Sync base"));
  }

  void marks() {
    QCOMPARE(marked("a<b", {0, 2}), QStringLiteral("<b>a</b>&lt;<b>b</b>"));
    QCOMPARE(marked("sync", {0, 1}), QStringLiteral("<b>sy</b>nc"));
  }

  void tenThousandEntries() {
    std::vector<Known> entries;
    for (int i = 0; i < 10'000; ++i)
      entries.emplace_back(Entry{QString::number(i), "image", QStringLiteral("team-%1/service-%2:%3.%4").arg(i % 17).arg(i % 401).arg(i % 9).arg(i), {}, {}, {}, {}});
    QElapsedTimer time;
    time.start();
    const auto found = rank(entries, QStringLiteral("serv 7.9"), {}, 50);
    qInfo("10,000 entries ranked in %lld ms", static_cast<long long>(time.elapsed()));
    QCOMPARE(found.size(), std::size_t{50});
    for (const auto& one : found) QVERIFY(!one.places.isEmpty());
  }
};

QTEST_GUILESS_MAIN(RankingTest)
#include "ranking_test.moc"
