// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/catalog_rows.h"

#include "models/text.h"

#include <QVariantMap>

#include <algorithm>

namespace meridian::models {

template <class Change>
void CatalogRows::choose(Change change) {
  beginResetModel();
  change();
  m_shown.clear();
  for (std::size_t i = 0; i < m_entries.size(); ++i)
    if (m_filter.isEmpty() || fromStd(m_entries[i].name).contains(m_filter, Qt::CaseInsensitive)) m_shown.push_back(i);
  if (m_by_regions)
    std::ranges::stable_sort(m_shown, {}, [this](std::size_t i) { return held(m_entries[i]); });
  endResetModel();
  emit changed();
}

void CatalogRows::assign(std::vector<CatalogEntry> entries, std::vector<bool> told, QStringList region_names) {
  if (entries == m_entries && told == m_told && region_names == m_regions) return;
  choose([&] {
    m_entries = std::move(entries);
    m_told = std::move(told);
    m_regions = std::move(region_names);
  });
}

void CatalogRows::retranslate() { choose([] {}); }

void CatalogRows::setFilter(const QString& filter) {
  if (filter.trimmed() != m_filter) choose([&] { m_filter = filter.trimmed(); });
}

void CatalogRows::setOrder(const QString& order) {
  const bool by_regions = order == QLatin1String("regions");
  if (by_regions != m_by_regions) choose([&] { m_by_regions = by_regions; });
}

std::size_t CatalogRows::held(const CatalogEntry& entry) const { return static_cast<std::size_t>(std::ranges::count(entry.in, true)); }

QString CatalogRows::regionsText(const CatalogEntry& entry) const {
  const auto count = held(entry);
  if (count == 0) return tr("Named by a rule");
  if (count == 1) {
    const auto place = std::ranges::find(entry.in, true) - entry.in.begin();
    return tr("Only %1", "a region").arg(m_regions.value(static_cast<int>(place)));
  }
  const auto told = static_cast<std::size_t>(std::ranges::count(m_told, true));
  return count == told ? tr("%1 regions").arg(count) : tr("%1 of %2 regions").arg(count).arg(told);
}

int CatalogRows::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant CatalogRows::data(const QModelIndex& at, int role) const {
  if (!checkIndex(at, CheckIndexOption::IndexIsValid)) return {};
  const auto& entry = m_entries[m_shown[static_cast<std::size_t>(at.row())]];
  switch (role) {
  case Name: return fromStd(entry.name);
  case Held: return static_cast<int>(held(entry));
  case RegionsText: return regionsText(entry);
  case Missing: return static_cast<std::ptrdiff_t>(held(entry)) < std::ranges::count(m_told, true);
  case Spoken: return QString(fromStd(entry.name) + QStringLiteral(", ") + regionsText(entry));
  default: return {};
  }
}

QHash<int, QByteArray> CatalogRows::roleNames() const {
  return {{Name, "name"}, {Held, "held"}, {RegionsText, "regionsText"}, {Missing, "missing"}, {Spoken, "spokenText"}};
}

QVariantMap CatalogRows::get(int row) const {
  QVariantMap map;
  if (row < 0 || row >= count()) return map;
  const auto names = roleNames();
  for (auto it = names.cbegin(); it != names.cend(); ++it) map.insert(QString::fromLatin1(it.value()), data(index(row), it.key()));
  return map;
}

int CatalogRows::find(const QString& name) const {
  const auto wanted = name.toStdString();
  const auto found = std::ranges::find_if(m_shown, [&](std::size_t i) { return m_entries[i].name == wanted; });
  return found == m_shown.end() ? -1 : static_cast<int>(found - m_shown.begin());
}

QString CatalogRows::nameAt(int row) const {
  return row < 0 || row >= count() ? QString() : fromStd(m_entries[m_shown[static_cast<std::size_t>(row)]].name);
}

} // namespace meridian::models
