// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/answers.h"

#include <QAbstractListModel>
#include <QStringList>

#include <vector>

namespace meridian::models {

/// Tags of one repository by region: roles tag, drift, spokenText, and cells: a list of {text (short digest), digest, status
/// ("equal"|"different"|"missing"|"unread"|"rewritten")} in the order of the regions. Cells are made when they are looked at: thousands
/// of rows cost nothing. GUI thread.
class MatrixRows : public QAbstractListModel {
  Q_OBJECT
  Q_PROPERTY(int count READ count NOTIFY changed)
  Q_PROPERTY(int total READ total NOTIFY changed)
  Q_PROPERTY(int drifted READ drifted NOTIFY changed)
  /// Only tags that are not the same everywhere.
  Q_PROPERTY(bool driftOnly READ driftOnly WRITE setDriftOnly NOTIFY changed)
  /// Only tags that contain this text.
  Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY changed)

public:
  enum Role { Tag = Qt::UserRole, Drift, Cells, Spoken };

  using QAbstractListModel::QAbstractListModel;

  /// `names` of the regions, as the matrix has them. Digests are compared with the first region that has the tag. With
  /// `rewritten`, all but the first region have indexes of their own: these are compared with each other, and are not
  /// drift because the first one has another.
  void assign(engine::TagMatrix matrix, QStringList names, bool rewritten = false);
  void clear() { assign({}, {}); }

  [[nodiscard]] int count() const { return static_cast<int>(m_shown.size()); }
  [[nodiscard]] int total() const { return static_cast<int>(m_matrix.rows.size()); }
  [[nodiscard]] int drifted() const { return m_drifted; }
  [[nodiscard]] bool driftOnly() const { return m_drift_only; }
  void setDriftOnly(bool only);
  [[nodiscard]] QString filter() const { return m_filter; }
  void setFilter(const QString& filter);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
  Q_INVOKABLE QVariantMap get(int row) const;

signals:
  void changed();

private:
  void choose();
  [[nodiscard]] bool driftsApart(const engine::TagMatrix::Row& row) const;
  [[nodiscard]] QVariantList cells(const engine::TagMatrix::Row& row) const;

  engine::TagMatrix m_matrix;
  QStringList m_names;
  std::vector<bool> m_read; ///< by region
  std::vector<std::size_t> m_shown;
  int m_drifted = 0;
  bool m_drift_only = false, m_rewritten = false;
  QString m_filter;
};

} // namespace meridian::models
