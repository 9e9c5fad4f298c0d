// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/setup/setup.h"

#include "console/bridge.h"
#include "console/forms.h"
#include "console/setup/trace.h"
#include "models/text.h"

#include <algorithm>

namespace meridian::console {

using models::fromStd;
using namespace Qt::StringLiterals;

namespace {
constexpr std::chrono::milliseconds kKeepAfter{300};
} // namespace

Setup::Setup(FleetLink& link, Bridge& bridge, QObject* parent)
    : Setup(link, bridge, bridge.offline() ? nullptr : std::make_unique<SettingsShelf>(), parent) {}

Setup::Setup(FleetLink& link, Bridge& bridge, std::unique_ptr<DraftShelf> shelf, QObject* parent)
    : QObject(parent), m_link(link), m_bridge(bridge), m_shelf(std::move(shelf)), m_first(link), m_more(link),
      m_selection(link), m_run(link) {
  m_more.begin(false);
  m_keep.setSingleShot(true);
  m_keep.setInterval(kKeepAfter);
  connect(&m_keep, &QTimer::timeout, this, &Setup::keep);
  restore();
  for (auto* region : {&m_first, &m_more}) {
    connect(region, &SetupRegion::changed, this, &Setup::tell);
    connect(region, &SetupRegion::refused, this, &Setup::refuse);
  }
  connect(&m_first, &SetupRegion::saved, this, [this](const QString& id) {
    m_saving = false;
    m_source = id;
    enter(Regions);
  });
  connect(&m_more, &SetupRegion::saved, this, [this] {
    m_saving = false;
    stopDescribing();
  });
  connect(&m_selection, &SetupSelection::changed, this, &Setup::tell);
  connect(&m_schedule, &SetupSchedule::changed, this, &Setup::tell);
  connect(&m_plan, &PlanState::changed, this, &Setup::tell);
  connect(&m_run, &SetupRun::changed, this, &Setup::tell);
  connect(&m_bridge, &Bridge::pageChanged, this, &Setup::appear);
  connect(&m_link, &FleetLink::changed, this, [this] {
    if (const auto snapshot = m_link.snapshot(); snapshot && snapshot->fleet != m_seen) tell();
  });
  if (Trace::wanted())
    m_trace = std::make_unique<Trace>([this] {
      return QVariantMap{{u"page"_s, m_bridge.page()},   {u"step"_s, step()},           {u"phase"_s, region()->phase()}, {u"tries"_s, region()->tries()},
                         {u"describing"_s, describing()}, {u"next"_s, canGoOn()},       {u"missing"_s, missing()},
                         {u"refused"_s, m_refused},       {u"listing"_s, m_selection.listing()},
                         {u"repositories"_s, m_selection.rows()->count()},
                         {u"matches"_s, m_selection.matches()->summary()},
                         {u"plan"_s, m_plan.ready()},     {u"sync"_s, m_run.phase()}};
    });
  appear();
}

Setup::~Setup() {
  m_link.drop(m_plan_question);
  if (m_keep.isActive()) keep();
}

const engine::Fleet& Setup::fleet() const {
  static const engine::Fleet kNone;
  const auto snapshot = m_link.snapshot();
  return snapshot && snapshot->fleet ? *snapshot->fleet : kNone;
}

SetupDraft Setup::draft() const {
  return {m_bridge.fleetFile(), m_step, m_reached, m_bridge.page() == "setup"_L1, m_source, m_first.toMap(), m_describing,
          m_more.toMap(), m_selection.toMap(), m_schedule.toMap(), m_rule, m_run.job()};
}

void Setup::restore() {
  m_kept = m_shelf ? m_shelf->read() : QByteArray();
  const auto kept = SetupDraft::fromJson(m_kept);
  const auto& now = fleet();
  if (!kept || kept->fleet != m_bridge.fleetFile()) {
    m_source = primary();
    return;
  }
  // What has gone from the fleet since then ends the way that led over it.
  const bool source = now.region(kept->source.toStdString()) != nullptr;
  m_source = source ? kept->source : QString();
  m_rule = now.rule(kept->rule.toStdString()) ? kept->rule : QString();
  m_describing = source && kept->describing;
  m_first.restore(kept->region, true);
  m_more.restore(kept->more, false);
  m_selection.restore(kept->selection);
  m_schedule.restore(kept->schedule);
  m_reached = source ? std::clamp<int>(kept->reached, Registry, m_rule.isEmpty() ? Plan : Sync) : int(Registry);
  if (!m_rule.isEmpty()) m_run.follow(kept->job);
  m_step = std::clamp<int>(kept->step, Registry, m_reached);
}

QString Setup::primary() const {
  const auto& regions = fleet().regions;
  const auto found = std::ranges::find(regions, engine::Role::Primary, &engine::Region::role);
  return found != regions.end() ? fromStd(found->id) : QString();
}

/// The page is on show.
void Setup::appear() {
  if (m_bridge.page() != "setup"_L1) return tell();
  if (!fleet().region(m_source.toStdString())) m_source = primary(); // somebody made one elsewhere
  if (m_appeared && m_step != Registry) return tell();
  m_appeared = true;
  enter(m_step);
}

void Setup::offer() {
  const auto kept = SetupDraft::fromJson(m_kept);
  const bool left_here = kept && kept->open && kept->fleet == m_bridge.fleetFile() && begun();
  if (m_bridge.page() == "overview"_L1 && (fleet().regions.empty() || left_here)) m_bridge.open(u"setup"_s);
}

bool Setup::begun() const {
  return m_reached > Registry || !m_first.form()[u"url"_s].toString().isEmpty() || !m_selection.form()[u"repositories"_s].toStringList().isEmpty();
}

void Setup::tell() {
  if (const auto snapshot = m_link.snapshot()) m_seen = snapshot->fleet;
  if (m_shelf) m_keep.start();
  emit changed();
  if (m_trace) m_trace->tell();
}

void Setup::keep() {
  m_keep.stop();
  if (!m_shelf) return;
  const auto json = begun() ? draft().toJson() : QByteArray();
  if (json == m_kept) return;
  m_kept = json;
  m_shelf->write(json);
}

void Setup::enter(int step) {
  m_step = step;
  m_reached = std::max(m_reached, step);
  m_refused.clear();
  const auto* source = fleet().region(m_source.toStdString());
  if (step == Registry && source && m_first.oldId() != m_source && m_first.form()[u"url"_s].toString().isEmpty()) m_first.edit(*source);
  if (step <= Regions) (step == Registry ? m_first : m_more).wake();
  if (step == Regions && replicas().isEmpty()) m_describing = true;
  if (step >= What) m_selection.show(m_source);
  m_schedule.setNow(m_link.now());
  if (step == When) m_schedule.retranslate();
  if (step == Plan) askForPlan();
  emit stepChanged();
  tell();
}

void Setup::next() {
  if (!canGoOn()) return;
  m_refused.clear();
  switch (m_step) {
  case Registry: return m_first.dirty() ? saveRegion(m_first) : enter(Regions);
  case Regions: return m_describing ? saveRegion(m_more) : enter(What);
  case What:
  case When: return enter(m_step + 1);
  case Plan: return begin();
  default: return m_run.phase() == "failed"_L1 ? refuse(m_run.again(m_rule.toStdString())) : finish();
  }
}

void Setup::confirm() {
  if (canGoOn()) return next();
  if (!m_saving && m_step <= Regions && describing()) region()->confirm();
}

void Setup::back() {
  if (!canGoBack()) return;
  if (m_step == Regions && m_describing && !replicas().isEmpty()) return stopDescribing();
  enter(m_step - 1);
}

void Setup::go(int place) {
  if (m_saving || place < Registry || place > m_reached || place == m_step) return;
  enter(place);
}

void Setup::saveRegion(SetupRegion& region) {
  m_saving = true;
  tell();
  region.save();
}

void Setup::refuse(const QString& text) {
  m_saving = false;
  m_refused = text;
  tell();
}

void Setup::addRegion() {
  m_more.begin(false);
  m_describing = true;
  emit stepChanged();
  tell();
}

void Setup::editRegion(const QString& id) {
  const auto* region = fleet().region(id.toStdString());
  if (!region) return;
  if (id == m_source) return enter(Registry);
  m_more.edit(*region);
  m_describing = true;
  emit stepChanged();
  tell();
}

QString Setup::removeRegion(const QString& id) {
  const auto wrong = m_bridge.removeRegion(id);
  tell();
  return wrong;
}

void Setup::stopDescribing() {
  m_more.begin(false);
  m_describing = replicas().isEmpty();
  emit stepChanged();
  tell();
}

QStringList Setup::replicas() const {
  QStringList ids;
  for (const auto& region : fleet().regions)
    if (fromStd(region.id) != m_source) ids.append(fromStd(region.id));
  return ids;
}

plan::Rule Setup::rule(QStringList& errors) const {
  auto form = m_schedule.ruleFields();
  form.insert(m_selection.form());
  form.insert(u"source"_s, m_source);
  const auto* before = fleet().rule(m_rule.toStdString());
  return ruleOf(form, errors, before ? *before : plan::Rule{});
}

void Setup::askForPlan() {
  m_link.drop(m_plan_question);
  QStringList errors;
  engine::JobRequest request;
  request.once = rule(errors);
  request.rule = request.once->id;
  m_plan.begin(fromStd(request.rule), {});
  m_plan_question = m_link.plan(request, [this](base::Result<plan::Plan> plan) {
    m_plan_question = 0;
    m_plan.finish(std::move(plan), m_link.snapshot()->fleet);
  });
}

void Setup::begin() {
  QStringList errors;
  const auto mine = rule(errors);
  const auto next = withRule(fleet(), mine, m_rule.toStdString());
  if (const auto wrong = problemText(next); !wrong.isEmpty()) return refuse(wrong);
  if (const auto done = m_link.replaceFleet(next); !done) return refuse(models::errorText(done.error()));
  m_rule = fromStd(mine.id);
  if (const auto wrong = m_run.start(mine.id); !wrong.isEmpty()) return refuse(wrong);
  enter(Sync);
}

void Setup::finish() {
  startOver();
  leave(u"overview"_s);
}

void Setup::startOver() {
  m_reached = m_step = Registry;
  m_describing = false;
  m_rule.clear();
  m_first.begin(true);
  m_more.begin(false);
  m_selection.clear();
  m_schedule.clear();
  m_plan.clear();
  m_run.clear();
  m_source = primary();
  enter(Registry);
}

void Setup::another() {
  m_rule.clear();
  m_selection.clear();
  m_schedule.clear();
  m_run.clear();
  m_reached = What;
  enter(What);
}

void Setup::leave(const QString& page) { m_bridge.open(page); }

void Setup::imported() {
  startOver();
  leave(fleet().rules.empty() ? u"regions"_s : u"rules"_s);
}

} // namespace meridian::console
