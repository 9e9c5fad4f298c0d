// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "models/line_table.h"
#include "models/row_model.h"

#include <QSignalSpy>

using namespace meridian::models;

/// Sorting and filtering of lists, as pages ask for it.
class LineTableTest : public QObject {
  Q_OBJECT

  static QList<Row> rows() {
    return {{QStringLiteral("fra"), {QStringLiteral("Frankfurt"), QStringLiteral("insync"), 0, 411.0}},
            {QStringLiteral("tyo"), {QStringLiteral("osaka"), QStringLiteral("syncing"), 2, 9.0}},
            {QStringLiteral("gru"), {QStringLiteral("Sao Paulo"), QStringLiteral("failed"), 5, 0.0}},
            {QStringLiteral("sin"), {QStringLiteral("Singapore"), QStringLiteral("syncing"), 2, 100.0}}};
  }
  static QString names(const LineTable& table) {
    QStringList list;
    for (int row = 0; row < table.count(); ++row) list.append(table.get(row)[QStringLiteral("name")].toString().left(2));
    return list.join(u' ');
  }

private slots:
  void sorts_data() {
    QTest::addColumn<QString>("role");
    QTest::addColumn<int>("times");
    QTest::addColumn<Qt::SortOrder>("first");
    QTest::addColumn<QString>("order");
    const auto up = Qt::AscendingOrder, down = Qt::DescendingOrder;
    QTest::newRow("not at all") << QString() << 1 << up << QStringLiteral("Fr os Sa Si");
    QTest::newRow("names, whatever their case") << QStringLiteral("name") << 1 << up << QStringLiteral("Fr os Sa Si");
    QTest::newRow("a second time: the other way") << QStringLiteral("name") << 2 << up << QStringLiteral("Si Sa os Fr");
    QTest::newRow("numbers are no text") << QStringLiteral("rate") << 1 << up << QStringLiteral("Sa os Si Fr");
    QTest::newRow("equal ones as they come") << QStringLiteral("rank") << 1 << up << QStringLiteral("Fr os Si Sa");
    QTest::newRow("equal ones as they come, worst first") << QStringLiteral("rank") << 1 << down << QStringLiteral("Sa os Si Fr");
  }
  void sorts() {
    QFETCH(QString, role);
    QFETCH(int, times);
    QFETCH(Qt::SortOrder, first);
    RowModel model({"name", "status", "rank", "rate"});
    model.assign(rows());
    LineTable table(model, {"name"});
    for (int i = 0; i < times; ++i) table.sortOn(role, first);
    QTEST(names(table), "order");
    QCOMPARE(table.sortBy(), role);
  }

  void filters_data() {
    QTest::addColumn<QString>("search");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("left");
    QTest::newRow("nothing") << QString() << QString() << QStringLiteral("Fr os Sa Si");
    QTest::newRow("a word, whatever its case") << QStringLiteral("OSA") << QString() << QStringLiteral("os");
    QTest::newRow("two words in any place") << QStringLiteral("paulo sao") << QString() << QStringLiteral("Sa");
    QTest::newRow("blanks only") << QStringLiteral("  ") << QString() << QStringLiteral("Fr os Sa Si");
    QTest::newRow("a state") << QString() << QStringLiteral("syncing") << QStringLiteral("os Si");
    QTest::newRow("both") << QStringLiteral("sing") << QStringLiteral("syncing") << QStringLiteral("Si");
    QTest::newRow("nobody") << QStringLiteral("xyz") << QString() << QString();
  }
  void filters() {
    QFETCH(QString, search);
    QFETCH(QString, status);
    RowModel model({"name", "status", "rank", "rate"});
    model.assign(rows());
    LineTable table(model, {"name"});
    table.setSearch(search);
    table.setOnly(QStringLiteral("status"), status);
    QTEST(names(table), "left");
    QCOMPARE(table.total(), 4);
    table.clearFilter();
    QCOMPARE(table.count(), 4);
    QVERIFY(!table.filtered());
  }

  void followsItsSource() {
    RowModel model({"name", "status", "rank", "rate"});
    model.assign(rows());
    LineTable table(model, {"name"});
    table.sortOn(QStringLiteral("rate"), Qt::DescendingOrder);
    table.setOnly(QStringLiteral("status"), QStringLiteral("syncing"));
    QCOMPARE(names(table), QStringLiteral("Si os"));
    QSignalSpy counted(&table, &LineTable::countChanged);
    auto next = rows();
    next[1].cells[3] = 500.0;                    // Osaka overtakes
    next[0].cells[1] = QStringLiteral("syncing"); // Frankfurt joins
    model.assign(next);
    QCOMPARE(names(table), QStringLiteral("os Fr Si"));
    QVERIFY(!counted.isEmpty());
    next[3].cells[1] = QStringLiteral("drift"); // Singapore leaves
    model.assign(next);
    QCOMPARE(names(table), QStringLiteral("os Fr"));
    model.assign({});
    QCOMPARE(table.count(), 0);
    QVERIFY(table.get(0).isEmpty());
  }
};

QTEST_GUILESS_MAIN(LineTableTest)
#include "line_table_test.moc"
