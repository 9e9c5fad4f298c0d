// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/program_store.h"
#include "keychain/secret_store.h"

#include "contract/secret_store_contract.h"
#include "support/process.h"

#include <QStandardPaths>
#include <QTest>

using namespace meridian;
using namespace std::chrono_literals;

/// Runs where no keychain is.
class AbsentKeychain : public QObject {
  Q_OBJECT

private slots:
  void findsNothingAndKeepsNothing() {
    keychain::SecretStore store;
    const std::stop_token never;
    QCOMPARE(store.place(), std::string("keychain"));
    const auto found = store.find("fra", "", never);
    QVERIFY2(found, found ? "" : found.error().message.c_str());
    QVERIFY(!found->has_value());
    const auto put = store.put("fra", {"me", "hunter2", {}}, never);
    QVERIFY(!put);
    QCOMPARE(put.error().code, base::Errc::Unsupported);
    QVERIFY2(put.error().message.starts_with("no keychain can be used here (") ||
                 put.error().message.starts_with("the keychain cannot be unlocked without a display ("),
             put.error().message.c_str());
    QVERIFY(put.error().message.find("hunter2") == std::string::npos);
    qInfo("%s", put.error().message.c_str());
  }
  void stopEndsTheWait() {
    keychain::SecretStore store;
    std::stop_source source;
    source.request_stop();
    const auto found = store.find("fra", "", source.get_token());
    QVERIFY(!found || !found->has_value()); // an answer may have been faster
    if (!found) QCOMPARE(found.error().code, base::Errc::Cancelled);
  }
};

/// What meridianctl has of a program that does not answer as it should.
class OddPrograms : public QObject {
  Q_OBJECT

private slots:
  void odd_data() {
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("code");
    QTest::newRow("ends") << "exit 0" << "PARSE_FAILED";
    QTest::newRow("babbles") << "echo babble" << "PARSE_FAILED";
    QTest::newRow("hangs") << "exec sleep 600" << "TIMEOUT";
    QTest::newRow("locked") << "read q; echo '{\"code\":\"DENIED\",\"message\":\"locked\"}'" << "DENIED";
    QTest::newRow("no keychain") << "read q; echo '{\"code\":\"UNSUPPORTED\",\"message\":\"none\"}'" << "";
    QTest::newRow("none of that name") << "read q; echo '{}'" << "";
  }
  void odd() {
    QFETCH(QString, script);
    QFETCH(QString, code);
    const test::TemporaryFolder folder;
    const auto program = folder.file("keychain");
    QVERIFY(test::writeFile(program, "#!/bin/sh\n" + script.toStdString() + "\n"));
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    keychain::ProgramStore store(program, 2s);
    const auto found = store.find("fra", "", {});
    QCOMPARE(found ? QString() : QString::fromStdString(std::string(base::name(found.error().code))), code);
    if (found) QVERIFY(!found->has_value());
  }
  void none() {
    keychain::ProgramStore store("/nonexistent/meridian-keychain");
    const auto found = store.find("fra", "", {});
    QVERIFY(found && !found->has_value());
    const auto put = store.put("fra", {"me", "hunter2", {}}, {});
    QVERIFY(!put && put.error().code == base::Errc::Unsupported);
  }
  void stopEndsTheWait() {
    std::stop_source source;
    source.request_stop();
    const auto found = keychain::ProgramStore("/bin/cat").find("fra", "", source.get_token());
    QVERIFY(!found && found.error().code == base::Errc::Cancelled);
  }
};

/// Starts this program again with and without a session bus of its own.
class KeychainTest : public QObject {
  Q_OBJECT

  static void runInside(std::vector<std::string> argv, std::vector<std::string> environment) {
    const test::TemporaryFolder folder;
    test::Process::Options options;
    options.environment = std::move(environment);
    for (const char* variable :
         {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
      options.environment.push_back(std::string(variable) + "=" + folder.path().string());
    options.output = folder.file("output");
    auto process = test::Process::start(std::move(argv), options);
    QVERIFY2(process, process ? "" : process.error().message.c_str());
    const auto status = process->wait(90s);
    const auto output = test::readFile(options.output);
    QVERIFY2(status == 0, output.c_str());
    QVERIFY2(output.find("0 failed") != std::string::npos, output.c_str());
    qInfo("%s", output.c_str());
  }
  static std::string self() { return QCoreApplication::applicationFilePath().toStdString(); }

private slots:
  void withoutASessionBus() {
    runInside({self(), "--absent"}, {"DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent/bus", "DISPLAY="});
  }
  void withASessionBusAndNoKeychain() {
    if (QStandardPaths::findExecutable("dbus-run-session").isEmpty())
      QSKIP("dbus-run-session is not installed");
    const test::TemporaryFolder folder;
    const auto config = folder.file("session.conf"); // a bus that starts no services
    QVERIFY(test::writeFile(config,
                            "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
                            "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
                            "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>"));
    runInside({"dbus-run-session", "--config-file=" + config, "--", self(), "--absent"}, {"DISPLAY="});
  }
  void withALockedKeyringAndNoDisplay() {
    for (const char* program : {"dbus-run-session", "gnome-keyring-daemon"})
      if (QStandardPaths::findExecutable(program).isEmpty()) QSKIP("dbus or gnome-keyring is not installed");
    runInside({"dbus-run-session", "--", self(), "--absent"}, {"DISPLAY=", "WAYLAND_DISPLAY="});
  }
  void withGnomeKeyring_data() {
    QTest::addColumn<QString>("way");
    QTest::newRow("in process") << "--contract";
    QTest::newRow("by the program") << "--program-contract";
  }
  void withGnomeKeyring() {
    QFETCH(QString, way);
    for (const char* program : {"dbus-run-session", "gnome-keyring-daemon"})
      if (QStandardPaths::findExecutable(program).isEmpty()) QSKIP("dbus or gnome-keyring is not installed");
    runInside({"dbus-run-session", "--", "sh", "-c",
               "printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "
               "\"$0\" " + way.toStdString(),
               self()},
              {"DISPLAY="});
  }
};

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  const std::string_view mode = argc > 1 ? argv[1] : "";
  if (mode == "--absent") {
    AbsentKeychain test;
    return QTest::qExec(&test);
  }
  if (mode == "--contract") {
    test::SecretStoreContract test(
        [] { return std::make_shared<keychain::SecretStore>("meridian-test", 30s); });
    return QTest::qExec(&test);
  }
  if (mode == "--program-contract") {
    test::SecretStoreContract test([] { return std::make_shared<keychain::ProgramStore>(MERIDIAN_BIN "/meridian-keychain", 30s); });
    return QTest::qExec(&test);
  }
  OddPrograms odd;
  if (const int failed = QTest::qExec(&odd)) return failed;
  KeychainTest test;
  return QTest::qExec(&test, argc, argv);
}
#include "secret_store_test.moc"
