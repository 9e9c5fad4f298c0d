// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QQmlEngine>
#include <QSet>
#include <QStringList>

namespace meridian::console {

/// The repositories of a catalogue, to pick from: roles name, picked. Shows those that the search finds; ten thousands
/// cost nothing but their names. GUI thread.
class RepositoryRows : public QAbstractListModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("hangs on Setup.selection")
  Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
  enum Role { Name = Qt::UserRole, Picked };

  using QAbstractListModel::QAbstractListModel;

  void assign(const QStringList& names);
  /// Names that contain all words.
  void search(const QString& text);
  void setPicked(const QSet<QString>& names);

  [[nodiscard]] int count() const { return static_cast<int>(m_shown.size()); }
  [[nodiscard]] qsizetype total() const { return m_all.size(); }
  [[nodiscard]] bool holds(const QString& name) const { return m_known.contains(name); }
  [[nodiscard]] QStringList shown() const { return m_shown; }
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
  Q_INVOKABLE QString nameAt(int row) const { return m_shown.value(row); }

signals:
  void countChanged();

private:
  void filter();

  QStringList m_all, m_shown;
  QSet<QString> m_known, m_picked;
  QString m_search;
};

} // namespace meridian::console
