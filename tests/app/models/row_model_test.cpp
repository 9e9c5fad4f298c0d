// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/row_model.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using meridian::models::Row;
using meridian::models::RowModel;

namespace {

Row row(const QString& key, int a = 0, const QString& b = {}) { return {key, {a, b}}; }

QStringList keys(const RowModel& model) {
  QStringList list;
  for (int i = 0; i < model.count(); ++i) list.append(model.value(i, "b").toString());
  return list;
}

} // namespace

class RowModelTest : public QObject {
  Q_OBJECT

private slots:
  void tellsTheLeast() {
    RowModel model({"a", "b"});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy changed(&model, &RowModel::dataChanged), inserted(&model, &RowModel::rowsInserted);
    QSignalSpy removed(&model, &RowModel::rowsRemoved), reset(&model, &RowModel::modelReset);
    QSignalSpy count(&model, &RowModel::countChanged);
    model.assign({row("x", 1, "x"), row("y", 2, "y")});
    QCOMPARE(inserted.count(), 2);
    QCOMPARE(count.count(), 1);
    model.assign({row("x", 1, "x"), row("y", 2, "y")});
    QCOMPARE(changed.count(), 0);
    model.assign({row("x", 1, "x"), row("y", 3, "y")});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    QCOMPARE(changed[0][2].value<QList<int>>(), QList<int>{Qt::UserRole});
    model.assign({row("y", 3, "y")});
    QCOMPARE(removed.count(), 1);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(model.count(), 1);
    QCOMPARE(model.find("y"), 0);
    QCOMPARE(model.find("x"), -1);
  }

  void followsARowThatMoves() {
    RowModel model({"a", "b"});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.assign({row("1", 0, "1"), row("2", 0, "2"), row("3", 0, "3")});
    const QPersistentModelIndex held = model.index(2);
    model.assign({row("new", 0, "new"), row("3", 7, "3"), row("1", 0, "1"), row("2", 0, "2")});
    QCOMPARE(held.row(), 1);
    QCOMPARE(model.data(held, Qt::UserRole).toInt(), 7);
    QCOMPARE(keys(model), (QStringList{"new", "3", "1", "2"}));
  }

  void anyListBecomesAnyOther() {
    QRandomGenerator random(7);
    RowModel model({"a", "b"});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int turn = 0; turn < 300; ++turn) {
      QStringList all{"a", "b", "c", "d", "e", "f", "g"};
      QList<Row> rows;
      QStringList expected;
      while (!all.isEmpty() && random.bounded(6) != 0) {
        const auto key = all.takeAt(random.bounded(static_cast<int>(all.size())));
        rows.append(row(key, random.bounded(3), key));
        expected.append(key);
      }
      model.assign(rows);
      QCOMPARE(keys(model), expected);
    }
  }

  void answersOutside() {
    RowModel model({"a", "b"});
    QCOMPARE(model.get(0), QVariantMap());
    model.assign({row("x", 1, "x")});
    QCOMPARE(model.get(0), (QVariantMap{{"a", 1}, {"b", "x"}}));
    QCOMPARE(model.get(-1), QVariantMap());
    QVERIFY(!model.value(0, "none").isValid());
    QVERIFY(!model.data(model.index(0), Qt::DisplayRole).isValid());
  }
};

QTEST_GUILESS_MAIN(RowModelTest)
#include "row_model_test.moc"
