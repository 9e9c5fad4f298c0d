// SPDX-License-Identifier: GPL-3.0-or-later
// Promotions and audits: what an operator asks for and decides.
#include "console/bridge.h"

#include "models/presence_text.h"
#include "models/promotion_rows.h"
#include "models/text.h"

namespace meridian::console {

using engine::JobKind;
using models::errorText;
using models::fromStd;

QString Bridge::start(const engine::JobRequest& request) {
  auto job = m_link.start(request);
  if (!job) {
    say(Tone::Bad, tr("%1 was not started").arg(fromStd(request.rule)), errorText(job.error()));
    return {};
  }
  m_started.insert(fromStd(*job));
  setSelectedJob(fromStd(*job));
  return fromStd(*job);
}

namespace {

engine::JobRequest requestOf(const QString& rule, JobKind kind) {
  engine::JobRequest request;
  request.rule = rule.toStdString();
  request.kind = kind;
  return request;
}

} // namespace

void Bridge::audit(const QString& rule, bool deep) {
  auto request = requestOf(rule, JobKind::Audit);
  if (deep) request.depth = plan::AuditDepth::Deep;
  if (!start(request).isEmpty()) say(Tone::Info, tr("The audit of %1 has started").arg(rule));
}

void Bridge::repair(const QString& rule) {
  auto request = requestOf(rule, JobKind::Audit);
  request.repair = true;
  if (!start(request).isEmpty()) say(Tone::Info, tr("%1 is audited and repaired").arg(rule));
}

void Bridge::repairFinding(int row) {
  const auto finding = m_consistency.findings()->get(row);
  auto request = requestOf(m_consistency.ruleId(), JobKind::Audit);
  request.repair = true;
  request.targets = {finding.value(QStringLiteral("region")).toString().toStdString()};
  request.tags = {finding.value(QStringLiteral("ref")).toString().toStdString()};
  if (finding.isEmpty() || start(request).isEmpty()) return;
  say(Tone::Info, tr("%1 in %2 is repaired", "image, region").arg(finding.value(QStringLiteral("ref")).toString(), finding.value(QStringLiteral("regionName")).toString()));
}

void Bridge::restore(int row) {
  const auto gone = m_consistency.deleted()->get(row);
  auto request = requestOf(m_consistency.ruleId(), JobKind::Restore);
  request.targets = {gone.value(QStringLiteral("region")).toString().toStdString()};
  request.tags = {gone.value(QStringLiteral("ref")).toString().toStdString()};
  if (gone.isEmpty() || start(request).isEmpty()) return;
  say(Tone::Info, tr("%1 comes back in %2", "image, region").arg(gone.value(QStringLiteral("ref")).toString(), gone.value(QStringLiteral("regionName")).toString()));
}

void Bridge::promote(const QString& rule) {
  if (!start(requestOf(rule, JobKind::Promote)).isEmpty()) say(Tone::Info, tr("The promotion of %1 has started").arg(rule));
}

void Bridge::rollback(const QString& rule) {
  if (!start(requestOf(rule, JobKind::Rollback)).isEmpty()) say(Tone::Info, tr("%1 goes back to what it was").arg(rule));
}

/// The same job once more, with what was decided instead of the rule's word.
void Bridge::resolveConflict(const QString& rule, const QString& choice) {
  const auto* found = fleet().rule(rule.toStdString());
  if (!found || choice == QLatin1String("stop")) return;
  const bool whole = found->promotion.mode == plan::Promotion::Mode::AllOrNothing;
  auto request = requestOf(rule, whole ? JobKind::Sync : JobKind::Promote);
  request.on_conflict = choice == QLatin1String("overwrite") ? plan::Promotion::Conflict::Overwrite : plan::Promotion::Conflict::Keep;
  if (start(request).isEmpty()) return;
  say(Tone::Info, choice == QLatin1String("overwrite") ? tr("%1 is promoted; the source's images take the place of the others").arg(rule)
                                                       : tr("%1 is promoted; the tags in conflict are left alone").arg(rule));
}

QVariantMap Bridge::promotionOf(const QString& rule) const {
  const auto* status = models::promotionOfRule(*m_link.snapshot(), rule.toStdString());
  return status ? models::promotionMap(*status, fleet(), m_link.snapshot()->time) : QVariantMap();
}

void Bridge::showPromotions(const engine::Snapshot& snapshot) {
  const auto* status = models::promotionOfJob(snapshot, m_selected.toStdString());
  // Only what changed: a page makes its rows anew with each signal.
  if (auto next = status ? models::promotionMap(*status, fleet(), snapshot.time) : QVariantMap(); next != m_promotion) {
    m_promotion = std::move(next);
    emit promotionChanged();
  }
  // An engine that is gone explains all the rest.
  if (auto next = models::engineAlerts(m_link.presence()) + models::alerts(snapshot); next != m_alerts) {
    m_alerts = std::move(next);
    emit alertsChanged();
  }
}

} // namespace meridian::console
