// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/catalog/catalog.h"

#include "console/bridge.h"
#include "models/region_rows.h"
#include "models/rule_rows.h"
#include "models/tag_matrix_wanted.h"
#include "models/text.h"

#include <algorithm>

namespace meridian::console {

using models::fromStd;

Catalog::Catalog(FleetLink& link, Bridge& bridge, QObject* parent)
    : QObject(parent), m_link(link), m_bridge(bridge), m_repositories(link), m_image(link, bridge.about().fleet_option) {
  connect(&m_bridge, &Bridge::pageChanged, this, &Catalog::turn);
  connect(&m_bridge, &Bridge::snapshotChanged, this, &Catalog::follow);
  connect(&m_bridge, &Bridge::retranslated, this, &Catalog::retranslate);
  connect(&m_repositories, &RepositoryList::changed, this, &Catalog::chooseFirst);
  follow();
}

Catalog::~Catalog() { m_link.drop(m_question); }

void Catalog::turn() {
  if (m_bridge.page() == QLatin1String("image")) return m_image.show(m_bridge.subject());
  m_image.rest();
  if (m_bridge.page() != QLatin1String("images")) return;
  if (!m_repositories.asked()) m_repositories.read();
  if (!m_bridge.subject().isEmpty()) setRepository(m_bridge.subject());
  chooseFirst();
  if (m_stale) refreshTags();
}

/// Catalogues of a changed fleet, and contents that an ended job may have changed.
void Catalog::follow() {
  const auto snapshot = m_link.snapshot();
  if (snapshot->fleet != m_fleet) {
    m_fleet = snapshot->fleet;
    m_repositories.follow();
    m_stale = true;
  }
  base::Timestamp ended{};
  for (const auto& job : snapshot->jobs) ended = std::max(ended, job.record.finished);
  if (ended <= m_ended) return;
  m_ended = ended;
  m_stale = true;
  if (m_bridge.page() == QLatin1String("images")) refreshTags();
  if (m_bridge.page() == QLatin1String("image")) m_image.refresh();
}

void Catalog::retranslate() {
  m_repositories.retranslate();
  m_tags.retranslate();
  m_image.retranslate();
  emit changed();
}

void Catalog::chooseFirst() {
  const bool looked_at = m_bridge.page() == QLatin1String("images");
  if (m_repository.isEmpty() && looked_at && m_repositories.rows()->count() > 0) setRepository(m_repositories.rows()->nameAt(0));
}

void Catalog::setRepository(const QString& repository) {
  if (repository == m_repository) return;
  m_repository = repository;
  m_tags.clear();
  m_problems.clear();
  m_error.reset();
  refreshTags();
}

void Catalog::refresh() {
  m_repositories.read();
  refreshTags();
}

void Catalog::refreshTags() {
  m_link.drop(m_question);
  m_question = 0;
  m_stale = false;
  if (!m_repository.isEmpty())
    m_question = m_link.tags(m_repository.toStdString(), [this](base::Result<engine::TagMatrix> matrix) {
      m_question = 0;
      m_error.reset();
      m_problems.clear();
      QStringList names;
      if (matrix) {
        for (const auto& region : matrix->regions) names.append(models::regionName(*m_link.snapshot()->fleet, region));
        m_problems = matrix->problems;
        m_tags.assign(*matrix, names, models::wantedCells(*matrix, *m_link.snapshot()->fleet));
      } else {
        m_error = matrix.error();
      }
      emit changed();
    });
  emit changed();
}

void Catalog::openRow(int row) {
  if (const auto ref = refAt(row); !ref.isEmpty()) m_bridge.open(QStringLiteral("image"), ref);
}

QString Catalog::refAt(int row) const {
  const auto tag = m_tags.tagAt(row);
  return tag.isEmpty() ? QString() : m_repository + u':' + tag;
}

QString Catalog::cli() const {
  return m_repository.isEmpty() ? QString() : models::cliText(QStringLiteral("tags"), m_repository.toStdString(), m_bridge.about().fleet_option);
}

QString Catalog::error() const { return m_error ? models::errorText(*m_error) : QString(); }

QStringList Catalog::problems() const {
  QStringList lines;
  for (const auto& [region, error] : m_problems) {
    const auto line = tr("%1: %2", "region, its error").arg(models::regionName(*m_link.snapshot()->fleet, region), models::errorText(error));
    if (!lines.contains(line)) lines.append(line);
  }
  return lines.mid(0, 3);
}

} // namespace meridian::console
