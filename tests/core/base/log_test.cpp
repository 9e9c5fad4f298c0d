// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include "core/std_string.h"

#include <QTemporaryFile>

#include <cstdio>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace meridian::base;

namespace {

/// What `action` wrote to stderr.
template <class F>
std::string written(F action) {
  QTemporaryFile file;
  if (!file.open()) return "no temporary file";
  std::fflush(stderr);
  const int before = ::dup(STDERR_FILENO);
  ::dup2(file.handle(), STDERR_FILENO);
  action();
  std::fflush(stderr);
  ::dup2(before, STDERR_FILENO);
  ::close(before);
  file.seek(0);
  return file.readAll().toStdString();
}

} // namespace

class LogTest : public QObject {
  Q_OBJECT
private slots:
  void levels_data();
  void levels();
  void writesOneLine();
  void forTheJournal_data();
  void forTheJournal();
  void knowsTheJournal();
  void linesDoNotMix();
  void cleanup() { configureLog(""); }
};

void LogTest::levels_data() {
  QTest::addColumn<std::string>("spec");
  QTest::addColumn<std::string>("category");
  QTest::addColumn<int>("lowest"); // level that still logs
  const auto row = [](const char* name, const char* spec, const char* category, LogLevel lowest) {
    QTest::newRow(name) << std::string(spec) << std::string(category) << static_cast<int>(lowest);
  };
  row("default", "", "curl", LogLevel::Warning);
  row("category", "curl=debug", "curl", LogLevel::Debug);
  row("other category", "curl=debug", "plan", LogLevel::Warning);
  row("all", "*=info", "plan", LogLevel::Info);
  row("all in short", "debug", "plan", LogLevel::Debug);
  row("all but one", "*=debug,curl=error", "curl", LogLevel::Error);
  row("off", "curl=off", "curl", LogLevel::Off);
  row("unknown level", "curl=loud", "curl", LogLevel::Warning);
  row("jobs by default", "", "jobs", LogLevel::Off);
  row("jobs while others warn", "*=warning,curl=debug", "jobs", LogLevel::Off);
  row("jobs with all", "debug", "jobs", LogLevel::Debug);
  row("jobs by name", "jobs=warning", "jobs", LogLevel::Warning);
  row("stray commas", ",curl=debug,", "curl", LogLevel::Debug);
}

void LogTest::levels() {
  QFETCH(std::string, spec);
  QFETCH(std::string, category);
  QFETCH(int, lowest);
  configureLog(spec);
  for (int level = 0; level < static_cast<int>(LogLevel::Off); ++level)
    QCOMPARE(logs(category, static_cast<LogLevel>(level)), level >= lowest);
}

void LogTest::writesOneLine() {
  configureLog("curl=info");
  QCOMPARE(written([] {
             log("curl", LogLevel::Info, "connected");
             log("curl", LogLevel::Debug, "not this");
             log("plan", LogLevel::Warning, "and this");
           }),
           std::string("info curl: connected\nwarning plan: and this\n"));
}

void LogTest::forTheJournal_data() {
  QTest::addColumn<int>("level");
  QTest::addColumn<std::string>("text");
  QTest::addColumn<std::string>("expected");
  const auto row = [](const char* name, LogLevel level, const char* text, const char* expected) {
    QTest::newRow(name) << static_cast<int>(level) << std::string(text) << std::string(expected);
  };
  row("debug", LogLevel::Debug, "x", "<7>node: x\n");
  row("info", LogLevel::Info, "x", "<6>node: x\n");
  row("warning", LogLevel::Warning, "x", "<4>node: x\n");
  row("error", LogLevel::Error, "x", "<3>node: x\n");
  row("several lines", LogLevel::Error, "one\n  two", "<3>node: one\n<3>  two\n");
}

void LogTest::forTheJournal() {
  QFETCH(int, level);
  QFETCH(std::string, text);
  QFETCH(std::string, expected);
  QCOMPARE(logLine("node", static_cast<LogLevel>(level), text, true), expected);
}

void LogTest::knowsTheJournal() {
  struct stat is {};
  QVERIFY(::fstat(STDERR_FILENO, &is) == 0);
  const auto ours = QByteArray::number(static_cast<qulonglong>(is.st_dev)) + ":";
  qputenv("JOURNAL_STREAM", ours + QByteArray::number(static_cast<qulonglong>(is.st_ino)));
  QVERIFY(stderrIsJournal());
  // A program that was started by a service, with stderr in a file of its own.
  qputenv("JOURNAL_STREAM", ours + QByteArray::number(static_cast<qulonglong>(is.st_ino + 1)));
  QVERIFY(!stderrIsJournal());
  qunsetenv("JOURNAL_STREAM");
  QVERIFY(!stderrIsJournal());
}

void LogTest::linesDoNotMix() {
  configureLog("*=info");
  const std::string text(100, 'x');
  const auto all = written([&] {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&] {
        for (int k = 0; k < 100; ++k)
          log("test", LogLevel::Info, text);
      });
  });
  std::string expected;
  for (int i = 0; i < 400; ++i)
    expected += "info test: " + text + "\n";
  QVERIFY(all == expected);
}

QTEST_APPLESS_MAIN(LogTest)
#include "log_test.moc"
