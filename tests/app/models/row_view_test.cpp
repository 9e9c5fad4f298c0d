// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "models/row_model.h"
#include "models/row_view.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace meridian::models;

/// Sorting and filtering of lists, as pages ask for it.
class RowViewTest : public QObject {
  Q_OBJECT
  static QList<Row> images() {
    return {{"a", {QStringLiteral("app:1.10"), QStringLiteral("failed"), 5.0}},
            {"b", {QStringLiteral("app:1.9"), QStringLiteral("copied"), 50.0}},
            {"c", {QStringLiteral("base:2"), QStringLiteral("copied"), 7.0}}};
  }
  static QList<Row> regions() {
    return {{QStringLiteral("fra"), {QStringLiteral("Frankfurt"), QStringLiteral("insync"), 0, 411.0}},
            {QStringLiteral("tyo"), {QStringLiteral("osaka"), QStringLiteral("syncing"), 2, 9.0}},
            {QStringLiteral("gru"), {QStringLiteral("Sao Paulo"), QStringLiteral("failed"), 5, 0.0}},
            {QStringLiteral("sin"), {QStringLiteral("Singapore"), QStringLiteral("syncing"), 2, 100.0}}};
  }
  static QStringList refs(const RowView& view) {
    QStringList list;
    for (int row = 0; row < view.count(); ++row) list.append(view.get(row).value(QStringLiteral("ref")).toString());
    return list;
  }
  static QString names(const RowView& view) {
    QStringList list;
    for (int row = 0; row < view.count(); ++row) list.append(view.get(row)[QStringLiteral("name")].toString().left(2));
    return list.join(u' ');
  }

private slots:
  void sorts_data() {
    QTest::addColumn<QStringList>("keys");
    QTest::addColumn<QStringList>("order");
    QTest::newRow("as they come") << QStringList{} << QStringList{"app:1.10", "app:1.9", "base:2"};
    QTest::newRow("numbers in texts are numbers") << QStringList{"ref"} << QStringList{"app:1.9", "app:1.10", "base:2"};
    QTest::newRow("again: the other way") << QStringList{"ref", "ref"} << QStringList{"base:2", "app:1.10", "app:1.9"};
    QTest::newRow("a third time: as they come") << QStringList{"ref", "ref", "ref"} << QStringList{"app:1.10", "app:1.9", "base:2"};
    QTest::newRow("numbers") << QStringList{"size"} << QStringList{"app:1.10", "base:2", "app:1.9"};
    QTest::newRow("another key begins anew") << QStringList{"ref", "ref", "size"} << QStringList{"app:1.10", "base:2", "app:1.9"};
    QTest::newRow("no key: as they come") << QStringList{"size", ""} << QStringList{"app:1.10", "app:1.9", "base:2"};
  }
  void sorts() {
    QFETCH(QStringList, keys);
    QFETCH(QStringList, order);
    RowModel model({"ref", "status", "size"});
    model.assign(images());
    RowView view(model, {"ref"});
    QAbstractItemModelTester tester(&view, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const auto& key : keys) view.sortBy(key);
    QCOMPARE(refs(view), order);
  }

