// SPDX-License-Identifier: GPL-3.0-or-later
// The work of a window goes to meridiand and comes back: the real daemon behind a systemctl of our own.
#include <QTest> // before <concepts>: moc 6.4 does not get through it otherwise

#include "console/service/hand_over.h"
#include "engine/presence.h"
#include "support/process.h"

#include <QFile>

#include <csignal>

using namespace meridian;
using namespace meridian::console;
using Step = HandOver::Step;

namespace {

const QByteArray kShipped = "[Unit]\nConditionPathExists=%E/meridian/fleet.json\n[Service]\nExecStart=/usr/bin/meridiand\nRestart=on-failure\n";

bool writeProgram(const QString& path, const QByteArray& text) {
  QFile file(path);
  return file.open(QFile::WriteOnly) && file.write(text) == text.size() &&
         file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

} // namespace

class HandOverTest : public QObject {
  Q_OBJECT
private slots:
  void words_data();
  void words();
  void files_data();
  void files();
  void init();
  void cleanup();
  void thereAndBack();
  void nobodyIsLeft();
  void aServiceThatDoesNotStart();
  void nobodyManages();
  void noFleetYet();

private:
  QString path(const char* name) const { return QString::fromStdString(m_folder->file(name)); }
  QString calls() const { return QString::fromStdString(test::readFile(m_folder->file("calls"))); }
  bool open(const QByteArray& script);

  const QByteArray m_path = qgetenv("PATH");
  std::unique_ptr<test::TemporaryFolder> m_folder;
  std::unique_ptr<EngineHome> m_home;
  std::unique_ptr<HandOver> m_over;
};

void HandOverTest::words_data() {
  QTest::addColumn<QString>("word");
  QTest::addColumn<QByteArray>("expected");
  QTest::newRow("plain") << "/usr/bin/meridiand" << QByteArray("\"/usr/bin/meridiand\"");
  QTest::newRow("a blank") << "/home/a b" << QByteArray("\"/home/a b\"");
  QTest::newRow("what systemd would read") << "/100%/$HOME/\"x\"\\" << QByteArray("\"/100%%/$$HOME/\\\"x\\\"\\\\\"");
}

void HandOverTest::words() {
  QFETCH(QString, word);
  QTEST(unitWord(word), "expected");
}

void HandOverTest::files_data() {
  QTest::addColumn<bool>("packaged");
  QTest::addColumn<QString>("fleet");
  QTest::addColumn<QList<QByteArray>>("environment");
  QTest::addColumn<QByteArray>("unit");    // empty: no unit of its own
  QTest::addColumn<QByteArray>("drop_in"); // empty: none is left
  const QString usual = "/home/anna/.config/meridian/fleet.json";
  const QByteArray own = "[Unit]\nConditionPathExists=%E/meridian/fleet.json\n[Service]\nExecStart=\"/opt/meridiand\"\nRestart=on-failure\n";
  const QByteArray head = "# Written by Meridian's console, which handed its fleet over.\n";
  const auto elsewhere = [&](const QByteArray& program) {
    return head + "[Unit]\nConditionPathExists=\nConditionPathExists=/data/fleet.json\n\n[Service]\nExecStart=\nExecStart=\"" + program +
           "\" --fleet \"/data/fleet.json\" --state \"/home/anna/.local/state/meridian\"\n"
           "ReadWritePaths=\"/data\" \"/home/anna/.local/state/meridian\"\n";
  };
  using Environment = QList<QByteArray>;
  QTest::newRow("a package, the usual folders") << true << usual << Environment{} << QByteArray() << QByteArray();
  QTest::newRow("a package, a fleet elsewhere") << true << "/data/fleet.json" << Environment{} << QByteArray() << elsewhere("/usr/bin/meridiand");
  QTest::newRow("no package") << false << usual << Environment{} << own << QByteArray();
  QTest::newRow("no package, a fleet elsewhere") << false << "/data/fleet.json" << Environment{} << own << elsewhere("/opt/meridiand");
  QTest::newRow("docker's settings elsewhere") << true << usual << Environment{"DOCKER_CONFIG=/home/anna/100%"} << QByteArray()
                                               << head + "[Service]\nEnvironment=\"DOCKER_CONFIG=/home/anna/100%%\"\n";
}

void HandOverTest::files() {
  QFETCH(bool, packaged);
  QFETCH(QString, fleet);
  QFETCH(QList<QByteArray>, environment);
  QFETCH(QByteArray, unit);
  QFETCH(QByteArray, drop_in);
  QList<UnitFile> expected;
  if (!unit.isEmpty()) expected.append({"meridiand.service", unit});
  expected.append({"meridiand.service.d/console.conf", drop_in});
  const auto files = unitFiles(kShipped, {"/opt/meridiand", fleet, "/home/anna/.local/state/meridian", "/home/anna", packaged, environment});
  QCOMPARE(files.size(), expected.size());
  for (int i = 0; i < files.size(); ++i) {
    QCOMPARE(files[i].name, expected[i].name);
    QCOMPARE(files[i].text, expected[i].text);
  }
}

void HandOverTest::init() {
  m_folder = std::make_unique<test::TemporaryFolder>();
  for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "DOCKER_CONFIG"})
    qputenv(name, m_folder->path().c_str());
  qputenv("MERIDIAN_KEYCHAIN", "off");
  qputenv("PATH", MERIDIAN_BIN ":" + m_path);
  QVERIFY(test::writeFile(m_folder->file("fleet.json"), "{\"version\":1,\"regions\":[],\"rules\":[]}"));
}

