// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit_rows.h"

#include "models/job_rows.h"
#include "models/region_rows.h"
#include "models/schedule_text.h"
#include "models/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace meridian::models {

using engine::AuditStatus;
using engine::DriftFinding;

namespace {

struct Audits {
  Q_DECLARE_TR_FUNCTIONS(Audits)
};

struct In {
  const plan::Rule& rule;
  const engine::Fleet& fleet;
  const AuditStatus* audit;         ///< null: never
  const engine::JobStatus* running; ///< null: none
  base::Timestamp now;
};

bool unreadable(const AuditStatus& audit) {
  return std::ranges::any_of(audit.regions, [](const auto& region) { return region.problem.has_value(); });
}

QString status(const In& in) {
  if (in.running) return QStringLiteral("running");
  if (!in.audit) return QStringLiteral("unknown");
  if (in.audit->findings_total > 0) return QStringLiteral("drift");
  return unreadable(*in.audit) ? QStringLiteral("partial") : QStringLiteral("insync");
}

QString findings(std::size_t count) {
  return count == 1 ? Audits::tr("1 finding") : Audits::tr("%1 findings").arg(numberText(count));
}

QString statusText(const In& in) {
  if (in.running) return Audits::tr("Auditing");
  if (!in.audit) return Audits::tr("Never audited");
  if (in.audit->findings_total > 0) return findings(in.audit->findings_total);
  return unreadable(*in.audit) ? Audits::tr("Not all regions answered") : Audits::tr("All equal");
}

QString depthText(plan::AuditDepth depth) {
  switch (depth) {
  case plan::AuditDepth::Tags: return Audits::tr("tags");
  case plan::AuditDepth::Content: return Audits::tr("tags and content");
  case plan::AuditDepth::Sampled: return Audits::tr("content, a sample of it read");
  case plan::AuditDepth::Deep: return Audits::tr("content, all of it read");
  }
  return {};
}

QString costText(const In& in) {
  if (!in.audit) return {};
  QStringList parts{depthText(in.audit->depth), Audits::tr("%1 requests").arg(numberText(in.audit->requests))};
  if (in.audit->read.value > 0) parts.append(Audits::tr("%1 read").arg(bytesText(in.audit->read)));
  if (in.audit->mended > 0) parts.append(Audits::tr("repaired %1 of %2", "findings").arg(numberText(in.audit->mended), numberText(in.audit->findings_total)));
  if (in.audit->seconds.count() > 0) parts.append(durationText(in.audit->seconds));
  return parts.join(QStringLiteral(" · "));
}

QVariantList regions(const In& in) {
  QVariantList list;
  if (!in.audit) return list;
  for (const auto& region : in.audit->regions) {
    const bool whole = region.good == region.tags && !region.problem;
    list.append(QVariantMap{
        {QStringLiteral("regionId"), fromStd(region.id)},
        {QStringLiteral("name"), regionName(in.fleet, region.id)},
        {QStringLiteral("text"), region.problem ? Audits::tr("not read") : Audits::tr("%1 of %2", "tags").arg(numberText(region.good), numberText(region.tags))},
        {QStringLiteral("status"), QLatin1String(region.problem ? "offline" : whole ? "insync" : "drift")},
        {QStringLiteral("problem"), region.problem ? errorText(*region.problem) : QString()}});
  }
  return list;
}

QVariantList history(const In& in) {
  QVariantList list;
  if (in.audit)
    for (const float value : in.audit->history) list.append(static_cast<double>(value));
  return list;
}

const std::array<Column<In>, 15> kAudits{{
    {"ruleId", [](const In& in) -> QVariant { return fromStd(in.rule.id); }},
    {"status", [](const In& in) -> QVariant { return status(in); }},
    {"statusText", [](const In& in) -> QVariant { return statusText(in); }},
    {"passText", [](const In& in) -> QVariant {
       return in.audit && in.audit->pass_rate ? percentText(*in.audit->pass_rate, 2) : QStringLiteral("–");
     }},
    {"history", [](const In& in) -> QVariant { return history(in); }},
    {"lastText", [](const In& in) -> QVariant { return in.audit ? agoText(in.audit->finished, in.now) : Audits::tr("never"); }},
    {"costText", [](const In& in) -> QVariant { return costText(in); }},
    {"findings", [](const In& in) -> QVariant { return in.audit ? static_cast<int>(in.audit->findings_total) : 0; }},
    {"findingsText", [](const In& in) -> QVariant { return in.audit ? findings(in.audit->findings_total) : QString(); }},
    {"planText", [](const In& in) -> QVariant { return ruleParts(in.rule).value(QStringLiteral("audit")); }},
    {"regions", [](const In& in) -> QVariant { return regions(in); }},
    {"running", [](const In& in) -> QVariant { return in.running != nullptr; }},
    {"jobId", [](const In& in) -> QVariant {
       return in.running ? fromStd(in.running->record.id) : in.audit ? fromStd(in.audit->job) : QString();
     }},
    {"fixable", [](const In& in) -> QVariant {
       return in.audit && std::ranges::any_of(in.audit->findings, &DriftFinding::repairable);
     }},
    {"more", [](const In& in) -> QVariant {
       const auto rest = in.audit ? in.audit->findings_total - std::min(in.audit->findings_total, in.audit->findings.size()) : 0;
       return rest == 0 ? QString() : Audits::tr("and %1 more, in the report").arg(numberText(rest));
     }},
}};

QString causeText(DriftFinding::Cause cause) {
  switch (cause) {
  case DriftFinding::Cause::Missing: return Audits::tr("Missing");
  case DriftFinding::Cause::Different: return Audits::tr("Different");
  case DriftFinding::Cause::Extra: return Audits::tr("Extra");
  case DriftFinding::Cause::Corrupt: return Audits::tr("Corrupt");
  case DriftFinding::Cause::Unreadable: return Audits::tr("Unreadable");
  }
  return {};
}

struct Found {
  const DriftFinding& finding;
  const engine::Fleet& fleet;
};

const std::array<Column<Found>, 12> kFindings{{
    {"region", [](const Found& in) -> QVariant { return fromStd(in.finding.region); }},
    {"regionName", [](const Found& in) -> QVariant { return regionName(in.fleet, in.finding.region); }},
    {"ref", [](const Found& in) -> QVariant { return fromStd(in.finding.ref); }},
    {"cause", [](const Found& in) -> QVariant { return fromStd(engine::name(in.finding.cause)); }},
    {"causeText", [](const Found& in) -> QVariant { return causeText(in.finding.cause); }},
    {"wanted", [](const Found& in) -> QVariant { return fromStd(in.finding.wanted); }},
    {"wantedText", [](const Found& in) -> QVariant { return shortDigest(in.finding.wanted); }},
    {"found", [](const Found& in) -> QVariant { return fromStd(in.finding.found); }},
    {"foundText", [](const Found& in) -> QVariant { return shortDigest(in.finding.found); }},
    {"detail", [](const Found& in) -> QVariant { return fromStd(in.finding.detail); }},
    {"repairable", [](const Found& in) -> QVariant { return in.finding.repairable; }},
    {"repairText", [](const Found& in) -> QVariant { return fromStd(in.finding.repair); }},
}};

struct Gone {
  const engine::DeletedTag& tag;
  const engine::Fleet& fleet;
  base::Timestamp now;
};

const std::array<Column<Gone>, 6> kDeleted{{
    {"region", [](const Gone& in) -> QVariant { return fromStd(in.tag.target); }},
    {"regionName", [](const Gone& in) -> QVariant { return regionName(in.fleet, in.tag.target); }},
    {"ref", [](const Gone& in) -> QVariant { return fromStd(in.tag.ref); }},
    {"digest", [](const Gone& in) -> QVariant { return fromStd(in.tag.digest); }},
    {"digestText", [](const Gone& in) -> QVariant { return shortDigest(in.tag.digest); }},
    {"agoText", [](const Gone& in) -> QVariant { return agoText(in.tag.time, in.now); }},
}};

} // namespace

