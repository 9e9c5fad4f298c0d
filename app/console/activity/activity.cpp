// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/activity/activity.h"

#include "console/activity/activity_export.h"
#include "console/bridge.h"
#include "console/palette/deeds.h"
#include "models/region_rows.h"
#include "models/text.h"

#include <QSaveFile>
#include <QSet>

#include <algorithm>

namespace meridian::console {

using models::fromStd;

namespace {

constexpr std::size_t kPage = 500;
constexpr std::uint64_t kEvents = 2000; ///< of the engine's story, the newest
constexpr int kEnough = 60;             ///< rows under a filter before the view asks for more itself
constexpr std::chrono::seconds kRest{1};

template <class Record>
std::vector<ActivityLine> linesOf(const std::vector<Record>& records) {
  std::vector<ActivityLine> lines;
  for (const auto& record : records) lines.push_back(ActivityLine::of(record));
  return lines;
}

QVariant choice(const QString& key, const QString& label) {
  return QVariantMap{{QStringLiteral("key"), key}, {QStringLiteral("label"), label}};
}

} // namespace

Activity::Activity(FleetLink& link, Bridge& bridge, QObject* parent) : QObject(parent), m_link(link), m_bridge(bridge) {
  const auto name = [this](const QString& subject) {
    const auto id = subject.section(u' ', 1);
    const auto snapshot = m_link.snapshot();
    if (subject.startsWith(QLatin1String("rule "))) return tr("Rule %1").arg(id);
    if (subject.startsWith(QLatin1String("job "))) return tr("Job %1").arg(id);
    if (subject.startsWith(QLatin1String("region ")) && snapshot && snapshot->fleet)
      return models::regionName(*snapshot->fleet, id.toStdString());
    return subject;
  };
  m_actions.nameBy(name);
  m_events.nameBy(name);
  m_actions.loadBy([this] { return !m_end && m_older == 0 && m_error.isEmpty(); }, [this] { askForOlder(); });
  m_rest.setSingleShot(true);
  connect(&m_rest, &QTimer::timeout, this, &Activity::refresh);
  const auto soon = [this] {
    if (m_bridge.page() == QLatin1String("activity") && !m_rest.isActive()) m_rest.start(kRest);
  };
  connect(&m_bridge, &Bridge::retranslated, this, &Activity::retranslate);
  connect(&m_link, &FleetLink::changed, this, soon);
  connect(&m_bridge, &Bridge::pageChanged, this, [this] {
    if (m_bridge.page() == QLatin1String("activity")) refresh();
  });
}

Activity::~Activity() {
  for (const auto question : {m_older, m_newer, m_events_question}) m_link.drop(question);
}

void Activity::refresh() {
  if (m_view == QLatin1String("events")) return askForEvents();
  if (m_actions.lines().empty())
    askForOlder();
  else
    askForNewer();
}

void Activity::askForOlder() {
  if (m_older != 0) return;
  const auto before = m_actions.lines().empty() ? 0 : m_actions.lines().back().seq;
  m_older = m_link.actions(before, kPage, [this](base::Result<std::vector<ports::ActionRecord>> answer) {
    m_older = 0;
    m_error = answer ? QString() : models::errorText(answer.error());
    m_end = !answer || answer->size() < kPage;
    if (answer) m_actions.append(linesOf(*answer));
    emit choicesChanged();
    emit busyChanged();
    // A view that is not full asks no more when nothing came that fits.
    const bool more = !m_pending_file.isEmpty() || (filtered() && m_actions.count() < kEnough);
    if (!m_end && more) return askForOlder();
    writePending();
  });
  emit busyChanged();
}

void Activity::askForNewer() {
  if (m_newer != 0) return;
  m_newer = m_link.actions(0, kPage, [this](base::Result<std::vector<ports::ActionRecord>> answer) {
    m_newer = 0;
    if (!answer) return;
    m_actions.prepend(linesOf(*answer));
    emit choicesChanged();
  });
}

void Activity::askForEvents() {
  if (m_events_question != 0) return;
  const auto last = m_link.snapshot() ? m_link.snapshot()->last_event : 0;
  const auto known = m_events.lines().empty() ? 0 : m_events.lines().front().seq;
  const auto since = known > 0 ? known : last > kEvents ? last - kEvents : 0;
  m_events_question = m_link.events({}, since, [this, known](std::vector<ports::EventRecord> events) {
    m_events_question = 0;
    std::ranges::reverse(events);
    m_events.prepend(linesOf(events));
    if (!events.empty()) emit choicesChanged();
    // An answer is cut at some length; what is left comes with the next.
    const bool progress = !m_events.lines().empty() && m_events.lines().front().seq > known;
    if (progress && m_link.snapshot() && m_events.lines().front().seq < m_link.snapshot()->last_event) askForEvents();
  });
}

void Activity::setView(const QString& view) {
  if (view == m_view || (view != QLatin1String("events") && view != QLatin1String("actions"))) return;
  m_view = view;
  m_filter.actor.clear();
  m_filter.verb.clear();
  useFilter();
  emit viewChanged();
  emit choicesChanged();
  refresh();
}

void Activity::useFilter() {
  current().filter(m_filter);
  emit filterChanged();
  if (filtered() && m_view == QLatin1String("actions") && !m_end && m_actions.count() < kEnough) askForOlder();
}

void Activity::setSearch(const QString& text) {
  if (text == m_filter.text) return;
  m_filter.text = text;
  useFilter();
}

void Activity::setActor(const QString& actor) {
  if (actor == m_filter.actor) return;
  m_filter.actor = actor;
  useFilter();
}

void Activity::setVerb(const QString& verb) {
  if (verb == m_filter.verb) return;
  m_filter.verb = verb;
  useFilter();
}

void Activity::setRefusedOnly(bool only) {
  if (only == m_filter.refused) return;
  m_filter.refused = only;
  useFilter();
}

void Activity::clearFilter() {
  m_filter = {};
  useFilter();
}

QVariantList Activity::actors() const {
  QStringList names;
  for (const auto& line : current().lines())
    if (!line.actor.isEmpty() && !names.contains(line.actor)) names.append(line.actor);
  names.sort(Qt::CaseInsensitive);
  QVariantList list{choice({}, tr("Everybody"))};
  for (const auto& name : names) list.append(choice(name, name));
  return list;
}

QVariantList Activity::verbs() const {
  QSet<QString> here;
  for (const auto& line : current().lines()) here.insert(line.verb);
  auto verbs = here.values();
  std::ranges::sort(verbs, {}, [](const QString& verb) { return verbText(verb); });
  QVariantList list{choice({}, m_view == QLatin1String("events") ? tr("All levels") : tr("All actions"))};
  for (const auto& verb : verbs) list.append(choice(verb, verbText(verb)));
  return list;
}

void Activity::follow(int row) { perform(current().text(row, QStringLiteral("actionKey")), m_bridge, m_link); }

void Activity::exportTo(const QUrl& file, const QString& format) {
  m_pending_file = file.isLocalFile() ? file.toLocalFile() : file.toString();
  m_pending_format = format;
  if (m_view == QLatin1String("actions") && !m_end)
    askForOlder();
  else
    writePending();
}

void Activity::writePending() {
  if (m_pending_file.isEmpty()) return;
  const auto lines = current().shown();
  const auto bytes = m_pending_format == QLatin1String("csv") ? toCsv(lines) : toJson(lines);
  QSaveFile file(m_pending_file);
  const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
  if (written)
    emit m_bridge.toast(tr("%1 lines were written").arg(models::numberText(lines.size())), QStringLiteral("ok"), m_pending_file);
  else
    emit m_bridge.toast(tr("The file was not written"), QStringLiteral("bad"), m_pending_file + QStringLiteral(": ") + file.errorString());
  m_pending_file.clear();
}

void Activity::retranslate() {
  m_actions.retranslate();
  m_events.retranslate();
  emit choicesChanged();
}

} // namespace meridian::console
