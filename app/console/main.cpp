// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/appearance.h"
#include "console/bridge.h"
#include "console/desk.h"
#include "console/desktop/desktop_notes.h"
#include "console/desktop/tray.h"
#include "console/display.h"
#include "console/engine_home.h"
#include "console/options.h"
#include "console/quit_signals.h"
#include "console/screenshot.h"
#include "console/start_watch.h"
#include "console/settings/kept.h"
#include "icons/fonts.h"
#include "icons/icon_provider.h"
#include "keychain/desktop.h"
#include "manual/version.h"
#include "models/text.h"
#include "offline/scripted_fleet.h"
#include "offline/still_link.h"

#include <QApplication>
#include <QIcon>
#include <QMap>
#include <QMessageBox>
#include <QQmlApplicationEngine>
#include <QQuickWindow>

#include <cstdio>
#include <optional>

using namespace meridian;
using namespace meridian::console;

namespace {

constexpr int kUnusable = 2; // exit status, contract.md "Command line"

QString ownVersion() { return QString::fromStdString(std::string(manual::version())); }

int refuse(const QString& text) {
  std::fprintf(stderr, "%s\n", qUtf8Printable(text));
  return kUnusable;
}

/// What this program shows: a scripted engine, one over the fleet file, or a still scene.
struct Source {
  std::unique_ptr<offline::ScriptedFleet> scripted;
  std::unique_ptr<EngineHome> home;
  std::unique_ptr<FleetLink> own_link; ///< gone before the engine
  FleetLink* link = nullptr;
  QMap<QString, QString> subjects; ///< by page: whom it is about where nobody says it
};

bool isStill(const Options& options) { return options.offline && options.scene != QLatin1String("demo"); }

QString fleetFile(const Options& options) {
  if (options.offline) return {};
  return options.fleet_file.isEmpty() ? QString::fromStdString(engine::defaultFleetFile().string()) : options.fleet_file;
}

QString stateFolder(const Options& options) {
  if (options.offline) return {};
  return options.state_dir.isEmpty() ? QString::fromStdString(engine::defaultStateDir().string()) : options.state_dir;
}

base::Result<Source> openSource(const Options& options) {
  Source source;
  if (isStill(options)) {
    auto scene = *offline::makeScene(options.scene.toStdString());
    for (const auto& page : Bridge::pages())
      source.subjects[page] = QString::fromStdString(offline::subjectOf(scene, page.toStdString()));
    source.own_link = std::make_unique<offline::StillLink>(std::move(scene));
    source.link = source.own_link.get();
    return source;
  }
  if (options.offline) {
    auto scripted = offline::ScriptedFleet::start({});
    if (!scripted) return base::pass(std::move(scripted));
    source.scripted = std::move(*scripted);
    source.own_link = std::make_unique<EngineLink>(source.scripted->engine());
    source.link = source.own_link.get();
    return source;
  }
  engine::EngineOptions wanted;
  wanted.program = "meridian";
  wanted.new_fleet = true; // the first region that is saved makes the file
  wanted.fleet_file = fleetFile(options).toStdString();
  wanted.state_dir = stateFolder(options).toStdString();
  wanted.keychain = keychain::desktop();
  auto home = EngineHome::open(std::move(wanted), std::string(manual::version()), !options.picture());
  if (!home) return base::pass(std::move(home));
  source.home = std::move(*home);
  source.link = &source.home->link();
  return source;
}

int showTrouble(const base::Error& error, bool window) {
  const auto text = models::fromStd(error.text());
  if (!window) return refuse(QStringLiteral("meridian: ") + text);
  QMessageBox box(QMessageBox::Critical, QCoreApplication::applicationName(),
                  QCoreApplication::translate("main", "Meridian cannot start with this fleet."));
  box.setInformativeText(text);
  box.setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  box.exec();
  return refuse(QStringLiteral("meridian: ") + text);
}

/// The console on the desktop beside its window: the tray where there is one, and notes while nobody looks.
class Presence {
public:
  Presence(QQuickWindow& window, Bridge& bridge, Desk& desk, Appearance& appearance, const QString& state_folder)
      : m_notes(QDBusConnection::sessionBus()) {
    if (!state_folder.isEmpty()) desk.notices.keepIn(state_folder + QStringLiteral("/notices.json"));
    desk.notices.tellDesktop([this](const DesktopNote& note) { m_notes.say(note.title, note.body, note.bad, note.action); });
    QObject::connect(&m_notes, &DesktopNotes::chosen, &window, [&](const QString& key) {
      raise(window);
      desk.palette.run(key);
    });
    if (!QSystemTrayIcon::isSystemTrayAvailable()) return;
    m_tray = std::make_unique<Tray>(bridge);
    QGuiApplication::setQuitOnLastWindowClosed(false);
    desk.settings.setTray(true);
    QObject::connect(&m_notes, &DesktopNotes::unheard, m_tray.get(), &Tray::say);
    QObject::connect(m_tray.get(), &Tray::windowWanted, &window, [&](bool shown) { shown ? raise(window) : window.hide(); });
    QObject::connect(m_tray.get(), &Tray::quitWanted, &desk.palette, [&] { desk.palette.run(QStringLiteral("quit")); });
    QObject::connect(&window, &QWindow::visibleChanged, m_tray.get(), &Tray::setWindowShown);
    QObject::connect(&appearance, &Appearance::languageChanged, m_tray.get(), &Tray::retranslate);
  }

private:
  static void raise(QQuickWindow& window) {
    window.show();
    window.raise();
    window.requestActivate();
  }
  DesktopNotes m_notes;
  std::unique_ptr<Tray> m_tray;
};

int run(QApplication& app, const Options& options) {
  const bool picture = options.picture();
  // From the first moment on: who is told to end while it starts ends in order too.
  std::optional<QuitSignals> quit_on_signal;
  if (!picture) quit_on_signal.emplace();
  const bool software = chooseRenderer();
  Appearance appearance(picture || options.offline ? Appearance::Keep::Nowhere : Appearance::Keep::InSettings, software);
  kept::useSettings(!picture && !options.offline);
  if (options.offline && options.theme.isEmpty()) appearance.setTheme(QStringLiteral("dark"));
  if (!options.theme.isEmpty()) appearance.setTheme(options.theme);
  if (!options.language.isEmpty()) appearance.setLanguage(options.language);

  if (picture && isStill(options)) appearance.setReducedMotion(true); // the same pixels every time

  auto source = openSource(options);
  if (!source) return showTrouble(source.error(), !picture && QGuiApplication::platformName() != QLatin1String("offscreen"));
  noteStart("engine");
  auto& link = *source->link;
  Bridge bridge(link, {options.offline, fleetFile(options), options.fleet_file, ownVersion(), stateFolder(options)});
  Desk desk(link, bridge);
  desk.settings.begin();
  if (source->home && !picture) {
    desk.settings.handOver().use(source->home.get(), fleetFile(options), stateFolder(options));
    desk.settings.lookAgain();
  }
  bridge.open(options.page, options.subject.isEmpty() ? source->subjects.value(options.page) : options.subject);
  if (!picture && !options.offline) desk.setup.offer();

  QQmlApplicationEngine qml;
  qml.addImportPath(QStringLiteral("qrc:/qt/qml"));
  icons::useFonts();
  icons::install(qml);
  QObject::connect(&appearance, &Appearance::languageChanged, &qml, [&] {
    bridge.retranslate();
    desk.setup.retranslate();
    qml.retranslate();
  });
  qml.load(QUrl(QStringLiteral("qrc:/qt/qml/Meridian/Ui/Main.qml")));
  auto* window = qml.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(qml.rootObjects().constFirst());
  if (!window) return refuse(QStringLiteral("meridian: the window could not be made"));
  noteStart("window");
  watchStart(*window);
  if (!picture) {
    const Presence presence(*window, bridge, desk, appearance, stateFolder(options));
    const int status = app.exec();
    endWithin(std::chrono::seconds{5});
    return status;
  }
  const auto wrong = options.screenshots.isEmpty()
                         ? takeScreenshot(*window, bridge, {options.size, options.screenshot, isStill(options)})
                         : takeGallery(*window, bridge, appearance, {options.size, options.screenshots, source->subjects});
  return wrong.isEmpty() ? 0 : refuse(QStringLiteral("meridian: ") + wrong);
}

} // namespace

