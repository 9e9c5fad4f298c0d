// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "base/log.h"
#include "disk/dir_lock.h"
#include "engine/backup.h"
#include "engine/fleet.h"
#include "ports/rebuilt.h"
#include "promote/journals.h"
#include "sqlite/archive.h"
#include "sqlite/schema.h"
#include "sqlite/state_store.h"
#include "support/certificates.h"
#include "support/process.h"

#include <csignal>
#include <fstream>
#include <functional>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace meridian;
using base::Errc;
using engine::backUp;
using engine::Places;
using engine::restore;
using sqlite::StateStore;
namespace fs = std::filesystem;

#define GOOD(call)                                                                                           \
  do {                                                                                                       \
    const auto& result_ = (call);                                                                            \
    QVERIFY2(result_, result_ ? "" : result_.error().text().c_str());                                        \
  } while (false)

namespace {

const base::Timestamp kNow(std::chrono::seconds(1'795'338'720)); // 2026-11-22T09:12:00Z

/// Somebody's folders with a fleet and a state.
struct Home {
  test::TemporaryFolder folder;
  Places places{folder.path() / "config" / "fleet.json", folder.path() / "state"};

  fs::path trust() const { return places.fleet_file.parent_path() / "trust"; }
  fs::path database() const { return places.state_dir / "state.db"; }
  std::string writeFleet(const std::string& name, const std::string& ca = {}) {
    const auto text = R"({"version":1,  "regions":[{"id":"fra","name":")" + name +
                      R"(","role":"primary","lat":50,"lon":8,"registry":{"url":"https://fra.test","credential":"fra")" +
                      (ca.empty() ? "" : ",\"ca\":\"" + ca + "\"") + R"(}}],"rules":[]})";
    fs::create_directories(places.fleet_file.parent_path());
    (void)test::writeFile(places.fleet_file, text);
    return text;
  }
  base::Result<void> fillState(int jobs) {
    auto store = StateStore::open(database(), kNow);
    if (!store) return base::pass(std::move(store));
    for (int n = 0; n < jobs; ++n) {
      ports::JobRecord job;
      job.id = "job" + std::to_string(n), job.rule = "base", job.created = kNow, job.state = ports::JobState::Running;
      if (auto put = (*store)->putJob(job); !put) return put;
    }
    promote::Journal open;
    open.id = "p1", open.rule = "base", open.job = "job0";
    if (auto put = promote::Journals(**store).save(open); !put) return put;
    return (*store)->putFacts({{"upload/tyo/app", "https://tyo.test/v2/app/blobs/uploads/1?_state=SECRETSTATE"},
                               {"audited/base/tyo/app", "hash 1"},
                               {"profile/tyo", "x\n{}"}});
  }
  std::vector<std::string> names(const fs::path& where) const {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(where)) out.push_back(entry.path().filename().string());
    std::sort(out.begin(), out.end());
    return out;
  }
};

unsigned modeOf(const fs::path& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 07777u : 0;
}

std::string certificate(const test::TemporaryFolder& folder) {
  const auto made = test::Certificates::make(folder.path());
  return made ? test::readFile(made->ca()) : std::string();
}

} // namespace
Q_DECLARE_METATYPE(std::function<void(const std::string&)>)

class BackupTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() { base::configureLog("*=off"); }
  void movesToAnotherMachine();
  void isMadeBesideARunningEngine();
  void isNeverOverwritten();
  void refusesWhatIsNone_data();
  void refusesWhatIsNone();
  void keepsWhatWasThere();
  void touchesNothingWhileAnEngineRuns();
  void fullDiskLeavesWhatWasThere();
};

