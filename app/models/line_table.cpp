// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/line_table.h"

#include <algorithm>

namespace meridian::models {

namespace {

bool isNumber(const QVariant& value) {
  switch (value.typeId()) {
  case QMetaType::Int:
  case QMetaType::LongLong:
  case QMetaType::Double:
  case QMetaType::Float:
  case QMetaType::Bool: return true;
  default: return false;
  }
}

/// Below zero, zero or above it.
int compare(const QVariant& left, const QVariant& right) {
  if (!isNumber(left) || !isNumber(right)) return QString::localeAwareCompare(left.toString().toLower(), right.toString().toLower());
  const double a = left.toDouble(), b = right.toDouble();
  return a < b ? -1 : a > b ? 1 : 0;
}

} // namespace

LineTable::LineTable(QAbstractItemModel& source, QList<QByteArray> searched, QObject* parent)
    : QSortFilterProxyModel(parent), m_searched(std::move(searched)) {
  const auto names = source.roleNames();
  for (auto it = names.cbegin(); it != names.cend(); ++it) m_roles.insert(it.value(), it.key());
  setSourceModel(&source);
  connect(this, &QAbstractItemModel::rowsInserted, this, &LineTable::countChanged);
  connect(this, &QAbstractItemModel::rowsRemoved, this, &LineTable::countChanged);
  connect(this, &QAbstractItemModel::modelReset, this, &LineTable::countChanged);
  connect(&source, &QAbstractItemModel::rowsInserted, this, &LineTable::countChanged);
  connect(&source, &QAbstractItemModel::rowsRemoved, this, &LineTable::countChanged);
}

QVariant LineTable::cell(int row, const QByteArray& role) const {
  return sourceModel()->index(row, 0).data(m_roles.value(role, -1));
}

void LineTable::sortOn(const QString& role, Qt::SortOrder first) {
  const bool again = role == m_sort_by;
  const auto order = !again ? first : descending() ? Qt::AscendingOrder : Qt::DescendingOrder;
  m_sort_by = role;
  setSortRole(m_roles.value(role.toLatin1(), -1));
  sort(role.isEmpty() ? -1 : 0, order);
  emit sortChanged();
}

void LineTable::setSearch(const QString& text) {
  const auto words = text.split(u' ', Qt::SkipEmptyParts);
  if (words == m_words) return;
  m_words = words;
  invalidateFilter();
  emit filterChanged();
}

void LineTable::setOnly(const QString& role, const QString& value) {
  if (m_only.value(role).toString() == value) return;
  if (value.isEmpty())
    m_only.remove(role);
  else
    m_only.insert(role, value);
  invalidateFilter();
  emit filterChanged();
}

void LineTable::clearFilter() {
  if (!filtered()) return;
  m_words.clear();
  m_only.clear();
  invalidateFilter();
  emit filterChanged();
}

QVariantMap LineTable::get(int row) const {
  QVariantMap map;
  const auto at = index(row, 0);
  if (!at.isValid()) return map;
  for (auto it = m_roles.cbegin(); it != m_roles.cend(); ++it) map.insert(QString::fromLatin1(it.key()), at.data(it.value()));
  return map;
}

bool LineTable::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const int order = compare(left.data(sortRole()), right.data(sortRole()));
  if (order != 0) return order < 0;
  return descending() ? left.row() > right.row() : left.row() < right.row();
}

bool LineTable::filterAcceptsRow(int row, const QModelIndex&) const {
  for (auto it = m_only.cbegin(); it != m_only.cend(); ++it)
    if (cell(row, it.key().toLatin1()).toString() != it.value().toString()) return false;
  return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) {
    return std::any_of(m_searched.begin(), m_searched.end(), [&](const QByteArray& role) {
      return cell(row, role).toString().contains(word, Qt::CaseInsensitive);
    });
  });
}

} // namespace meridian::models
