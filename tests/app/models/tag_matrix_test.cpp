// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "models/tag_matrix_rows.h"
#include "models/tag_matrix_wanted.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace meridian;
using models::TagMatrixRows;
using models::TagMatrixTable;

namespace {

std::optional<oci::Digest> digest(char letter) {
  if (letter == '-') return std::nullopt;
  return oci::Digest::sha256(std::string(64, letter));
}

/// "12.1=aab": tag 12.1 with these contents by region, "-" for none.
engine::TagMatrix matrix(std::initializer_list<const char*> rows, std::vector<std::string> regions = {"fra", "tyo", "sjc"}) {
  engine::TagMatrix made;
  made.repository = "base/alpine";
  made.regions = std::move(regions);
  for (const std::string row : rows) {
    const auto equals = row.find('=');
    engine::TagMatrix::Row entry{row.substr(0, equals), {}, false};
    for (const char letter : row.substr(equals + 1)) entry.digests.push_back(digest(letter));
    made.rows.push_back(std::move(entry));
  }
  return made;
}

const QStringList kNames{"Frankfurt", "Tokyo", "San José"};

QStringList tags(const TagMatrixRows& rows) {
  QStringList list;
  for (int i = 0; i < rows.count(); ++i) list.append(rows.tagAt(i));
  return list;
}

} // namespace

class TagMatrixTest : public QObject {
  Q_OBJECT
  static constexpr auto kMatrix = {"1.10=aaa", "1.9=aba", "latest=aaa", "1.2-rc1=aa-", "v2.0=a--", "edge=-bb"};

private slots:
  void cells_data() {
    QTest::addColumn<QString>("contents");
    QTest::addColumn<QString>("cells");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("text");
    QTest::newRow("same") << "aaa" << "equal equal equal" << "same" << "Same";
    QTest::newRow("different") << "aba" << "equal different equal" << "different" << "Differs";
    QTest::newRow("missing in one") << "aa-" << "equal equal missing" << "missing" << "1 missing";
    QTest::newRow("missing in two") << "a--" << "equal missing missing" << "missing" << "2 missing";
    QTest::newRow("not at the primary") << "-bb" << "missing equal equal" << "missing" << "1 missing";
    QTest::newRow("missing and different") << "-bc" << "missing equal different" << "different" << "Differs";
  }
  void cells() {
    QFETCH(QString, contents);
    TagMatrixRows rows;
    rows.assign(matrix({qPrintable("x=" + contents)}), kNames);
    QStringList found;
    const auto row = rows.get(0);
    for (const auto& cell : row["cells"].toList()) found.append(cell.toMap()["status"].toString());
    QTEST(found.join(u' '), "cells");
    QTEST(row["status"].toString(), "status");
    QTEST(row["statusText"].toString(), "text");
  }

  void whatNoRuleWantsIsNotMissing_data() {
    QTest::addColumn<QString>("repositories");
    QTest::addColumn<QString>("exclude");
    QTest::addColumn<bool>("by_date");
    QTest::addColumn<QString>("states");
    QTest::newRow("a rule to Tokyo") << "base/*" << "" << false << "1 missing, 1 missing, Same";
    QTest::newRow("a tag is left out") << "base/*" << "1*" << false << "Same, Same, Same";
    QTest::newRow("another repository") << "app/*" << "" << false << "Same, Same, Same";
    QTest::newRow("by dates: nobody knows") << "base/*" << "" << true << "Same, Same, Same";
  }
  void whatNoRuleWantsIsNotMissing() {
    QFETCH(QString, repositories);
    QFETCH(QString, exclude);
    QFETCH(bool, by_date);
    plan::Rule rule;
    rule.source = "fra";
    rule.targets = {"tyo", "gone"};
    rule.repositories = {repositories.toStdString()};
    if (!exclude.isEmpty()) rule.tags.exclude = {exclude.toStdString()};
    if (by_date) rule.tags.since = std::chrono::hours(24);
    engine::Fleet fleet;
    fleet.rules = {rule};
    const auto given = matrix({"1.1=a--", "1.0=a-a", "0.9=aa-"});
    TagMatrixRows rows;
    rows.assign(given, kNames, models::wantedCells(given, fleet));
    QStringList states;
    for (int i = 0; i < rows.count(); ++i) states.append(rows.get(i)["statusText"].toString());
    QTEST(states.join(", "), "states");
    QCOMPARE(rows.get(0)["cells"].toList()[2].toMap()["status"].toString(), QStringLiteral("absent"));
    rows.setOnly("sjc"); // not there, wanted or not
    QCOMPARE(tags(rows), (QStringList{"1.1", "0.9"}));
  }

