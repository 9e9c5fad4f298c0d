// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/catalog/prewarm.h"

#include "console/bridge.h"
#include "console/catalog/catalog.h"
#include "models/job_rows.h"
#include "models/plan_rows.h"
#include "models/region_rows.h"
#include "models/rule_rows.h"
#include "models/text.h"

#include <algorithm>

namespace meridian::console {

using models::fromStd;

namespace {
constexpr std::chrono::milliseconds kRest{200};
constexpr const char* kRule = "prewarm"; // the engine makes it unique
} // namespace

Prewarm::Prewarm(FleetLink& link, Bridge& bridge, Catalog& catalog, QObject* parent)
    : QObject(parent), m_link(link), m_bridge(bridge), m_catalog(catalog), m_search(link, *catalog.repositories()),
      m_regions(models::prewarmRoles()), m_platform_rows({"key", "wanted"}) {
  m_rest.setSingleShot(true);
  m_rest.setInterval(kRest);
  connect(&m_rest, &QTimer::timeout, this, &Prewarm::askForPlan);
  connect(&m_bridge, &Bridge::snapshotChanged, this, &Prewarm::follow);
  connect(&m_bridge, &Bridge::retranslated, this, &Prewarm::make);
}

Prewarm::~Prewarm() {
  for (const auto question : {m_plan_question, m_image_question, m_summary_question}) m_link.drop(question);
}

const engine::Fleet& Prewarm::fleet() const {
  static const engine::Fleet kNone;
  const auto snapshot = m_link.snapshot();
  return snapshot && snapshot->fleet ? *snapshot->fleet : kNone;
}

QString Prewarm::stage() const {
  return !m_job ? QStringLiteral("choose") : models::isOpen(m_job->record.state) ? QStringLiteral("run") : QStringLiteral("done");
}

void Prewarm::open(const QString& ref) {
  if (stage() != QLatin1String("run")) {
    again();
    m_images.clear();
    m_offered_of.clear();
    m_source.clear();
    m_chosen.clear();
    m_platforms.clear();
    m_search.setQuery({});
    if (ref.isEmpty() || !add(ref).isEmpty()) look();
  }
  emit asked();
}

QString Prewarm::add(const QString& text) {
  const auto ref = models::imageRef(text);
  if (ref.repository.isEmpty()) return {};
  if (ref.separator == u'@') return tr("A prewarm sets a tag: name the image by its tag, not by its digest.");
  if (!ref.valid()) {
    m_search.setQuery((ref.repository.endsWith(u':') ? ref.repository.chopped(1) : ref.repository) + u':');
    return {};
  }
  m_search.setQuery({});
  if (m_images.contains(ref.text())) return {};
  m_images.append(ref.text());
  look();
  return {};
}

void Prewarm::remove(const QString& ref) {
  if (m_images.removeAll(ref) > 0) look();
}

void Prewarm::setPlatform(const QString& key, bool wanted) {
  wanted ? (void)m_platforms.insert(key.toStdString()) : (void)m_platforms.erase(key.toStdString());
  look();
}

void Prewarm::choose(const QString& region, bool wanted) {
  m_chosen[region.toStdString()] = wanted;
  make();
}

/// What is wanted has changed: what the regions lack is found out anew once the choosing rests.
void Prewarm::look() {
  m_link.drop(m_plan_question);
  m_plan_question = 0;
  m_plan.reset();
  m_error.reset();
  if (m_source.empty() || !fleet().region(m_source)) {
    const auto primary = std::ranges::find(fleet().regions, engine::Role::Primary, &engine::Region::role);
    m_source = primary == fleet().regions.end() ? std::string() : primary->id;
  }
  askForPlatforms();
  emit imagesChanged();
  if (m_images.isEmpty())
    m_rest.stop();
  else
    m_rest.start();
  make();
}

void Prewarm::askForPlatforms() {
  const auto first = m_images.value(0);
  if (first == m_offered_of) return;
  m_link.drop(m_image_question);
  m_image_question = 0;
  m_offered.clear();
  m_offered_of = first;
  if (first.isEmpty()) return;
  if (const auto* known = m_catalog.image()->detailOf(m_images.first())) return take(*known);
  const auto ref = models::imageRef(m_images.first());
  m_image_question = m_link.image(ref.repository.toStdString(), ref.reference.toStdString(), [this](base::Result<engine::ImageDetail> detail) {
    m_image_question = 0;
    if (detail) take(*detail); // without it all platforms go; the plan tells what cannot be read
    make();
  });
}

void Prewarm::take(const engine::ImageDetail& detail) {
  for (const auto& child : detail.children)
    if (child.kind == engine::ImageDetail::Child::Kind::Image && !child.platform.empty()) m_offered.push_back(child.platform);
  std::erase_if(m_platforms, [&](const auto& wanted) { return std::ranges::count(m_offered, wanted) == 0; });
  if (detail.region.empty() || detail.region == m_source) return;
  m_source = detail.region; // the primary does not have it: whoever has
  m_rest.start();
}

engine::JobRequest Prewarm::request(std::vector<std::string> targets) const {
  engine::JobRequest request;
  request.kind = engine::JobKind::Prewarm;
  request.rule = kRule;
  plan::Rule rule;
  rule.id = kRule;
  rule.source = m_source;
  rule.targets = std::move(targets);
  rule.tags.include.clear();
  rule.referrers.copy = true; // an image without its signatures may be refused where it is pulled
  const auto once = [](std::vector<std::string>& list, const std::string& text) {
    if (std::ranges::count(list, text) == 0) list.push_back(text);
  };
  for (const auto& image : m_images) {
    const auto ref = models::imageRef(image);
    once(rule.repositories, ref.repository.toStdString());
    once(rule.tags.include, ref.reference.toStdString());
    request.tags.push_back(image.toStdString());
  }
  for (const auto& wanted : m_platforms)
    if (auto platform = oci::Platform::parse(wanted)) rule.platforms.push_back(std::move(*platform));
  request.once = std::move(rule);
  return request;
}

void Prewarm::askForPlan() {
  std::vector<std::string> others;
  for (const auto& region : fleet().regions)
    if (region.id != m_source) others.push_back(region.id);
  m_link.drop(m_plan_question);
  m_plan_question = 0;
  if (!m_images.isEmpty() && !others.empty())
    m_plan_question = m_link.plan(request(others), [this](base::Result<plan::Plan> plan) {
      m_plan_question = 0;
      m_error.reset();
      m_plan.reset();
      if (plan)
        m_plan = std::move(*plan);
      else
        m_error = plan.error();
      make();
    });
  make();
}

void Prewarm::start() {
  if (!canStart()) return;
  m_targets = models::prewarmTargets(view());
  const auto id = m_link.start(request(m_targets));
  if (!id) {
    m_error = id.error();
    return make();
  }
  m_error.reset();
  m_summary.reset();
  m_job.emplace();
  m_job->record.id = *id;
  m_job->targets = m_targets;
  follow();
  make();
}

void Prewarm::follow() {
  if (!m_job || !models::isOpen(m_job->record.state)) return;
  const auto snapshot = m_link.snapshot();
  const auto found = std::ranges::find_if(snapshot->jobs, [&](const auto& job) { return job.record.id == m_job->record.id; });
  if (found == snapshot->jobs.end()) return;
  auto shares = std::move(m_job->shares);
  m_job = *found;
  if (m_job->shares.empty()) m_job->shares = std::move(shares); // told only while it copies
  if (!models::isOpen(m_job->record.state)) askForSummary();
  make();
}

void Prewarm::askForSummary() {
  m_summary_question = m_link.summary(m_job->record.id, [this](base::Result<engine::JobSummary> summary) {
    m_summary_question = 0;
    if (summary) m_summary = std::move(*summary);
    make();
  });
}

void Prewarm::cancel() {
  if (!m_job) return;
  if (const auto done = m_link.cancel(m_job->record.id); !done) m_error = done.error();
  make();
}

void Prewarm::again() {
  if (stage() == QLatin1String("run")) return;
  m_link.drop(m_summary_question);
  m_summary_question = 0;
  m_job.reset();
  m_summary.reset();
  m_targets.clear();
  m_chosen.clear();
  look();
}

models::PrewarmView Prewarm::view() const {
  return {*m_link.snapshot(), m_source, m_chosen, m_plan ? &*m_plan : nullptr, m_targets, m_job ? &*m_job : nullptr,
          m_summary ? &*m_summary : nullptr};
}

void Prewarm::make() {
  QList<models::Row> platforms;
  for (const auto& platform : m_offered) platforms.append({fromStd(platform), {fromStd(platform), m_platforms.contains(platform)}});
  m_platform_rows.assign(platforms);
  m_regions.assign(m_images.isEmpty() ? QList<models::Row>() : models::prewarmRows(view()));
  emit changed();
}

QString Prewarm::error() const {
  if (m_error) return models::errorText(*m_error);
  if (m_plan && m_plan->tags_matched == 0 && !m_job)
    return tr("%1 has no such image. Check the name, or choose one that the search offers.").arg(models::regionName(fleet(), m_source));
  return {};
}

QString Prewarm::sourceText() const { return m_source.empty() ? QString() : tr("Copied from %1").arg(models::regionName(fleet(), m_source)); }
QString Prewarm::totalText() const { return m_plan && m_plan->tags_matched > 0 ? models::prewarmTotal(view()) : QString(); }

QString Prewarm::noteText() const {
  if (m_platforms.empty()) return {};
  const auto asked = request({});
  return models::rewriteText(&*asked.once);
}

bool Prewarm::canStart() const { return !m_job && m_plan && m_plan->tags_matched > 0 && !models::prewarmTargets(view()).empty(); }
QString Prewarm::jobId() const { return m_job ? fromStd(m_job->record.id) : QString(); }
QString Prewarm::resultText() const { return m_job ? models::prewarmResult(*m_job) : QString(); }
QString Prewarm::resultStatus() const { return m_job ? models::jobKey(m_job->record.state) : QString(); }

QString Prewarm::cli() const {
  if (m_images.isEmpty()) return {};
  auto line = models::cliText(QStringLiteral("prewarm"), m_images.first().toStdString(), m_bridge.about().fleet_option);
  for (const auto& image : m_images.mid(1)) line += u' ' + image;
  const auto targets = m_job ? m_targets : models::prewarmTargets(view());
  for (const auto& id : targets) line += QStringLiteral(" --to ") + fromStd(id);
  for (const auto& wanted : m_platforms) line += QStringLiteral(" --platform ") + fromStd(wanted);
  return line;
}

} // namespace meridian::console
