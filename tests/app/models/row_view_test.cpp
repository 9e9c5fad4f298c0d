// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "models/row_model.h"
#include "models/row_view.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace meridian::models;

class RowViewTest : public QObject {
  Q_OBJECT
  static QList<Row> rows() {
    return {{"a", {QStringLiteral("app:1.10"), QStringLiteral("failed"), 5.0}},
            {"b", {QStringLiteral("app:1.9"), QStringLiteral("copied"), 50.0}},
            {"c", {QStringLiteral("base:2"), QStringLiteral("copied"), 7.0}}};
  }
  static QStringList refs(const RowView& view) {
    QStringList list;
    for (int row = 0; row < view.count(); ++row) list.append(view.get(row).value(QStringLiteral("ref")).toString());
    return list;
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
  }
  void sorts() {
    QFETCH(QStringList, keys);
    QFETCH(QStringList, order);
    RowModel model({"ref", "status", "size"});
    model.assign(rows());
    RowView view(model, {"ref"}, "status");
    QAbstractItemModelTester tester(&view, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const auto& key : keys) view.sortBy(key);
    QCOMPARE(refs(view), order);
  }

  void searchesAndFilters() {
    RowModel model({"ref", "status", "size"});
    RowView view(model, {"ref"}, "status");
    QSignalSpy changed(&view, &RowView::changed);
    model.assign(rows());
    QVERIFY(!changed.isEmpty());
    view.setText(QStringLiteral(" APP "));
    QCOMPARE(refs(view), (QStringList{"app:1.10", "app:1.9"}));
    view.setOnly(QStringLiteral("copied"));
    QCOMPARE(refs(view), QStringList{"app:1.9"});
    QCOMPARE(view.total(), 3);
    QCOMPARE(view.sourceRow(0), 1);
    QCOMPARE(view.sourceRow(1), -1);
    QCOMPARE(view.rowOf(QStringLiteral("ref"), QStringLiteral("app:1.9")), 0);
    QCOMPARE(view.rowOf(QStringLiteral("ref"), QStringLiteral("base:2")), -1);
    view.setText(QStringLiteral("failed")); // a role that is not searched
    QCOMPARE(view.count(), 0);
  }

  void followsWhatChanges() {
    RowModel model({"ref", "status", "size"});
    model.assign(rows());
    RowView view(model, {"ref"}, "status");
    view.setOnly(QStringLiteral("failed"));
    view.sortBy(QStringLiteral("size"));
    auto next = rows();
    next[1].cells = {QStringLiteral("app:1.9"), QStringLiteral("failed"), 1.0};
    model.assign(next);
    QCOMPARE(refs(view), (QStringList{"app:1.9", "app:1.10"}));
  }
};

QTEST_GUILESS_MAIN(RowViewTest)
#include "row_view_test.moc"
