// SPDX-License-Identifier: GPL-3.0-or-later
// What the guided set-up says of itself: its steps, why they ask, what is missing.
#include "console/setup/setup.h"

#include "console/bridge.h"
#include "console/setup/places.h"
#include "models/text.h"

#include <QFileInfo>

namespace meridian::console {

using models::fromStd;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array kKeys{"registry", "regions", "what", "when", "plan", "sync"};

QVariantMap said(const QString& title, const QString& text) { return {{u"title"_s, title}, {u"text"_s, text}}; }

} // namespace

QString Setup::step() const { return QString::fromLatin1(kKeys[static_cast<std::size_t>(m_step)]); }

QVariantList Setup::steps() const {
  const QStringList labels{tr("First registry"), tr("More regions"), tr("What to mirror"), tr("When and how"), tr("Plan"), tr("First sync")};
  const auto* source = fleet().region(m_source.toStdString());
  const auto copies = replicas().size();
  const QStringList done{source ? fromStd(source->name) : QString(),
                         copies == 0 ? QString() : copies == 1 ? tr("1 region gets copies") : tr("%1 regions get copies").arg(copies),
                         m_selection.matching().summary(), m_schedule.words(), m_plan.writeText(), m_run.bytesText()};
  QVariantList rows;
  for (int i = Registry; i <= Sync; ++i)
    rows.append(QVariantMap{{u"key"_s, QString::fromLatin1(kKeys[static_cast<std::size_t>(i)])},
                            {u"label"_s, labels[i]},
                            {u"text"_s, i <= m_reached ? done[i] : QString()},
                            {u"status"_s, i == m_step ? u"current"_s : i <= m_reached ? u"done"_s : u"todo"_s},
                            {u"reachable"_s, i <= m_reached}});
  return rows;
}

QVariantList Setup::why() const {
  switch (m_step) {
  case Registry:
    return {said(tr("Where images come from"), tr("The registry that you push to. Meridian reads from it and never writes to it unless a rule says so.")),
            said(tr("What is found out"), tr("The address, http or https, whether the certificate is trusted, which product answers and how it wants a login. Nothing is changed there.")),
            said(tr("Where passwords go"), tr("Into the keychain of this desktop, or a file that only you can read. The fleet file holds the entry's name, never the password.")),
            said(tr("Why a place"), tr("The map, distances and the choice of the nearest source rest on it."))};
  case Regions:
    return {said(tr("Where copies go"), tr("Each region is a registry near those who pull. The same questions as before, once for each.")),
            said(tr("Why a login is needed"), tr("Copies are pushed: the login needs the right to push. Reading alone is not enough here.")),
            said(tr("More later"), tr("One region is enough to begin with. Others can be added on the page Regions at any time."))};
  case What:
    return {said(tr("Names and patterns"), tr("Pick repositories from the list, or write patterns: base/* for one level, ** for everything, ! in front leaves out.")),
            said(tr("Which tags"), tr("A mirror seldom needs everything. Versions such as >=1.2 <3, the latest few, or names without *-rc* keep it small.")),
            said(tr("Live count"), tr("The line below counts at the source what the choice comes to. Digests stay the same in all regions."))};
  case When:
    return {said(tr("When it runs"), tr("While Meridian is open, or by the background service, which needs no window.")),
            said(tr("All or nothing"), tr("Images go to all regions first. The tags are set only when everything is complete everywhere, so no region ever serves half of a release.")),
            said(tr("Bandwidth"), tr("A limit holds for all that this rule moves, to all regions together."))};
  case Plan:
    return {said(tr("Nothing has been changed yet"), tr("The plan compares the registries and counts what a run would read and write. Blobs that are there already are not sent again.")),
            said(tr("Requests"), tr("Registries limit requests. The plan tells how many each would get.")),
            said(tr("What happens next"), tr("Starting saves the rule in the fleet file and runs it once."))};
  default:
    return {said(tr("You may leave"), tr("The sync goes on when you open another page. When the program ends, it goes on where it was at the next start.")),
            said(tr("What is checked"), tr("Every blob is compared with its digest while it is copied."))};
  }
}

QString Setup::nextText() const {
  if (m_step == Regions && m_describing) return m_more.known() ? tr("Save region") : tr("Add region");
  if (m_step == Plan) return tr("Start the first sync");
  if (m_step == Sync) return m_run.phase() == "failed"_L1 ? tr("Try again") : tr("Open the overview");
  return tr("Next");
}

QString Setup::missing() const {
  switch (m_step) {
  case Registry: return m_first.missing();
  case Regions: return m_describing ? m_more.missing() : replicas().isEmpty() ? tr("Add at least one region that gets copies.") : QString();
  case What: {
    const auto id = m_selection.form()[u"id"_s].toString().trimmed();
    if (id != m_rule && fleet().rule(id.toStdString())) return tr("Another rule has this name");
    return m_selection.missing();
  }
  case When: return m_schedule.missing();
  case Plan: return m_plan.busy() ? tr("The registries are being compared.") : m_plan.ready() ? QString() : tr("There is no plan yet.");
  default: return m_run.phase() == "running"_L1 ? tr("The sync goes on when you leave this page.") : QString();
  }
}

QVariantList Setup::regions() const {
  QVariantList rows;
  for (const bool source : {true, false})
    for (const auto& region : fleet().regions) {
      if ((fromStd(region.id) == m_source) != source) continue;
      const auto* near = placeNear(region.lat, region.lon);
      rows.append(QVariantMap{{u"id"_s, fromStd(region.id)},
                              {u"name"_s, fromStd(region.name)},
                              {u"role"_s, source ? tr("Source") : tr("Gets copies")},
                              {u"source"_s, source},
                              {u"address"_s, fromStd(region.registry_url)},
                              {u"placeText"_s, near ? near->shown() : coordinatesText(region.lat, region.lon)},
                              {u"lat"_s, region.lat},
                              {u"lon"_s, region.lon}});
    }
  return rows;
}

QUrl Setup::fleetFolder() const {
  return m_bridge.fleetFile().isEmpty() ? QUrl() : QUrl::fromLocalFile(QFileInfo(m_bridge.fleetFile()).absolutePath());
}

QString Setup::ruleJson() const {
  QStringList errors;
  return m_step < Plan ? QString() : fromStd(engine::toJson(rule(errors)));
}

void Setup::retranslate() {
  m_first.retranslate();
  m_more.retranslate();
  m_selection.retranslate();
  m_schedule.retranslate();
  m_plan.retranslate();
  m_run.retranslate();
}

} // namespace meridian::console
