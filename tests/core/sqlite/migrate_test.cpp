// SPDX-License-Identifier: GPL-3.0-or-later
// State databases as every earlier version left them, opened by this one.
#include <QTest>

#include "core/sqlite/fixtures/values.h"
#include "sqlite/schema.h"
#include "sqlite/state_store.h"
#include "support/process.h"

#include <csignal>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace meridian;
using sqlite::StateStore;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

#define GOOD(call)                                                                                           \
  do {                                                                                                       \
    const auto& result_ = (call);                                                                            \
    QVERIFY2(result_, result_ ? "" : result_.error().message.c_str());                                       \
  } while (false)

namespace {

bool makeFixture(int version, const std::string& file) {
  const auto sql = test::readFile(MERIDIAN_FIXTURES "/v" + std::to_string(version) + ".sql");
  auto connection = sqlite::Connection::open(file, sqlite::Access::Write);
  return !sql.empty() && connection && (*connection)->execute(sql);
}

std::string line(const ports::JobRecord& j) {
  std::string out = j.id + "|" + j.rule + "|" + std::string(ports::name(j.state)) + "|" + j.kind + "|" + j.error;
  for (const auto time : {j.created, j.started, j.finished}) out += "|" + std::to_string(time.time_since_epoch().count());
  for (const auto count : {j.tags_matched, j.tags_copied, j.tags_unchanged, j.tags_failed, j.bytes_total.value, j.read.value,
                           j.written.value, j.mounted.value, j.skipped.value, j.resumed.value, j.source_requests, j.target_requests})
    out += "|" + std::to_string(count);
  return out;
}

std::string line(const ports::OutcomeRecord& o) {
  return o.job + o.target + o.ref + o.digest + o.result + std::to_string(o.bytes.value) + "|" + std::to_string(o.seconds.count()) +
         std::to_string(o.finished.time_since_epoch().count()) + o.error_code + o.error_message + std::to_string(o.http_status) +
         o.registry_code + std::to_string(o.retry_after);
}

/// What is not as the fixture's version has written it; empty: all is there.
QString missing(StateStore& store, int version) {
  QStringList out;
  for (int n = 0; n < test::kJobs; ++n) {
    auto wanted = test::job(n);
    if (version < 2) wanted.kind = "sync";
    const auto found = store.job(wanted.id);
    if (!found || !*found || line(**found) != line(wanted)) out << QString::fromStdString("job " + wanted.id);
    const auto outcomes = store.outcomes(wanted.id);
    const auto expected = test::outcomes(wanted);
    for (std::size_t i = 0; i < expected.size(); ++i)
      if (!outcomes || outcomes->size() != expected.size() || line((*outcomes)[i]) != line(expected[i]))
        out << QString::fromStdString("outcome " + expected[i].ref + " of " + wanted.id);
    const auto events = store.events(wanted.id, 0, 10);
    if (!events || events->size() != 2 || events->back().text != "tyo is slow") out << QString::fromStdString("events of " + wanted.id);
  }
  if (const auto all = store.events("", 0, 100); !all || all->size() != 2 * test::kJobs + 1U) out << "events";
  for (int n = 0; n < test::kChecks; ++n)
    if (const auto fact = store.fact(test::check(n).first); !fact || *fact != test::check(n).second) out << "a fact";
  if (const auto fact = store.fact("manifest/big"); !fact || *fact != test::longFact()) out << "the long fact";
  const auto actions = store.actions()->actions(0, 100);
  const std::size_t wanted = version < 3 ? 0 : test::kActions;
  if (!actions || actions->size() != wanted || (wanted > 0 && actions->front().problem != "refused")) out << "actions";
  return out.join(QLatin1Char(','));
}

/// The child of the test with interrupted migrations: ends by SIGKILL right before commit number `at`.
int commits_left = 0;
int killAtCommit(void*) {
  if (--commits_left <= 0) std::raise(SIGKILL);
  return 0;
}
int hook(sqlite3* handle, char**, const sqlite3_api_routines*) { return sqlite3_commit_hook(handle, killAtCommit, nullptr), SQLITE_OK; }

int openAndDie(const char* file, const char* at) {
  commits_left = std::atoi(at);
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(hook));
  return StateStore::open(file, test::kNow) ? 0 : 1;
}

