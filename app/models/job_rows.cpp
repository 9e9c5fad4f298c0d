// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_rows.h"

#include "models/region_rows.h"
#include "models/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <map>

namespace meridian::models {

using engine::JobPhase;
using engine::JobStatus;
using ports::JobState;

namespace {

struct Jobs {
  Q_DECLARE_TR_FUNCTIONS(Jobs)
};

using In = JobPicture;

QString kindIcon(const std::string& kind) {
  if (kind == "promote") return QStringLiteral("rocket");
  if (kind == "rollback") return QStringLiteral("undo-2");
  if (kind == "audit") return QStringLiteral("shield-check");
  if (kind == "restore") return QStringLiteral("archive-restore");
  if (kind == "prewarm") return QStringLiteral("flame");
  return QStringLiteral("refresh-cw");
}

/// It looks, and nothing moves yet: what it would copy, or what the regions have.
bool looks(const JobStatus& job) {
  return job.record.state == JobState::Running && (job.phase == JobPhase::Planning || job.phase == JobPhase::Comparing);
}

QString phaseText(const JobStatus& job) {
  if (job.record.state == JobState::Queued) return Jobs::tr("Waits for its turn");
  if (job.record.state != JobState::Running) return {};
  switch (job.phase) {
  case JobPhase::Waiting: return Jobs::tr("Waits for its turn");
  case JobPhase::Planning: return Jobs::tr("Compares source and targets");
  case JobPhase::Comparing: return Jobs::tr("Compares the regions");
  case JobPhase::Copying: return job.record.kind == "rollback" || job.record.kind == "restore" ? Jobs::tr("Sets tags") : Jobs::tr("Copies");
  case JobPhase::Done: break;
  }
  return {};
}

/// Held back by somebody who may let it go on.
bool isPaused(const JobStatus& job) { return job.paused && isOpen(job.record.state); }

double progress(const JobStatus& job) {
  if (!isOpen(job.record.state)) {
    const auto& r = job.record;
    if (r.state == JobState::Succeeded) return 1;
    const auto wanted = r.tags_matched * std::max<std::size_t>(1, job.targets.size());
    return wanted == 0 ? 0 : std::min(1.0, static_cast<double>(r.tags_copied + r.tags_unchanged) / static_cast<double>(wanted));
  }
  if (job.total.value > 0)
    return std::min(1.0, static_cast<double>(job.done.value) / static_cast<double>(job.total.value));
  return job.tags_total > 0 ? static_cast<double>(job.tags_done) / static_cast<double>(job.tags_total) : 0;
}

QString route(const In& in) {
  const auto* rule = in.fleet.rule(in.job.record.rule);
  QStringList targets;
  // What is remembered of a job has no targets: those of its rule, as it is today.
  for (const auto& id : in.job.targets.empty() && rule ? rule->targets : in.job.targets) targets.append(regionName(in.fleet, id));
  const auto to = targets.size() > 3 ? Jobs::tr("%1 regions").arg(targets.size()) : targets.join(QStringLiteral(", "));
  if (!rule) return to;
  return to.isEmpty() ? regionName(in.fleet, rule->source)
                      : regionName(in.fleet, rule->source) + QStringLiteral(" → ") + to;
}

QString tagsText(const JobStatus& job) {
  const auto& r = job.record;
  if (isOpen(r.state)) {
    if (job.tags_total == 0) return {};
    return Jobs::tr("%1 of %2 tags").arg(numberText(job.tags_done), numberText(job.tags_total));
  }
  QStringList parts;
  if (r.tags_copied > 0) parts.append(Jobs::tr("%1 copied").arg(numberText(r.tags_copied)));
  if (r.tags_unchanged > 0) parts.append(Jobs::tr("%1 unchanged").arg(numberText(r.tags_unchanged)));
  if (r.tags_failed > 0) parts.append(Jobs::tr("%1 failed").arg(numberText(r.tags_failed)));
  return parts.isEmpty() ? Jobs::tr("no tags") : parts.join(QStringLiteral(", "));
}

QString subtitle(const In& in) {
  QStringList parts;
  const auto& job = in.job;
  if (looks(job)) {
    parts << phaseText(job) << route(in) << tagsText(job);
  } else if (isOpen(job.record.state)) {
    parts << route(in);
    if (job.blobs_total > 0)
      parts << Jobs::tr("%1 of %2 layers").arg(numberText(job.blobs_done), numberText(job.blobs_total));
    if (job.rate.value >= 1) parts << rateText(job.rate);
  } else {
    parts << route(in) << tagsText(job);
    if (job.record.written.value > 0) parts << bytesText(job.record.written);
  }
  parts.removeAll(QString());
  return parts.join(QStringLiteral(" · "));
}

base::Seconds length(const In& in) {
  const auto& r = in.job.record;
  if (r.started == base::Timestamp{}) return base::Seconds{0};
  return base::Seconds((r.finished == base::Timestamp{} ? in.now : r.finished) - r.started);
}

/// Why nothing moves: what the job says, else what holds back the first of its regions that is held.
QString whyNot(const In& in) {
  const auto& job = in.job;
  if (!isOpen(job.record.state)) return fromStd(job.record.error);
  if (isPaused(job)) return {};
  if (!job.waiting.empty()) return fromStd(job.waiting);
  if (job.record.state != JobState::Running || job.rate.value >= 1) return {};
  const auto* rule = in.fleet.rule(job.record.rule);
  for (const auto& region : in.regions) {
    const bool part = (rule && rule->source == region.region.id) ||
                      std::ranges::find(job.targets, region.region.id) != job.targets.end();
    if (part && !region.held.empty())
      return Jobs::tr("%1 %2", "region, waits until ...").arg(regionName(in.fleet, region.region.id), heldText(region, in.now));
  }
  return {};
}

QString rightText(const In& in) {
  const auto& job = in.job;
  if (job.record.state == JobState::Queued) return jobWord(JobState::Queued);
  if (isPaused(job)) return Jobs::tr("Paused");
  if (job.record.state == JobState::Running) {
    if (!whyNot(in).isEmpty()) return Jobs::tr("Waiting");
    if (looks(job)) return Jobs::tr("Comparing");
    return job.left.count() > 0 ? Jobs::tr("%1 left", "time").arg(durationText(job.left)) : jobWord(JobState::Running);
  }
  return clockText(job.record.finished, in.now);
}

QString bytes(const JobStatus& job) {
  if (!isOpen(job.record.state)) return bytesText(job.record.written);
  return job.total.value == 0 ? QString() : bytesText(job.done, job.total);
}

const std::array<Column<In>, 21> kColumns{{
    {"jobId", [](const In& in) -> QVariant { return fromStd(in.job.record.id); }},
    {"title", [](const In& in) -> QVariant { return jobTitle(in.job); }},
    {"subtitle", [](const In& in) -> QVariant { return subtitle(in); }},
    {"kind", [](const In& in) -> QVariant { return fromStd(in.job.record.kind); }},
    {"kindIcon", [](const In& in) -> QVariant { return kindIcon(in.job.record.kind); }},
    {"status", [](const In& in) -> QVariant {
       return isPaused(in.job) ? QStringLiteral("paused") : jobKey(in.job.record.state);
     }},
    {"statusText", [](const In& in) -> QVariant {
       return isPaused(in.job) ? Jobs::tr("Paused") : jobWord(in.job.record.state);
     }},
    {"progress", [](const In& in) -> QVariant { return progress(in.job); }},
    {"percentText", [](const In& in) -> QVariant { return percentText(progress(in.job)); }},
    {"bytesText", [](const In& in) -> QVariant { return bytes(in.job); }},
    {"rateText", [](const In& in) -> QVariant {
       return isOpen(in.job.record.state) ? rateText(in.job.rate) : QString();
     }},
    {"rightText", [](const In& in) -> QVariant { return rightText(in); }},
    {"whyNot", [](const In& in) -> QVariant { return whyNot(in); }},
    {"tagsText", [](const In& in) -> QVariant { return tagsText(in.job); }},
    {"startedText", [](const In& in) -> QVariant { return clockText(in.job.record.started, in.now); }},
    {"durationText", [](const In& in) -> QVariant {
       return in.job.record.started == base::Timestamp{} ? QString() : durationText(length(in));
     }},
    {"ruleId", [](const In& in) -> QVariant { return fromStd(in.job.record.rule); }},
    {"canCancel", [](const In& in) -> QVariant { return isOpen(in.job.record.state); }},
    {"paused", [](const In& in) -> QVariant { return isPaused(in.job); }},
    {"phaseText", [](const In& in) -> QVariant { return isPaused(in.job) ? QString() : phaseText(in.job); }},
    {"leftText", [](const In& in) -> QVariant {
       return in.job.record.state == JobState::Running && in.job.left.count() > 0 && !isPaused(in.job) ? durationText(in.job.left) : QString();
     }},
}};

} // namespace

bool isOpen(JobState state) { return state == JobState::Queued || state == JobState::Running; }

QString jobTitle(const JobStatus& job) {
  const auto& kind = job.record.kind;
  const auto rule = fromStd(job.record.rule);
  if (kind == "promote") return Jobs::tr("Promote %1", "rule").arg(rule);
  if (kind == "rollback") return Jobs::tr("Roll back %1", "rule").arg(rule);
  if (kind == "audit") return Jobs::tr("Audit %1", "rule").arg(rule);
  if (kind == "restore") return Jobs::tr("Restore tags of %1", "rule").arg(rule);
  if (kind == "prewarm") return Jobs::tr("Prewarm %1", "image").arg(rule);
  return Jobs::tr("Sync %1", "rule").arg(rule);
}

QString jobOutcome(const JobStatus& job) {
  const auto& r = job.record;
  auto text = tagsText(job);
  if (r.written.value == 0) return text;
  return Jobs::tr("%1; %2 in %3", "tags, bytes, time")
      .arg(text, bytesText(r.written), durationText(base::Seconds(r.finished - r.started)));
}

int countJobs(const engine::Snapshot& snapshot, std::initializer_list<JobState> states) {
  return static_cast<int>(std::ranges::count_if(snapshot.jobs, [&](const JobStatus& job) {
    return std::ranges::find(states, job.record.state) != states.end();
  }));
}

int failingRules(const engine::Snapshot& snapshot) {
  std::map<std::string_view, const JobStatus*> newest;
  for (const auto& job : snapshot.jobs) {
    if (isOpen(job.record.state)) continue;
    auto& last = newest[job.record.rule];
    if (!last || job.record.created > last->record.created) last = &job;
  }
  return static_cast<int>(std::ranges::count_if(newest, [](const auto& entry) {
    const auto state = entry.second->record.state;
    return state == JobState::Failed || state == JobState::Partial;
  }));
}

std::span<const Column<JobPicture>> jobColumns() { return kColumns; }
QList<QByteArray> jobRoles() { return rolesOf<In>(kColumns); }

QList<Row> jobRows(const engine::Snapshot& snapshot, base::Timestamp now) {
  static const engine::Fleet kNone;
  const auto& fleet = snapshot.fleet ? *snapshot.fleet : kNone;
  QList<Row> rows;
  for (const auto& job : snapshot.jobs) rows.append(rowOf<In>(kColumns, fromStd(job.record.id), In{job, fleet, now, snapshot.regions}));
  return rows;
}

} // namespace meridian::models
