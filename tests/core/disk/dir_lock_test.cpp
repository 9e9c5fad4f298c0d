// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk/dir_lock.h"

#include "support/process.h"

#include <fstream>
#include <optional>
#include <QTest>
#include <thread>
#include <unistd.h>

using namespace meridian;
using disk::DirLock;
using namespace std::chrono_literals;

namespace {
int holdUntilKilled(const char* folder, const char* ready) {
  const auto lock = DirLock::take(folder);
  if (!lock) return 1;
  std::ofstream(ready) << "ready\n" << std::flush;
  ::pause();
  return 0;
}
} // namespace

class DirLockTest : public QObject {
  Q_OBJECT

private slots:
  void oneAtATime() {
    const test::TemporaryFolder folder;
    const auto state = folder.path() / "made" / "state";
    std::optional<DirLock> held;
    {
      auto lock = DirLock::take(state);
      QVERIFY2(lock, lock ? "" : lock.error().message.c_str());
      held.emplace(std::move(*lock));
    }
    const auto second = DirLock::take(state);
    QVERIFY(!second);
    QCOMPARE(second.error().code, base::Errc::Busy);
    const auto& words = second.error().message;
    QVERIFY2(words.find("process " + std::to_string(::getpid())) != std::string::npos, words.c_str());
    QVERIFY2(words.find(state.string()) != std::string::npos, words.c_str());
    held.reset();
    QVERIFY(DirLock::take(state));
  }

  void endsWithItsProcess() {
    const test::TemporaryFolder folder;
    const auto state = folder.file("state"), ready = folder.file("ready");
    auto child =
        test::Process::start({QCoreApplication::applicationFilePath().toStdString(), "--hold", state, ready});
    QVERIFY(child);
    QVERIFY(test::waitUntil([&] { return !test::readFile(ready).empty(); }, 30s));
    const auto lock = DirLock::take(state);
    QVERIFY(!lock);
    const auto words = "process " + std::to_string(child->pid()) + " (disk_dir_lock_t";
    QVERIFY2(lock.error().message.find(words) != std::string::npos, lock.error().message.c_str());
    child->kill();
    QVERIFY(DirLock::take(state));
  }

  void saysWhatFails() {
    const test::TemporaryFolder folder;
    QVERIFY(test::writeFile(folder.file("file"), "x"));
    QCOMPARE(DirLock::take(folder.file("file")).error().code, base::Errc::IoFailed);
  }
};

int main(int argc, char** argv) {
  if (argc == 4 && std::string_view(argv[1]) == "--hold") return holdUntilKilled(argv[2], argv[3]);
  QCoreApplication app(argc, argv);
  DirLockTest test;
  return QTest::qExec(&test, argc, argv);
}
#include "dir_lock_test.moc"
