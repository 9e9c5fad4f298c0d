// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/settings/settings.h"

#include "console/bridge.h"
#include "console/notices/notices.h"
#include "console/settings/kept.h"
#include "console/settings/leaving.h"
#include "models/showing.h"
#include "models/text.h"

#include <QDesktopServices>
#include <QDirIterator>
#include <QTimeZone>
#include <QUrl>

namespace meridian::console {

using models::fromStd;

namespace {

QVariantMap pair(const QString& name, const QString& value) {
  return {{QStringLiteral("name"), name}, {QStringLiteral("value"), value}};
}

QString limitsText(const engine::Region& region) {
  QStringList parts;
  if (region.limits.per_second) parts.append(Settings::tr("%1 requests a second").arg(*region.limits.per_second));
  if (region.limits.at_once) parts.append(Settings::tr("%1 requests at once").arg(*region.limits.at_once));
  if (region.bandwidth.limit) parts.append(fromStd(base::formatRateLimit(region.bandwidth.limit)));
  if (const auto windows = region.bandwidth.windows.size(); windows > 0) parts.append(Settings::tr("%n windows", "", static_cast<int>(windows)));
  return parts.isEmpty() ? Settings::tr("no limits") : parts.join(QStringLiteral(" · "));
}

} // namespace

Settings::Settings(FleetLink& link, Bridge& bridge, QObject* parent) : QObject(parent), m_link(link), m_bridge(bridge) {
  m_counter.setMaxThreadCount(1);
  connect(&m_bridge, &Bridge::retranslated, this, &Settings::retranslate);
  connect(&m_service, &ServiceState::changed, this, &Settings::serviceChanged);
  connect(&m_hand_over, &HandOver::changed, this, [this] {
    emit serviceChanged();
    if (m_hand_over.step() == HandOver::Step::Idle) lookAgain();
  });
  connect(&m_bridge, &Bridge::pageChanged, this, [this] {
    if (m_bridge.page() != QLatin1String("settings")) return;
    emit limitsChanged();
    lookAgain();
  });
}

Settings::~Settings() {
  m_stop = true;
  m_counter.waitForDone();
}

void Settings::begin() {
  if (const auto zone = models::parseZone(this->zone())) models::setDisplayZone(*zone);
  models::setRatesInBits(bits());
}

void Settings::retranslate() {
  emit displayChanged();
  emit notesChanged();
  emit limitsChanged();
  emit serviceChanged();
}

void Settings::setTray(bool there) {
  m_tray = there;
  emit onCloseChanged();
}

void Settings::lookAgain() {
  if (m_bridge.offline()) return;
  m_service.ask();
  countState();
}

/// A spool may hold many files: counted on a thread of its own.
void Settings::countState() {
  if (stateFolder().isEmpty() || m_counter.activeThreadCount() > 0) return;
  m_counter.start([this, folder = stateFolder()] {
    quint64 bytes = 0;
    for (QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); files.hasNext() && !m_stop;) {
      files.next();
      bytes += static_cast<quint64>(files.fileInfo().size());
    }
    if (m_stop) return;
    QMetaObject::invokeMethod(this, [this, bytes] {
      m_size = models::bytesText(base::ByteCount{bytes});
      emit stateSizeChanged();
    });
  });
}

QString Settings::zone() const { return kept::value(QStringLiteral("appearance/zone")).toString(); }

void Settings::setZone(const QString& zone) {
  const auto parsed = models::parseZone(zone);
  if (!parsed || zone == this->zone()) return;
  kept::put(QStringLiteral("appearance/zone"), zone);
  models::setDisplayZone(*parsed);
  m_bridge.retranslate(); // everything says itself again
}

QString Settings::zoneText() const {
  const auto chosen = models::displayZone();
  const auto name = QString::fromUtf8(chosen.isValid() ? chosen.id() : QTimeZone::systemTimeZoneId());
  return tr("%1, now %2", "time zone, time").arg(name, models::shown(m_link.now()).toString(QStringLiteral("HH:mm")));
}

QStringList Settings::zones() const {
  QStringList names{QString(), QStringLiteral("UTC")};
  for (const auto& id : QTimeZone::availableTimeZoneIds())
    if (id.contains('/') && !id.startsWith("Etc/")) names.append(QString::fromUtf8(id));
  return names;
}

