// SPDX-License-Identifier: GPL-3.0-or-later
// Rules as forms: what they say, what they select, and saving them.
#include "console/bridge.h"

#include "console/forms.h"
#include "console/limit_forms.h"
#include "console/policy_forms.h"
#include "models/rule_rows.h"
#include "models/schedule_text.h"
#include "models/text.h"

#include <algorithm>

namespace meridian::console {

using models::fromStd;

/// The rule of a form; what the form has no field for stays as the fleet has it.
plan::Rule Bridge::ruleIn(const QVariantMap& form, const QString& oldId, QStringList& errors) const {
  const auto* before = fleet().rule(oldId.toStdString());
  return ruleOf(form, errors, before ? *before : plan::Rule{});
}

QString Bridge::saveRule(const QVariantMap& form, const QString& oldId) {
  QStringList errors;
  const auto rule = ruleIn(form, oldId, errors);
  if (!errors.isEmpty()) return errors.join(u'\n');
  if (rule.id != oldId.toStdString() && fleet().rule(rule.id)) return tr("Another rule has this id");
  return apply(withRule(fleet(), rule, oldId.toStdString()));
}

QString Bridge::removeRule(const QString& id) {
  return takeOut(withoutRule(fleet(), id.toStdString()), tr("Rule %1 was removed").arg(id));
}

QVariantMap Bridge::ruleMap(const QString& id) const {
  const auto* rule = fleet().rule(id.toStdString());
  return mapOf(rule ? *rule : plan::Rule{});
}

QVariantMap Bridge::rulePreview(const QVariantMap& form) const {
  return rulePreview(form, form.value(QStringLiteral("id")).toString());
}

QVariantMap Bridge::rulePreview(const QVariantMap& form, const QString& oldId) const {
  QStringList errors;
  const auto rule = ruleIn(form, oldId, errors);
  const auto next = withRule(fleet(), rule, oldId.toStdString());
  QVariantMap fields;
  (void)bandwidthOf(form, fields);
  auto read = rule;
  readPolicies(form, read, fields);
  const auto at = std::ranges::find_if(next.rules, [&](const auto& other) { return other.id == rule.id; });
  const auto mine = QStringLiteral("rules[%1]").arg(at - next.rules.begin());
  for (const auto& problem : engine::validate(next)) {
    const auto path = fromStd(problem.path);
    const auto message = fromStd(problem.message);
    errors.append(path.isEmpty() ? message : path + QStringLiteral(": ") + message);
    const auto field = path.startsWith(mine) ? policyField(path.mid(mine.size())) : QString();
    if (!field.isEmpty() && !fields.contains(field)) fields.insert(field, message);
  }
  auto out = scheduleWords(rule, m_link.snapshot()->time);
  out.insert(QStringLiteral("fields"), fields);
  out.insert(QStringLiteral("parts"), models::ruleParts(rule));
  out.insert(QStringLiteral("json"), fromStd(engine::toJson(rule)));
  out.insert(QStringLiteral("cli"), models::cliText(QStringLiteral("sync"), rule.id, m_about.fleet_option));
  out.insert(QStringLiteral("errors"), errors);
  return out;
}

void Bridge::lookAtMatches(const QVariantMap& form) {
  QStringList unread; // rulePreview() tells them
  m_matches.look(ruleOf(form, unread));
}

void Bridge::askForMatches() {
  m_link.drop(m_matches_question);
  m_matches_question = m_link.matches(m_matches.rule(), [this](base::Result<engine::RuleMatches> matches) {
    m_matches_question = 0;
    m_matches.finish(std::move(matches));
  });
}

void Bridge::endMatches() {
  m_link.drop(m_matches_question);
  m_matches_question = 0;
  m_matches.clear();
}

} // namespace meridian::console
