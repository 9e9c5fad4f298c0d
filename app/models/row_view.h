// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCollator>
#include <QHash>
#include <QSortFilterProxyModel>
#include <QVariantMap>

namespace meridian::models {

/// A list model as somebody wants to see it: only rows with the words that are typed and with chosen values of roles, in
/// the order of a role. Numbers in texts count as numbers ("1.9" before "1.10"); rows that are equal stay in the order of
/// the source. GUI thread.
class RowView final : public QSortFilterProxyModel {
  Q_OBJECT
  Q_PROPERTY(int count READ count NOTIFY countChanged)
  /// Rows there are, shown or not.
  Q_PROPERTY(int total READ total NOTIFY countChanged)
  /// Words that a row has to hold, each in one of the roles searched.
  Q_PROPERTY(QString text READ text WRITE setText NOTIFY filterChanged)
  /// {role: value} of what rows have to be.
  Q_PROPERTY(QVariantMap only READ only NOTIFY filterChanged)
  /// Whether `text` or `only` may hide rows.
  Q_PROPERTY(bool filtered READ filtered NOTIFY filterChanged)
  /// The role that sorts; empty: as they come.
  Q_PROPERTY(QString sortKey READ sortKey NOTIFY sortChanged)
  Q_PROPERTY(bool descending READ descending NOTIFY sortChanged)

public:
  /// `searched`: roles that `text` is looked for in; a list counts as the words in it.
  RowView(QAbstractItemModel& source, QList<QByteArray> searched, QObject* parent = nullptr);

  [[nodiscard]] int count() const { return rowCount(); }
  [[nodiscard]] int total() const { return sourceModel()->rowCount(); }
  [[nodiscard]] QString text() const { return m_text; }
  void setText(const QString& text);
  [[nodiscard]] QVariantMap only() const { return m_only; }
  [[nodiscard]] bool filtered() const { return !m_words.isEmpty() || !m_only.isEmpty(); }
  [[nodiscard]] QString sortKey() const { return m_key; }
  [[nodiscard]] bool descending() const { return sortOrder() == Qt::DescendingOrder; }
  /// By this role, `first` being the way it begins; once more: the other way round; a third time: as they come.
  Q_INVOKABLE void sortBy(const QString& key, Qt::SortOrder first = Qt::AscendingOrder);
  /// Shows rows with this value of a role only; an empty one: whatever it is.
  Q_INVOKABLE void setOnly(const QString& key, const QString& value);
  Q_INVOKABLE void clearFilter();
  /// All roles of a row by name; empty when there is no such row.
  Q_INVOKABLE QVariantMap get(int row) const;
  /// Its row in the model behind, or -1.
  Q_INVOKABLE int sourceRow(int row) const;
  /// The first row whose role holds this, or -1.
  Q_INVOKABLE int rowOf(const QString& key, const QString& value) const;

signals:
  void countChanged();
  void sortChanged();
  void filterChanged();

protected:
  [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
  [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
  [[nodiscard]] int roleOf(const QString& name) const { return m_roles.value(name.toLatin1(), -1); }
  [[nodiscard]] int compare(const QVariant& left, const QVariant& right) const;

  QHash<QByteArray, int> m_roles;
  QList<int> m_searched;
  QString m_text, m_key;
  QStringList m_words;
  QVariantMap m_only;
  QCollator m_collator;
};

} // namespace meridian::models
