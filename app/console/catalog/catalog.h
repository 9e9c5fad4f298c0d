// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/catalog/image_state.h"
#include "console/catalog/repository_list.h"
#include "console/fleet_link.h"
#include "console/lone.h"
#include "models/tag_matrix_rows.h"

#include <QQmlEngine>

namespace meridian::console {

class Bridge;

/// The page Images: the catalogue, one repository by tag and region, one image. Asks only while somebody looks.
/// QML singleton `Catalog`; made by Desk. GUI thread.
class Catalog final : public QObject, public Lone<Catalog> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON
  Q_PROPERTY(meridian::console::RepositoryList* repositories READ repositories CONSTANT)
  Q_PROPERTY(meridian::models::TagMatrixRows* tags READ tags CONSTANT)
  Q_PROPERTY(meridian::console::ImageState* image READ image CONSTANT)
  /// The repository whose tags are shown; the first one until another is chosen.
  Q_PROPERTY(QString repository READ repository WRITE setRepository NOTIFY changed)
  /// The tags are being read.
  Q_PROPERTY(bool busy READ busy NOTIFY changed)
  Q_PROPERTY(QString error READ error NOTIFY changed)
  /// The same on a command line; empty where no repository is chosen.
  Q_PROPERTY(QString cli READ cli NOTIFY changed)
  /// Regions whose tags could not be read.
  Q_PROPERTY(QStringList problems READ problems NOTIFY changed)

public:
  Catalog(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);
  ~Catalog() override;

  [[nodiscard]] RepositoryList* repositories() { return &m_repositories; }
  [[nodiscard]] models::TagMatrixRows* tags() { return &m_tags; }
  [[nodiscard]] ImageState* image() { return &m_image; }
  [[nodiscard]] QString repository() const { return m_repository; }
  void setRepository(const QString& repository);
  [[nodiscard]] bool busy() const { return m_question != 0; }
  [[nodiscard]] QString error() const;
  [[nodiscard]] QString cli() const;
  [[nodiscard]] QStringList problems() const;
  /// Reads the catalogues and the tags on show again.
  Q_INVOKABLE void refresh();
  /// Reads the tags on show again.
  Q_INVOKABLE void refreshTags();
  /// Shows the image in a row of `tags`.
  Q_INVOKABLE void openRow(int row);
  /// "repository:tag" of a row of `tags`; empty where there is none.
  Q_INVOKABLE QString refAt(int row) const;

signals:
  void changed();

private:
  void turn();
  void follow();
  void retranslate();
  void chooseFirst();

  FleetLink& m_link;
  Bridge& m_bridge;
  RepositoryList m_repositories;
  models::TagMatrixRows m_tags;
  ImageState m_image;
  QString m_repository;
  std::vector<std::pair<std::string, base::Error>> m_problems;
  std::optional<base::Error> m_error;
  FleetLink::Question m_question = 0;
  std::shared_ptr<const engine::Fleet> m_fleet; ///< that was looked at last
  base::Timestamp m_ended{};                    ///< when the newest ended job ended
  bool m_stale = true;                          ///< the tags on show are to be read when somebody looks
};

} // namespace meridian::console
