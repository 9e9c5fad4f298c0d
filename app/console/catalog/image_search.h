// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/catalog/repository_list.h"
#include "models/tag_matrix_table.h"

#include <QObject>
#include <QStringList>

namespace meridian::console {

/// Completes an image while it is typed: repositories of the catalogue, and after the colon the tags of one. GUI thread.
class ImageSearch : public QObject {
  Q_OBJECT
  Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY changed)
  /// "app/web" before a colon is typed, "app/web:1.2" after it; at most 50.
  Q_PROPERTY(QStringList suggestions READ suggestions NOTIFY changed)
  /// Names or tags are being read.
  Q_PROPERTY(bool busy READ busy NOTIFY changed)

public:
  ImageSearch(FleetLink& link, RepositoryList& repositories, QObject* parent = nullptr);
  ~ImageSearch() override;

  [[nodiscard]] QString query() const { return m_query; }
  void setQuery(const QString& query);
  [[nodiscard]] QStringList suggestions() const { return m_suggestions; }
  [[nodiscard]] bool busy() const { return m_question != 0 || (m_repositories.asked() && m_repositories.waiting() > 0); }

signals:
  void changed();

private:
  void suggest();
  void askForTags(const QString& repository);

  FleetLink& m_link;
  RepositoryList& m_repositories;
  QString m_query;
  QStringList m_suggestions;
  QString m_tags_of; ///< the repository that `m_tags` is of, or will be
  models::TagMatrixTable m_tags;
  FleetLink::Question m_question = 0;
};

} // namespace meridian::console
