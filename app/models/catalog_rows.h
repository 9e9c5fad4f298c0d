// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QStringList>

#include <string>
#include <vector>

namespace meridian::models {

/// A repository of the fleet.
struct CatalogEntry {
  std::string name;
  std::vector<bool> in; ///< by region of the fleet: whether its catalogue names it
  bool named = false;   ///< a rule names it; catalogues may not
  bool operator==(const CatalogEntry&) const = default;
};

/// All repositories of the fleet. Roles: name, held (regions that have it), regionsText ("5 regions", "only Tokyo",
/// "named by a rule"), missing (not in all regions that told their catalogue), spokenText. GUI thread.
class CatalogRows : public QAbstractListModel {
  Q_OBJECT
  Q_PROPERTY(int count READ count NOTIFY changed)
  Q_PROPERTY(int total READ total NOTIFY changed)
  /// Only names that contain this text; case does not matter.
  Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY changed)
  /// "name", or "regions": those that fewest regions have first.
  Q_PROPERTY(QString order READ order WRITE setOrder NOTIFY changed)

public:
  enum Role { Name = Qt::UserRole, Held, RegionsText, Missing, Spoken };

  using QAbstractListModel::QAbstractListModel;

  /// Entries by name; `told` says which regions have told their catalogue. Nothing happens where nothing is new.
  void assign(std::vector<CatalogEntry> entries, std::vector<bool> told, QStringList region_names);
  void retranslate();

  [[nodiscard]] int count() const { return static_cast<int>(m_shown.size()); }
  [[nodiscard]] int total() const { return static_cast<int>(m_entries.size()); }
  [[nodiscard]] QString filter() const { return m_filter; }
  void setFilter(const QString& filter);
  [[nodiscard]] QString order() const { return m_by_regions ? QStringLiteral("regions") : QStringLiteral("name"); }
  void setOrder(const QString& order);
  [[nodiscard]] const std::vector<CatalogEntry>& entries() const { return m_entries; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
  Q_INVOKABLE QVariantMap get(int row) const;
  /// The row that shows a repository, or -1.
  Q_INVOKABLE int find(const QString& name) const;
  Q_INVOKABLE QString nameAt(int row) const;

signals:
  void changed();

private:
  template <class Change>
  void choose(Change change);
  [[nodiscard]] std::size_t held(const CatalogEntry& entry) const;
  [[nodiscard]] QString regionsText(const CatalogEntry& entry) const;

  std::vector<CatalogEntry> m_entries;
  std::vector<bool> m_told;
  QStringList m_regions;
  std::vector<std::size_t> m_shown;
  QString m_filter;
  bool m_by_regions = false;
};

} // namespace meridian::models