std::size_t sizeOf(const std::string& file) { return fs::exists(file) ? static_cast<std::size_t>(fs::file_size(file)) : 0; }

} // namespace

class MigrateTest : public QObject {
  Q_OBJECT

  static void versions() {
    QTest::addColumn<int>("version");
    for (int version = 1; version <= sqlite::newestSchema(); ++version)
      QTest::addRow("version %d", version) << version;
  }

private slots:
  void nothingIsLost_data() { versions(); }
  void nothingIsLost() {
    QFETCH(int, version);
    const test::TemporaryFolder folder;
    const auto file = folder.file("state.db"), kept = file + ".before-" + std::to_string(version);
    QVERIFY2(makeFixture(version, file), "no fixture of this version: see fixtures/make.sh");
    auto store = StateStore::open(file, test::kNow);
    GOOD(store);
    QVERIFY((*store)->notice().empty());
    QCOMPARE(missing(**store, version), QString());
    // It goes on like any other.
    GOOD((*store)->putJob(test::job(99)));
    GOOD((*store)->actions()->putAction({0, test::kNow, "anna", "job.start", "rule base", {}, {}}));
    QVERIFY((*store)->markInterrupted(test::kNow)->size() >= 2);
    store->reset();
    const bool older = version < sqlite::newestSchema();
    QCOMPARE(fs::exists(kept), older);
    if (!older) return;
    struct stat info {};
    QVERIFY(::stat(kept.c_str(), &info) == 0);
    QCOMPARE(info.st_mode & 07777u, 0600u);
    QVERIFY(!fs::exists(kept + "-wal") && !fs::exists(kept + ".new"));
    {
      auto connection = sqlite::Connection::open(kept, sqlite::Access::Read);
      GOOD(connection);
      QCOMPARE(*sqlite::schemaVersion(**connection), std::int64_t(version));
      GOOD(sqlite::checkIntegrity(**connection));
    }
    // The way back: what was kept is what was there.
    fs::rename(kept, folder.file("again.db"));
    auto again = StateStore::open(folder.file("again.db"), test::kNow);
    GOOD(again);
    QCOMPARE(missing(**again, version), QString());
  }

  void oneOlderFileIsKept() {
    const test::TemporaryFolder folder;
    const auto file = folder.file("state.db");
    for (const int version : {1, 2}) {
      for (const char* part : {"", "-wal", "-shm"}) fs::remove(file + part);
      QVERIFY(makeFixture(version, file));
      GOOD(StateStore::open(file, test::kNow));
    }
    QVERIFY(!fs::exists(file + ".before-1"));
    QVERIFY(fs::exists(file + ".before-2"));
  }

  void killedAtEveryCommit_data() { versions(); }
  void killedAtEveryCommit() {
    QFETCH(int, version);
    const test::TemporaryFolder folder;
    const auto file = folder.file("state.db");
    QVERIFY(makeFixture(version, file));
    int kills = 0;
    for (int at = 1;; ++at) {
      auto child = test::Process::start({QCoreApplication::applicationFilePath().toStdString(), "--open-and-die", file, std::to_string(at)});
      GOOD(child);
      const auto status = child->wait(60s);
      QVERIFY(status.has_value());
      if (*status == 0) break;
      QCOMPARE(*status, 128 + SIGKILL);
      ++kills;
      // Looked at by a copy: what the next start finds has to be what the kill left.
      std::int64_t now = 0;
      {
        const test::TemporaryFolder look;
        for (const char* part : {"", "-wal"})
          if (fs::exists(file + part)) fs::copy_file(file + part, look.file("state.db") + part);
        auto connection = sqlite::Connection::open(look.file("state.db"), sqlite::Access::Write);
        GOOD(connection);
        GOOD(sqlite::checkIntegrity(**connection));
        GOOD(sqlite::checkTables(**connection)); // of exactly the version that it says
        now = *sqlite::schemaVersion(**connection);
        connection->reset();
        auto store = StateStore::open(look.file("state.db"), test::kNow);
        GOOD(store);
        QCOMPARE(missing(**store, version), QString());
      }
      QVERIFY(now >= version && now <= sqlite::newestSchema());
    }
    QVERIFY2(version == sqlite::newestSchema() || kills >= sqlite::newestSchema() - version, "there were fewer commits than steps");
    auto store = StateStore::open(file, test::kNow);
    GOOD(store);
    QCOMPARE(missing(**store, version), QString());
  }

