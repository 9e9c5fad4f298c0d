// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/setup/repository_rows.h"

#include <algorithm>

namespace meridian::console {

void RepositoryRows::assign(const QStringList& names) {
  m_all = names;
  m_known = QSet<QString>(names.begin(), names.end());
  filter();
}

void RepositoryRows::search(const QString& text) {
  if (text == m_search) return;
  m_search = text;
  filter();
}

void RepositoryRows::filter() {
  const auto words = m_search.split(u' ', Qt::SkipEmptyParts);
  beginResetModel();
  m_shown.clear();
  for (const auto& name : m_all)
    if (std::ranges::all_of(words, [&](const QString& word) { return name.contains(word, Qt::CaseInsensitive); }))
      m_shown.append(name);
  endResetModel();
  emit countChanged();
}

void RepositoryRows::setPicked(const QSet<QString>& names) {
  if (names == m_picked) return;
  m_picked = names;
  if (!m_shown.isEmpty()) emit dataChanged(index(0), index(count() - 1), {Picked});
}

int RepositoryRows::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant RepositoryRows::data(const QModelIndex& index, int role) const {
  if (index.row() < 0 || index.row() >= m_shown.size()) return {};
  const auto& name = m_shown[index.row()];
  if (role == Name) return name;
  return role == Picked ? QVariant(m_picked.contains(name)) : QVariant();
}

QHash<int, QByteArray> RepositoryRows::roleNames() const { return {{Name, "name"}, {Picked, "picked"}}; }

} // namespace meridian::console