void BackupTest::movesToAnotherMachine() {
  Home here, there;
  const test::TemporaryFolder tools;
  const auto pem = certificate(tools);
  QVERIFY(!pem.empty());
  fs::create_directories(here.trust());
  // A key lies beside the certificate, as it does with careless people.
  QVERIFY(test::writeFile(here.trust() / "fra.pem", pem + "-----BEGIN PRIVATE KEY-----\nVERYSECRETKEYABC\n-----END PRIVATE KEY-----\n"));
  here.writeFleet("Frankfurt", (here.trust() / "fra.pem").string());
  GOOD(here.fillState(3));
  const auto file = here.folder.path() / "b.backup";
  const auto made = backUp(here.places, file, "1.2.3", kNow, {});
  GOOD(made);
  QCOMPARE(modeOf(file), 0600u);
  QCOMPARE(made->jobs, std::uint64_t(3));
  QCOMPARE(made->schema, sqlite::newestSchema());
  QCOMPARE(made->credentials, std::vector<std::string>{"fra"});
  QVERIFY2(made->entries.size() == 3, made->not_in_it.empty() ? "" : made->not_in_it.front().c_str());
  QCOMPARE(here.names(here.folder.path()), (std::vector<std::string>{"b.backup", "config", "state"}));
  const auto bytes = test::readFile(file);
  for (const char* secret : {"VERYSECRETKEYABC", "SECRETSTATE"}) QVERIFY2(bytes.find(secret) == std::string::npos, secret);
  QVERIFY(bytes.find("Frankfurt") != std::string::npos);

  const auto done = restore(there.places, file, kNow, "anna@desk", {});
  GOOD(done);
  QVERIFY(done->kept.empty());
  QCOMPARE(done->backup.credentials, std::vector<std::string>{"fra"});
  const auto fleet = engine::loadFleet(there.places.fleet_file);
  GOOD(fleet);
  QCOMPARE(fleet->regions.front().name, std::string("Frankfurt"));
  QCOMPARE(fleet->regions.front().ca, (there.trust() / "fra.pem").string());
  QCOMPARE(QString::fromStdString(test::readFile(there.trust() / "fra.pem")).count("BEGIN CERTIFICATE"), 1);
  QCOMPARE(there.names(there.places.state_dir), (std::vector<std::string>{"lock", "state.db"}));
  auto store = StateStore::open(there.database(), kNow);
  GOOD(store);
  QCOMPARE((*store)->jobs("", 10)->size(), std::size_t(3));
  QVERIFY((*store)->fact("profile/tyo")->has_value());
  // What may not be believed or gone on with stays out, and what there is, is compared.
  for (const char* gone : {"upload/", "audited/", "promotion"}) QVERIFY2((*store)->facts(gone)->empty(), gone);
  QVERIFY((*store)->fact(ports::kRebuiltFact)->has_value());
  QVERIFY((*store)->events("", 0, 10)->back().text.find("restored from a backup") != std::string::npos);
  QCOMPARE((*store)->actions()->actions(0, 1)->front().verb, std::string("state.restore"));
  QVERIFY(std::any_of(done->remarks.begin(), done->remarks.end(), [](const auto& text) { return text.find("promotion p1") != std::string::npos; }));
}

void BackupTest::isMadeBesideARunningEngine() {
  Home home;
  const auto fleet = home.writeFleet("Frankfurt");
  GOOD(home.fillState(3));
  const auto lock = disk::DirLock::take(home.places.state_dir);
  GOOD(lock);
  auto store = StateStore::open(home.database(), kNow);
  GOOD(store);
  ports::JobRecord job;
  job.id = "newest", job.rule = "base", job.created = kNow;
  GOOD((*store)->putJob(job)); // in the log only, so far
  GOOD(backUp(home.places, home.folder.file("b"), "1", kNow, {}));
  QVERIFY((*store)->facts("upload/")->size() == 1); // the engine's own state is as it was
  store->reset();
  Home other;
  GOOD(restore(other.places, home.folder.file("b"), kNow, "anna", {}));
  QCOMPARE(test::readFile(other.places.fleet_file), fleet); // byte for byte
  auto again = StateStore::open(other.database(), kNow);
  GOOD(again);
  QVERIFY((*again)->job("newest")->has_value());
}