  void fullDiskLeavesTheOldVersion_data() {
    QTest::addColumn<int>("room"); // bytes beyond the size of the database, where files end
    QTest::newRow("no room for the kept file") << -8192;
    QTest::newRow("no room for the steps") << 1;
  }
  void fullDiskLeavesTheOldVersion() {
    QFETCH(int, room);
    const test::TemporaryFolder folder;
    const auto file = folder.file("state.db");
    QVERIFY(makeFixture(1, file));
    rlimit old{};
    QVERIFY(::getrlimit(RLIMIT_FSIZE, &old) == 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    // With room for the copy: the log of the steps is smaller than the database, so it is made to need more.
    const auto limit = static_cast<rlim_t>(static_cast<long>(sizeOf(file)) + room);
    const rlimit small{room > 0 ? std::min<rlim_t>(limit, 4096) : limit, old.rlim_max};
    if (room > 0) GOOD(sqlite::Connection::open(file, sqlite::Access::Read).value()->copyTo(file + ".before-1"));
    QVERIFY(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    const auto failed = StateStore::open(file, test::kNow);
    ::setrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, base::Errc::DiskFull);
    auto store = StateStore::open(file, test::kNow);
    GOOD(store);
    QVERIFY((*store)->notice().empty());
    QCOMPARE(missing(**store, 1), QString());
  }

  void newerDatabaseIsLeftAlone() {
    const test::TemporaryFolder folder;
    const auto file = folder.file("state.db");
    QVERIFY(makeFixture(3, file));
    GOOD(sqlite::Connection::open(file, sqlite::Access::Write).value()->execute("CREATE TABLE later (x); PRAGMA user_version=999"));
    const auto before = test::readFile(file);
    const auto store = StateStore::open(file, test::kNow);
    QVERIFY(!store);
    QCOMPARE(store.error().code, base::Errc::ConfigInvalid);
    QVERIFY(store.error().message.find("newer") != std::string::npos);
    QCOMPARE(StateStore::openReadOnly(file).error().code, base::Errc::ConfigInvalid);
    QVERIFY(test::readFile(file) == before);
    for (const auto& entry : fs::directory_iterator(folder.path()))
      QVERIFY2(!entry.path().filename().string().starts_with("state.db."), entry.path().c_str());
  }

  void olderDatabaseIsNotForLookingOnly() {
    const test::TemporaryFolder folder;
    const auto file = folder.file("state.db");
    QVERIFY(makeFixture(1, file));
    const auto beside = StateStore::openReadOnly(file);
    QVERIFY(!beside && beside.error().message.find("brought up to date") != std::string::npos);
    GOOD(StateStore::open(file, test::kNow));
    auto again = StateStore::openReadOnly(file);
    GOOD(again);
    QCOMPARE((*again)->actions()->putAction({}).error().code, base::Errc::Unsupported);
  }
};

int main(int argc, char** argv) {
  if (argc == 4 && std::string_view(argv[1]) == "--open-and-die") return openAndDie(argv[2], argv[3]);
  QCoreApplication app(argc, argv);
  MigrateTest test;
  return QTest::qExec(&test, argc, argv);
}
#include "migrate_test.moc"
