// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "disk/control_box.h"
#include "disk/dir_lock.h"
#include "support/process.h"

#include <atomic>
#include <fstream>
#include <map>
#include <mutex>
#include <sys/stat.h>
#include <thread>

using namespace meridian;
using namespace std::chrono_literals;
using disk::ControlBox;
using disk::ControlVerb;
using disk::DirLock;

namespace {

/// A clock that can be wrong; sleeps are real.
class ShiftedClock final : public base::Clock {
public:
  base::Timestamp now() const override { return m_system.now() + shift; }
  std::chrono::steady_clock::time_point steady() const override { return m_system.steady(); }
  bool sleep(std::chrono::nanoseconds duration, std::stop_token stop) override {
    return m_system.sleep(duration, stop);
  }
  std::chrono::seconds shift{0};

private:
  base::SystemClock m_system;
};

std::size_t filesIn(const std::filesystem::path& folder) {
  std::error_code error;
  std::size_t count = 0;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    ++count;
  return count;
}

mode_t modeOf(const std::filesystem::path& file) {
  struct stat info {};
  return ::stat(file.c_str(), &info) == 0 ? info.st_mode & 07777 : 0;
}

/// Job "a" obeys, everything else is refused.
void serve(ControlBox& box, std::stop_token stop) {
  base::SystemClock clock;
  while (clock.sleep(5ms, stop))
    for (const auto& request : box.take()) {
      const bool known = request.job == "a";
      const auto text =
          known ? std::string(disk::name(request.verb)) + " a" : "there is no running job " + request.job;
      (void)box.answer(request, known, text);
    }
}

/// The engine's side in a process of its own.
int runEngine(const char* state, const char* ready) {
  const auto lock = DirLock::take(state);
  if (!lock) return 1;
  base::SystemClock clock;
  ControlBox box(state, clock);
  std::ofstream(ready) << "ready\n" << std::flush;
  serve(box, {});
  return 0;
}

} // namespace

class ControlBoxTest : public QObject {
  Q_OBJECT

private slots:
  void asksAnotherProcess() {
    const test::TemporaryFolder folder;
    const auto state = folder.file("state"), ready = folder.file("ready");
    auto engine = test::Process::start(
        {QCoreApplication::applicationFilePath().toStdString(), "--engine", state, ready});
    QVERIFY(engine);
    QVERIFY(test::waitUntil([&] { return !test::readFile(ready).empty(); }, 30s));
    base::SystemClock clock;
    ControlBox box(state, clock);
    const auto done = box.ask("a", ControlVerb::Pause, 30s, {});
    QVERIFY2(done, done ? "" : done.error().message.c_str());
    QCOMPARE(*done, std::string("pause a"));
    const auto refused = box.ask("b", ControlVerb::Top, 30s, {});
    QVERIFY(!refused);
    QVERIFY(refused.error().code == base::Errc::Denied);
    QCOMPARE(refused.error().message, std::string("there is no running job b"));
    QCOMPARE(filesIn(folder.path() / "state" / "control"), 0u);
    QCOMPARE(modeOf(folder.path() / "state" / "control"), mode_t{0700});

    engine->kill();
    const auto nobody = box.ask("a", ControlVerb::Pause, 30s, {});
    QVERIFY(!nobody);
    QVERIFY(nobody.error().code == base::Errc::NotFound);
    QCOMPARE(nobody.error().message, "no engine is running on " + state);
  }

  void manyAskAtOnce() {
    const test::TemporaryFolder folder;
    const auto lock = DirLock::take(folder.path());
    base::SystemClock clock;
    ControlBox engine(folder.path(), clock);
    std::jthread server([&](std::stop_token stop) { serve(engine, stop); });
    std::atomic<int> right = 0;
    std::vector<std::jthread> askers;
    for (int i = 0; i < 8; ++i)
      askers.emplace_back([&, i] {
        ControlBox box(folder.path(), clock);
        const auto verb = static_cast<ControlVerb>(i % 4);
        for (int k = 0; k < 5; ++k)
          if (const auto done = box.ask("a", verb, 30s, {});
              done && *done == std::string(disk::name(verb)) + " a")
            ++right;
      });
    askers.clear();
    QCOMPARE(right.load(), 40);
    QCOMPARE(filesIn(folder.path() / "control"), 0u);
  }

  void anEngineThatRunsNoJobDoesNotLook() {
    const test::TemporaryFolder folder;
    const auto lock = DirLock::take(folder.path());
    base::SystemClock clock;
    ControlBox box(folder.path(), clock);
    const auto words = box.ask("a", ControlVerb::Cancel, 50ms, {});
    QVERIFY(!words);
    QVERIFY(words.error().code == base::Errc::NotFound);
    QVERIFY2(words.error().message.ends_with("runs no job"), words.error().message.c_str());
    QCOMPARE(filesIn(folder.path() / "control"), 0u); // taken back
    QVERIFY(box.take().empty());
  }

  void anEngineThatDoesNotAnswer() {
    const test::TemporaryFolder folder;
    const auto lock = DirLock::take(folder.path());
    base::SystemClock clock;
    ControlBox engine(folder.path(), clock);
    std::atomic<bool> taken = false;
    std::jthread server([&](std::stop_token stop) {
      while (!taken && clock.sleep(1ms, stop))
        if (!engine.take().empty()) taken = true;
    });
    std::stop_source stop;
    base::Result<std::string> words = std::string();
    std::jthread asker([&] { words = engine.ask("a", ControlVerb::Pause, 1h, stop.get_token()); });
    QVERIFY(test::waitUntil([&] { return taken.load(); }, 30s));
    stop.request_stop();
    asker.join();
    QVERIFY(!words);
    QVERIFY(words.error().code == base::Errc::Cancelled);
    taken = false;
    std::jthread again([&](std::stop_token end) {
      while (!taken && clock.sleep(1ms, end))
        if (!engine.take().empty()) taken = true;
    });
    const auto late = engine.ask("a", ControlVerb::Pause, 500ms, {});
    QVERIFY(!late);
    QVERIFY(late.error().code == base::Errc::Timeout || !taken);
  }

