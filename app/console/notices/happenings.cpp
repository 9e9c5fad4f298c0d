// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/notices/happenings.h"

#include "models/job_rows.h"
#include "models/region_rows.h"
#include "models/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace meridian::console {

using models::fromStd;
using ports::JobState;

namespace {

struct Happened {
  Q_DECLARE_TR_FUNCTIONS(Happenings)
};

QString toneOf(JobState state) {
  if (state == JobState::Succeeded) return QStringLiteral("ok");
  if (state == JobState::Cancelled || state == JobState::Interrupted) return QStringLiteral("info");
  return state == JobState::Partial ? QStringLiteral("warn") : QStringLiteral("bad");
}

Happening endOf(const engine::JobStatus& job) {
  const auto& record = job.record;
  const bool failed = record.state == JobState::Failed || record.state == JobState::Partial;
  Happening end;
  end.job = fromStd(record.id);
  if (record.started != base::Timestamp{}) end.took = record.finished - record.started;
  auto& notice = end.notice;
  notice.time = record.finished;
  notice.tone = toneOf(record.state);
  notice.kind = failed ? QStringLiteral("failure") : QStringLiteral("finished");
  notice.source = QStringLiteral("rule ") + fromStd(record.rule);
  notice.text = Happened::tr("%1: %2", "job, its end").arg(models::jobTitle(job), models::jobWord(record.state));
  notice.detail = record.error.empty() ? models::jobOutcome(job) : fromStd(record.error);
  notice.action = QStringLiteral("job:") + end.job;
  if (record.tags_failed > 0) notice.second = QStringLiteral("retry:") + end.job;
  return end;
}

Happening turnOf(const engine::RegionStatus& region, bool offline, base::Timestamp now) {
  const auto name = fromStd(region.region.name.empty() ? region.region.id : region.region.name);
  Happening turn;
  auto& notice = turn.notice;
  notice.time = now;
  notice.tone = offline ? QStringLiteral("bad") : QStringLiteral("ok");
  notice.kind = QStringLiteral("region");
  notice.source = QStringLiteral("region ") + fromStd(region.region.id);
  notice.text = offline ? Happened::tr("%1 is offline", "region").arg(name) : Happened::tr("%1 is back", "region").arg(name);
  if (offline && region.problem) notice.detail = models::errorText(*region.problem);
  notice.action = QStringLiteral("region:") + fromStd(region.region.id);
  return turn;
}

} // namespace

QList<Happening> Happenings::look(const engine::Snapshot& snapshot, const QVariantList& alerts) {
  QList<Happening> found;
  lookAtJobs(snapshot, found);
  lookAtRegions(snapshot, found);
  lookAtAlerts(snapshot, alerts, found);
  if (m_first) found.clear();
  m_first = false;
  return found;
}

/// Ends of jobs that were seen open, and of those that were too quick to be seen: they end after all that had ended.
void Happenings::lookAtJobs(const engine::Snapshot& snapshot, QList<Happening>& found) {
  auto latest = m_latest;
  for (const auto& job : snapshot.jobs) {
    const auto id = fromStd(job.record.id);
    if (models::isOpen(job.record.state)) {
      m_open.insert(id);
      continue;
    }
    latest = std::max(latest, job.record.finished);
    if (m_open.remove(id) || job.record.finished > m_latest) found.append(endOf(job));
  }
  m_latest = latest;
  std::ranges::sort(found, {}, [](const Happening& end) { return end.notice.time; });
}

void Happenings::lookAtRegions(const engine::Snapshot& snapshot, QList<Happening>& found) {
  QHash<QString, bool> offline;
  for (const auto& region : snapshot.regions) {
    const auto id = fromStd(region.region.id);
    const bool now = region.state == engine::RegionState::Offline;
    // Not looked at is neither: what was known before still holds.
    const bool known = region.state != engine::RegionState::Unknown;
    const bool before = m_offline.value(id, false);
    offline.insert(id, known ? now : before);
    if (known && now != before) found.append(turnOf(region, now, snapshot.time));
  }
  m_offline = std::move(offline);
}

void Happenings::lookAtAlerts(const engine::Snapshot& snapshot, const QVariantList& alerts, QList<Happening>& found) {
  QSet<QString> here;
  for (const auto& one : alerts) {
    const auto alert = one.toMap();
    const auto text = alert.value(QStringLiteral("text")).toString();
    const auto job = alert.value(QStringLiteral("jobId")).toString();
    const auto known = alert.value(QStringLiteral("kind")).toString() + u'|' + alert.value(QStringLiteral("ruleId")).toString() + u'|' + job;
    here.insert(known);
    if (m_alerts.contains(known)) continue;
    Happening told;
    told.notice = {0, snapshot.time, alert.value(QStringLiteral("tone")).toString(), QStringLiteral("alert"),
                   QStringLiteral("rule ") + alert.value(QStringLiteral("ruleId")).toString(), text, {},
                   job.isEmpty() ? QString() : QStringLiteral("job:") + job, {}, 1, false};
    found.append(told);
  }
  m_alerts = std::move(here);
}

} // namespace meridian::console