void BackupTest::isNeverOverwritten() {
  Home home;
  home.writeFleet("Frankfurt");
  const auto file = home.folder.file("b");
  QVERIFY(test::writeFile(file, "mine"));
  const auto made = backUp(home.places, file, "1", kNow, {});
  QVERIFY(!made);
  QCOMPARE(made.error().code, Errc::AlreadyExists);
  QCOMPARE(test::readFile(file), std::string("mine"));
  // Without a state it holds the fleet, and says so.
  const auto fresh = backUp(home.places, home.folder.file("c"), "1", kNow, {});
  GOOD(fresh);
  QCOMPARE(fresh->schema, 0);
  QVERIFY(!fresh->not_in_it.empty());
  home.places.fleet_file = home.folder.file("none.json");
  QCOMPARE(backUp(home.places, home.folder.file("d"), "1", kNow, {}).error().code, Errc::NotFound);
  QCOMPARE(home.names(home.folder.path()), (std::vector<std::string>{"b", "c", "config"}));
}

void BackupTest::refusesWhatIsNone_data() {
  using Damage = std::function<void(const std::string&)>;
  QTest::addColumn<std::function<void(const std::string&)>>("damage");
  QTest::addColumn<int>("code");
  const auto row = [](const char* name, Errc code, Damage damage) { QTest::newRow(name) << damage << static_cast<int>(code); };
  const auto sql = [](const char* text) {
    return [text](const std::string& file) {
      auto connection = sqlite::Connection::open(file, sqlite::Access::Write);
      if (!connection || !(*connection)->execute("PRAGMA journal_mode=DELETE;" + std::string(text))) qFatal("cannot damage %s", file.c_str());
    };
  };
  row("not there", Errc::NotFound, [](const std::string& file) { fs::remove(file); });
  row("a folder", Errc::NotFound, [](const std::string& file) { fs::remove(file), fs::create_directory(file); });
  row("empty", Errc::ContentMismatch, [](const std::string& file) { (void)test::writeFile(file, ""); });
  row("a text", Errc::ContentMismatch, [](const std::string& file) { (void)test::writeFile(file, std::string(9000, 'n')); });
  row("another database", Errc::ContentMismatch, sql("PRAGMA application_id=0"));
  row("of a newer format", Errc::ConfigInvalid, sql("PRAGMA user_version=2"));
  row("a changed byte", Errc::ContentMismatch, sql("UPDATE parts SET bytes=CAST(replace(CAST(bytes AS TEXT),'Frankfurt','Frankfurz') AS BLOB) WHERE name='fleet.json'"));
  row("a part is gone", Errc::ContentMismatch, sql("DELETE FROM parts WHERE name='state.db'"));
  row("a hash is another", Errc::ContentMismatch, sql("UPDATE files SET sha256='00' WHERE name='state.db'"));
  row("no manifest", Errc::ContentMismatch, sql("DELETE FROM notes"));
  row("cut off", Errc::ContentMismatch, [](const std::string& file) { fs::resize_file(file, fs::file_size(file) / 2); });
}
void BackupTest::refusesWhatIsNone() {
  QFETCH(std::function<void(const std::string&)>, damage);
  QFETCH(int, code);
  Home home;
  home.writeFleet("Frankfurt");
  GOOD(home.fillState(2));
  const auto file = home.folder.file("b");
  GOOD(backUp(home.places, file, "1", kNow, {}));
  damage(file);
  const auto fleet = home.writeFleet("Changed since");
  const auto before = test::readFile(home.database());
  const auto done = restore(home.places, file, kNow, "anna", {});
  QVERIFY(!done);
  QVERIFY2(static_cast<int>(done.error().code) == code, done.error().text().c_str());
  QCOMPARE(test::readFile(home.places.fleet_file), fleet);
  QVERIFY(test::readFile(home.database()) == before);
  QCOMPARE(home.names(home.places.fleet_file.parent_path()), std::vector<std::string>{"fleet.json"});
}

