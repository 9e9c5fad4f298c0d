// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "console/desktop/desktop_notes.h"
#include "console/desktop/tray.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QSignalSpy>

using namespace meridian::console;

namespace {

const char kService[] = "org.freedesktop.Notifications";
const char kPath[] = "/org/freedesktop/Notifications";

/// A desktop's notification service.
class Desktop : public QDBusVirtualObject {
public:
  [[nodiscard]] QString introspect(const QString&) const override { return {}; }
  bool handleMessage(const QDBusMessage& message, const QDBusConnection& connection) override {
    if (message.member() != QLatin1String("Notify")) return false;
    told.append(message.arguments());
    return connection.send(message.createReply(quint32(told.size())));
  }
  QList<QVariantList> told;
};

} // namespace

class DesktopNotesTest : public QObject {
  Q_OBJECT
  QProcess m_daemon;
  QString m_address;

private slots:
  void initTestCase() {
    m_daemon.start("dbus-daemon", {"--session", "--nofork", "--print-address"});
    QVERIFY2(m_daemon.waitForReadyRead(), "dbus-daemon does not start");
    m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
  }
  void cleanupTestCase() {
    m_daemon.terminate();
    m_daemon.waitForFinished();
  }

  void speaksToTheService() {
    auto other = QDBusConnection::connectToBus(m_address, "desktop");
    Desktop desktop;
    QVERIFY(other.registerVirtualObject(kPath, &desktop));
    QVERIFY(other.registerService(kService));
    DesktopNotes notes(QDBusConnection::connectToBus(m_address, "console"));
    QSignalSpy chosen(&notes, &DesktopNotes::chosen);
    notes.say("Sync base: Failed", "<b>denied</b>", true, "job:1");
    QTRY_COMPARE(desktop.told.size(), 1);
    QCOMPARE(desktop.told[0][3].toString(), QStringLiteral("Sync base: Failed"));
    QCOMPARE(desktop.told[0][4].toString(), QStringLiteral("&lt;b&gt;denied&lt;/b&gt;"));
    QCOMPARE(desktop.told[0][5].toStringList().value(0), QStringLiteral("default"));
    auto invoked = QDBusMessage::createSignal(kPath, kService, "ActionInvoked");
    invoked.setArguments({quint32{1}, QStringLiteral("default")});
    QTRY_VERIFY((other.send(invoked), QTest::qWait(20), chosen.count() > 0));
    QCOMPARE(chosen[0][0].toString(), QStringLiteral("job:1"));
    QDBusConnection::disconnectFromBus("console");
    QDBusConnection::disconnectFromBus("desktop");
  }

  void anotherWayWhereThereIsNone_data() {
    QTest::addColumn<bool>("bus");
    QTest::newRow("no service on the bus") << true;
    QTest::newRow("no bus") << false;
  }
  void anotherWayWhereThereIsNone() {
    QFETCH(bool, bus);
    DesktopNotes notes(bus ? QDBusConnection::connectToBus(m_address, "alone") : QDBusConnection("nothing"));
    QSignalSpy unheard(&notes, &DesktopNotes::unheard);
    notes.say("title", "body", false, {});
    QTRY_COMPARE(unheard.count(), 1);
    QCOMPARE(unheard[0], (QVariantList{"title", "body", false}));
    QDBusConnection::disconnectFromBus("alone");
  }

  void trayWords_data() {
    QTest::addColumn<int>("running");
    QTest::addColumn<int>("failing");
    QTest::addColumn<int>("offline");
    QTest::addColumn<QString>("tone");
    QTest::addColumn<QString>("text");
    QTest::newRow("well") << 0 << 0 << 0 << "ok" << "Everything is well";
    QTest::newRow("at work") << 2 << 0 << 0 << "accent" << "2 jobs run";
    QTest::newRow("trouble before work") << 2 << 1 << 0 << "bad" << "1 rule fails";
    QTest::newRow("all trouble") << 0 << 2 << 1 << "bad" << "2 rules fail, 1 region is offline";
  }
  void trayWords() {
    QFETCH(int, running);
    QFETCH(int, failing);
    QFETCH(int, offline);
    const auto state = trayState(running, failing, offline);
    QTEST(state.tone, "tone");
    QTEST(state.text, "text");
  }
};

QTEST_MAIN(DesktopNotesTest)
#include "desktop_notes_test.moc"
