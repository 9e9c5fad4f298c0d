// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rules/rule_draft.h"

#include "console/bridge.h"
#include "console/forms.h"
#include "console/rules/rule_text.h"
#include "models/rule_rows.h"
#include "models/text.h"

#include <algorithm>

namespace meridian::console {

using models::fromStd;

namespace {

const QString kId = QStringLiteral("id"), kSource = QStringLiteral("source");

QVariantMap mapOf(const TextProblem& problem) {
  return {{QStringLiteral("line"), problem.line},   {QStringLiteral("column"), problem.column},
          {QStringLiteral("start"), problem.start}, {QStringLiteral("length"), problem.length},
          {QStringLiteral("text"), problem.text}};
}

} // namespace

RuleDraft::RuleDraft(FleetLink& link, Bridge& bridge, QObject* parent)
    : QObject(parent), m_link(link), m_bridge(bridge),
      m_rules(*bridge.rules(), {"ruleId", "sourceName", "targets", "summary", "traits"}) {}

RuleDraft::~RuleDraft() { m_link.drop(m_question); }

const engine::Fleet& RuleDraft::fleet() const {
  static const engine::Fleet kNone;
  const auto snapshot = m_link.snapshot();
  return snapshot && snapshot->fleet ? *snapshot->fleet : kNone;
}

void RuleDraft::begin(const QString& old_id, QVariantMap form) {
  m_active = true;
  m_tried = false;
  m_refused.clear();
  m_old_id = old_id;
  m_form = m_start = std::move(form);
  takeForm();
}

void RuleDraft::add() {
  auto form = m_bridge.ruleMap({});
  const auto& regions = fleet().regions;
  const auto primary = std::ranges::find(regions, engine::Role::Primary, &engine::Region::role);
  if (!regions.empty()) form[kSource] = fromStd(primary == regions.end() ? regions.front().id : primary->id);
  begin({}, std::move(form));
}

void RuleDraft::edit(const QString& id) {
  if (m_active && m_old_id == id) return emit changed(); // it is being written already
  begin(id, m_bridge.ruleMap(id));
}

void RuleDraft::duplicate(const QString& id) {
  auto form = m_bridge.ruleMap(id);
  auto name = id + QStringLiteral("-copy");
  for (int i = 2; fleet().rule(name.toStdString()); ++i) name = QStringLiteral("%1-copy%2").arg(id).arg(i);
  form[kId] = name;
  begin({}, std::move(form));
  m_start.clear(); // it is nowhere yet
  emit changed();
}

void RuleDraft::put(const QString& field, const QVariant& value) {
  if (m_form.value(field) == value) return;
  m_form[field] = value;
  takeForm();
}

void RuleDraft::takeForm() {
  m_problems.clear();
  m_preview = m_bridge.rulePreview(m_form, m_old_id);
  m_json = m_preview.value(QStringLiteral("json")).toString().trimmed();
  show();
}

void RuleDraft::type(const QString& json) {
  if (json == m_json) return;
  m_json = json;
  auto read = readRule(fleet(), json);
  m_problems.clear();
  for (const auto& problem : read.problems) m_problems.append(mapOf(problem));
  if (read.rule) {
    m_form = console::mapOf(*read.rule);
    m_preview = m_bridge.rulePreview(m_form, m_old_id);
  }
  show();
}

void RuleDraft::show() {
  m_refused.clear();
  if (m_active) m_bridge.lookAtMatches(m_form);
  emit changed();
}

QStringList RuleDraft::errors() const {
  if (!m_tried) return {};
  if (!m_problems.isEmpty()) return {tr("The JSON has mistakes. Correct them, or go on with the form.")};
  auto errors = m_preview.value(QStringLiteral("errors")).toStringList();
  if (!m_refused.isEmpty()) errors.append(m_refused);
  return errors;
}

bool RuleDraft::save() {
  m_tried = true;
  const bool good = m_problems.isEmpty() && m_preview.value(QStringLiteral("errors")).toStringList().isEmpty();
  if (good) m_refused = m_bridge.saveRule(m_form, m_old_id);
  if (good && m_refused.isEmpty()) {
    drop();
    return true;
  }
  emit changed();
  return false;
}

void RuleDraft::drop() {
  m_active = m_tried = false;
  m_refused.clear();
  m_problems.clear();
  m_bridge.endMatches();
  emit changed();
}

bool RuleDraft::plan() {
  m_tried = true;
  emit changed();
  if (!errors().isEmpty()) return false;
  QStringList unread; // nothing is: errors() would tell it
  engine::JobRequest request;
  const auto* before = fleet().rule(m_old_id.toStdString());
  request.once = ruleOf(m_form, unread, before ? *before : meridian::plan::Rule{});
  request.rule = request.once->id;
  auto* plan = m_bridge.plan();
  plan->begin(fromStd(request.rule), models::cliText(QStringLiteral("plan"), request.rule, m_bridge.fleetOption()));
  m_link.drop(m_question);
  m_question = m_link.plan(request, [this, plan](base::Result<meridian::plan::Plan> made) {
    m_question = 0;
    plan->finish(std::move(made), m_link.snapshot()->fleet);
  });
  return true;
}

} // namespace meridian::console
