// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/row_view.h"

#include <algorithm>

namespace meridian::models {

namespace {

bool isText(const QVariant& value) {
  return value.typeId() == QMetaType::QString || value.typeId() == QMetaType::QStringList;
}

/// A list is the words in it.
QString wordsOf(const QVariant& value) {
  return value.typeId() == QMetaType::QStringList ? value.toStringList().join(u' ') : value.toString();
}

} // namespace

RowView::RowView(QAbstractItemModel& source, QList<QByteArray> searched, QObject* parent)
    : QSortFilterProxyModel(parent), m_collator(QLocale(QLocale::English)) { // names and versions: the same order everywhere
  m_collator.setNumericMode(true);
  m_collator.setCaseSensitivity(Qt::CaseInsensitive);
  const auto names = source.roleNames();
  for (auto it = names.cbegin(); it != names.cend(); ++it) m_roles.insert(it.value(), it.key());
  for (const auto& name : searched) m_searched.append(m_roles.value(name, -1));
  setSourceModel(&source);
  connect(this, &QAbstractItemModel::modelReset, this, &RowView::countChanged);
  for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
    connect(this, signal, this, &RowView::countChanged);
    connect(&source, signal, this, &RowView::countChanged); // `total` counts what is not shown as well
  }
}

void RowView::setText(const QString& text) {
  if (text == m_text) return;
  m_text = text;
  if (auto words = text.split(u' ', Qt::SkipEmptyParts); words != m_words) {
    m_words = std::move(words);
    invalidateFilter();
  }
  emit filterChanged();
}

void RowView::setOnly(const QString& key, const QString& value) {
  if (m_only.value(key).toString() == value) return;
  if (value.isEmpty())
    m_only.remove(key);
  else
    m_only.insert(key, value);
  invalidateFilter();
  emit filterChanged();
}

void RowView::clearFilter() {
  if (m_text.isEmpty() && m_only.isEmpty()) return;
  m_text.clear();
  m_words.clear();
  m_only.clear();
  invalidateFilter();
  emit filterChanged();
}

void RowView::sortBy(const QString& key, Qt::SortOrder first) {
  const bool again = key == m_key;
  if (key.isEmpty() || (again && sortOrder() != first)) {
    m_key.clear();
    sort(-1, Qt::AscendingOrder);
  } else {
    const auto other = first == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
    m_key = key;
    setSortRole(roleOf(key));
    sort(0, again ? other : first);
  }
  emit sortChanged();
}

QVariantMap RowView::get(int row) const {
  QVariantMap map;
  const auto at = index(row, 0);
  if (!at.isValid()) return map;
  for (auto it = m_roles.cbegin(); it != m_roles.cend(); ++it) map.insert(QString::fromLatin1(it.key()), at.data(it.value()));
  return map;
}

int RowView::sourceRow(int row) const {
  return row < 0 || row >= count() ? -1 : mapToSource(index(row, 0)).row();
}

int RowView::rowOf(const QString& key, const QString& value) const {
  const int role = roleOf(key);
  for (int row = 0; row < count(); ++row)
    if (index(row, 0).data(role).toString() == value) return row;
  return -1;
}

bool RowView::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const auto at = sourceModel()->index(row, 0, parent);
  for (auto it = m_only.cbegin(); it != m_only.cend(); ++it)
    if (at.data(roleOf(it.key())).toString() != it.value().toString()) return false;
  return std::ranges::all_of(m_words, [&](const QString& word) {
    return std::ranges::any_of(m_searched, [&](int role) { return wordsOf(at.data(role)).contains(word, Qt::CaseInsensitive); });
  });
}

/// Below zero, zero or above it.
int RowView::compare(const QVariant& left, const QVariant& right) const {
  if (isText(left) || isText(right)) return m_collator.compare(wordsOf(left), wordsOf(right));
  const auto order = QVariant::compare(left, right);
  return order == QPartialOrdering::Less ? -1 : order == QPartialOrdering::Greater ? 1 : 0;
}

bool RowView::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const int order = compare(left.data(sortRole()), right.data(sortRole()));
  if (order != 0) return order < 0;
  return descending() ? left.row() > right.row() : left.row() < right.row();
}

} // namespace meridian::models
