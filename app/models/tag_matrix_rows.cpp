// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tag_matrix_rows.h"

#include "models/text.h"

#include <QVariantMap>

#include <algorithm>

namespace meridian::models {

namespace {

using Cell = TagMatrixTable::Cell;
using State = TagMatrixTable::State;
using Order = TagMatrixTable::Order;

constexpr std::array kOrders{std::pair{Order::Version, "version"}, std::pair{Order::Name, "name"}, std::pair{Order::Drift, "drift"}};
constexpr std::array kCells{"equal", "different", "missing", "absent", "unread"};
constexpr std::array kStates{"same", "missing", "different"};

QString cellWord(Cell cell) {
  switch (cell) {
  case Cell::Equal: return TagMatrixRows::tr("equal");
  case Cell::Different: return TagMatrixRows::tr("different");
  case Cell::Missing: return TagMatrixRows::tr("missing");
  case Cell::Absent: return TagMatrixRows::tr("not mirrored");
  case Cell::Unread: return TagMatrixRows::tr("not read");
  }
  return {};
}

} // namespace

template <class Change>
void TagMatrixRows::choose(Change change) {
  beginResetModel();
  change();
  m_shown_rows = m_table.select(choice(), m_order, m_reversed);
  endResetModel();
  emit changed();
}

TagMatrixTable::Choice TagMatrixRows::choice() const {
  using Only = TagMatrixTable::Choice::Only;
  const auto text = m_filter.toStdString();
  if (m_only.isEmpty()) return {Only::All, -1, text};
  if (m_only == QLatin1String("drift")) return {Only::Drift, -1, text};
  const auto region = std::ranges::find(m_ids, m_only.toStdString());
  return {Only::Missing, region == m_ids.end() ? -1 : static_cast<int>(region - m_ids.begin()), text};
}

void TagMatrixRows::assign(const engine::TagMatrix& matrix, QStringList names, std::vector<bool> wanted) {
  choose([&] {
    m_table.assign(matrix, std::move(wanted));
    m_names = std::move(names);
    m_ids = matrix.regions;
    if (std::ranges::find(m_ids, m_only.toStdString()) == m_ids.end() && m_only != QLatin1String("drift") && m_only != QLatin1String("missing"))
      m_only.clear();
    m_first = std::clamp(m_first, 0, std::max(0, static_cast<int>(m_names.size()) - m_shown));
  });
  emit assigned();
  emit windowChanged();
}

void TagMatrixRows::retranslate() {
  choose([] {});
  emit assigned();
}

void TagMatrixRows::setFilter(const QString& filter) {
  if (filter.trimmed() != m_filter) choose([&] { m_filter = filter.trimmed(); });
}

void TagMatrixRows::setOnly(const QString& only) {
  if (only != m_only) choose([&] { m_only = only; });
}

QVariantList TagMatrixRows::choices() const {
  QVariantList list;
  const auto add = [&](const QString& key, const QString& label) {
    list.append(QVariantMap{{QStringLiteral("key"), key}, {QStringLiteral("label"), label}});
  };
  add({}, tr("All tags"));
  add(QStringLiteral("drift"), tr("Not the same everywhere"));
  add(QStringLiteral("missing"), tr("Missing somewhere"));
  for (std::size_t i = 0; i < m_ids.size(); ++i)
    add(fromStd(m_ids[i]), tr("Not in %1 (%2)", "a region, number of tags").arg(m_names.value(static_cast<int>(i)), numberText(m_table.absentIn(i))));
  return list;
}

QString TagMatrixRows::order() const {
  const auto* found = std::ranges::find(kOrders, m_order, &std::pair<Order, const char*>::first);
  return QString::fromLatin1(found->second);
}

void TagMatrixRows::setOrder(const QString& order) {
  const auto* found = std::ranges::find_if(kOrders, [&](const auto& entry) { return order == QLatin1String(entry.second); });
  if (found != kOrders.end() && found->first != m_order) choose([&] { m_order = found->first; });
}

void TagMatrixRows::setReversed(bool reversed) {
  if (reversed != m_reversed) choose([&] { m_reversed = reversed; });
}

void TagMatrixRows::sortBy(const QString& order) {
  if (order == this->order()) return setReversed(!m_reversed);
  m_reversed = false;
  setOrder(order);
}

void TagMatrixRows::moveWindow(int first, int shown) {
  shown = std::max(1, shown);
  first = std::clamp(first, 0, std::max(0, static_cast<int>(m_names.size()) - shown));
  if (first == m_first && shown == m_shown) return;
  m_first = first;
  m_shown = shown;
  emit windowChanged();
  if (count() > 0) emit dataChanged(index(0), index(count() - 1), {Cells});
}

void TagMatrixRows::setFirst(int first) { moveWindow(first, m_shown); }
void TagMatrixRows::setShown(int shown) { moveWindow(m_first, shown); }
void TagMatrixRows::reveal(int region) { moveWindow(std::clamp(m_first, region - m_shown + 1, region), m_shown); }

int TagMatrixRows::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QString TagMatrixRows::statusText(std::size_t row) const {
  switch (m_table.state(row)) {
  case State::Same: return tr("Same");
  case State::Different: return tr("Differs");
  case State::Missing: return tr("%1 missing", "number of regions").arg(m_table.missing(row));
  }
  return {};
}

QString TagMatrixRows::spoken(std::size_t row) const {
  QStringList parts{fromStd(m_table.tag(row)), statusText(row)};
  for (std::size_t i = 0; i < m_table.regions(); ++i)
    parts.append(m_names.value(static_cast<int>(i)) + u' ' + cellWord(m_table.cell(row, i)));
  return parts.join(QStringLiteral(", "));
}

QVariantList TagMatrixRows::cells(std::size_t row) const {
  QVariantList list;
  const auto end = std::min(static_cast<std::size_t>(m_first + m_shown), m_table.regions());
  for (auto i = static_cast<std::size_t>(m_first); i < end; ++i) {
    const auto cell = m_table.cell(row, i);
    const auto digest = m_table.digest(row, i);
    list.append(QVariantMap{{QStringLiteral("status"), QLatin1String(kCells[static_cast<std::size_t>(cell)])},
                            {QStringLiteral("word"), cellWord(cell)},
                            {QStringLiteral("digest"), fromStd(digest)},
                            {QStringLiteral("text"), digest.empty() ? cellWord(cell) : shortDigest(digest)},
                            {QStringLiteral("region"), m_names.value(static_cast<int>(i))}});
  }
  return list;
}

QVariant TagMatrixRows::data(const QModelIndex& at, int role) const {
  if (!checkIndex(at, CheckIndexOption::IndexIsValid)) return {};
  const auto row = m_shown_rows[static_cast<std::size_t>(at.row())];
  switch (role) {
  case Tag: return fromStd(m_table.tag(row));
  case Drift: return m_table.state(row) != State::Same;
  case Status: return QLatin1String(kStates[static_cast<std::size_t>(m_table.state(row))]);
  case StatusText: return statusText(row);
  case Spoken: return spoken(row);
  case Cells: return cells(row);
  default: return {};
  }
}

QHash<int, QByteArray> TagMatrixRows::roleNames() const {
  return {{Tag, "tag"}, {Drift, "drift"}, {Status, "status"}, {StatusText, "statusText"}, {Spoken, "spokenText"}, {Cells, "cells"}};
}

QVariantMap TagMatrixRows::get(int row) const {
  QVariantMap map;
  if (row < 0 || row >= count()) return map;
  const auto names = roleNames();
  for (auto it = names.cbegin(); it != names.cend(); ++it) map.insert(QString::fromLatin1(it.value()), data(index(row), it.key()));
  return map;
}

int TagMatrixRows::find(const QString& tag) const {
  const auto wanted = tag.toStdString();
  const auto found = std::ranges::find_if(m_shown_rows, [&](auto row) { return m_table.tag(row) == wanted; });
  return found == m_shown_rows.end() ? -1 : static_cast<int>(found - m_shown_rows.begin());
}

QString TagMatrixRows::tagAt(int row) const {
  return row < 0 || row >= count() ? QString() : fromStd(m_table.tag(m_shown_rows[static_cast<std::size_t>(row)]));
}

QString TagMatrixRows::digestAt(int row, int region) const {
  if (row < 0 || row >= count() || region < 0 || region >= m_names.size()) return {};
  return fromStd(m_table.digest(m_shown_rows[static_cast<std::size_t>(row)], static_cast<std::size_t>(region)));
}

} // namespace meridian::models
