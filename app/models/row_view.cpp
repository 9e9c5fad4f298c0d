// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/row_view.h"

#include <algorithm>

namespace meridian::models {

RowView::RowView(QAbstractItemModel& source, QList<QByteArray> searched, QByteArray filtered, QObject* parent)
    : QSortFilterProxyModel(parent), m_collator(QLocale(QLocale::English)) { // names and versions: the same order everywhere
  m_collator.setNumericMode(true);
  m_collator.setCaseSensitivity(Qt::CaseInsensitive);
  setSourceModel(&source);
  for (const auto& name : searched) m_searched.append(roleOf(name));
  m_filtered = roleOf(filtered);
  for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
    connect(this, signal, this, &RowView::changed);
  connect(this, &QAbstractItemModel::modelReset, this, &RowView::changed);
  // `total` counts what is not shown as well.
  for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
    connect(&source, signal, this, &RowView::changed);
}

int RowView::roleOf(const QByteArray& name) const {
  const auto names = sourceModel()->roleNames();
  return names.key(name, -1);
}

void RowView::setText(const QString& text) {
  if (text.trimmed() == m_text) return;
  m_text = text.trimmed();
  invalidateFilter();
  emit changed();
}

void RowView::setOnly(const QString& only) {
  if (only == m_only) return;
  m_only = only;
  invalidateFilter();
  emit changed();
}

void RowView::sortBy(const QString& key) {
  const bool again = key == m_key;
  if (key.isEmpty() || (again && descending())) {
    m_key.clear();
    sort(-1, Qt::AscendingOrder);
  } else {
    m_key = key;
    setSortRole(roleOf(key.toLatin1()));
    sort(0, again ? Qt::DescendingOrder : Qt::AscendingOrder);
  }
  emit changed();
}

QVariantMap RowView::get(int row) const {
  QVariantMap map;
  if (row < 0 || row >= count()) return map;
  const auto names = roleNames();
  for (auto it = names.cbegin(); it != names.cend(); ++it)
    map.insert(QString::fromLatin1(it.value()), index(row, 0).data(it.key()));
  return map;
}

int RowView::sourceRow(int row) const {
  return row < 0 || row >= count() ? -1 : mapToSource(index(row, 0)).row();
}

int RowView::rowOf(const QString& key, const QString& value) const {
  const int role = roleOf(key.toLatin1());
  for (int row = 0; row < count(); ++row)
    if (index(row, 0).data(role).toString() == value) return row;
  return -1;
}

namespace {

/// A list is the words in it.
QString wordsOf(const QVariant& value) {
  return value.metaType().id() == QMetaType::QStringList ? value.toStringList().join(u' ') : value.toString();
}

} // namespace

bool RowView::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const auto at = sourceModel()->index(row, 0, parent);
  if (!m_only.isEmpty() && at.data(m_filtered).toString() != m_only) return false;
  return m_text.isEmpty() || std::ranges::any_of(m_searched, [&](int role) {
           return wordsOf(at.data(role)).contains(m_text, Qt::CaseInsensitive);
         });
}

bool RowView::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const auto a = left.data(sortRole()), b = right.data(sortRole());
  if (a.metaType().id() == QMetaType::QString) return m_collator.compare(a.toString(), b.toString()) < 0;
  return QVariant::compare(a, b) == QPartialOrdering::Less;
}

} // namespace meridian::models