bool Settings::bits() const { return kept::value(QStringLiteral("appearance/bits"), false).toBool(); }

void Settings::setBits(bool bits) {
  if (bits == this->bits()) return;
  kept::put(QStringLiteral("appearance/bits"), bits);
  models::setRatesInBits(bits);
  m_bridge.retranslate();
}

QString Settings::onClose() const { return kept::value(QStringLiteral("window/onClose"), QStringLiteral("ask")).toString(); }

void Settings::setOnClose(const QString& what) {
  if (!QStringList{QStringLiteral("ask"), QStringLiteral("tray"), QStringLiteral("quit")}.contains(what)) return;
  kept::put(QStringLiteral("window/onClose"), what);
  emit onCloseChanged();
}

int Settings::openJobs() const {
  // Where the engine is another process, closing the window stops nothing.
  return m_link.presence().here ? m_bridge.runningJobs() + m_bridge.queuedJobs() : 0;
}

QString Settings::closing(bool quit) const {
  switch (leaving(quit, m_tray, openJobs(), onClose())) {
  case Leaving::Hide: return QStringLiteral("hide");
  case Leaving::Ask: return QStringLiteral("ask");
  case Leaving::Quit: break;
  }
  return QStringLiteral("quit");
}

QVariantList Settings::notes() const {
  const auto note = [](const char* kind, const QString& text, const QString& hint) -> QVariant {
    const auto name = QString::fromLatin1(kind);
    return QVariantMap{{QStringLiteral("kind"), name}, {QStringLiteral("text"), text}, {QStringLiteral("hint"), hint},
                       {QStringLiteral("on"), kept::value(QStringLiteral("notify/") + name, true)}};
  };
  return {note("desktop", tr("Tell the desktop"), tr("Only while this window is not in front.")),
          note("failure", tr("Jobs that fail"), tr("Also those that fail in part.")),
          note("alert", tr("Regions that are mixed, in conflict or behind"), tr("After a promotion.")),
          note("region", tr("Regions that go offline"), {}),
          note("long", tr("Long jobs that end well"), tr("Those that ran for more than a minute."))};
}

void Settings::setNote(const QString& kind, bool on) {
  if (kind != QLatin1String("desktop") && !Notices::desktopKinds().contains(kind)) return;
  kept::put(QStringLiteral("notify/") + kind, on);
  emit notesChanged();
}

QVariantList Settings::limits() const {
  QVariantList list;
  const auto snapshot = m_link.snapshot();
  if (!snapshot || !snapshot->fleet) return list;
  for (const auto& region : snapshot->fleet->regions)
    list.append(QVariantMap{{QStringLiteral("regionId"), fromStd(region.id)},
                            {QStringLiteral("name"), fromStd(region.name.empty() ? region.id : region.name)},
                            {QStringLiteral("text"), limitsText(region)}});
  return list;
}

/// libcurl's own rules: http_proxy counts in small letters only, the others in both, small letters first.
QVariantList Settings::proxies() const {
  QVariantList list;
  const auto add = [&](const char* name) {
    const auto value = qgetenv(name);
    if (value.isEmpty()) return false;
    list.append(pair(QString::fromLatin1(name), fromStd(base::redactUrl(value.toStdString()))));
    return true;
  };
  add("http_proxy");
  for (const auto& [small, big] : {std::pair{"https_proxy", "HTTPS_PROXY"}, {"all_proxy", "ALL_PROXY"}, {"no_proxy", "NO_PROXY"}})
    if (!add(small)) add(big);
  return list;
}

QString Settings::stateFolder() const { return m_bridge.stateFolder(); }

void Settings::openFolder(const QString& path) { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); }

void Settings::moveWork() { m_hand_over.isEmbedded() ? m_hand_over.toService() : m_hand_over.toWindow(); }

void Settings::runHere() {
  if (const auto why = m_hand_over.runHere(); !why.isEmpty()) emit m_bridge.toast(tr("The engine does not run in this window"), QStringLiteral("bad"), why);
}

void Settings::dismissOffer() {
  kept::put(QStringLiteral("service/dismissed"), true);
  emit serviceChanged();
}

