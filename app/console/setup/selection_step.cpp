// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/setup/selection_step.h"

#include "console/forms.h"
#include "models/text.h"

#include <algorithm>

namespace meridian::console {

using models::fromStd;
using namespace Qt::StringLiterals;

SetupSelection::SetupSelection(FleetLink& link, QObject* parent) : QObject(parent), m_link(link) {
  connect(&m_matches, &MatchState::due, this, &SetupSelection::askForMatches);
  connect(&m_matches, &MatchState::changed, this, &SetupSelection::changed);
  clear();
}

SetupSelection::~SetupSelection() {
  m_link.drop(m_list_question);
  m_link.drop(m_match_question);
}

void SetupSelection::clear() {
  m_form = {{u"id"_s, u"mirror"_s},     {u"repositories"_s, QStringList()}, {u"include"_s, QStringList{u"*"_s}},
            {u"exclude"_s, QStringList()}, {u"semver"_s, QString()},        {u"latest"_s, 0},
            {u"targets"_s, QStringList()}};
  m_targets_chosen = false;
  m_matches.clear();
  tell();
}

void SetupSelection::restore(const QVariantMap& map) {
  clear();
  for (auto it = map.cbegin(); it != map.cend(); ++it) m_form.insert(it.key(), it.value());
  m_targets_chosen = !m_form[u"targets"_s].toStringList().isEmpty();
  tell();
}

void SetupSelection::show(const QString& source) {
  const bool other = source != m_source;
  m_source = source;
  if (other || (m_rows.total() == 0 && !listing())) refresh();
  tell();
}

void SetupSelection::refresh() {
  m_link.drop(m_list_question);
  m_list_question = 0;
  m_list_error.reset();
  m_rows.assign({});
  if (m_source.isEmpty()) return;
  m_list_question = m_link.repositories(m_source.toStdString(), [this](base::Result<std::vector<std::string>> names) {
    m_list_question = 0;
    if (names)
      m_rows.assign(fromStd(*names));
    else
      m_list_error = names.error();
    tell();
  });
  emit changed();
}

void SetupSelection::put(const QString& field, const QVariant& value) {
  if (m_form.value(field) == value) return;
  m_form.insert(field, value);
  tell();
}

QStringList SetupSelection::repositories() const { return m_form[u"repositories"_s].toStringList(); }

void SetupSelection::setRepositories(const QStringList& names) {
  m_form.insert(u"repositories"_s, names);
  tell();
}

QStringList SetupSelection::patterns() const {
  auto names = repositories();
  names.removeIf([&](const QString& name) { return m_rows.holds(name); });
  return names;
}

void SetupSelection::setPatterns(const QStringList& patterns) {
  auto names = repositories();
  names.removeIf([&](const QString& name) { return !m_rows.holds(name); });
  for (const auto& pattern : patterns)
    if (!names.contains(pattern)) names.append(pattern);
  setRepositories(names);
}

void SetupSelection::toggle(int row) {
  const auto name = m_rows.nameAt(row);
  if (name.isEmpty()) return;
  auto names = repositories();
  if (names.removeAll(name) == 0) names.append(name);
  setRepositories(names);
}

void SetupSelection::pickShown(bool picked) {
  auto names = repositories();
  const auto shown = m_rows.shown();
  const QSet<QString> all(shown.begin(), shown.end());
  names.removeIf([&](const QString& name) { return all.contains(name); });
  if (picked) names.append(shown);
  setRepositories(names);
}

QStringList SetupSelection::possibleTargets() const {
  QStringList ids;
  const auto snapshot = m_link.snapshot();
  if (!snapshot || !snapshot->fleet) return ids;
  for (const auto& region : snapshot->fleet->regions)
    if (fromStd(region.id) != m_source) ids.append(fromStd(region.id));
  return ids;
}

QVariantList SetupSelection::targets() const {
  QVariantList rows;
  const auto chosen = m_form[u"targets"_s].toStringList();
  const auto snapshot = m_link.snapshot();
  for (const auto& id : possibleTargets()) {
    const auto name = fromStd(snapshot->fleet->region(id.toStdString())->name);
    rows.append(QVariantMap{{u"id"_s, id}, {u"name"_s, name.isEmpty() ? id : name}, {u"chosen"_s, chosen.contains(id)}});
  }
  return rows;
}

void SetupSelection::toggleTarget(const QString& region) {
  auto chosen = m_form[u"targets"_s].toStringList();
  if (chosen.removeAll(region) == 0) chosen.append(region);
  m_targets_chosen = true;
  put(u"targets"_s, chosen);
}

void SetupSelection::setSearch(const QString& text) {
  if (text == m_search) return;
  m_search = text;
  m_rows.search(text);
  emit changed();
}

/// Shows what is chosen now, and asks what it comes to.
void SetupSelection::tell() {
  const auto possible = possibleTargets();
  auto chosen = m_form[u"targets"_s].toStringList();
  chosen.removeIf([&](const QString& id) { return !possible.contains(id); }); // a region that has gone
  m_form.insert(u"targets"_s, m_targets_chosen ? chosen : possible);
  const auto names = repositories();
  m_rows.setPicked(QSet<QString>(names.begin(), names.end()));
  auto form = m_form;
  form.insert(u"source"_s, m_source);
  QStringList unread; // missing() tells them
  m_matches.look(ruleOf(form, unread));
  emit changed();
}

void SetupSelection::askForMatches() {
  m_link.drop(m_match_question);
  m_match_question = m_link.matches(m_matches.rule(), [this](base::Result<engine::RuleMatches> matches) {
    m_match_question = 0;
    m_matches.finish(std::move(matches));
  });
}

QString SetupSelection::listError() const { return m_list_error ? models::errorText(*m_list_error) : QString(); }

QString SetupSelection::countText() const {
  if (m_rows.total() == 0) return {};
  const auto picked = repositories().size() - patterns().size();
  return tr("%1 of %2 picked").arg(models::numberText(static_cast<std::uint64_t>(picked)), models::numberText(static_cast<std::uint64_t>(m_rows.total())));
}

QString SetupSelection::missing() const {
  if (repositories().isEmpty()) return tr("Pick repositories, or type a pattern.");
  if (m_form[u"targets"_s].toStringList().isEmpty()) return tr("Choose at least one region to copy to.");
  if (m_form[u"id"_s].toString().trimmed().isEmpty()) return tr("Give the rule a name.");
  QStringList wrong;
  (void)ruleOf(m_form, wrong);
  if (!wrong.isEmpty()) return wrong.first();
  return m_matches.error();
}

void SetupSelection::retranslate() {
  m_matches.retranslate();
  emit changed();
}

} // namespace meridian::console
