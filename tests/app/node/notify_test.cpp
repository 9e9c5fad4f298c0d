// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "base/log.h"
#include "node/notify.h"
#include "node/patience.h"
#include "support/process.h"

#include <cstddef>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace meridian;

namespace {

/// A service manager's socket.
class Listener {
public:
  explicit Listener(const std::string& name)
      : m_fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name.data(), name.size());
    if (name.front() == '@') address.sun_path[0] = '\0';
    m_bound = ::bind(m_fd, reinterpret_cast<const sockaddr*>(&address),
                     static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size())) == 0;
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener() { ::close(m_fd); }
  bool bound() const { return m_bound; }
  QString heard() const {
    char buffer[1024];
    const auto count = ::recv(m_fd, buffer, sizeof buffer, 0);
    return count < 0 ? QStringLiteral("nothing") : QString::fromUtf8(buffer, static_cast<int>(count));
  }

private:
  int m_fd;
  bool m_bound;
};

} // namespace

class NotifyTest : public QObject {
  Q_OBJECT
private slots:
  void init() { base::configureLog("*=off"); }
  void tells_data();
  void tells();
  void aLongStart();
  void tooLongAnEnd();
  void nobodyListens();
  void environment();
  void watchdog_data();
  void watchdog();

private:
  test::TemporaryFolder m_folder;
};

void NotifyTest::tells_data() {
  QTest::addColumn<QString>("socket");
  QTest::newRow("a path") << QString::fromStdString(m_folder.file("socket"));
  QTest::newRow("an abstract name") << QStringLiteral("@meridian-test-%1").arg(::getpid());
}

void NotifyTest::tells() {
  QFETCH(QString, socket);
  const Listener listener(socket.toStdString());
  QVERIFY(listener.bound());
  const node::Notify notify(socket.toStdString());
  notify.ready("3 rules");
  QCOMPARE(listener.heard(), QStringLiteral("READY=1\nSTATUS=3 rules"));
  notify.alive();
  QCOMPARE(listener.heard(), QStringLiteral("WATCHDOG=1"));
  notify.reloading();
  const auto reloading = listener.heard();
  QVERIFY2(reloading.startsWith(QStringLiteral("RELOADING=1\nMONOTONIC_USEC=")), qPrintable(reloading));
  QVERIFY(reloading.section(QLatin1Char('='), 2).toULongLong() > 0);
  notify.status("busy");
  QCOMPARE(listener.heard(), QStringLiteral("STATUS=busy"));
  notify.stopping();
  QCOMPARE(listener.heard(), QStringLiteral("STOPPING=1"));
}

void NotifyTest::aLongStart() {
  const Listener listener(m_folder.file("long"));
  QVERIFY(listener.bound());
  QString heard;
  {
    const node::Patience patience(node::Notify(m_folder.file("long")), std::chrono::milliseconds(1));
    QVERIFY(test::waitUntil([&] { return (heard = listener.heard()) != QStringLiteral("nothing"); }, std::chrono::seconds(60)));
  }
  QVERIFY2(heard.startsWith(QStringLiteral("EXTEND_TIMEOUT_USEC=3000\nSTATUS=")), qPrintable(heard));
  while (listener.heard() != QStringLiteral("nothing")) // what it said before its end
    ;
  { const node::Patience patience(node::Notify(m_folder.file("long")), std::chrono::hours(1)); }
  QCOMPARE(listener.heard(), QStringLiteral("nothing"));
}

void NotifyTest::tooLongAnEnd() {
  const auto child = ::fork();
  QVERIFY(child >= 0);
  if (child == 0) {
    const node::LatestEnd latest(std::chrono::milliseconds(1), 7);
    for (;;)
      ::pause();
  }
  int status = 0;
  QVERIFY(::waitpid(child, &status, 0) == child);
  QVERIFY(WIFEXITED(status));
  QCOMPARE(WEXITSTATUS(status), 7);
  { const node::LatestEnd latest(std::chrono::hours(1), 7); } // in time: nothing happens
}

void NotifyTest::nobodyListens() {
  for (const auto& socket :
       {std::string(), std::string("/nowhere/socket"), std::string("relative"), "@" + std::string(200, 'x')})
    node::Notify(socket).ready("all is well"); // and nothing happens
}

void NotifyTest::environment() {
  qputenv("NOTIFY_SOCKET", "@somewhere");
  QVERIFY(node::Notify::fromEnvironment().heard());
  QVERIFY(!qEnvironmentVariableIsSet("NOTIFY_SOCKET")); // programs that we start are not the service
  QVERIFY(!node::Notify::fromEnvironment().heard());
}

void NotifyTest::watchdog_data() {
  QTest::addColumn<QByteArray>("usec");
  QTest::addColumn<QByteArray>("pid");
  QTest::addColumn<int>("interval"); // us; 0 = none
  const auto ours = QByteArray::number(::getpid());
  QTest::newRow("not asked") << QByteArray() << QByteArray() << 0;
  QTest::newRow("half of it") << QByteArray("30000000") << ours << 15'000'000;
  QTest::newRow("of no particular process") << QByteArray("1000") << QByteArray() << 500;
  QTest::newRow("of another process") << QByteArray("1000") << QByteArray("1") << 0;
  QTest::newRow("no number") << QByteArray("1000x") << ours << 0;
  QTest::newRow("negative") << QByteArray("-5") << ours << 0;
}

void NotifyTest::watchdog() {
  QFETCH(QByteArray, usec);
  QFETCH(QByteArray, pid);
  QFETCH(int, interval);
  const auto set = [](const char* name, const QByteArray& value) {
    value.isEmpty() ? qunsetenv(name) : qputenv(name, value);
  };
  set("WATCHDOG_USEC", usec);
  set("WATCHDOG_PID", pid);
  const auto found = node::watchdogInterval();
  QCOMPARE(found.value_or(std::chrono::microseconds(0)).count(), static_cast<long>(interval));
}

QTEST_APPLESS_MAIN(NotifyTest)
#include "notify_test.moc"
