// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/catalog/image_search.h"

#include "models/image_detail_rows.h"
#include "models/text.h"

namespace meridian::console {

namespace {
constexpr int kMost = 50;
} // namespace

ImageSearch::ImageSearch(FleetLink& link, RepositoryList& repositories, QObject* parent)
    : QObject(parent), m_link(link), m_repositories(repositories) {
  connect(&m_repositories, &RepositoryList::changed, this, &ImageSearch::suggest);
}

ImageSearch::~ImageSearch() { m_link.drop(m_question); }

void ImageSearch::setQuery(const QString& query) {
  if (query == m_query) return;
  m_query = query;
  if (!m_repositories.asked()) m_repositories.read();
  suggest();
}

void ImageSearch::suggest() {
  const auto ref = models::imageRef(m_query);
  m_suggestions.clear();
  if (!m_query.trimmed().contains(u':')) {
    m_suggestions = m_repositories.like(m_query.trimmed(), kMost);
  } else {
    const auto repository = ref.reference.isEmpty() ? ref.repository.chopped(ref.repository.endsWith(u':') ? 1 : 0) : ref.repository;
    if (repository != m_tags_of) askForTags(repository);
    const auto rows = m_tags.select({models::TagMatrixTable::Choice::Only::All, -1, ref.reference.toStdString()},
                                    models::TagMatrixTable::Order::Version, false);
    for (std::size_t i = 0; i < rows.size() && i < kMost; ++i)
      m_suggestions.append(repository + u':' + models::fromStd(m_tags.tag(rows[i])));
  }
  emit changed();
}

void ImageSearch::askForTags(const QString& repository) {
  m_link.drop(m_question);
  m_tags.assign({});
  m_tags_of = repository;
  m_question = m_link.tags(repository.toStdString(), [this](base::Result<engine::TagMatrix> matrix) {
    m_question = 0;
    if (matrix) m_tags.assign(*matrix);
    suggest();
  });
}

} // namespace meridian::console
