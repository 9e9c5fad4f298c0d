// SPDX-License-Identifier: GPL-3.0-or-later
// The real meridianctl: backup, restore, support.
#include <QTest>

#include "disk/dir_lock.h"
#include "sqlite/state_store.h"
#include "support/process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <filesystem>

using namespace meridian;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

const base::Timestamp kNow(std::chrono::seconds(1'795'338'720));

struct Home {
  test::TemporaryFolder folder;
  int status = -1;

  Home() {
    (void)test::writeFile(folder.file("fleet.json"),
                          R"({"version":1,"regions":[{"id":"fra","name":"fra","role":"primary","lat":1,"lon":1,)"
                          R"("registry":{"url":"http://127.0.0.1:1","credential":"fra"}}],"rules":[]})");
    auto store = sqlite::StateStore::open(folder.path() / "state" / "state.db", kNow);
    ports::JobRecord job;
    job.id = "one", job.rule = "base", job.created = kNow, job.state = ports::JobState::Succeeded;
    if (!store || !(*store)->putJob(job)) qFatal("no state");
  }
  /// stdout and stderr.
  QByteArray run(const QStringList& arguments) {
    std::vector<std::string> argv{MERIDIAN_BIN "/meridianctl", "--fleet", folder.file("fleet.json"), "--state", folder.file("state")};
    for (const auto& argument : arguments) argv.push_back(argument.toStdString());
    test::Process::Options options;
    for (const auto* name : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "DOCKER_CONFIG"})
      options.environment.push_back(std::string(name) + "=" + folder.path().string());
    options.environment.emplace_back("MERIDIAN_KEYCHAIN=off");
    options.folder = folder.path().string();
    options.output = folder.file("out" + std::to_string(++m_runs));
    auto process = test::Process::start(argv, options);
    status = process ? process->wait(60s).value_or(-1) : -1;
    return QByteArray::fromStdString(test::readFile(options.output));
  }

private:
  int m_runs = 0;
};

} // namespace

class CliBackupTest : public QObject {
  Q_OBJECT

private slots:
  void comesBack() {
    Home home;
    const auto made = QJsonDocument::fromJson(home.run({"--json", "backup", "b"})).object();
    QCOMPARE(home.status, 0);
    QCOMPARE(made["jobs"].toInt(), 1);
    QCOMPARE(made["credentials"].toArray(), QJsonArray{"fra"});
    QCOMPARE(made["entries"].toArray().size(), 2);
    QVERIFY(home.run({"backup", "b"}).contains("not overwritten"));
    QCOMPARE(home.status, 1);
    const auto text = home.run({"backup", "c"});
    QCOMPARE(home.status, 0);
    QVERIFY2(text.contains("meridianctl credential set fra"), text.constData());
    fs::remove(home.folder.file("fleet.json"));
    fs::remove_all(home.folder.file("state"));
    const auto done = home.run({"restore", "b"});
    QVERIFY2(home.status == 0, done.constData());
    for (const char* word : {"restored", "fleet.json", "state.db", "credential set fra", "start meridiand"}) QVERIFY2(done.contains(word), done.constData());
    QVERIFY(home.run({"jobs"}).contains("one"));
    QCOMPARE(home.status, 0);
    const auto again = QJsonDocument::fromJson(home.run({"--json", "restore", "b"})).object();
    QCOMPARE(home.status, 0);
    QCOMPARE(again["kept"].toArray().size(), 1);
    QCOMPARE(again["restored"].toObject()["jobs"].toInt(), 1);
  }

  void refuses() {
    Home home;
    (void)home.run({"restore", "none"});
    QCOMPARE(home.status, 2);
    QVERIFY(test::writeFile(home.folder.file("text"), "no backup"));
    QVERIFY(home.run({"restore", "text"}).contains("no backup that can be read"));
    QCOMPARE(home.status, 1);
    (void)home.run({"backup", "b"});
    const auto lock = disk::DirLock::take(home.folder.path() / "state");
    QVERIFY(lock);
    const auto busy = home.run({"restore", "b"});
    QCOMPARE(home.status, 1);
    QVERIFY2(busy.contains("already at work"), busy.constData());
    (void)home.run({"backup", "beside"}); // which is what a backup is for
    QCOMPARE(home.status, 0);
    fs::remove(home.folder.file("fleet.json"));
    (void)home.run({"backup", "d"});
    QCOMPARE(home.status, 2);
  }

  void supportIsOneText() {
    Home home;
    const auto json = QJsonDocument::fromJson(home.run({"support", "--output", "-"})).object();
    QCOMPARE(home.status, 0);
    QCOMPARE(json["jobs"].toArray().size(), 1);
    QVERIFY(json.contains("systemd"));
    const auto told = home.run({"support", "--output", "s.json"});
    QCOMPARE(home.status, 0);
    QVERIFY2(told.contains("What is in it") && told.contains("read it before you send it"), told.constData());
    QCOMPARE(fs::status(home.folder.file("s.json")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    QVERIFY(QJsonDocument::fromJson(QByteArray::fromStdString(test::readFile(home.folder.file("s.json")))).isObject());
    (void)home.run({"support", "--output", "s.json"});
    QCOMPARE(home.status, 1);
    (void)home.run({"support"});
    QCOMPARE(home.status, 0);
    QVERIFY(std::any_of(fs::directory_iterator(home.folder.path()), fs::directory_iterator(), [](const auto& entry) {
      return entry.path().filename().string().starts_with("meridian-support-2");
    }));
  }
};

QTEST_GUILESS_MAIN(CliBackupTest)
#include "backup_test.moc"
