// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/lines/lines.h"

#include "console/bridge.h"
#include "models/job_rows.h"
#include "models/link_rows.h"
#include "models/region_facts.h"
#include "models/text.h"

namespace meridian::console {

namespace {

template <class T>
bool put(T& mine, T next) {
  if (mine == next) return false;
  mine = std::move(next);
  return true;
}

} // namespace

Lines::Lines(FleetLink& link, Bridge& bridge, QObject* parent)
    : QObject(parent), m_link(link), m_bridge(bridge), m_link_past(link), m_region_past(link),
      m_region_links(models::linkRoles()), m_region_jobs(models::jobRoles()),
      m_regions(*bridge.regions(), {"regionId", "name", "roleText", "statusText", "url"}),
      m_links(*bridge.links(), {"title", "fromId", "toId", "healthWord"}),
      m_overview_regions(*bridge.regions(), {"regionId", "name"}) {
  connect(&bridge, &Bridge::pageChanged, this, &Lines::turn);
  connect(&bridge, &Bridge::snapshotChanged, this, &Lines::refresh);
  turn();
}

void Lines::show(const QString& key) {
  const bool other = put(m_shown, key);
  if (!key.isEmpty()) m_bridge.open(QStringLiteral("overview"));
  if (other) {
    emit shownChanged();
    turn();
  }
}

void Lines::turn() {
  const auto page = m_bridge.page();
  m_region_id = page == QLatin1String("region") ? m_bridge.subject() : QString();
  if (m_region_id.isEmpty())
    m_region_past.stop();
  else
    m_region_past.watch({}, m_region_id.toStdString());
  const auto ends = m_shown.split(u'>');
  if (page == QLatin1String("overview") && ends.size() == 2)
    m_link_past.watch(ends[0].toStdString(), ends[1].toStdString());
  else
    m_link_past.stop();
  refresh();
}

void Lines::refresh() {
  const auto held = m_link.snapshot();
  refreshLink(*held);
  refreshRegion(*held);
}

void Lines::refreshLink(const engine::Snapshot& snapshot) {
  const int at = m_shown.isEmpty() ? -1 : m_bridge.links()->find(m_shown);
  if (put(m_row, m_bridge.links()->get(at))) emit linkChanged();
  for (const auto& link : snapshot.links)
    if (models::fromStd(link.from + '>' + link.to) == m_shown) m_link_past.noticed(link.copied + link.failed);
}

void Lines::refreshRegion(const engine::Snapshot& snapshot) {
  if (m_region_id.isEmpty()) {
    m_region_links.assign({});
    m_region_jobs.assign({});
    if (put(m_region, {})) emit regionChanged();
    return;
  }
  const auto id = m_region_id.toStdString();
  m_region_links.assign(models::linkRows(snapshot, id));
  m_region_jobs.assign(models::jobRows(models::jobsOf(snapshot, id), m_link.now()));
  if (put(m_region, models::regionFacts(snapshot, id, m_link.now()))) emit regionChanged();
  quint64 events = 0;
  for (const auto& link : snapshot.links)
    if (link.to == id) events += link.copied + link.failed;
  m_region_past.noticed(events);
}

void Lines::syncTo(const QString& region) {
  const auto held = m_link.snapshot();
  const auto id = region.toStdString();
  const auto rules = held->fleet ? models::rulesTo(*held->fleet, id) : std::vector<std::string>{};
  if (rules.empty()) return emit m_bridge.toast(tr("No rule copies to this region"), QStringLiteral("info"), {});
  QStringList started;
  for (const auto& rule : rules) {
    engine::JobRequest request;
    request.rule = rule;
    request.targets = {id};
    const auto job = m_link.start(request);
    if (job)
      started.append(models::fromStd(rule));
    else
      emit m_bridge.toast(tr("The sync of %1 was not started").arg(models::fromStd(rule)), QStringLiteral("bad"),
                          models::errorText(job.error()));
  }
  if (!started.isEmpty())
    emit m_bridge.toast(tr("Started for this region: %1", "rules").arg(started.join(QStringLiteral(", "))), QStringLiteral("ok"), {});
}

} // namespace meridian::console