const AuditStatus* auditOf(const engine::Snapshot& snapshot, std::string_view rule) {
  const auto found = std::ranges::find(snapshot.audits, rule, &AuditStatus::rule);
  return found == snapshot.audits.end() ? nullptr : &*found;
}

QList<QByteArray> auditRoles() { return rolesOf<In>(kAudits); }

QList<Row> auditRows(const engine::Snapshot& snapshot, base::Timestamp now) {
  QList<Row> rows;
  if (!snapshot.fleet) return rows;
  for (const auto& rule : snapshot.fleet->rules) {
    const auto running = std::ranges::find_if(snapshot.jobs, [&](const auto& job) {
      return job.record.rule == rule.id && job.record.kind == name(engine::JobKind::Audit) && isOpen(job.record.state);
    });
    rows.append(rowOf<In>(kAudits, fromStd(rule.id), In{rule, *snapshot.fleet, auditOf(snapshot, rule.id),
                                                        running == snapshot.jobs.end() ? nullptr : &*running, now}));
  }
  return rows;
}

QList<QByteArray> deletedRoles() { return rolesOf<Gone>(kDeleted); }

QList<Row> deletedRows(const std::vector<engine::DeletedTag>& tags, const engine::Fleet& fleet, base::Timestamp now) {
  QList<Row> rows;
  int place = 0; // the same tag may have gone twice
  for (const auto& tag : tags)
    rows.append(rowOf<Gone>(kDeleted, fromStd(tag.target + '|' + tag.ref + '|') + QString::number(place++), Gone{tag, fleet, now}));
  return rows;
}

QList<QByteArray> findingRoles() { return rolesOf<Found>(kFindings); }

QList<Row> findingRows(const AuditStatus& audit, const engine::Fleet& fleet) {
  QList<Row> rows;
  int place = 0; // one tag may have several findings in a region
  for (const auto& finding : audit.findings)
    rows.append(rowOf<Found>(kFindings, QString::number(place++) + u'|' + fromStd(finding.region + '|' + finding.ref), Found{finding, fleet}));
  return rows;
}

} // namespace meridian::models
