// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "console/bridge.h"
#include "console/settings/kept.h"
#include "console/settings/leaving.h"
#include "console/settings/service_state.h"
#include "console/settings/settings.h"
#include "models/showing.h"
#include "models/text.h"
#include "support/console/fake_link.h"

#include <QFile>
#include <QLocale>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace meridian;
using namespace meridian::console;
using Kind = ServiceState::Kind;

Q_DECLARE_METATYPE(Kind)

namespace {
constexpr const char* kFleet = R"({"version":1,"regions":[{"id":"fra","name":"fra","role":"primary","lat":1,"lon":1,)"
                               R"("registry":{"url":"http://fra.test","credential":"robot"}}],"rules":[]})";
} // namespace

class SettingsTest : public QObject {
  Q_OBJECT
  QTemporaryDir m_home;
  std::unique_ptr<support::FakeLink> m_link;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<Settings> m_settings;

private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("meridian");
    QCoreApplication::setApplicationName("settings-test");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
    QLocale::setDefault(QLocale(QStringLiteral("en_US")));
  }
  void init() {
    kept::useSettings(false);
    m_link = std::make_unique<support::FakeLink>();
    m_link->show(support::sampleSnapshot());
    m_bridge = std::make_unique<Bridge>(*m_link, Bridge::About{false, "fleet.json", {}, "0.1.0", m_home.filePath("state")});
    m_settings = std::make_unique<Settings>(*m_link, *m_bridge);
  }
  void cleanup() {
    models::setDisplayZone({});
    models::setRatesInBits(false);
    m_settings.reset();
    m_bridge.reset();
    m_link.reset();
  }

  void zonesAndRates() {
    QSignalSpy changed(m_settings.get(), &Settings::displayChanged);
    m_settings->setZone("Asia/Tokyo");
    QVERIFY(models::displayZone() == QTimeZone("Asia/Tokyo"));
    QVERIFY(m_settings->zoneText().startsWith("Asia/Tokyo, now "));
    m_settings->setZone("Nowhere/Land");
    QCOMPARE(m_settings->zone(), QStringLiteral("Asia/Tokyo"));
    m_settings->setBits(true);
    QVERIFY(models::ratesInBits());
    QCOMPARE(changed.count(), 2);
    QVERIFY(m_settings->zones().contains("Europe/Berlin"));
    QVERIFY(m_settings->zones().startsWith(QString()));
  }

  void isKept() {
    kept::useSettings(true);
    m_settings->setZone("UTC");
    m_settings->setBits(true);
    m_settings->setNote("long", false);
    m_settings->setNote("nonsense", false);
    m_settings->setOnClose("quit");
    m_settings->setOnClose("explode");
    models::setDisplayZone({});
    models::setRatesInBits(false);
    Settings again(*m_link, *m_bridge);
    again.begin();
    QVERIFY(models::displayZone() == QTimeZone::utc());
    QVERIFY(models::ratesInBits());
    QCOMPARE(again.onClose(), QStringLiteral("quit"));
    QVERIFY(!kept::value("notify/long", true).toBool());
    QVERIFY(!QSettings().contains("notify/nonsense"));
    QSettings().clear();
  }

  void leavingTable_data() {
    QTest::addColumn<bool>("quit");
    QTest::addColumn<bool>("tray");
    QTest::addColumn<int>("jobs");
    QTest::addColumn<QString>("remembered");
    QTest::addColumn<int>("what");
    QTest::newRow("nothing runs") << false << true << 0 << "ask" << int(Leaving::Quit);
    QTest::newRow("jobs run") << false << true << 2 << "ask" << int(Leaving::Ask);
    QTest::newRow("jobs run, decided for the tray") << false << true << 2 << "tray" << int(Leaving::Hide);
    QTest::newRow("always into the tray") << false << true << 0 << "tray" << int(Leaving::Hide);
    QTest::newRow("the tray is not there today") << false << false << 2 << "tray" << int(Leaving::Ask);
    QTest::newRow("jobs run, decided to quit") << false << true << 2 << "quit" << int(Leaving::Quit);
    QTest::newRow("left by its key") << true << true << 0 << "tray" << int(Leaving::Quit);
    QTest::newRow("left by its key while jobs run") << true << true << 1 << "tray" << int(Leaving::Ask);
  }
  void leavingTable() {
    QFETCH(bool, quit);
    QFETCH(bool, tray);
    QFETCH(int, jobs);
    QFETCH(QString, remembered);
    QTEST(int(leaving(quit, tray, jobs, remembered)), "what");
  }

  void closing() {
    QVERIFY(m_settings->openJobs() > 0);
    m_link->where.here = false; // they run elsewhere, and go on
    QCOMPARE(m_settings->openJobs(), 0);
    QCOMPARE(m_settings->closing(true), QStringLiteral("quit"));
    m_link->where.here = true;
    QCOMPARE(m_settings->closing(false), QStringLiteral("ask"));
    m_settings->setTray(true);
    m_settings->setOnClose("tray");
    QCOMPARE(m_settings->closing(false), QStringLiteral("hide"));
    m_link->show({});
    QCOMPARE(m_settings->closing(true), QStringLiteral("quit"));
  }

  void service_data() {
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("kind");
    QTest::newRow("nobody answers") << QByteArray() << int(Kind::NoSystemd);
    QTest::newRow("no such unit") << QByteArray("LoadState=not-found\nActiveState=inactive\nUnitFileState=\n") << int(Kind::NotInstalled);
    QTest::newRow("there and stopped") << QByteArray("LoadState=loaded\nActiveState=inactive\nUnitFileState=disabled\n") << int(Kind::Stopped);
    QTest::newRow("runs") << QByteArray("LoadState=loaded\nActiveState=active\nUnitFileState=enabled\n") << int(Kind::Running);
    QTest::newRow("failed") << QByteArray("LoadState=loaded\nActiveState=failed\nUnitFileState=enabled\n") << int(Kind::Failed);
  }
  void service() {
    QFETCH(QByteArray, answer);
    QTEST(int(ServiceState::read(answer)), "kind");
  }

  void asksSystemctl() {
    const auto program = m_home.filePath("systemctl");
    QFile script(program);
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\n[ \"$1\" = --user ] && printf 'LoadState=loaded\\nActiveState=active\\n'\n");
    script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    script.close();
    auto& state = m_settings->serviceState();
    state.ask(program);
    QTRY_COMPARE(int(state.kind()), int(Kind::Running));
    QCOMPARE(m_settings->service()["tone"].toString(), QStringLiteral("ok"));
    QVERIFY(!m_settings->service()["commands"].toList().isEmpty());
    state.ask(m_home.filePath("missing"));
    QTRY_COMPARE(int(state.kind()), int(Kind::NoSystemd));
  }

  void proxiesWithoutSecrets() {
    for (const char* name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy", "no_proxy", "NO_PROXY"}) qunsetenv(name);
    QVERIFY(m_settings->proxies().isEmpty());
    qputenv("HTTPS_PROXY", "http://anna:secret@proxy.example.com:3128");
    qputenv("HTTP_PROXY", "http://not-used.example.com"); // libcurl does not read it
    const auto proxies = m_settings->proxies();
    qunsetenv("HTTPS_PROXY");
    qunsetenv("HTTP_PROXY");
    QCOMPARE(proxies.size(), 1);
    const auto value = proxies[0].toMap()["value"].toString();
    QVERIFY2(value.contains("proxy.example.com:3128"), qPrintable(value));
    QVERIFY2(!value.contains("secret"), qPrintable(value));
  }

  void countsTheState() {
    QVERIFY(QDir().mkpath(m_home.filePath("state/spool")));
    QFile file(m_home.filePath("state/spool/part"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(QByteArray(1'500'000, 'x')), 1'500'000);
    file.close();
    m_settings->lookAgain();
    QTRY_COMPARE(m_settings->stateSize(), QStringLiteral("1.5 MB"));
  }

  void aBackupSaysWhatBecameOfIt() {
    m_settings.reset();
    QFile fleet(m_home.filePath("fleet.json"));
    QVERIFY(fleet.open(QIODevice::WriteOnly));
    fleet.write(kFleet);
    fleet.close();
    Bridge bridge(*m_link, Bridge::About{false, fleet.fileName(), {}, "0.1.0", m_home.filePath("nothing yet")});
    Settings settings(*m_link, bridge);
    QSignalSpy toasts(&bridge, &Bridge::toast);
    const auto file = m_home.filePath("b.backup");
    settings.backUp(QUrl::fromLocalFile(file));
    QTRY_COMPARE(toasts.count(), 1);
    QVERIFY2(toasts[0][1] == "ok", qPrintable(toasts[0][2].toString()));
    QVERIFY(QFile::exists(file));
    for (const auto& word : {file, QStringLiteral("robot")}) QVERIFY2(toasts[0][2].toString().contains(word), qPrintable(word));
    settings.backUp(QUrl::fromLocalFile(file));
    QTRY_COMPARE(toasts.count(), 2);
    QCOMPARE(toasts[1][1].toString(), QStringLiteral("bad"));
    QVERIFY(toasts[1][2].toString().contains("not overwritten"));
  }

  void limitsOfRegions() {
    auto snapshot = *m_link->snapshot();
    auto fleet = *snapshot.fleet;
    fleet.regions[0].limits.per_second = 5;
    fleet.regions[0].limits.at_once = 8;
    snapshot.fleet = std::make_shared<const engine::Fleet>(fleet);
    m_link->show(snapshot);
    QCOMPARE(m_settings->limits()[0].toMap()["text"].toString(), QStringLiteral("5 requests a second · 8 requests at once"));
    QCOMPARE(m_settings->limits()[1].toMap()["text"].toString(), QStringLiteral("no limits"));
  }
};

QTEST_MAIN(SettingsTest)
#include "settings_test.moc"