void BackupTest::keepsWhatWasThere() {
  Home home;
  const auto old = home.writeFleet("Frankfurt");
  GOOD(home.fillState(2));
  const auto file = home.folder.file("b");
  GOOD(backUp(home.places, file, "1", kNow, {}));
  const auto since = home.writeFleet("Changed since");
  GOOD(home.fillState(5));
  // As after a power cut: the last commits are in the log.
  QVERIFY(test::writeFile(home.database().string() + "-wal", "what a log of another database would do"));
  for (int round = 0; round < 2; ++round) { // twice in a second: each has its name
    const auto done = restore(home.places, file, kNow, "anna", {});
    GOOD(done);
    QCOMPARE(done->kept.size(), std::size_t(round == 0 ? 2 : 1));
    QCOMPARE(test::readFile(home.places.fleet_file), old);
    QVERIFY(!fs::exists(home.database().string() + "-wal"));
  }
  const auto aside = home.places.fleet_file.string() + ".before-restore-20261122T091200Z";
  QCOMPARE(test::readFile(aside), since);
  {
    auto store = StateStore::open(home.database(), kNow);
    GOOD(store);
    QVERIFY((*store)->notice().empty());
    QCOMPARE((*store)->jobs("", 10)->size(), std::size_t(2));
  }
  auto before = StateStore::open(home.database().string() + ".before-restore-20261122T091200Z", kNow);
  GOOD(before);
  QCOMPARE((*before)->jobs("", 10)->size(), std::size_t(5));
}

void BackupTest::touchesNothingWhileAnEngineRuns() {
  Home home;
  home.writeFleet("Frankfurt");
  GOOD(home.fillState(2));
  const auto file = home.folder.file("b");
  GOOD(backUp(home.places, file, "1", kNow, {}));
  const auto lock = disk::DirLock::take(home.places.state_dir);
  GOOD(lock);
  const auto done = restore(home.places, file, kNow, "anna", {});
  QVERIFY(!done);
  QCOMPARE(done.error().code, Errc::Busy);
  QVERIFY2(done.error().text().find(std::to_string(::getpid())) != std::string::npos, done.error().text().c_str());
  QCOMPARE(home.names(home.places.fleet_file.parent_path()), std::vector<std::string>{"fleet.json"});
}

void BackupTest::fullDiskLeavesWhatWasThere() {
  Home home;
  home.writeFleet("Frankfurt");
  GOOD(home.fillState(200));
  const auto file = home.folder.file("b");
  rlimit old{};
  QVERIFY(::getrlimit(RLIMIT_FSIZE, &old) == 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{20 << 10, old.rlim_max}; // stands in for the end of the disk
  QVERIFY(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  const auto none = backUp(home.places, file, "1", kNow, {});
  ::setrlimit(RLIMIT_FSIZE, &old);
  QVERIFY(!none);
  QCOMPARE(home.names(home.folder.path()), (std::vector<std::string>{"config", "state"}));
  GOOD(backUp(home.places, file, "1", kNow, {}));
  const auto fleet = home.writeFleet("Changed since");
  const auto before = test::readFile(home.database());
  QVERIFY(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  const auto failed = restore(home.places, file, kNow, "anna", {});
  ::setrlimit(RLIMIT_FSIZE, &old);
  std::signal(SIGXFSZ, handler);
  QVERIFY(!failed);
  QVERIFY2(failed.error().code == Errc::DiskFull || failed.error().code == Errc::IoFailed, failed.error().text().c_str());
  QCOMPARE(test::readFile(home.places.fleet_file), fleet);
  QVERIFY(test::readFile(home.database()) == before);
}

QTEST_GUILESS_MAIN(BackupTest)
#include "backup_test.moc"
