// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/bridge.h"

#include "base/clock.h"
#include "models/job_rows.h"
#include "models/kpi_rows.h"
#include "models/link_rows.h"
#include "models/region_rows.h"
#include "models/rule_rows.h"
#include "models/text.h"

namespace meridian::console {

namespace {

Bridge* g_bridge = nullptr; // what QML gets; set and cleared by the one instance

} // namespace

Bridge::Bridge(FleetLink& link, About about, QObject* parent)
    : QObject(parent), m_link(link), m_about(std::move(about)), m_regions(models::regionRoles()),
      m_links(models::linkRoles()), m_rules(models::ruleRoles()), m_jobs(models::jobRoles()),
      m_images(models::imageRoles()), m_blobs(models::blobRoles()), m_events(models::eventRoles()), m_kpis(models::kpiRoles()), m_profile(link), m_consistency(link) {
  g_bridge = this;
  connect(&m_link, &FleetLink::changed, this, [this] {
    ++m_snapshots;
    show();
  });
  connect(&m_minute, &QTimer::timeout, this, &Bridge::show);
  m_minute.start(std::chrono::seconds{30});
  connect(&m_matches, &MatchState::due, this, &Bridge::askForMatches);
  show();
}

Bridge::~Bridge() {
  if (g_bridge == this) g_bridge = nullptr;
  for (const auto question : {m_plan_question, m_check_question, m_images_question, m_events_question, m_blobs_question,
                              m_profile_question, m_matches_question})
    m_link.drop(question);
}

Bridge* Bridge::create(QQmlEngine*, QJSEngine*) {
  Q_ASSERT_X(g_bridge, "Bridge", "has to be made before QML is loaded");
  QJSEngine::setObjectOwnership(g_bridge, QJSEngine::CppOwnership);
  return g_bridge;
}

const engine::Fleet& Bridge::fleet() const {
  static const engine::Fleet kNone;
  const auto snapshot = m_link.snapshot();
  return snapshot && snapshot->fleet ? *snapshot->fleet : kNone;
}

void Bridge::say(Tone tone, const QString& text, const QString& detail) {
  static constexpr const char* kTones[] = {"ok", "info", "warn", "bad"};
  emit toast(text, QString::fromLatin1(kTones[static_cast<int>(tone)]), detail);
}

void Bridge::retranslate() {
  show();
  m_plan.retranslate();
  m_check.retranslate();
  m_profile.retranslate();
  m_matches.retranslate();
  m_images.assign(models::imageRows(m_job_images, fleet()));
  m_blobs.assign(models::blobRows(m_job_blobs, fleet()));
  emit retranslated();
}

void Bridge::show() {
  const auto held = m_link.snapshot();
  if (!held) return;
  const auto& snapshot = *held;
  const auto time = m_link.now();
  m_regions.assign(models::regionRows(snapshot, time));
  m_rules.assign(models::ruleRows(snapshot, time, m_about.fleet_option));
  m_kpis.assign(models::kpiRows(snapshot));
  m_throughput.applySnapshot(snapshot);
  m_links.assign(models::linkRows(snapshot));
  auto flows = models::linkFlows(snapshot);
  if (flows != m_flows) {
    m_flows = std::move(flows);
    emit flowsChanged();
  }
  m_subtitle = models::subtitle(snapshot, time);
  m_outbound = models::outboundText(snapshot);
  m_transfers = models::activeTransfers(snapshot);
  m_lag = models::largestLagText(snapshot, time);
  m_slow = snapshot.slow ? models::fromStd(base::formatRateLimit(snapshot.slow)) : QString();
  if (!m_slow.isEmpty()) m_slow_rate = m_slow;
  m_consistency.show(time);
  showJobs(snapshot, time);
  showPromotions(snapshot);
  emit snapshotChanged();
}

void Bridge::showJobs(const engine::Snapshot& snapshot, base::Timestamp time) {
  m_jobs.assign(models::jobRows(snapshot, time));
  m_running = models::countJobs(snapshot, {ports::JobState::Running});
  m_queued = models::countJobs(snapshot, {ports::JobState::Queued});
  m_failed = models::failingRules(snapshot);
  askAboutJob();
}

void Bridge::setSelectedJob(const QString& job) {
  if (job == m_selected) return;
  clearJob();
  m_selected = job;
  showPromotions(*m_link.snapshot());
  askAboutJob();
  emit selectedJobChanged();
}

void Bridge::clearJob() {
  m_link.drop(m_images_question);
  m_link.drop(m_events_question);
  m_link.drop(m_blobs_question);
  m_images_question = m_events_question = m_blobs_question = 0;
  m_asked_revision = 0;
  m_job_events.clear();
  m_job_images.clear();
  m_job_blobs.clear();
  m_images.assign({});
  m_blobs.assign({});
  m_events.assign({});
}

/// At most one question of each kind at a time; a slow answer skips snapshots instead of piling up.
void Bridge::askAboutJob() {
  const auto revision = m_link.snapshot()->revision + 1;
  if (m_selected.isEmpty() || m_asked_revision == revision) return;
  const auto job = m_selected.toStdString();
  if (m_images_question != 0 || m_events_question != 0) return;
  m_asked_revision = revision;
  askForBlobs();
  m_images_question = m_link.images(job, [this](std::vector<engine::ImageStatus> images) {
    m_images_question = 0;
    m_job_images = std::move(images);
    m_images.assign(models::imageRows(m_job_images, fleet()));
  });
  const auto seq = m_job_events.empty() ? 0 : m_job_events.back().seq;
  m_events_question = m_link.events(job, seq, [this](std::vector<ports::EventRecord> events) {
    m_events_question = 0;
    if (events.empty()) return;
    m_job_events.insert(m_job_events.end(), events.begin(), events.end());
    m_events.assign(models::eventRows(m_job_events));
  });
}

/// Hundreds of rows that change all the time: only for those who look at them.
void Bridge::askForBlobs() {
  if (m_selected.isEmpty() || m_blobs_question != 0 || m_page != QLatin1String("jobs")) return;
  m_blobs_question = m_link.blobs(m_selected.toStdString(), [this](std::vector<engine::BlobStatus> blobs) {
    m_blobs_question = 0;
    m_job_blobs = std::move(blobs);
    m_blobs.assign(models::blobRows(m_job_blobs, fleet()));
  });
}

} // namespace meridian::console
