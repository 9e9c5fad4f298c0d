// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/setup/run_step.h"

#include "models/job_rows.h"
#include "models/region_rows.h"
#include "models/text.h"

#include <algorithm>

namespace meridian::console {

using models::fromStd;
using ports::JobState;
using namespace Qt::StringLiterals;

namespace {

double shareOf(base::ByteCount done, base::ByteCount total) {
  return total.value == 0 ? 0 : std::min(1.0, static_cast<double>(done.value) / static_cast<double>(total.value));
}

} // namespace

SetupRun::SetupRun(FleetLink& link, QObject* parent) : QObject(parent), m_link(link) {
  connect(&m_link, &FleetLink::changed, this, &SetupRun::look);
}

QString SetupRun::start(const std::string& rule) {
  engine::JobRequest request;
  request.rule = rule;
  const auto job = m_link.start(request);
  if (!job) return models::errorText(job.error());
  follow(fromStd(*job));
  return {};
}

QString SetupRun::again(const std::string& rule) {
  if (const auto job = m_link.retryFailed(m_job.toStdString()); job) {
    follow(fromStd(*job));
    return {};
  }
  return start(rule);
}

void SetupRun::follow(const QString& job) {
  m_job = job;
  m_status.reset();
  look();
}

void SetupRun::look() {
  const auto snapshot = m_link.snapshot();
  const auto id = m_job.toStdString();
  if (snapshot && !id.empty())
    for (const auto& job : snapshot->jobs)
      if (job.record.id == id) m_status = job;
  emit changed();
}

bool SetupRun::runs() const { return !m_status || models::isOpen(m_status->record.state); }

QString SetupRun::phase() const {
  if (m_job.isEmpty()) return u"idle"_s;
  if (runs()) return u"running"_s;
  return m_status->record.state == JobState::Succeeded ? u"done"_s : u"failed"_s;
}

double SetupRun::progress() const {
  if (phase() == "done"_L1) return 1;
  return m_status ? shareOf(m_status->done, m_status->total) : 0;
}

QString SetupRun::headline() const {
  const auto now = phase();
  if (now == "done"_L1) return tr("All regions hold the same");
  if (now == "failed"_L1) return m_status->record.state == JobState::Cancelled ? tr("The first sync was stopped") : tr("Not everything arrived");
  if (now == "idle"_L1) return {};
  if (!m_status || m_status->phase == engine::JobPhase::Waiting) return tr("Waiting for its turn");
  return m_status->phase == engine::JobPhase::Planning ? tr("Comparing the registries…") : tr("Copying");
}

QString SetupRun::bytesText() const {
  if (!m_status) return {};
  if (!runs()) return models::bytesText(m_status->record.written);
  return m_status->total.value > 0 ? models::bytesText(m_status->done, m_status->total) : QString();
}

QString SetupRun::rateText() const { return m_status && runs() && m_status->rate.value > 0 ? models::rateText(m_status->rate) : QString(); }

QString SetupRun::leftText() const {
  if (!m_status) return {};
  if (!runs()) return models::durationText(m_status->record.finished - m_status->record.started);
  return m_status->left.count() > 0 ? tr("%1 left").arg(models::durationText(m_status->left)) : QString();
}

QString SetupRun::tagsText() const {
  if (!m_status) return {};
  if (!runs()) return models::jobOutcome(*m_status);
  if (m_status->tags_total == 0) return {};
  return tr("%1 of %2 tags").arg(models::numberText(m_status->tags_done), models::numberText(m_status->tags_total));
}

QString SetupRun::whyNot() const {
  if (!m_status) return {};
  return runs() ? fromStd(m_status->waiting) : fromStd(m_status->record.error);
}

QVariantList SetupRun::regions() const {
  QVariantList rows;
  const auto snapshot = m_link.snapshot();
  if (!m_status || !snapshot || !snapshot->fleet) return rows;
  for (const auto& target : m_status->targets) {
    const auto share = std::ranges::find(m_status->shares, target, &engine::JobStatus::Share::target);
    const auto region = std::ranges::find_if(snapshot->regions, [&](const auto& one) { return one.region.id == target; });
    const bool there = region != snapshot->regions.end();
    const auto text = runs() && share != m_status->shares.end() ? models::bytesText(share->done, share->total) : QString();
    rows.append(QVariantMap{{u"id"_s, fromStd(target)},
                            {u"name"_s, models::regionName(*snapshot->fleet, target)},
                            {u"progress"_s, phase() == "done"_L1 ? 1.0 : share != m_status->shares.end() ? shareOf(share->done, share->total) : 0.0},
                            {u"text"_s, text},
                            {u"status"_s, runs() ? u"syncing"_s : there ? models::stateKey(region->state) : u"unknown"_s}});
  }
  return rows;
}

} // namespace meridian::console
