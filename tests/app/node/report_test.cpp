// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "node/report.h"

using namespace meridian;
using engine::JobPhase;

namespace {

engine::JobStatus job(JobPhase phase, std::uint64_t rate, std::uint64_t done = 0, std::uint64_t total = 0) {
  engine::JobStatus out;
  out.record.id = "20260101T000000Z-00abcd";
  out.record.rule = "base";
  out.phase = phase;
  out.rate = {static_cast<double>(rate)};
  out.done = {done};
  out.total = {total};
  return out;
}

} // namespace

class ReportTest : public QObject {
  Q_OBJECT
private slots:
  void idle() {
    engine::Fleet fleet;
    QCOMPARE(node::statusLine({}, fleet), std::string("idle, 0 rules, 0 regions"));
    fleet.rules.resize(1);
    fleet.regions.resize(2);
    fleet.webhooks.listen = "0.0.0.0:8085";
    fleet.webhooks.sources.resize(1);
    engine::Snapshot ended;
    ended.jobs = {job(JobPhase::Done, 0)};
    QCOMPARE(node::statusLine(ended, fleet), std::string("idle, 1 rule, 2 regions, webhooks at 0.0.0.0:8085"));
    QVERIFY(node::interruptions(ended).empty());
  }
  void busy() {
    engine::Snapshot snapshot;
    snapshot.jobs = {job(JobPhase::Copying, 40'000'000, 250'000'000, 1'000'000'000), job(JobPhase::Planning, 0),
                     job(JobPhase::Done, 7)};
    QCOMPARE(node::statusLine(snapshot, {}), std::string("2 jobs, 40.0 MB/s"));
    snapshot.jobs[1].paused = true;
    QCOMPARE(node::statusLine(snapshot, {}), std::string("2 jobs (1 paused), 40.0 MB/s"));
    const auto lines = node::interruptions(snapshot);
    QCOMPARE(lines.size(), std::size_t{2});
    QCOMPARE(lines[0], std::string("job 20260101T000000Z-00abcd (rule \"base\") is interrupted at 250.0 MB of 1.0 GB; the next "
                                   "start goes on with it"));
    QCOMPARE(lines[1], std::string("job 20260101T000000Z-00abcd (rule \"base\") is interrupted; the next start goes on with it"));
  }
};

QTEST_APPLESS_MAIN(ReportTest)
#include "report_test.moc"