QVariantMap Settings::withOffer(QVariantMap said) const {
  using Kind = ServiceState::Kind;
  using Step = HandOver::Step;
  const auto kind = m_service.kind();
  const bool there = m_hand_over.isPossible() && kind != Kind::NoSystemd && kind != Kind::Unknown;
  const bool embedded = m_hand_over.isEmbedded();
  QString offer, busy;
  if (there && embedded && kind != Kind::Running) offer = tr("Hand over to the background service");
  if (there && !embedded && kind == Kind::Running) offer = tr("Run in this window again");
  switch (m_hand_over.step()) {
  case Step::Idle: break;
  case Step::Preparing: busy = tr("The service is set up…"); break;
  case Step::Leaving: busy = tr("The jobs of this window are put down; nothing that they have moved is lost…"); break;
  case Step::Starting: busy = tr("The service starts and goes on with the jobs…"); break;
  case Step::Stopping: busy = tr("The service stops; this window goes on with its jobs…"); break;
  }
  QString warning;
  if (const auto lost = HandOver::lostCredentials(); embedded && !offer.isEmpty() && !lost.isEmpty())
    warning = tr("Only this window has %1 in its environment; the service would not. Store these credentials first.").arg(lost.join(QStringLiteral(", ")));
  const bool quiet = kept::value(QStringLiteral("service/dismissed"), false).toBool() || m_link.snapshot()->fleet == nullptr || m_link.snapshot()->fleet->rules.empty();
  said.insert(QVariantMap{{QStringLiteral("offer"), offer}, {QStringLiteral("busy"), busy}, {QStringLiteral("problem"), m_hand_over.problem()},
               {QStringLiteral("warning"), warning}, {QStringLiteral("banner"), embedded && !offer.isEmpty() && !quiet}});
  return said;
}

QVariantMap Settings::service() const {
  using Kind = ServiceState::Kind;
  const auto command = [](const QString& label, const char* text) -> QVariant {
    return QVariantMap{{QStringLiteral("label"), label}, {QStringLiteral("text"), QString::fromLatin1(text)}};
  };
  const auto say = [this](const char* tone, const QString& text, const QString& hint, const QVariantList& commands) {
    return withOffer({{QStringLiteral("tone"), QString::fromLatin1(tone)}, {QStringLiteral("text"), text},
                      {QStringLiteral("hint"), hint}, {QStringLiteral("commands"), commands}});
  };
  const bool attached = m_hand_over.isPossible() && !m_hand_over.isEmbedded();
  const auto start = command(tr("Start now and at every login"), "systemctl --user enable --now meridiand");
  const auto stop = command(tr("Stop, and start no more"), "systemctl --user disable --now meridiand");
  const auto stay = command(tr("Go on when nobody is logged in"), "loginctl enable-linger");
  const auto story = command(tr("What it says"), "journalctl --user -u meridiand -n 50");
  switch (m_service.kind()) {
  case Kind::Running: return say("ok", tr("meridiand runs"), attached ? tr("This window looks into it. Closing the window stops nothing. While nobody is logged in the keychain is locked: credentials have to be stored with MERIDIAN_KEYCHAIN=off then.") : tr("It works in another state folder than this window."), {story, stop, stay});
  case Kind::Failed: return say("bad", tr("meridiand has failed"), tr("Its last lines say why."), {story, start});
  case Kind::Stopped: return say("offline", tr("meridiand is installed and does not run"), tr("It does schedules, polls and webhooks while no console is open. Handing over keeps fleet, state and credentials where they are, and running jobs go on there without losing a byte."), {start, stay});
  case Kind::NotInstalled: return say("offline", tr("meridiand is not installed as a service"), tr("Handing over installs it for this user. Fleet, state and credentials stay where they are, and running jobs go on there without losing a byte."), {command(tr("Look for it"), "systemctl --user cat meridiand"), start});
  case Kind::NoSystemd: return say("offline", tr("No systemd of this user answers"), tr("meridiand can be started by any other supervisor."), {command(tr("By hand"), "meridiand")});
  case Kind::Unknown: break;
  }
  return say("offline", tr("Not looked at yet"), {}, {});
}

QVariantList Settings::about() const {
  return {pair(tr("Version"), m_bridge.version()), pair(QStringLiteral("Qt"), QString::fromLatin1(qVersion())),
          pair(tr("Licence"), QStringLiteral("GPL-3.0-or-later")),
          pair(tr("Fonts, icons, map"), tr("Inter (OFL), Lucide (ISC), Natural Earth (public domain)"))};
}

} // namespace meridian::console
