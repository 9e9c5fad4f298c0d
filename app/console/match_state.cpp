// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/match_state.h"

#include "models/text.h"

#include <algorithm>

namespace meridian::console {

using models::fromStd;
using models::numberText;

namespace {

constexpr int kMostShown = 200;

QString keyOf(const plan::Rule& rule) {
  const auto& tags = rule.tags;
  QStringList parts{fromStd(rule.source)};
  for (const auto* words : {&rule.repositories, &tags.include, &tags.exclude}) parts.append(fromStd(*words).join(u'\n'));
  parts << fromStd(tags.semver) << QString::number(tags.latest.value_or(0)) << QString::number(tags.latest_by_created);
  return parts.join(QChar(0x1f));
}

} // namespace

MatchState::MatchState(QObject* parent) : QObject(parent) {
  m_rest.setSingleShot(true);
  m_rest.setInterval(kRest);
  connect(&m_rest, &QTimer::timeout, this, &MatchState::due);
}

void MatchState::look(const plan::Rule& rule) {
  m_rule = rule;
  const auto key = keyOf(rule);
  if (key == m_key) return emit changed(); // the note may be another
  if (rule.source.empty() || rule.repositories.empty()) return clear();
  m_key = key;
  m_busy = true;
  m_rest.start();
  emit changed();
}

void MatchState::finish(base::Result<engine::RuleMatches> result) {
  m_busy = false;
  m_matches.reset();
  m_error.reset();
  if (result)
    m_matches = std::move(*result);
  else
    m_error = result.error();
  emit changed();
}

void MatchState::clear() {
  m_rest.stop();
  m_key.clear();
  m_busy = false;
  m_matches.reset();
  m_error.reset();
  emit changed();
}

QString MatchState::error() const {
  if (!m_error) return {};
  return m_error->code == base::Errc::ConfigInvalid ? fromStd(m_error->message) : models::errorText(*m_error);
}

QString MatchState::summary() const {
  if (!m_matches) return {};
  std::size_t all = 0;
  for (const auto& repository : m_matches->repositories) all += repository.tags_total;
  const auto repositories = m_matches->repositories_total;
  if (repositories == 0) return tr("Nothing matches yet");
  const auto tags = tr("%1 of %2 tags").arg(numberText(m_matches->tags_selected), numberText(all));
  return repositories == 1 ? tr("1 repository, %1", "tags").arg(tags)
                           : tr("%1 repositories, %2", "number, tags").arg(numberText(repositories), tags);
}

QString MatchState::note() const {
  if (m_rule.tags.since || (m_rule.tags.latest && m_rule.tags.latest_by_created))
    return tr("Counted by names: when images were created is looked at by the plan.");
  return {};
}

QVariantList MatchState::repositories() const {
  if (!m_matches) return {};
  QVariantList rows;
  for (const bool with_tags : {true, false})
    for (const auto& repository : m_matches->repositories) {
      if ((repository.tags_selected > 0) != with_tags || rows.size() >= kMostShown) continue;
      rows.append(QVariantMap{
          {QStringLiteral("name"), fromStd(repository.name)},
          {QStringLiteral("text"), tr("%1 of %2 tags").arg(numberText(repository.tags_selected), numberText(repository.tags_total))},
          {QStringLiteral("tags"), fromStd(repository.tags).mid(0, 12).join(QStringLiteral(", "))}});
    }
  return rows;
}

QStringList MatchState::problems() const {
  QStringList lines;
  if (!m_matches) return lines;
  for (const auto& [repository, error] : m_matches->problems)
    lines.append(tr("%1: %2", "repository, its error").arg(fromStd(repository), models::errorText(error)));
  return lines.mid(0, 5);
}

} // namespace meridian::console
