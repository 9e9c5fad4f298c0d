// SPDX-License-Identifier: GPL-3.0-or-later
// Where the programs keep a credential: in the session's keychain, or in the private file.
#include "keychain/secret_store.h"
#include "support/process.h"

#include <QStandardPaths>
#include <QTest>

using namespace meridian;
using namespace std::chrono_literals;

namespace {

constexpr const char* kSet = "printf me:hunter2 | \"$1\" --fleet \"$2/fleet.json\" --state \"$2/state\" credential set fra";
constexpr const char* kUnlock = "printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null && ";

} // namespace

class KeychainProgramsTest : public QObject {
  Q_OBJECT

  /// `script` sees this program as $0, meridianctl as $1 and a home of its own as $2.
  static void runIn(const test::TemporaryFolder& home, const std::string& script, std::vector<std::string> environment) {
    QVERIFY(test::writeFile(home.file("fleet.json"), R"({"version": 1, "regions": [], "rules": []})"));
    test::Process::Options options;
    options.environment = std::move(environment);
    for (const char* variable : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
      options.environment.push_back(std::string(variable) + "=" + home.path().string());
    options.environment.emplace_back("DISPLAY=");
    options.output = home.file("output");
    auto process = test::Process::start({"dbus-run-session", "--", "sh", "-c", script,
                                         QCoreApplication::applicationFilePath().toStdString(),
                                         MERIDIAN_BIN "/meridianctl", home.path().string()},
                                        options);
    QVERIFY2(process, process ? "" : process.error().message.c_str());
    const auto status = process->wait(90s);
    const auto output = test::readFile(options.output);
    QVERIFY2(status == 0, output.c_str());
    QVERIFY2(output.find("hunter2") == std::string::npos, "a secret was printed");
  }
  [[nodiscard]] static bool keptInFile(const test::TemporaryFolder& home) {
    return !test::readFile(home.path() / "meridian" / "credentials.json").empty();
  }

private slots:
  void initTestCase() {
    for (const char* program : {"dbus-run-session", "gnome-keyring-daemon"})
      if (QStandardPaths::findExecutable(program).isEmpty()) QSKIP("dbus or gnome-keyring is not installed");
  }
  void inTheKeychain() {
    const test::TemporaryFolder home;
    runIn(home, std::string(kUnlock) + kSet + " && exec \"$0\" --find", {});
    QVERIFY(!keptInFile(home));
  }
  void inTheFileWhereTheKeychainIsOff() {
    const test::TemporaryFolder home;
    runIn(home, std::string(kUnlock) + kSet, {"MERIDIAN_KEYCHAIN=off"});
    QVERIFY(keptInFile(home));
  }
};

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  if (argc > 1 && std::string_view(argv[1]) == "--find") {
    const auto found = keychain::SecretStore().find("fra", "", {});
    return found && *found && (*found)->user == "me" && (*found)->password == "hunter2" ? 0 : 1;
  }
  KeychainProgramsTest test;
  return QTest::qExec(&test, argc, argv);
}
#include "programs_test.moc"
