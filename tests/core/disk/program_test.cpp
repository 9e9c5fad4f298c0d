// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk/program.h"

#include "support/process.h"

#include <QTest>
#include <thread>

using namespace meridian;
using disk::runProgram;
using namespace std::chrono_literals;

class ProgramTest : public QObject {
  Q_OBJECT

private slots:
  void talks() {
    const auto end =
        runProgram({"sh", "-c", "cat; echo; echo $1; exit 7", "sh", "argument"}, "input", 1000, 30s, {});
    QVERIFY2(end, end ? "" : end.error().message.c_str());
    QCOMPARE(end->output, std::string("input\nargument\n"));
    QCOMPARE(end->status, 7);
  }
  void largeInputToSomeoneWhoDoesNotRead() {
    const auto end = runProgram({"sh", "-c", "exec echo done"}, std::string(8 << 20, 'x'), 1000, 30s, {});
    QVERIFY2(end, end ? "" : end.error().message.c_str());
    QCOMPARE(end->status, 0);
  }
  void largeInputComesBack() {
    const std::string text(3 << 20, 'y');
    const auto end = runProgram({"cat"}, text, 4 << 20, 30s, {});
    QVERIFY2(end, end ? "" : end.error().message.c_str());
    QVERIFY(end->output == text);
  }
  void errorOutputIsDropped() {
    const auto end = runProgram({"sh", "-c", "echo secret >&2"}, "", 1000, 30s, {});
    QVERIFY(end && end->output.empty());
  }
  void missingProgram() {
    QCOMPARE(runProgram({"no-such-program-here"}, "", 10, 1s, {}).error().code, base::Errc::NotFound);
  }
  void tooMuchOutput() {
    QCOMPARE(runProgram({"yes"}, "", 1000, 30s, {}).error().code, base::Errc::BadAnswer);
  }
  void timeLimitEndsTheWholeGroup() {
    const test::TemporaryFolder folder;
    const auto file = folder.file("pid");
    const auto end =
        runProgram({"sh", "-c", "sleep 1000 & echo $! > " + file + "; wait"}, "", 1000, 300ms, {});
    QCOMPARE(end.error().code, base::Errc::Timeout);
    const auto pid = std::stoi(test::readFile(file));
    const auto gone = [pid] {
      // A zombie that waits for its new parent is gone as well.
      const auto stat = test::readFile("/proc/" + std::to_string(pid) + "/stat");
      return stat.empty() || stat.find(") Z ") != std::string::npos;
    };
    QVERIFY(test::waitUntil(gone, 10s));
  }
  void stopEndsIt() {
    const test::TemporaryFolder folder;
    std::stop_source source;
    std::jthread stopper([&] {
      (void)test::waitUntil([&] { return !test::readFile(folder.file("up")).empty(); }, 30s);
      source.request_stop();
    });
    const auto end = runProgram({"sh", "-c", "echo up > " + folder.file("up") + "; sleep 1000"}, "", 10, 100s,
                                source.get_token());
    QCOMPARE(end.error().code, base::Errc::Cancelled);
    QCOMPARE(runProgram({"true"}, "", 10, 1s, source.get_token()).error().code, base::Errc::Cancelled);
  }
  void endedBySignal() { QCOMPARE(runProgram({"sh", "-c", "kill -9 $$"}, "", 10, 30s, {})->status, 137); }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
