// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a state database that something has happened to.
#include <QTest>

#include "base/log.h"
#include "ports/rebuilt.h"
#include "sqlite/schema.h"
#include "sqlite/state_store.h"
#include "support/process.h"

#include <csignal>
#include <fstream>
#include <functional>
#include <sys/resource.h>

using namespace meridian;
using sqlite::StateStore;
namespace fs = std::filesystem;

#define GOOD(call)                                                                                           \
  do {                                                                                                       \
    const auto& result_ = (call);                                                                            \
    QVERIFY2(result_, result_ ? "" : result_.error().message.c_str());                                       \
  } while (false)

namespace {

const base::Timestamp kNow(std::chrono::seconds(1'795'338'720)); // 2026-11-22T09:12:00Z
constexpr int kJobs = 400, kFacts = 2000, kActions = 300;
constexpr std::size_t kPage = 4096;

ports::JobRecord job(int n) {
  ports::JobRecord out;
  out.id = "20261122T091200Z-" + std::to_string(100000 + n);
  out.rule = "base";
  out.state = ports::JobState::Succeeded;
  out.created = kNow + std::chrono::seconds(n);
  out.kind = n % 2 == 0 ? "sync" : "audit";
  return out;
}

base::Result<void> fill(StateStore& store) {
  for (int n = 0; n < kJobs; ++n) {
    const auto one = job(n);
    ports::OutcomeRecord outcome;
    outcome.job = one.id, outcome.target = "tyo", outcome.ref = "app:1", outcome.result = "copied", outcome.finished = kNow;
    if (auto put = store.putJob(one); !put) return put;
    if (auto put = store.putOutcomes({outcome}); !put) return put;
    if (auto put = store.putEvents({{0, one.id, kNow, "info", "planned " + std::string(50, 'x')}}); !put) return put;
  }
  std::vector<std::pair<std::string, std::string>> facts{{"audited/base/tyo/app", "hash 1"}, {"upload/x", "http://tyo/?_state=abc"}};
  for (int n = 0; n < kFacts; ++n) facts.emplace_back("manifest/" + std::to_string(10000 + n), std::string(200, 'f'));
  for (int n = 0; n < kActions; ++n)
    if (auto put = store.actions()->putAction({0, kNow, "anna@desk", "job.start", "rule base", std::to_string(n), {}}); !put) return put;
  return store.putFacts(facts);
}

/// One full database for all tests; they damage copies.
const std::string& original() {
  static const test::TemporaryFolder folder;
  static const std::string file = folder.file("state.db");
  if (!fs::exists(file)) {
    auto store = StateStore::open(file, kNow);
    if (!store || !fill(**store)) qFatal("no database to damage");
  }
  return file;
}

void overwrite(const std::string& file, std::size_t at, const std::string& bytes) {
  std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
  out.seekp(static_cast<std::streamoff>(at));
  out << bytes;
}

std::vector<fs::path> setAside(const fs::path& folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const auto name = entry.path().filename().string();
    if (name.starts_with("state.db.damaged-") && !name.ends_with("-wal") && !name.ends_with("-shm")) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

struct Kept {
  std::size_t jobs, facts, actions;
};
Kept keptIn(StateStore& store) {
  const auto jobs = store.jobs("", 100'000);
  const auto facts = store.facts("manifest/");
  const auto actions = store.actions()->actions(0, 100'000);
  return {jobs ? jobs->size() : 0, facts ? facts->size() : 0, actions ? actions->size() : 0};
}

using Damage = std::function<void(const std::string& file)>;

} // namespace
Q_DECLARE_METATYPE(Damage)

class DamageTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() { base::configureLog("*=off"); }

  void whatReadsIsKept_data() {
    QTest::addColumn<Damage>("damage");
    QTest::addColumn<int>("jobs"); // that are kept at least
    QTest::addColumn<int>("facts");
    QTest::addColumn<int>("actions");
    const auto pages = fs::file_size(original()) / kPage;
    const auto garbage = [](std::size_t page, std::size_t count) {
      return [page, count](const std::string& file) { overwrite(file, page * kPage, std::string(count * kPage, '\x7f')); };
    };
    QTest::newRow("no database at all") << Damage([](const std::string& file) { (void)test::writeFile(file, std::string(8192, 'n')); }) << 0 << 0 << 0;
    QTest::newRow("a page in the middle") << Damage(garbage(pages / 2, 1)) << kJobs - 40 << kFacts - 60 << kActions - 90;
    QTest::newRow("thirty pages in the middle") << Damage(garbage(pages / 2, 30)) << kJobs / 2 << kFacts / 10 << kActions / 10;
    QTest::newRow("the first page") << Damage(garbage(0, 1)) << kJobs << kFacts << 0;
    QTest::newRow("the first sector") << Damage([](const std::string& file) { overwrite(file, 0, std::string(512, '\0')); }) << kJobs << kFacts << 0;
    QTest::newRow("every tenth page") << Damage([pages](const std::string& file) {
      for (std::size_t page = 15; page < pages; page += 10) overwrite(file, page * kPage, std::string(kPage, '\0'));
    }) << kJobs / 2 << kFacts / 2 << 0;
    QTest::newRow("cut off in the middle") << Damage([](const std::string& file) { fs::resize_file(file, fs::file_size(file) / 2); }) << kJobs / 3 << 0 << 0;
    QTest::newRow("cut off at the last page") << Damage([](const std::string& file) { fs::resize_file(file, fs::file_size(file) - kPage); })
                                              << kJobs << kFacts - 60 << kActions - 90;
    QTest::newRow("cut off within a page") << Damage([](const std::string& file) { fs::resize_file(file, fs::file_size(file) - 3 * kPage - 100); })
                                           << kJobs << kFacts / 2 << 0;
  }
  void whatReadsIsKept() {
    QFETCH(Damage, damage);
    QFETCH(int, jobs);
    QFETCH(int, facts);
    QFETCH(int, actions);
    const test::TemporaryFolder folder;
    const auto file = folder.file("state.db");
    fs::copy_file(original(), file);
    damage(file);
    const auto damaged = test::readFile(file);
    auto store = StateStore::open(file, kNow);
    GOOD(store);
    const auto aside = setAside(folder.path());
    QCOMPARE(aside.size(), std::size_t(1));
    QCOMPARE(aside.front().filename().string(), std::string("state.db.damaged-20261122T091200Z"));
    QVERIFY2(test::readFile(aside.front().string()) == damaged, "what was set aside was changed");
    const auto& notice = (*store)->notice();
    QVERIFY2(notice.find(aside.front().string()) != std::string::npos, notice.c_str());
    QVERIFY(notice.find("audit") != std::string::npos);
    const auto kept = keptIn(**store);
    const auto found = "jobs " + std::to_string(kept.jobs) + ", facts " + std::to_string(kept.facts) + ", actions " + std::to_string(kept.actions);
    QVERIFY2(kept.jobs >= static_cast<std::size_t>(jobs) && kept.facts >= static_cast<std::size_t>(facts) &&
                 kept.actions >= static_cast<std::size_t>(actions),
             found.c_str());
    // What is kept is what was there, and nothing is believed that nobody looks at again.
    const auto jobs_left = (*store)->jobs("", 100'000);
    for (const auto& one : *jobs_left) {
      QCOMPARE(one.rule, std::string("base"));
      QCOMPARE(one.state, ports::JobState::Succeeded);
    }
    const auto facts_left = (*store)->facts("manifest/");
    for (const auto& [key, value] : *facts_left) QCOMPARE(value, std::string(200, 'f'));
    QVERIFY((*store)->facts("audited/")->empty());
    QVERIFY((*store)->facts("upload/")->empty());
    QCOMPARE(**(*store)->fact(ports::kRebuiltFact), std::to_string(kNow.time_since_epoch().count()));
    const auto events = (*store)->events("", 0, 100'000);
    QCOMPARE(events->back().text, notice);
    QCOMPARE(events->back().level, std::string("warning"));
    GOOD((*store)->putJob(job(kJobs + 1)));
    store->reset();
    // It is whole from now on.
    auto again = StateStore::open(file, kNow);
    GOOD(again);
    QVERIFY((*again)->notice().empty());
    QCOMPARE(keptIn(**again).jobs, kept.jobs + 1);
  }

  void twoInOneSecondHaveNames() {
    const test::TemporaryFolder folder;
    const auto file = folder.file("state.db");
    for (int n = 0; n < 2; ++n) {
      QVERIFY(test::writeFile(file, std::string(8192, 'n')));
      GOOD(StateStore::open(file, kNow));
    }
    QCOMPARE(setAside(folder.path()).size(), std::size_t(2));
  }

  void anotherProgramsDatabaseIsNotWrittenInto_data() {
    QTest::addColumn<QString>("sql");
    QTest::newRow("without a version") << "CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('x')";
    QTest::newRow("with the version of ours") << "CREATE TABLE bookmarks (url TEXT); PRAGMA user_version=3";
    QTest::newRow("with a table of the same name") << "CREATE TABLE jobs (id TEXT, salary REAL); PRAGMA user_version=1";
  }
  void anotherProgramsDatabaseIsNotWrittenInto() {
    QFETCH(QString, sql);
    const test::TemporaryFolder folder;
    const auto file = folder.file("state.db");
    GOOD(sqlite::Connection::open(file, sqlite::Access::Write).value()->execute(sql.toStdString()));
    const auto before = test::readFile(file);
    auto store = StateStore::open(file, kNow);
    GOOD(store);
    QVERIFY((*store)->notice().find("another program") != std::string::npos);
    QVERIFY(test::readFile(setAside(folder.path()).at(0).string()) == before);
    QVERIFY((*store)->jobs("", 10)->empty());
  }

  void damagedLogCostsTheLastCommitsAtMost_data() {
    QTest::addColumn<double>("at"); // of the log, where it is damaged
    for (const double at : {0.0, 0.001, 0.1, 0.5, 0.99}) QTest::addRow("at %g", at) << at;
  }
  void damagedLogCostsTheLastCommitsAtMost() {
    QFETCH(double, at);
    const test::TemporaryFolder folder, after;
    const auto file = folder.file("state.db"), copy = after.file("state.db");
    {
      auto store = StateStore::open(file, kNow);
      GOOD(store);
      for (int n = 0; n < 100; ++n) GOOD((*store)->putJob(job(n)));
      // As a power cut leaves them: nothing was closed.
      for (const char* part : {"", "-wal"}) fs::copy_file(file + part, copy + part);
    }
    const auto size = fs::file_size(copy + "-wal");
    QVERIFY(size > 100'000);
    overwrite(copy + "-wal", static_cast<std::size_t>(at * static_cast<double>(size)), std::string(600, '\x55'));
    auto store = StateStore::open(copy, kNow);
    GOOD(store);
    // The commits before the damage, in order, and nothing half.
    const auto jobs = (*store)->jobs("", 1000);
    GOOD(jobs);
    QVERIFY(jobs->size() <= 100);
    QVERIFY2(at < 0.4 || jobs->size() >= 30, std::to_string(jobs->size()).c_str());
    for (std::size_t n = 0; n < jobs->size(); ++n) QCOMPARE((*jobs)[jobs->size() - 1 - n].id, job(static_cast<int>(n)).id);
  }

  void fullDiskLeavesTheDamagedFile() {
    const test::TemporaryFolder folder;
    const auto file = folder.file("state.db");
    fs::copy_file(original(), file);
    const auto pages = fs::file_size(file) / kPage;
    overwrite(file, pages / 2 * kPage, std::string(kPage, '\x7f'));
    const auto before = test::readFile(file);
    rlimit old{};
    QVERIFY(::getrlimit(RLIMIT_FSIZE, &old) == 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{100 << 10, old.rlim_max}; // stands in for the end of the disk
    QVERIFY(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    const auto failed = StateStore::open(file, kNow);
    ::setrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!failed);
    // SQLite does not keep EFBIG for us in every journal mode; a disk that is full says ENOSPC, which it knows.
    const auto code = failed.error().code;
    QVERIFY2(code == base::Errc::DiskFull || code == base::Errc::IoFailed, failed.error().text().c_str());
    QVERIFY(test::readFile(file) == before);
    QVERIFY(setAside(folder.path()).empty());
    QVERIFY(!fs::exists(file + ".rebuilt"));
    auto store = StateStore::open(file, kNow);
    GOOD(store);
    QVERIFY(keptIn(**store).jobs > kJobs / 2);
  }
};

QTEST_GUILESS_MAIN(DamageTest)
#include "damage_test.moc"
