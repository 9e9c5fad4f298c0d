// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QByteArray>
#include <QList>
#include <QString>
#include <QVariant>

#include <span>

namespace meridian::models {

/// One row: who it is, and what its roles show, in the order of the model's role names.
struct Row {
  QString key;
  QVariantList cells;
  bool operator==(const Row&) const = default;
};

/// One role of rows that are made from T. A model is a table of these; nothing else knows the order.
template <class T>
struct Column {
  const char* role;
  QVariant (*value)(const T&);
};

template <class T>
[[nodiscard]] QList<QByteArray> rolesOf(std::span<const Column<T>> columns) {
  QList<QByteArray> roles;
  for (const auto& column : columns) roles.append(column.role);
  return roles;
}
template <class T>
[[nodiscard]] Row rowOf(std::span<const Column<T>> columns, QString key, const T& from) {
  Row row{std::move(key), {}};
  row.cells.reserve(static_cast<qsizetype>(columns.size()));
  for (const auto& column : columns) row.cells.append(column.value(from));
  return row;
}

/// A list model that is told what it should show and works out the least that changes: rows are known by their key,
/// so that a tick never resets a view, and dataChanged names the roles. GUI thread.
class RowModel final : public QAbstractListModel {
  Q_OBJECT
  Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
  explicit RowModel(QList<QByteArray> roles, QObject* parent = nullptr);

  /// Keys must differ from each other.
  void assign(const QList<Row>& rows);
  /// Other rows altogether, however many: views begin anew.
  void reset(QList<Row> rows);

  [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

  /// All roles of one row by name; empty when there is no such row.
  Q_INVOKABLE QVariantMap get(int row) const;
  /// The row of a key, or -1.
  Q_INVOKABLE int find(const QString& key) const;
  /// One role of one row.
  [[nodiscard]] QVariant value(int row, const char* role) const;

signals:
  void countChanged();

private:
  void removeMissing(const QList<Row>& rows);
  void place(int at, const Row& row);
  void update(int at, const Row& row);

  const QList<QByteArray> m_roles;
  QList<Row> m_rows;
};

} // namespace meridian::models
