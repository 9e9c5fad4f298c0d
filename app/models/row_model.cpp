// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/row_model.h"

#include <QSet>

namespace meridian::models {

RowModel::RowModel(QList<QByteArray> roles, QObject* parent)
    : QAbstractListModel(parent), m_roles(std::move(roles)) {}

void RowModel::assign(const QList<Row>& rows) {
  const int before = count();
  removeMissing(rows);
  for (int i = 0; i < rows.size(); ++i) place(i, rows[i]);
  if (count() != before) emit countChanged();
}

void RowModel::reset(QList<Row> rows) {
  beginResetModel();
  m_rows = std::move(rows);
  endResetModel();
  emit countChanged();
}

void RowModel::removeMissing(const QList<Row>& rows) {
  QSet<QString> wanted;
  for (const auto& row : rows) wanted.insert(row.key);
  for (int last = count() - 1; last >= 0; --last) {
    if (wanted.contains(m_rows[last].key)) continue;
    int first = last;
    while (first > 0 && !wanted.contains(m_rows[first - 1].key)) --first;
    beginRemoveRows({}, first, last);
    m_rows.remove(first, last - first + 1);
    endRemoveRows();
    last = first;
  }
}

void RowModel::place(int at, const Row& row) {
  if (at < count() && m_rows[at].key == row.key) return update(at, row);
  int from = at;
  while (from < count() && m_rows[from].key != row.key) ++from;
  if (from < count()) {
    beginMoveRows({}, from, from, {}, at);
    m_rows.move(from, at);
    endMoveRows();
    return update(at, row);
  }
  beginInsertRows({}, at, at);
  m_rows.insert(at, row);
  endInsertRows();
}

void RowModel::update(int at, const Row& row) {
  QList<int> roles;
  auto& cells = m_rows[at].cells;
  for (int i = 0; i < cells.size(); ++i)
    if (cells[i] != row.cells[i]) roles.append(Qt::UserRole + i);
  if (roles.isEmpty()) return;
  cells = row.cells;
  emit dataChanged(index(at), index(at), roles);
}

int RowModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant RowModel::data(const QModelIndex& at, int role) const {
  const int cell = role - Qt::UserRole;
  if (!checkIndex(at, CheckIndexOption::IndexIsValid) || cell < 0 || cell >= m_roles.size()) return {};
  return m_rows[at.row()].cells[cell];
}

QHash<int, QByteArray> RowModel::roleNames() const {
  QHash<int, QByteArray> names;
  for (int i = 0; i < m_roles.size(); ++i) names.insert(Qt::UserRole + i, m_roles[i]);
  return names;
}

QVariantMap RowModel::get(int row) const {
  QVariantMap map;
  if (row < 0 || row >= count()) return map;
  for (int i = 0; i < m_roles.size(); ++i) map.insert(QString::fromLatin1(m_roles[i]), m_rows[row].cells[i]);
  return map;
}

int RowModel::find(const QString& key) const {
  for (int i = 0; i < count(); ++i)
    if (m_rows[i].key == key) return i;
  return -1;
}

QVariant RowModel::value(int row, const char* role) const {
  const auto cell = m_roles.indexOf(role);
  return row < 0 || row >= count() || cell < 0 ? QVariant() : m_rows[row].cells[cell];
}

} // namespace meridian::models
