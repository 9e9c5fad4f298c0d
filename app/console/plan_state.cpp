// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/plan_state.h"

#include "models/plan_rows.h"
#include "models/text.h"

namespace meridian::console {

PlanState::PlanState(QObject* parent) : QObject(parent), m_targets(models::planRoles()) {}

void PlanState::begin(const QString& rule, const QString& cli) {
  clear();
  m_rule = rule;
  m_cli = cli;
  m_busy = true;
  emit changed();
}

void PlanState::finish(base::Result<plan::Plan> result, std::shared_ptr<const engine::Fleet> fleet) {
  m_busy = false;
  m_fleet = std::move(fleet);
  if (result)
    m_plan = std::move(*result);
  else
    m_error = result.error();
  retranslate();
}

void PlanState::clear() {
  m_rule.clear();
  m_cli.clear();
  m_busy = false;
  m_plan.reset();
  m_error.reset();
  m_targets.assign({});
  emit changed();
}

void PlanState::retranslate() {
  if (m_plan && m_fleet) m_targets.assign(models::planRows(*m_plan, *m_fleet));
  emit changed();
}

QString PlanState::error() const { return m_error ? models::errorText(*m_error) : QString(); }
QString PlanState::readText() const { return m_plan ? models::bytesText(m_plan->read) : QString(); }
QString PlanState::writeText() const { return m_plan ? models::bytesText(m_plan->write()) : QString(); }
QString PlanState::timeText() const { return m_plan ? models::planTime(*m_plan) : QString(); }
QString PlanState::tagsText() const { return m_plan ? models::planTags(*m_plan) : QString(); }

QStringList PlanState::advice() const { return m_plan ? models::fromStd(m_plan->advice) : QStringList(); }
QStringList PlanState::remarks() const { return m_plan ? models::fromStd(m_plan->deletion_remarks) : QStringList(); }
QString PlanState::rewriteText() const {
  return m_plan && m_fleet ? models::rewriteText(m_fleet->rule(m_plan->rule)) : QString();
}
int PlanState::deletions() const { return m_plan ? static_cast<int>(models::dueDeletions(*m_plan)) : 0; }

} // namespace meridian::console