  void aRegionThatWasNotReadIsNotMissing() {
    auto unread = matrix({"1=aa-", "2=aa-"});
    unread.problems = {{"sjc", {base::Errc::Timeout, "no answer", {}, 0, {}, {}, {}}}, {"tyo", {base::Errc::Timeout, "half", {}, 0, {}, {}, {}}}};
    TagMatrixRows rows;
    rows.assign(unread, kNames);
    QCOMPARE(rows.drifted(), 0);
    QCOMPARE(rows.get(0)["cells"].toList()[2].toMap()["status"].toString(), QStringLiteral("unread"));
    QVERIFY(rows.get(0)["spokenText"].toString().endsWith("San José not read"));
  }

  void oneTagThatWasNotReadIsNotMissing() {
    auto given = matrix({"1=aa-", "2=aaa"});
    given.rows[0].unread = {false, false, true};
    TagMatrixRows rows;
    rows.assign(given, kNames);
    QCOMPARE(rows.drifted(), 0);
    const auto status = [&rows](int row) { return rows.get(row)["cells"].toList()[2].toMap()["status"].toString(); };
    QCOMPARE(status(0) + status(1), QStringLiteral("equalunread")); // 2 first
    QCOMPARE(rows.digestAt(1, 2), QString());
    rows.setFilter("aaaaaaaa");
    QCOMPARE(rows.count(), 2);
  }

  void orders_data() {
    QTest::addColumn<QString>("order");
    QTest::addColumn<bool>("reversed");
    QTest::addColumn<QString>("tags");
    QTest::newRow("versions") << "version" << false << "v2.0 1.10 1.9 1.2-rc1 edge latest";
    QTest::newRow("versions upwards") << "version" << true << "latest edge 1.2-rc1 1.9 1.10 v2.0";
    QTest::newRow("names") << "name" << false << "1.10 1.2-rc1 1.9 edge latest v2.0";
    QTest::newRow("drift") << "drift" << false << "1.9 v2.0 1.2-rc1 edge 1.10 latest";
    QTest::newRow("no such order") << "colour" << false << "v2.0 1.10 1.9 1.2-rc1 edge latest";
  }
  void orders() {
    QFETCH(QString, order);
    QFETCH(bool, reversed);
    TagMatrixRows rows;
    QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
    rows.assign(matrix(kMatrix), kNames);
    rows.setOrder(order);
    rows.setReversed(reversed);
    QTEST(tags(rows).join(u' '), "tags");
  }

  void filters_data() {
    QTest::addColumn<QString>("only");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tags");
    QTest::newRow("all") << "" << "" << "v2.0 1.10 1.9 1.2-rc1 edge latest";
    QTest::newRow("drift") << "drift" << "" << "v2.0 1.9 1.2-rc1 edge";
    QTest::newRow("missing") << "missing" << "" << "v2.0 1.2-rc1 edge";
    QTest::newRow("missing in a region") << "sjc" << "" << "v2.0 1.2-rc1";
    QTest::newRow("missing at the primary") << "fra" << "" << "edge";
    QTest::newRow("part of a tag") << "" << "1." << "1.10 1.9 1.2-rc1";
    QTest::newRow("case does not matter") << "" << " LATEST " << "latest";
    QTest::newRow("short digest") << "" << "bbbbbbbbbbbb" << "1.9 edge";
    QTest::newRow("whole digest") << "drift" << "sha256:" + QString(64, u'b') << "1.9 edge";
    QTest::newRow("too short for a digest") << "" << "bbbbb" << "";
    QTest::newRow("both") << "missing" << "2" << "v2.0 1.2-rc1";
  }
  void filters() {
    QFETCH(QString, only);
    QFETCH(QString, text);
    TagMatrixRows rows;
    rows.assign(matrix(kMatrix), kNames);
    rows.setOnly(only);
    rows.setFilter(text);
    QTEST(tags(rows).join(u' '), "tags");
    QCOMPARE(rows.total(), 6);
    QCOMPARE(rows.drifted(), 4);
    QCOMPARE(rows.different(), 1);
  }

