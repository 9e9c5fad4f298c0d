// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/plan_state.h"

#include "models/plan_rows.h"
#include "models/plan_tag_rows.h"
#include "models/text.h"

namespace meridian::console {

PlanState::PlanState(QObject* parent)
    : QObject(parent), m_targets(models::planRoles()), m_tags(models::planTagRoles()),
      m_tag_view(m_tags, {"ref", "targetName", "detail"}) {}

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
  m_tags.reset({});
  emit changed();
}

void PlanState::retranslate() {
  if (m_plan && m_fleet) {
    m_targets.assign(models::planRows(*m_plan, *m_fleet));
    m_tags.reset(models::planTagRows(*m_plan, *m_fleet, kMostTags));
  }
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

QString PlanState::moreText() const {
  if (!m_plan) return {};
  QStringList parts;
  std::size_t equal = 0;
  for (const auto& target : m_plan->targets) equal += target.tags_unchanged;
  if (const auto all = models::planTagCount(*m_plan); all > static_cast<std::size_t>(kMostTags))
    parts.append(tr("and %1 more", "tags").arg(models::numberText(all - static_cast<std::size_t>(kMostTags))));
  if (equal > 0) parts.append(tr("%1 equal already, not listed", "tags").arg(models::numberText(equal)));
  return parts.join(QStringLiteral(" · "));
}

} // namespace meridian::console