int main(int argc, char** argv) {
  noteStart("main");
  QStringList arguments;
  for (int i = 0; i < argc; ++i) arguments.append(QString::fromLocal8Bit(argv[i]));
  QCoreApplication::setApplicationName(QStringLiteral("Meridian"));
  QCoreApplication::setOrganizationName(QStringLiteral("meridian"));
  QCoreApplication::setApplicationVersion(ownVersion());
  const auto parsed = parseOptions(arguments);
  if (const auto* answered = std::get_if<Answered>(&parsed)) {
    std::fputs(qUtf8Printable(answered->text), stdout);
    return 0;
  }
  if (const auto* refused = std::get_if<Refused>(&parsed)) return refuse(refused->text);
  const auto& options = std::get<Options>(parsed);

  if (options.picture()) {
    for (const auto& [variable, value] : {std::pair{"QT_QPA_PLATFORM", "offscreen"}, std::pair{"QT_QUICK_BACKEND", "software"}})
      if (qEnvironmentVariableIsEmpty(variable)) qputenv(variable, value);
  } else if (!hasDisplay()) {
    // Said before Qt aborts over it. What is wrong with the fleet file matters more than the missing display.
    if (!options.offline) {
      const auto file = fleetFile(options).toStdString();
      if (const auto fleet = engine::loadFleet(file); !fleet && fleet.error().code != base::Errc::NotFound)
        return refuse(QStringLiteral("meridian: ") + models::fromStd(fleet.error().text()));
    }
    return refuse(QStringLiteral("meridian: there is no display; meridianctl does the same without one, and "
                                 "--screenshot FILE renders a page"));
  }
  QApplication app(argc, argv);
  QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/meridian/app/meridian.svg")));
  QGuiApplication::setDesktopFileName(QStringLiteral("meridian"));
  return run(app, options);
}
