// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tag_matrix_table.h"

#include <QAbstractListModel>
#include <QStringList>
#include <QVariantList>

#include <vector>

namespace meridian::models {

/// One repository's tags by region, a hundred thousand of them. Roles: tag, drift, status ("same", "missing", "different"),
/// statusText, spokenText and cells: a list of {status ("equal"|"different"|"missing"|"absent"|"unread"), word, digest, text (short
/// digest), region} of the regions from `first` on, `shown` of them. Everything is made when it is looked at. GUI thread.
class TagMatrixRows : public QAbstractListModel {
  Q_OBJECT
  Q_PROPERTY(int count READ count NOTIFY changed)
  Q_PROPERTY(int total READ total NOTIFY changed)
  /// Tags that are not the same everywhere, and of these those with different contents.
  Q_PROPERTY(int drifted READ drifted NOTIFY changed)
  Q_PROPERTY(int different READ different NOTIFY changed)
  /// A part of the tag, or the beginning of a digest.
  Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY changed)
  /// Key of one of `choices`: "", "drift", "missing", or a region's id: not there.
  Q_PROPERTY(QString only READ only WRITE setOnly NOTIFY changed)
  /// [{key, label}] for `only`.
  Q_PROPERTY(QVariantList choices READ choices NOTIFY assigned)
  /// "version" (highest first), "name" or "drift" (what differs first).
  Q_PROPERTY(QString order READ order WRITE setOrder NOTIFY changed)
  Q_PROPERTY(bool reversed READ reversed WRITE setReversed NOTIFY changed)
  /// Names of all regions, the primary first.
  Q_PROPERTY(QStringList regions READ regions NOTIFY assigned)
  Q_PROPERTY(int first READ first WRITE setFirst NOTIFY windowChanged)
  Q_PROPERTY(int shown READ shown WRITE setShown NOTIFY windowChanged)
  Q_PROPERTY(QStringList shownRegions READ shownRegions NOTIFY windowChanged)

public:
  enum Role { Tag = Qt::UserRole, Drift, Status, StatusText, Spoken, Cells };

  using QAbstractListModel::QAbstractListModel;

  /// `names` of the regions, as the matrix has them. What is looked for and the order stay.
  void assign(const engine::TagMatrix& matrix, QStringList names, std::vector<bool> wanted = {});
  void clear() { assign({}, {}); }
  void retranslate();

  [[nodiscard]] int count() const { return static_cast<int>(m_shown_rows.size()); }
  [[nodiscard]] int total() const { return static_cast<int>(m_table.rows()); }
  [[nodiscard]] int drifted() const { return total() - static_cast<int>(m_table.count(TagMatrixTable::State::Same)); }
  [[nodiscard]] int different() const { return static_cast<int>(m_table.count(TagMatrixTable::State::Different)); }
  [[nodiscard]] QString filter() const { return m_filter; }
  void setFilter(const QString& filter);
  [[nodiscard]] QString only() const { return m_only; }
  void setOnly(const QString& only);
  [[nodiscard]] QVariantList choices() const;
  [[nodiscard]] QString order() const;
  void setOrder(const QString& order);
  [[nodiscard]] bool reversed() const { return m_reversed; }
  void setReversed(bool reversed);
  [[nodiscard]] QStringList regions() const { return m_names; }
  [[nodiscard]] int first() const { return m_first; }
  void setFirst(int first);
  [[nodiscard]] int shown() const { return m_shown; }
  void setShown(int shown);
  [[nodiscard]] QStringList shownRegions() const { return m_names.mid(m_first, m_shown); }
  /// Moves the window over the regions so that this one is in it.
  Q_INVOKABLE void reveal(int region);
  /// Another order, or the same one the other way round.
  Q_INVOKABLE void sortBy(const QString& order);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
  Q_INVOKABLE QVariantMap get(int row) const;
  /// The row that shows a tag, or -1.
  Q_INVOKABLE int find(const QString& tag) const;
  Q_INVOKABLE QString tagAt(int row) const;
  /// Full digest; empty where the region has none. `region` counts all regions.
  Q_INVOKABLE QString digestAt(int row, int region) const;
  [[nodiscard]] const TagMatrixTable& table() const { return m_table; }

signals:
  void changed();
  void assigned();
  void windowChanged();

private:
  template <class Change>
  void choose(Change change);
  void moveWindow(int first, int shown);
  [[nodiscard]] TagMatrixTable::Choice choice() const;
  [[nodiscard]] QString statusText(std::size_t row) const;
  [[nodiscard]] QString spoken(std::size_t row) const;
  [[nodiscard]] QVariantList cells(std::size_t row) const;

  TagMatrixTable m_table;
  QStringList m_names;
  std::vector<std::string> m_ids; ///< of the regions
  std::vector<std::uint32_t> m_shown_rows;
  QString m_filter, m_only;
  TagMatrixTable::Order m_order = TagMatrixTable::Order::Version;
  bool m_reversed = false;
  int m_first = 0, m_shown = 5;
};

} // namespace meridian::models
