// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/history/history.h"

#include "console/bridge.h"
#include "models/job_words.h"
#include "models/text.h"

#include <algorithm>
#include <map>
#include <utility>

namespace meridian::console {

using models::fromStd;

namespace {

/// Roles that a page binds to whether or not a job is selected.
QVariantMap noJob() {
  QVariantMap map;
  for (const auto& role : models::jobRoles()) map.insert(QString::fromLatin1(role), QString());
  map.insert({{QStringLiteral("progress"), 0.0}, {QStringLiteral("canCancel"), false}, {QStringLiteral("paused"), false}});
  map.insert({{QStringLiteral("any"), false}, {QStringLiteral("cli"), QString()}, {QStringLiteral("comparedText"), QString()},
              {QStringLiteral("fixText"), QString()}, {QStringLiteral("retryable"), false}});
  return map;
}

} // namespace

History::History(FleetLink& link, Bridge& bridge, QObject* parent)
    : QObject(parent), m_link(link), m_bridge(bridge),
      m_images(*bridge.jobImages(), {"ref", "targetName", "digestText", "error"}),
      m_blobs(*bridge.jobBlobs(), {"digest", "repository", "targetName"}),
      m_events(*bridge.jobEvents(), {"text"}), m_job(noJob()) {
  connect(&m_bridge, &Bridge::snapshotChanged, this, &History::show);
  connect(&m_bridge, &Bridge::selectedJobChanged, this, &History::showJob);
  connect(&m_bridge, &Bridge::pageChanged, this, &History::turn);
  connect(&m_jobs, &models::JobList::changed, this, [this] {
    showJob();
    emit filterChanged();
  });
  connect(bridge.jobImages(), &models::RowModel::countChanged, this, &History::showJob);
  show();
}

History::~History() { m_link.drop(m_question); }

void History::show() {
  const int known = m_jobs.total();
  m_jobs.show(m_link.snapshot(), m_link.now());
  const bool translated = std::exchange(m_locale, QLocale()) != QLocale();
  if (translated) m_jobs.retranslate();
  if (translated || m_jobs.total() != known) emit choicesChanged();
  if (m_bridge.page() == QLatin1String("jobs")) showJob();
}

void History::turn() {
  if (m_bridge.page() != QLatin1String("jobs")) return;
  if (!m_bridge.subject().isEmpty()) m_bridge.setSelectedJob(m_bridge.subject());
  if (!m_asked) ask();
  showJob();
}

void History::ask() {
  m_asked = true;
  m_question = m_link.jobs(kMost, [this](base::Result<std::vector<ports::JobRecord>> jobs) {
    m_question = 0;
    m_error.reset();
    if (jobs)
      m_jobs.remember(*jobs);
    else
      m_error = jobs.error();
    emit choicesChanged();
    emit busyChanged();
  });
  emit busyChanged();
}

void History::choose(int row) {
  const auto job = m_jobs.get(row);
  if (!job.isEmpty()) m_bridge.setSelectedJob(job.value(QStringLiteral("jobId")).toString());
}

/// Somebody looks at the page: a job is on show as long as there is one.
void History::showJob() {
  const bool looked = m_bridge.page() == QLatin1String("jobs");
  if (looked && m_bridge.selectedJob().isEmpty() && m_jobs.count() > 0) return choose(0); // comes back here
  auto next = m_jobs.of(m_bridge.selectedJob());
  if (const auto* job = m_jobs.job(m_bridge.selectedJob())) {
    const auto* before = m_jobs.before(*job);
    next.insert(QStringLiteral("any"), true);
    next.insert(QStringLiteral("cli"), models::jobCli(*job, m_bridge.fleetOption()));
    next.insert(QStringLiteral("comparedText"), before ? models::comparedText(*job, *before, m_link.now()) : QString());
    next.insert(QStringLiteral("fixText"), fixText());
    next.insert(QStringLiteral("retryable"), job->record.tags_failed > 0 && !next.value(QStringLiteral("canCancel")).toBool());
  } else {
    next = noJob();
  }
  if (next != m_job) {
    m_job = std::move(next);
    emit jobChanged();
  }
  if (const int row = m_jobs.find(m_bridge.selectedJob()); row != m_row) {
    m_row = row;
    emit rowChanged();
  }
}

/// What helps against most of what failed.
QString History::fixText() const {
  const auto* images = m_bridge.jobImages();
  std::map<QString, int> fixes;
  for (int row = 0; row < images->count(); ++row)
    if (const auto fix = images->value(row, "fix").toString(); !fix.isEmpty()) ++fixes[fix];
  const auto most = std::ranges::max_element(fixes, {}, [](const auto& entry) { return entry.second; });
  return most == fixes.end() ? QString() : most->first;
}

void History::retryFailed(const QString& job) {
  auto next = m_link.retryFailed(job.toStdString());
  if (!next) {
    emit m_bridge.toast(tr("Nothing was tried again"), QStringLiteral("bad"), models::errorText(next.error()));
    return;
  }
  emit m_bridge.toast(tr("What failed is tried again"), QStringLiteral("info"), {});
  m_bridge.setSelectedJob(fromStd(*next));
}

void History::clearFilter() { m_jobs.clearFilter(); }

QString History::error() const { return m_error ? models::errorText(*m_error) : QString(); }

QVariantList History::rules() const {
  QVariantList list{QVariantMap{{QStringLiteral("key"), QString()}, {QStringLiteral("label"), tr("Any rule")}}};
  const auto rules = m_jobs.rules();
  for (const auto& rule : rules) list.append(QVariantMap{{QStringLiteral("key"), rule}, {QStringLiteral("label"), rule}});
  return list;
}

QVariantList History::kinds() const {
  QVariantList list{QVariantMap{{QStringLiteral("key"), QString()}, {QStringLiteral("label"), tr("Any kind")}}};
  const auto kinds = m_jobs.kinds();
  for (const auto& kind : kinds)
    list.append(QVariantMap{{QStringLiteral("key"), kind}, {QStringLiteral("label"), models::kindWord(kind)}});
  return list;
}

} // namespace meridian::console
