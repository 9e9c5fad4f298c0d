// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "models/catalog_rows.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace meridian::console {

/// The catalogues of all regions as one list that grows as they answer; registries without a catalogue still show the
/// repositories that rules name. GUI thread.
class RepositoryList : public QObject {
  Q_OBJECT
  Q_PROPERTY(meridian::models::CatalogRows* rows READ rows CONSTANT)
  /// Regions that have not answered yet.
  Q_PROPERTY(int waiting READ waiting NOTIFY changed)
  /// "Tokyo: This credential may not do that"; one line a region.
  Q_PROPERTY(QStringList problems READ problems NOTIFY changed)
  Q_PROPERTY(int regions READ regions NOTIFY changed)

public:
  explicit RepositoryList(FleetLink& link, QObject* parent = nullptr);
  ~RepositoryList() override;

  /// Asks all regions again; what is known stays until they answer.
  void read();
  /// Asks regions that are new or have another registry; a fleet that changed in nothing else costs nothing.
  void follow();
  void retranslate();

  [[nodiscard]] models::CatalogRows* rows() { return &m_rows; }
  [[nodiscard]] int waiting() const;
  [[nodiscard]] QStringList problems() const;
  [[nodiscard]] int regions() const { return static_cast<int>(fleet().regions.size()); }
  [[nodiscard]] bool asked() const { return m_asked; }
  /// Names that hold `text`, those that begin with it first.
  [[nodiscard]] QStringList like(const QString& text, int most) const;

signals:
  void changed();

private:
  struct Catalogue {
    std::string url;
    FleetLink::Question question = 0;
    bool told = false;
    std::vector<std::string> names;
    std::optional<base::Error> problem;
  };
  [[nodiscard]] const engine::Fleet& fleet() const;
  void ask(const engine::Region& region);
  void merge();

  FleetLink& m_link;
  models::CatalogRows m_rows;
  std::map<std::string, Catalogue> m_catalogues; ///< by region
  QTimer m_merge; ///< many answers at once make one list
  bool m_asked = false;
};

} // namespace meridian::console
