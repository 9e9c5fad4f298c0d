// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSortFilterProxyModel>
#include <QVariantMap>

namespace meridian::models {

/// Rows of another model, sorted by one of its roles and filtered by words that are typed and by chosen values of
/// roles. Rows that are equal stay in the order of the source. GUI thread.
class LineTable final : public QSortFilterProxyModel {
  Q_OBJECT
  Q_PROPERTY(int count READ count NOTIFY countChanged)
  /// Rows of the source.
  Q_PROPERTY(int total READ total NOTIFY countChanged)
  /// The role to sort by; empty: the order of the source.
  Q_PROPERTY(QString sortBy READ sortBy NOTIFY sortChanged)
  Q_PROPERTY(bool descending READ descending NOTIFY sortChanged)
  /// Words that a row has to hold, each in one of the roles searched.
  Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY filterChanged)
  /// {role: value} of what rows have to be.
  Q_PROPERTY(QVariantMap only READ only NOTIFY filterChanged)
  /// Whether search or `only` may hide rows.
  Q_PROPERTY(bool filtered READ filtered NOTIFY filterChanged)

public:
  /// `searched`: the roles that `search` looks into.
  LineTable(QAbstractItemModel& source, QList<QByteArray> searched, QObject* parent = nullptr);

  /// Sorts by a role; a second time: the other way round. `first`: the way it begins.
  Q_INVOKABLE void sortOn(const QString& role, Qt::SortOrder first = Qt::AscendingOrder);
  /// Shows rows with this value of a role only; an empty one: all.
  Q_INVOKABLE void setOnly(const QString& role, const QString& value);
  Q_INVOKABLE void clearFilter();
  /// All roles of one row by name; empty when there is no such row.
  Q_INVOKABLE QVariantMap get(int row) const;

  [[nodiscard]] int count() const { return rowCount(); }
  [[nodiscard]] int total() const { return sourceModel()->rowCount(); }
  [[nodiscard]] QString sortBy() const { return m_sort_by; }
  [[nodiscard]] bool descending() const { return sortOrder() == Qt::DescendingOrder; }
  [[nodiscard]] QString search() const { return m_words.join(u' '); }
  void setSearch(const QString& text);
  [[nodiscard]] QVariantMap only() const { return m_only; }
  [[nodiscard]] bool filtered() const { return !m_words.isEmpty() || !m_only.isEmpty(); }

signals:
  void countChanged();
  void sortChanged();
  void filterChanged();

protected:
  [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
  [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
  [[nodiscard]] QVariant cell(int row, const QByteArray& role) const;

  QHash<QByteArray, int> m_roles;
  QList<QByteArray> m_searched;
  QStringList m_words;
  QVariantMap m_only;
  QString m_sort_by;
};

} // namespace meridian::models
