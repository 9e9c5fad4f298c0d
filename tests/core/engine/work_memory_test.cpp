// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/work_memory.h"

#include "core/std_string.h"

using namespace meridian;
using namespace std::chrono_literals;

namespace {

const base::Timestamp kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

ports::OutcomeRecord outcome(const std::string& target, const std::string& result, std::chrono::minutes ago, double seconds = 1) {
  ports::OutcomeRecord out;
  out.job = "j1";
  out.target = target;
  out.ref = "app/web:" + std::to_string(ago.count());
  out.result = result;
  out.bytes = {1000};
  out.seconds = base::Seconds{seconds};
  out.finished = kNow - ago;
  if (result == "failed") out.error_message = "429 from the registry";
  return out;
}

} // namespace

class WorkMemoryTest : public QObject {
  Q_OBJECT

private slots:
  void linesAreApart() {
    engine::WorkMemory memory;
    memory.add("fra", outcome("tyo", "copied", 5min, 4));
    memory.add("fra", outcome("tyo", "copied", 6min, 2));
    memory.add("fra", outcome("tyo", "failed", 7min));
    memory.add("fra", outcome("tyo", "unchanged", 7min));
    memory.add("osl", outcome("tyo", "copied", 8min, 9));
    memory.add("fra", outcome("sjc", "failed", 9min));
    memory.add("fra", outcome("sjc", "copied", 25h));
    const auto lines = memory.lines(kNow);
    QCOMPARE(lines.size(), 3u);
    const auto& tokyo = lines.at({"fra", "tyo"});
    QCOMPARE(tokyo.copied, 2u);
    QCOMPARE(tokyo.failed, 1u);
    QCOMPARE(tokyo.p95.value_or(0), 4.0);
    const auto& west = lines.at({"fra", "sjc"});
    QCOMPARE(west.copied, 0u);
    QCOMPARE(west.failed, 1u);
    QVERIFY(!west.p95);
  }

  void hoursOfALine() {
    engine::WorkMemory memory;
    memory.add("fra", outcome("tyo", "copied", 0min, 4));
    memory.add("fra", outcome("tyo", "copied", 59min, 2));
    memory.add("fra", outcome("tyo", "failed", 60min));
    memory.add("osl", outcome("tyo", "copied", 23h + 59min, 8));
    memory.add("osl", outcome("tyo", "copied", 24h, 8));
    memory.add("fra", outcome("sjc", "copied", 1min, 8));
    const auto one = memory.history("fra", "tyo", kNow);
    QCOMPARE(one.hours.size(), 24u);
    QVERIFY(one.hours.front().start == kNow - 24h && one.hours.back().start == kNow - 1h);
    QCOMPARE(one.hours[23].copied, 2u);
    QCOMPARE(one.hours[23].bytes.value, 2000u);
    QCOMPARE(one.hours[23].p95.value_or(0), 4.0);
    QCOMPARE(one.hours[22].failed, 1u);
    QCOMPARE(one.hours[22].bytes.value, 0u);
    QVERIFY(!one.hours[22].p95);
    QCOMPARE(one.copied, 2u);
    QCOMPARE(one.failed, 1u);
    const auto all = memory.history("", "tyo", kNow);
    QCOMPARE(all.hours[0].copied, 1u);
    QCOMPARE(all.copied, 3u);
    QCOMPARE(all.bytes.value, 3000u);
    QCOMPARE(all.p95.value_or(0), 8.0);
    QCOMPARE(memory.history("fra", "mars", kNow).copied, 0u);
  }

  void failuresNewestFirstWithTheirWords() {
    engine::WorkMemory memory;
    for (int i = 30; i > 0; --i) memory.add("fra", outcome("tyo", "failed", std::chrono::minutes(i)));
    memory.add("fra", outcome("tyo", "failed", 25h));
    memory.add("fra", outcome("sjc", "failed", 0min));
    const auto failures = memory.history("fra", "tyo", kNow).failures;
    QCOMPARE(failures.size(), 20u);
    QCOMPARE(failures.front().ref, std::string("app/web:1"));
    QCOMPARE(failures.back().ref, std::string("app/web:20"));
    QCOMPARE(failures.front().job, std::string("j1"));
    QCOMPARE(failures.front().text, std::string("429 from the registry"));
  }

  void aSourceThatFailsIsToldOnAllItsLines() {
    engine::WorkMemory memory;
    memory.add("fra", outcome("", "failed", 5min));
    memory.add("osl", outcome("", "failed", 4min));
    const auto line = memory.history("fra", "tyo", kNow);
    QCOMPARE(line.failures.size(), 1u);
    QCOMPARE(line.failed, 0u); // no image of this line
    QVERIFY(memory.history("", "tyo", kNow).failures.empty());
    QCOMPARE(memory.figures(kNow).success_rate.value.value_or(1), 0.0);
  }

  void staysSmall() {
    engine::WorkMemory memory;
    for (int i = 0; i < 210'000; ++i) memory.add("fra", outcome("tyo", "copied", std::chrono::minutes(i % 60), 1));
    memory.add("fra", outcome("tyo", "failed", 49h));
    memory.forget(kNow);
    QCOMPARE(memory.lines(kNow).at({"fra", "tyo"}).copied, 200'000u);
    QVERIFY(memory.history("fra", "tyo", kNow - 48h).failures.empty());
  }
};

QTEST_GUILESS_MAIN(WorkMemoryTest)
#include "work_memory_test.moc"