  void takesInOrderAndOnce() {
    const test::TemporaryFolder folder;
    ShiftedClock clock;
    ControlBox box(folder.path(), clock);
    QVERIFY(box.take().empty()); // no folder yet
    const auto start = clock.now().time_since_epoch().count();
    const auto now = [&](int ms) { return std::to_string(start + ms); };
    const auto put = [&](const std::string& name, std::string_view text) {
      return std::filesystem::create_directories(folder.path() / "control"),
             test::writeFile(folder.path() / "control" / name, text);
    };
    QVERIFY(put(now(2) + "-1-0.request", R"({"job": "b", "verb": "resume"})"));
    QVERIFY(put(now(1) + "-1-0.request", R"({"job": "a", "verb": "top", "later": true})"));
    const auto requests = box.take();
    QCOMPARE(requests.size(), 2u);
    QCOMPARE(requests[0].job, std::string("a"));
    QVERIFY(requests[0].verb == ControlVerb::Top);
    QCOMPARE(requests[1].job, std::string("b"));
    QVERIFY(requests[1].verb == ControlVerb::Resume);
    QVERIFY(box.take().empty());
    QVERIFY(box.answer(requests[0], true, std::string(5000, 'x')));
    const auto file = folder.path() / "control" / (requests[0].ticket + ".answer");
    QCOMPARE(modeOf(file), mode_t{0600});
    QVERIFY(std::filesystem::file_size(file) < 4096);
    clock.shift = 61s; // nobody waits for it any more
    QVERIFY(box.take().empty());
    QVERIFY(!std::filesystem::exists(file));
  }

  void ignores_data() {
    QTest::addColumn<QString>("name"); // after the time
    QTest::addColumn<int>("age");      // seconds
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("stays");
    const QByteArray good = R"({"job": "a", "verb": "pause"})";
    QTest::newRow("old") << "-1-0.request" << 61 << good << false;
    QTest::newRow("from the future") << "-1-0.request" << -61 << good << false;
    QTest::newRow("half written, old") << "-1-0.request.aB3" << 61 << good << false;
    QTest::newRow("half written") << "-1-0.request.aB3" << 0 << good << true;
    QTest::newRow("an answer, old") << "-1-0.answer" << 61 << good << false;
    QTest::newRow("an answer") << "-1-0.answer" << 0 << good << true;
    QTest::newRow("no JSON") << "-1-0.request" << 0 << QByteArray("pause a") << false;
    QTest::newRow("empty") << "-1-0.request" << 0 << QByteArray() << false;
    QTest::newRow("a list") << "-1-0.request" << 0 << QByteArray("[1]") << false;
    QTest::newRow("no job") << "-1-0.request" << 0 << QByteArray(R"({"verb": "pause"})") << false;
    QTest::newRow("job as a number") << "-1-0.request" << 0 << QByteArray(R"({"job": 1, "verb": "pause"})")
                                     << false;
    QTest::newRow("unknown verb") << "-1-0.request" << 0 << QByteArray(R"({"job": "a", "verb": "explode"})")
                                  << false;
    QTest::newRow("deep") << "-1-0.request" << 0 << QByteArray(4000, '[') << false;
    QTest::newRow("large") << "-1-0.request" << 0 << good + QByteArray(5000, ' ') << false;
  }
  void ignores() {
    QFETCH(QString, name);
    QFETCH(int, age);
    QFETCH(QByteArray, text);
    const test::TemporaryFolder folder;
    base::SystemClock clock;
    ControlBox box(folder.path(), clock);
    const auto control = folder.path() / "control";
    std::filesystem::create_directories(control);
    const auto time = clock.now() - std::chrono::seconds(age);
    const auto file = control / (std::to_string(time.time_since_epoch().count()) + name.toStdString());
    QVERIFY(test::writeFile(file, std::string_view(text.constData(), static_cast<std::size_t>(text.size()))));
    QVERIFY(test::writeFile(control / "README", "not ours"));
    QVERIFY(box.take().empty());
    QTEST(std::filesystem::exists(file), "stays");
    QVERIFY(std::filesystem::exists(control / "README"));
  }

  void doesNotFollowLinks() {
    const test::TemporaryFolder folder;
    base::SystemClock clock;
    ControlBox box(folder.path(), clock);
    std::filesystem::create_directories(folder.path() / "control");
    QVERIFY(test::writeFile(folder.path() / "good", R"({"job": "a", "verb": "pause"})"));
    const auto link = std::to_string(clock.now().time_since_epoch().count()) + "-1-0.request";
    std::filesystem::create_symlink(folder.path() / "good", folder.path() / "control" / link);
    QVERIFY(box.take().empty());
    QVERIFY(std::filesystem::exists(folder.path() / "good"));
  }

  void verbsHaveNames() {
    for (const auto verb : {ControlVerb::Pause, ControlVerb::Resume, ControlVerb::Cancel, ControlVerb::Top})
      QVERIFY(disk::controlVerb(disk::name(verb)) == verb);
    QVERIFY(!disk::controlVerb(""));
    QVERIFY(!disk::controlVerb("PAUSE"));
  }
};

int main(int argc, char** argv) {
  if (argc == 4 && std::string_view(argv[1]) == "--engine") return runEngine(argv[2], argv[3]);
  QCoreApplication app(argc, argv);
  ControlBoxTest test;
  return QTest::qExec(&test, argc, argv);
}
#include "control_box_test.moc"
