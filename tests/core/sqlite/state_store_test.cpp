// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlite/state_store.h"

#include "sqlite/schema.h"
#include "support/process.h"

#include <csignal>
#include <fstream>
#include <QTest>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>

using namespace meridian;
using sqlite::StateStore;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

const base::Timestamp kNow(std::chrono::seconds(1'795'338'720)); // 2026-11-22T09:12:00Z

ports::JobRecord job(const std::string& id) {
  ports::JobRecord out;
  out.id = id;
  out.rule = "base";
  out.state = ports::JobState::Running;
  out.created = kNow;
  return out;
}

unsigned modeOf(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 07777u : 0;
}

/// The child of the durability test: writes jobs and says so in `acks` after each call has returned.
int writeUntilKilled(const char* database, const char* acks) {
  auto store = StateStore::open(database, kNow);
  if (!store) return 1;
  std::ofstream out(acks);
  for (int i = 0;; ++i) {
    if (!(*store)->putJob(job("j" + std::to_string(i)))) return 1;
    if (!(*store)->putEvents({{0, "j" + std::to_string(i), kNow, "info", "text"}})) return 1;
    out << i << std::endl;
  }
}

std::vector<fs::path> setAside(const fs::path& folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().starts_with("state.db.damaged-")) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

} // namespace

#define GOOD(call)                                                                                           \
  do {                                                                                                       \
    const auto& result_ = (call);                                                                            \
    QVERIFY2(result_, result_ ? "" : result_.error().message.c_str());                                       \
  } while (false)

class StateStoreTest : public QObject {
  Q_OBJECT

private slots:
  void remembersAcrossOpenings() {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "a" / "state.db";
    {
      auto store = StateStore::open(file, kNow);
      GOOD(store);
      GOOD((*store)->putJob(job("one")));
      QVERIFY((*store)->notice().empty());
    }
    auto store = StateStore::open(file, kNow);
    GOOD(store);
    QVERIFY((*store)->job("one")->has_value());
  }

  void filesArePrivate() {
    const test::TemporaryFolder folder;
    const auto file = (folder.path() / "a" / "state.db").string();
    auto store = StateStore::open(file, kNow);
    GOOD(store);
    GOOD((*store)->putJob(job("one")));
    QCOMPARE(modeOf((folder.path() / "a").string()), 0700u);
    for (const char* part : {"", "-wal", "-shm"})
      QCOMPARE(modeOf(file + part), 0600u);
    store->reset();
    QVERIFY(::chmod(file.c_str(), 0644) == 0);
    store = StateStore::open(file, kNow);
    GOOD(store);
    QCOMPARE(modeOf(file), 0600u);
  }

  void committedRowsSurviveKill9() {
    const test::TemporaryFolder folder;
    const auto database = folder.file("state.db"), acks = folder.file("acks");
    auto child = test::Process::start(
        {QCoreApplication::applicationFilePath().toStdString(), "--write-until-killed", database, acks});
    GOOD(child);
    const auto acknowledged = [&] {
      const auto text = test::readFile(acks);
      return std::count(text.begin(), text.end(), '\n');
    };
    QVERIFY(test::waitUntil([&] { return acknowledged() >= 50 || !child->running(); }, 30s));
    child->kill();
    const auto count = acknowledged();
    QVERIFY2(count >= 50, "the child ended by itself");
    auto store = StateStore::open(database, kNow);
    GOOD(store);
    QVERIFY2((*store)->notice().empty(), (*store)->notice().c_str());
    for (std::ptrdiff_t i = 0; i < count; ++i) {
      const auto id = "j" + std::to_string(i);
      QVERIFY2((*store)->job(id)->has_value(), id.c_str());
      QCOMPARE((*store)->events(id, 0, 10)->size(), 1u);
    }
    QVERIFY((*store)->markInterrupted(kNow)->size() >= static_cast<std::size_t>(count));
  }

  void waitingCallersShareCommits() {
    const test::TemporaryFolder folder;
    auto store = StateStore::open(folder.file("state.db"), kNow);
    GOOD(store);
    constexpr int kThreads = 8, kRounds = 50;
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t)
      threads.emplace_back([&, t] {
        for (int i = 0; i < kRounds; ++i)
          (void)(*store)->putJob(job(std::to_string(t) + "/" + std::to_string(i)));
      });
    for (auto& thread : threads)
      thread.join();
    QCOMPARE((*store)->jobs("", 1000)->size(), std::size_t(kThreads * kRounds));
    QVERIFY((*store)->commits() > 0);
    QVERIFY2((*store)->commits() < kThreads * kRounds, "every call had its own commit");
  }

  void readsBesideAWriter() {
    const test::TemporaryFolder folder;
    const auto file = folder.file("state.db");
    QCOMPARE(StateStore::openReadOnly(file).error().code, base::Errc::NotFound);
    QVERIFY(!fs::exists(file));
    auto writer = StateStore::open(file, kNow);
    GOOD(writer);
    GOOD((*writer)->putJob(job("one")));
    auto reader = StateStore::openReadOnly(file);
    GOOD(reader);
    QVERIFY((*reader)->job("one")->has_value());
    GOOD((*writer)->putJob(job("two")));
    QVERIFY((*reader)->job("two")->has_value());
    QCOMPARE((*reader)->putJob(job("three")).error().code, base::Errc::Unsupported);
    QCOMPARE((*reader)->markInterrupted(kNow).error().code, base::Errc::Unsupported);
  }

  void fullDiskIsNamedAndPasses() {
    const test::TemporaryFolder folder;
    auto store = StateStore::open(folder.file("state.db"), kNow);
    GOOD(store);
    GOOD((*store)->putFact("before", "1"));
    // A limit on the size of files stands in for the end of the disk: write() fails the same way.
    rlimit old{};
    QVERIFY(::getrlimit(RLIMIT_FSIZE, &old) == 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{256 << 10, old.rlim_max};
    QVERIFY(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    const auto failed = (*store)->putFact("large", std::string(2 << 20, 'x'));
    const bool readable = (*store)->fact("before")->has_value();
    ::setrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, base::Errc::DiskFull);
    QVERIFY(failed.error().message.find("state.db") != std::string::npos);
    QVERIFY(readable);
    QVERIFY(!(*store)->fact("large")->has_value());
    GOOD((*store)->putFact("after", "2"));
    QVERIFY((*store)->fact("after")->has_value());
  }

  void oneFailureDoesNotTakeOthersAlong() {
    const test::TemporaryFolder folder;
    auto connection = sqlite::Connection::open(folder.file("w.db"), sqlite::Access::Write);
    GOOD(connection);
    GOOD((*connection)->execute("CREATE TABLE t (x INTEGER PRIMARY KEY)"));
    sqlite::Writer writer(std::move(*connection));
    const auto insert = [](int value) {
      return [value](sqlite::Connection& db) {
        return sqlite::Query(db, "INSERT INTO t VALUES (?)", value).run();
      };
    };
    QVERIFY(writer.run(insert(1)));
    std::atomic<int> good{0}, bad{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&, i] {
        const auto both = [&](sqlite::Connection& db) -> base::Result<void> {
          if (auto first = insert(100 + i)(db); !first) return first;
          return i % 2 == 0 ? insert(200 + i)(db) : insert(1)(db); // 1 is taken
        };
        ++(writer.run(both) ? good : bad);
      });
    for (auto& thread : threads)
      thread.join();
    QCOMPARE(good.load(), 4);
    QCOMPARE(bad.load(), 4);
    auto reader = sqlite::Connection::open(folder.file("w.db"), sqlite::Access::Read);
    GOOD(reader);
    sqlite::Query count(**reader, "SELECT count(*) FROM t");
    QVERIFY(*count.next());
    QCOMPARE(count.integer(), 9); // nothing of the failed ones
  }

  void saysWhatCannotBeOpened() {
    const test::TemporaryFolder folder;
    QVERIFY(test::writeFile(folder.file("file"), "x"));
    const auto store = StateStore::open(folder.path() / "file" / "state.db", kNow);
    QVERIFY(!store);
    QCOMPARE(store.error().code, base::Errc::IoFailed);
    fs::create_directory(folder.path() / "state.db");
    QVERIFY(!StateStore::open(folder.path() / "state.db", kNow));
    QVERIFY(setAside(folder.path()).empty());
  }
};

int main(int argc, char** argv) {
  if (argc == 4 && std::string_view(argv[1]) == "--write-until-killed")
    return writeUntilKilled(argv[2], argv[3]);
  QCoreApplication app(argc, argv);
  StateStoreTest test;
  return QTest::qExec(&test, argc, argv);
}
#include "state_store_test.moc"