void HandOverTest::cleanup() {
  m_over.reset();
  m_home.reset();
  const auto pid = QString::fromStdString(test::readFile(m_folder->file("pid"))).toInt();
  if (pid > 0) ::kill(pid, SIGKILL);
}

/// `script`: what systemctl does with "$*".
bool HandOverTest::open(const QByteArray& script) {
  if (!writeProgram(path("systemctl"), "#!/bin/sh\ncd " + QByteArray(m_folder->path().c_str()) + "\necho \"$*\" >>calls\n" + script)) return false;
  engine::EngineOptions options;
  options.program = "meridian";
  options.new_fleet = true;
  options.fleet_file = m_folder->file("fleet.json");
  options.state_dir = m_folder->file("state");
  auto home = EngineHome::open(std::move(options), "1.0", true);
  if (!home) return false;
  m_home = std::move(*home);
  m_over = std::make_unique<HandOver>();
  m_over->use(m_home.get(), path("fleet.json"), path("state"), path("systemctl"));
  return m_over->isEmbedded();
}

void HandOverTest::thereAndBack() {
  QVERIFY(open("case \"$2\" in\n"
               "enable) " MERIDIAN_BIN "/meridiand --fleet $PWD/fleet.json --state $PWD/state >log 2>&1 </dev/null & echo $! >pid\n"
               "  until grep -q 'at work' log; do sleep 0.05; done;;\n"
               "disable) kill $(cat pid); until grep -q 'stopped within' log; do sleep 0.05; done;;\n"
               "esac\n"));
  m_over->toService();
  QCOMPARE(int(m_over->step()), int(Step::Preparing));
  QTRY_COMPARE_WITH_TIMEOUT(int(m_over->step()), int(Step::Idle), 60'000);
  QCOMPARE(m_over->problem(), QString());
  QVERIFY(!m_over->isEmbedded());
  QCOMPARE(calls(), QStringLiteral("--user daemon-reload\n--user enable --now meridiand.service\n"));
  QVERIFY(QFile::exists(path("systemd/user/meridiand.service.d/console.conf")));
  QTRY_VERIFY_WITH_TIMEOUT(m_home->link().presence().live, 60'000);
  QCOMPARE(m_home->link().presence().program, std::string("meridiand"));

  m_over->toWindow();
  QTRY_COMPARE_WITH_TIMEOUT(int(m_over->step()), int(Step::Idle), 60'000);
  QCOMPARE(m_over->problem(), QString());
  QVERIFY(m_over->isEmbedded());
  QVERIFY(m_home->link().presence().here);
}

void HandOverTest::nobodyIsLeft() {
  // The engine was another window's, and that one is closed: this one may have it.
  engine::EngineOptions options;
  options.new_fleet = true;
  options.fleet_file = m_folder->file("fleet.json");
  options.state_dir = m_folder->file("state");
  auto other = EngineHome::open(options, "1.0", true);
  QVERIFY(other);
  auto home = EngineHome::open(options, "1.0", true);
  QVERIFY(home && !(*home)->isEmbedded());
  m_home = std::move(*home);
  m_over = std::make_unique<HandOver>();
  m_over->use(m_home.get(), path("fleet.json"), path("state"), path("systemctl"));
  QVERIFY(!m_over->runHere().isEmpty()); // the other one still has it
  QVERIFY(!m_over->isEmbedded() && m_home->link().live());
  other->reset();
  QTRY_VERIFY(!m_home->link().live());
  QCOMPARE(m_over->runHere(), QString());
  QVERIFY(m_over->isEmbedded() && m_home->link().live());
  QVERIFY(!QFile::exists(path("calls"))); // no service had to do with it
}

void HandOverTest::aServiceThatDoesNotStart() {
  QVERIFY(open("case \"$*\" in *\\ enable*) echo 'Job for meridiand.service failed.' >&2; exit 1;; esac\n"));
  m_over->toService();
  QTRY_COMPARE_WITH_TIMEOUT(int(m_over->step()), int(Step::Idle), 60'000);
  QVERIFY2(m_over->problem().contains("Job for meridiand.service failed."), qPrintable(m_over->problem()));
  QVERIFY(m_over->isEmbedded()); // and the window works on
  QVERIFY(m_home->link().presence().here);
  QVERIFY(calls().endsWith("--user disable --now meridiand.service\n"));
}

void HandOverTest::nobodyManages() {
  QVERIFY(open("echo 'Failed to connect to bus' >&2; exit 1\n"));
  m_over->toService();
  QTRY_COMPARE_WITH_TIMEOUT(m_over->problem(), QStringLiteral("Failed to connect to bus"), 60'000);
  QVERIFY(m_over->isEmbedded());
  QCOMPARE(calls(), QStringLiteral("--user daemon-reload\n"));
  m_over->use(m_home.get(), path("fleet.json"), path("state"), path("no such program"));
  m_over->toService();
  QTRY_COMPARE_WITH_TIMEOUT(m_over->problem(), QStringLiteral("No systemd of this user answers."), 60'000);
}

void HandOverTest::noFleetYet() {
  QVERIFY(open("exit 1\n"));
  QVERIFY(QFile::remove(path("fleet.json")));
  m_over->toService();
  QVERIFY(m_over->problem().contains("add a region first"));
  QVERIFY(!QFile::exists(path("calls")));
}

QTEST_GUILESS_MAIN(HandOverTest)
#include "hand_over_test.moc"
