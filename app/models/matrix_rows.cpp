// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matrix_rows.h"

#include "models/text.h"

#include <QVariantMap>

#include <algorithm>
#include <set>

namespace meridian::models {

/// Whether the regions but the first differ from each other, or have what the first has not.
bool MatrixRows::driftsApart(const engine::TagMatrix::Row& row) const {
  std::set<std::string> different;
  for (std::size_t i = 1; i < row.digests.size(); ++i)
    if (m_read[i] && !row.isUnread(i)) different.insert(row.digests[i] ? row.digests[i]->text() : std::string());
  if (row.digests.empty() || !m_read[0] || row.isUnread(0)) return different.size() > 1;
  const bool missing = different.contains({});
  return different.size() > 1 || (row.digests[0] ? missing : !different.empty() && !missing);
}

void MatrixRows::assign(engine::TagMatrix matrix, QStringList names, bool rewritten) {
  beginResetModel();
  m_matrix = std::move(matrix);
  m_rewritten = rewritten;
  m_names = std::move(names);
  // A region with a problem may have answered for some tags; where it has none at all, nothing is known of it.
  m_read.assign(m_matrix.regions.size(), true);
  for (const auto& [region, error] : m_matrix.problems)
    for (std::size_t i = 0; i < m_matrix.regions.size(); ++i)
      if (m_matrix.regions[i] == region)
        m_read[i] = std::ranges::any_of(m_matrix.rows, [&](const auto& row) { return i < row.digests.size() && row.digests[i].has_value(); });
  if (rewritten)
    for (auto& row : m_matrix.rows) row.drift = driftsApart(row);
  m_drifted = static_cast<int>(std::ranges::count_if(m_matrix.rows, &engine::TagMatrix::Row::drift));
  choose();
  endResetModel();
  emit changed();
}

void MatrixRows::choose() {
  m_shown.clear();
  const auto wanted = m_filter.toStdString();
  for (std::size_t i = 0; i < m_matrix.rows.size(); ++i) {
    const auto& row = m_matrix.rows[i];
    if ((!m_drift_only || row.drift) && row.tag.find(wanted) != std::string::npos) m_shown.push_back(i);
  }
}

void MatrixRows::setDriftOnly(bool only) {
  if (only == m_drift_only) return;
  beginResetModel();
  m_drift_only = only;
  choose();
  endResetModel();
  emit changed();
}

void MatrixRows::setFilter(const QString& filter) {
  if (filter.trimmed() == m_filter) return;
  beginResetModel();
  m_filter = filter.trimmed();
  choose();
  endResetModel();
  emit changed();
}

int MatrixRows::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariantList MatrixRows::cells(const engine::TagMatrix::Row& row) const {
  const auto has = [](const auto& digest) { return digest.has_value(); };
  const auto first = std::ranges::find_if(row.digests, has);
  const auto second = row.digests.empty() ? first : std::find_if(row.digests.begin() + 1, row.digests.end(), has);
  QVariantList list;
  for (std::size_t i = 0; i < row.digests.size(); ++i) {
    const auto& digest = row.digests[i];
    const bool unread = i >= m_read.size() || !m_read[i] || row.isUnread(i);
    const bool own = m_rewritten && i > 0 && digest && *digest == **second;
    const char* status = !digest ? (unread ? "unread" : "missing") : **first == *digest ? "equal" : own ? "rewritten" : "different";
    const auto text = digest ? fromStd(digest->text()) : QString();
    list.append(QVariantMap{{QStringLiteral("status"), QLatin1String(status)},
                            {QStringLiteral("digest"), text},
                            {QStringLiteral("text"), shortDigest(text.toStdString())},
                            {QStringLiteral("region"), m_names.value(static_cast<int>(i))}});
  }
  return list;
}

QVariant MatrixRows::data(const QModelIndex& at, int role) const {
  if (!checkIndex(at, CheckIndexOption::IndexIsValid)) return {};
  const auto& row = m_matrix.rows[m_shown[static_cast<std::size_t>(at.row())]];
  switch (role) {
  case Tag: return fromStd(row.tag);
  case Drift: return row.drift;
  case Cells: return cells(row);
  case Spoken: {
    QStringList parts{fromStd(row.tag)};
    for (const auto& cell : cells(row)) {
      const auto map = cell.toMap();
      const auto status = map.value(QStringLiteral("status")).toString();
      const auto word = status == QLatin1String("equal") ? tr("equal") : status == QLatin1String("different") ? tr("different")
                        : status == QLatin1String("missing")   ? tr("missing")
                        : status == QLatin1String("rewritten") ? tr("rewritten")
                                                               : tr("not read");
      parts.append(map.value(QStringLiteral("region")).toString() + u' ' + word);
    }
    return parts.join(QStringLiteral(", "));
  }
  default: return {};
  }
}

QHash<int, QByteArray> MatrixRows::roleNames() const {
  return {{Tag, "tag"}, {Drift, "drift"}, {Cells, "cells"}, {Spoken, "spokenText"}};
}

QVariantMap MatrixRows::get(int row) const {
  QVariantMap map;
  if (row < 0 || row >= count()) return map;
  const auto names = roleNames();
  for (auto it = names.cbegin(); it != names.cend(); ++it) map.insert(QString::fromLatin1(it.value()), data(index(row), it.key()));
  return map;
}

} // namespace meridian::models
