// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCollator>
#include <QSortFilterProxyModel>

namespace meridian::models {

/// A list model as somebody wants to see it: only rows with a text in them, only those of one kind, in the order of a
/// role. Numbers in texts count as numbers ("1.9" before "1.10"). GUI thread.
class RowView final : public QSortFilterProxyModel {
  Q_OBJECT
  Q_PROPERTY(int count READ count NOTIFY changed)
  /// Rows there are, shown or not.
  Q_PROPERTY(int total READ total NOTIFY changed)
  Q_PROPERTY(QString text READ text WRITE setText NOTIFY changed)
  /// What the role that filters has to hold; empty: anything.
  Q_PROPERTY(QString only READ only WRITE setOnly NOTIFY changed)
  /// The role that sorts; empty: as they come.
  Q_PROPERTY(QString sortKey READ sortKey NOTIFY changed)
  Q_PROPERTY(bool descending READ descending NOTIFY changed)

public:
  /// `searched`: roles that `text` is looked for in; `filtered`: the role that `only` is about.
  RowView(QAbstractItemModel& source, QList<QByteArray> searched, QByteArray filtered, QObject* parent = nullptr);

  [[nodiscard]] int count() const { return rowCount(); }
  [[nodiscard]] int total() const { return sourceModel()->rowCount(); }
  [[nodiscard]] QString text() const { return m_text; }
  void setText(const QString& text);
  [[nodiscard]] QString only() const { return m_only; }
  void setOnly(const QString& only);
  [[nodiscard]] QString sortKey() const { return m_key; }
  [[nodiscard]] bool descending() const { return sortOrder() == Qt::DescendingOrder; }
  /// By this role; once more: the other way round; a third time: as they come.
  Q_INVOKABLE void sortBy(const QString& key);
  /// All roles of a row by name; empty when there is no such row.
  Q_INVOKABLE QVariantMap get(int row) const;
  /// Its row in the model behind, or -1.
  Q_INVOKABLE int sourceRow(int row) const;
  /// The first row whose role holds this, or -1.
  Q_INVOKABLE int rowOf(const QString& key, const QString& value) const;

signals:
  void changed();

protected:
  [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
  [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
  [[nodiscard]] int roleOf(const QByteArray& name) const;

  QList<int> m_searched;
  int m_filtered = -1;
  QString m_text, m_only, m_key;
  QCollator m_collator;
};

} // namespace meridian::models
