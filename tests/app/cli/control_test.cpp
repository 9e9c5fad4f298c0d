// SPDX-License-Identifier: GPL-3.0-or-later
// The program meridianctl beside a process that runs a job; this test stands in for that one.
#include <QTest>

#include "disk/control_box.h"
#include "disk/dir_lock.h"
#include "sqlite/connection.h"
#include "sqlite/state_store.h"
#include "support/process.h"

#include <optional>
#include <thread>

using namespace meridian;
using namespace std::chrono_literals;
using disk::ControlVerb;

namespace {

constexpr const char* kRunning = "20261122T000000Z-00abcd";
constexpr const char* kEnded = "20261121T000000Z-00ef01";

} // namespace

class ControlTest : public QObject {
  Q_OBJECT

private:
  /// The state of an engine with a job that runs and one that ended.
  struct Place {
    Place() {
      (void)test::writeFile(folder.path() / "fleet.json", "{\"version\": 1}");
      auto store = sqlite::StateStore::open(state() / "state.db", clock.now());
      if (!store) return;
      ports::JobRecord job;
      job.rule = "base";
      job.id = kEnded;
      job.state = ports::JobState::Succeeded;
      job.created = job.started = job.finished = clock.now();
      const auto ended = (*store)->putJob(job);
      job.id = kRunning;
      job.state = ports::JobState::Running;
      job.finished = {};
      good = ended && (*store)->putJob(job);
    }
    [[nodiscard]] std::filesystem::path state() const { return folder.path(); }
    [[nodiscard]] test::Finished run(std::vector<std::string> words) const {
      std::vector<std::string> argv{MERIDIAN_BIN "/meridianctl", "--fleet", folder.file("fleet.json"),
                                    "--state", state().string()};
      argv.insert(argv.end(), words.begin(), words.end());
      const auto finished = test::run(argv, 60s);
      return finished ? *finished : test::Finished{-1, finished.error().message};
    }
    test::TemporaryFolder folder;
    base::SystemClock clock;
    bool good = false;
  };

  /// Holds the state and answers, as a process with a running job does.
  class Engine {
  public:
    Engine(Place& place, bool obeys) : m_box(place.state(), place.clock) {
      if (auto lock = disk::DirLock::take(place.state())) m_lock.emplace(std::move(*lock));
      m_thread = std::jthread([this, &place, obeys](std::stop_token stop) {
        while (place.clock.sleep(10ms, stop))
          for (const auto& request : m_box.take())
            (void)m_box.answer(request, obeys, request.job + ": " + std::string(disk::name(request.verb)));
      });
    }

  private:
    std::optional<disk::DirLock> m_lock;
    disk::ControlBox m_box;
    std::jthread m_thread;
  };

private slots:
  void tellsTheRunningEngine_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("verb");
    for (const char* verb : {"pause", "resume", "cancel", "top"})
      QTest::newRow(verb) << kRunning << verb;
    QTest::newRow("the end of an id") << "00abcd"
                                      << "pause";
  }
  void tellsTheRunningEngine() {
    QFETCH(QString, id);
    QFETCH(QString, verb);
    Place place;
    QVERIFY(place.good);
    const Engine engine(place, true);
    const auto words = place.run({"job", id.toStdString(), verb.toStdString()});
    QCOMPARE(QString::fromStdString(words.output), QString("%1: %2\n").arg(kRunning, verb));
    QCOMPARE(words.status, 0);
    const auto json = place.run({"--json", "job", id.toStdString(), verb.toStdString()});
    QCOMPARE(json.status, 0);
    QVERIFY2(json.output.find("\"result\": \"done\"") != std::string::npos, json.output.c_str());
  }

  void saysWhatTheEngineSays() {
    Place place;
    const Engine engine(place, false);
    const auto words = place.run({"job", "00abcd", "pause"});
    QCOMPARE(words.status, 1);
    QVERIFY2(words.output.find(std::string(kRunning) + ": pause") != std::string::npos, words.output.c_str());
    const auto json = place.run({"--json", "job", "00abcd", "pause"});
    QCOMPARE(json.status, 1);
    QVERIFY2(json.output.find("\"result\": \"failed\"") != std::string::npos, json.output.c_str());
  }

  void refuses_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("words");
    QTest::newRow("no engine") << kRunning << "no engine is running on ";
    QTest::newRow("ended") << kEnded << "has ended (succeeded); running: 20261122T000000Z-00abcd (rule base)";
    QTest::newRow("unknown") << "nothing"
                             << "; running: 20261122T000000Z-00abcd (rule base)";
  }
  void refuses() {
    QFETCH(QString, id);
    QFETCH(QString, words);
    Place place;
    const auto said = place.run({"job", id.toStdString(), "pause"});
    QCOMPARE(said.status, 1);
    QVERIFY2(QString::fromStdString(said.output).contains(words), said.output.c_str());
    QVERIFY(!std::filesystem::exists(place.state() / "control"));
  }

  void looksIntoWhatAnOlderOneLeft() {
    const Place place;
    {
      auto old = sqlite::Connection::open(place.state() / "state.db", sqlite::Access::Write);
      QVERIFY(old && (*old)->execute("DROP TABLE actions; ALTER TABLE jobs DROP COLUMN kind; PRAGMA user_version=1"));
    }
    {
      const auto lock = disk::DirLock::take(place.state()); // the older one still runs
      QVERIFY(lock);
      const auto said = place.run({"jobs"});
      QVERIFY2(said.status == 2 && said.output.find("brought up to date") != std::string::npos, said.output.c_str());
    }
    const auto said = place.run({"jobs"});
    QVERIFY2(said.status == 0 && said.output.find("base") != std::string::npos, said.output.c_str());
  }

  void badArguments() {
    Place place;
    QCOMPARE(place.run({"job", kRunning, "explode"}).status, 2);
    QCOMPARE(place.run({"job"}).status, 2);
  }

  void showsOneJob() {
    Place place;
    const auto said = place.run({"job", "00ef01"});
    QCOMPARE(said.status, 0);
    QVERIFY2(said.output.find("0 matched, 0 copied") != std::string::npos, said.output.c_str());
  }
};

QTEST_GUILESS_MAIN(ControlTest)
#include "control_test.moc"