  void whatIsLookedForStays() {
    TagMatrixRows rows;
    rows.assign(matrix(kMatrix), kNames);
    rows.setOnly("tyo");
    rows.setFilter("2");
    QCOMPARE(tags(rows), QStringList{"v2.0"});
    rows.assign(matrix({"2=a-a", "3=a-a"}), kNames);
    QCOMPARE(tags(rows), QStringList{"2"});
    rows.assign(matrix({"2=aa", "3=a-"}, {"fra", "gru"}), {"Frankfurt", "São Paulo"}); // Tokyo is gone
    QCOMPARE(rows.only(), QString());
    QCOMPARE(rows.choices().last().toMap()["label"].toString(), QStringLiteral("Not in São Paulo (1)"));
  }

  void theWindowFollowsTheRegion() {
    std::vector<std::string> ids;
    QStringList names;
    std::string contents = "x=";
    for (int i = 0; i < 40; ++i) {
      ids.push_back("r" + std::to_string(i));
      names.append(QString::number(i));
      contents += 'a';
    }
    TagMatrixRows rows;
    rows.assign(matrix({contents.c_str()}, ids), names);
    rows.setShown(6);
    QSignalSpy changed(&rows, &TagMatrixRows::dataChanged), moved(&rows, &TagMatrixRows::windowChanged);
    QCOMPARE(rows.get(0)["cells"].toList().size(), 6);
    rows.reveal(3);
    QCOMPARE(moved.count(), 0);
    rows.reveal(9);
    QCOMPARE(rows.first(), 4);
    QCOMPARE(rows.shownRegions().last(), QStringLiteral("9"));
    QCOMPARE(rows.get(0)["cells"].toList()[0].toMap()["region"].toString(), QStringLiteral("4"));
    QCOMPARE(changed.last()[2].value<QList<int>>(), QList<int>{TagMatrixRows::Cells});
    rows.setFirst(100);
    QCOMPARE(rows.first(), 34);
    rows.reveal(0);
    QCOMPARE(rows.first(), 0);
  }

  void answersOutside() {
    TagMatrixRows rows;
    QCOMPARE(rows.get(0), QVariantMap());
    QCOMPARE(rows.tagAt(0), QString());
    rows.assign(matrix(kMatrix), kNames);
    QCOMPARE(rows.find("1.9"), 2);
    QCOMPARE(rows.find("none"), -1);
    QCOMPARE(rows.digestAt(2, 1), "sha256:" + QString(64, u'b'));
    QCOMPARE(rows.digestAt(0, 1), QString());
    QCOMPARE(rows.digestAt(0, 7), QString());
    QVERIFY(!rows.data(rows.index(0), Qt::DisplayRole).isValid());
    rows.sortBy("name");
    QVERIFY(!rows.reversed());
    rows.sortBy("name");
    QVERIFY(rows.reversed());
    rows.clear();
    QCOMPARE(rows.count(), 0);
  }

  void sharesWhatRepeats() {
    engine::TagMatrix large;
    large.regions = {"a", "b", "c", "d", "e"};
    for (int i = 0; i < 2000; ++i) {
      auto hex = std::to_string(i);
      hex.insert(0, 64 - hex.size(), '0');
      large.rows.push_back({"4." + std::to_string(i), std::vector<std::optional<oci::Digest>>(5, oci::Digest::sha256(hex)), false});
    }
    TagMatrixTable table;
    table.assign(large);
    QVERIFY2(table.footprint() < 2000 * 160, qPrintable(QString::number(table.footprint())));
    QCOMPARE(table.select({}, TagMatrixTable::Order::Version, false).front(), 1999U);
    QCOMPARE(QByteArray::fromStdString(std::string(table.tag(1999))), QByteArray("4.1999"));
  }
};

QTEST_GUILESS_MAIN(TagMatrixTest)
#include "tag_matrix_test.moc"