  void beginsAsTheColumnSays_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("times");
    QTest::addColumn<Qt::SortOrder>("first");
    QTest::addColumn<QString>("order");
    QTest::addColumn<QString>("sorted");
    const auto up = Qt::AscendingOrder, down = Qt::DescendingOrder;
    const auto row = [](const char* what, const char* key, int times, Qt::SortOrder first, const char* order, const char* sorted) {
      QTest::newRow(what) << QString(key) << times << first << QString(order) << QString(sorted);
    };
    row("not at all", "", 1, up, "Fr os Sa Si", "");
    row("names, whatever their case", "name", 1, up, "Fr os Sa Si", "name up");
    row("a second time: the other way", "name", 2, up, "Si Sa os Fr", "name down");
    row("numbers are no text", "rate", 1, up, "Sa os Si Fr", "rate up");
    row("equal ones as they come", "rank", 1, up, "Fr os Si Sa", "rank up");
    row("equal ones as they come, worst first", "rank", 1, down, "Sa os Si Fr", "rank down");
    row("worst first, a second time: the other way", "rank", 2, down, "Fr os Si Sa", "rank up");
    row("worst first, a third time: as they come", "rank", 3, down, "Fr os Sa Si", "");
    row("worst first, a fourth time: anew", "rank", 4, down, "Sa os Si Fr", "rank down");
  }
  void beginsAsTheColumnSays() {
    QFETCH(QString, key);
    QFETCH(int, times);
    QFETCH(Qt::SortOrder, first);
    RowModel model({"name", "status", "rank", "rate"});
    model.assign(regions());
    RowView view(model, {"name"});
    for (int i = 0; i < times; ++i) view.sortBy(key, first);
    QTEST(names(view), "order");
    const auto sorted = view.sortKey().isEmpty() ? QString() : view.sortKey() + (view.descending() ? " down" : " up");
    QTEST(sorted, "sorted");
  }

  void searchesAndFilters() {
    RowModel model({"ref", "status", "size"});
    RowView view(model, {"ref"});
    QSignalSpy counted(&view, &RowView::countChanged);
    model.assign(images());
    QVERIFY(!counted.isEmpty());
    view.setText(QStringLiteral(" APP "));
    QCOMPARE(refs(view), (QStringList{"app:1.10", "app:1.9"}));
    view.setOnly(QStringLiteral("status"), QStringLiteral("copied"));
    QCOMPARE(refs(view), QStringList{"app:1.9"});
    QCOMPARE(view.total(), 3);
    QCOMPARE(view.sourceRow(0), 1);
    QCOMPARE(view.sourceRow(1), -1);
    QCOMPARE(view.rowOf(QStringLiteral("ref"), QStringLiteral("app:1.9")), 0);
    QCOMPARE(view.rowOf(QStringLiteral("ref"), QStringLiteral("base:2")), -1);
    view.setText(QStringLiteral("failed")); // a role that is not searched
    QCOMPARE(view.count(), 0);
  }

  void filters_data() {
    QTest::addColumn<QString>("text");
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
    QFETCH(QString, text);
    QFETCH(QString, status);
    RowModel model({"name", "status", "rank", "rate"});
    model.assign(regions());
    RowView view(model, {"name"});
    view.setText(text);
    view.setOnly(QStringLiteral("status"), status);
    QTEST(names(view), "left");
    QCOMPARE(view.total(), 4);
    view.clearFilter();
    QCOMPARE(view.count(), 4);
    QVERIFY(!view.filtered());
    QCOMPARE(view.text(), QString());
  }

  void filtersByMoreThanOneRole() {
    RowModel model({"name", "status", "rank", "rate"});
    model.assign(regions());
    RowView view(model, {"name"});
    view.setOnly(QStringLiteral("status"), QStringLiteral("syncing"));
    view.setOnly(QStringLiteral("name"), QStringLiteral("Singapore"));
    QCOMPARE(names(view), QStringLiteral("Si"));
    QCOMPARE(view.only().size(), 2);
    view.setOnly(QStringLiteral("name"), {});
    QCOMPARE(names(view), QStringLiteral("os Si"));
    QVERIFY(view.filtered());
  }

  void listsAreTheirWords() {
    RowModel model({"name", "targets"});
    model.assign({{"a", {QStringLiteral("base"), QStringList{"Tokyo", "Osaka 10"}}},
                  {"b", {QStringLiteral("apps"), QStringList{"Osaka 9", "Singapore"}}}});
    RowView view(model, {"name", "targets"});
    view.setText(QStringLiteral("osaka singa"));
    QCOMPARE(names(view), QStringLiteral("ap"));
    view.clearFilter();
    view.sortBy(QStringLiteral("targets"));
    QCOMPARE(names(view), QStringLiteral("ap ba"));
  }

  void keepsWhatIsTyped() {
    RowModel model({"ref", "status", "size"});
    model.assign(images());
    RowView view(model, {"ref"});
    view.setText(QStringLiteral("app ")); // the next word is about to begin
    QCOMPARE(view.text(), QStringLiteral("app "));
    QCOMPARE(view.count(), 2);
  }

  void followsWhatChanges() {
    RowModel model({"ref", "status", "size"});
    model.assign(images());
    RowView view(model, {"ref"});
    view.setOnly(QStringLiteral("status"), QStringLiteral("failed"));
    view.sortBy(QStringLiteral("size"));
    auto next = images();
    next[1].cells = {QStringLiteral("app:1.9"), QStringLiteral("failed"), 1.0};
    model.assign(next);
    QCOMPARE(refs(view), (QStringList{"app:1.9", "app:1.10"}));
  }

  void followsItsSource() {
    RowModel model({"name", "status", "rank", "rate"});
    model.assign(regions());
    RowView view(model, {"name"});
    view.sortBy(QStringLiteral("rate"), Qt::DescendingOrder);
    view.setOnly(QStringLiteral("status"), QStringLiteral("syncing"));
    QCOMPARE(names(view), QStringLiteral("Si os"));
    QSignalSpy counted(&view, &RowView::countChanged);
    auto next = regions();
    next[1].cells[3] = 500.0;                    // Osaka overtakes
    next[0].cells[1] = QStringLiteral("syncing"); // Frankfurt joins
    model.assign(next);
    QCOMPARE(names(view), QStringLiteral("os Fr Si"));
    QVERIFY(!counted.isEmpty());
    next[3].cells[1] = QStringLiteral("drift"); // Singapore leaves
    model.assign(next);
    QCOMPARE(names(view), QStringLiteral("os Fr"));
    model.assign({});
    QCOMPARE(view.count(), 0);
    QVERIFY(view.get(0).isEmpty());
  }
};

QTEST_GUILESS_MAIN(RowViewTest)
#include "row_view_test.moc"
