// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include "core/std_string.h"

#include <QTemporaryFile>

#include <cstdio>
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
