// SPDX-License-Identifier: GPL-3.0-or-later
#include "offline/scripted_fleet.h"
#include "offline/warm_clock.h"

#include <QTest>

#include <algorithm>
#include <filesystem>
#include <string>

using namespace meridian;
using namespace std::chrono_literals;

namespace {

/// Sockets that this process holds.
int sockets() {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code gone;
    if (std::filesystem::read_symlink(entry.path(), gone).string().starts_with("socket:")) ++count;
  }
  return count;
}

const engine::RegionStatus& region(const engine::Snapshot& snapshot, std::string_view id) {
  for (const auto& status : snapshot.regions)
    if (status.region.id == id) return status;
  qFatal("no such region");
}

} // namespace

class ScriptedFleetTest : public QObject {
  Q_OBJECT

private slots:
  void lives() {
    const int before = sockets();
    auto started = offline::ScriptedFleet::start({});
    QVERIFY2(started.has_value(), started ? "" : started.error().text().c_str());
    auto& engine = (*started)->engine();
    QCOMPARE(engine.fleet()->regions.size(), std::size_t{5});

    // Figures have values and a past before anything has run.
    const auto first = engine.snapshot();
    QVERIFY(first->figures.success_rate.value.has_value());
    QVERIFY(first->figures.success_rate.change.has_value());
    QVERIFY(first->figures.transfer_p95.history.size() > 12);
    QVERIFY(first->figures.consistency.value.has_value());
    QVERIFY(first->jobs.size() > 20);

    using engine::RegionState;
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::count_if(engine.snapshot()->links, [](const auto& link) { return link.active; }) >= 2, 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(region(*engine.snapshot(), "gru").state == RegionState::Failed, 10'000);
    QVERIFY(region(*engine.snapshot(), "gru").problem->code == base::Errc::TooManyRequests);
    // A sync comes to its end and is counted.
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(engine.snapshot()->jobs, [&](const auto& job) {
      return job.record.created > first->time && job.record.state == ports::JobState::Succeeded && job.record.tags_copied > 0;
    }), 30'000);
    // ... and a new one follows: the map lives on.
    QTRY_VERIFY_WITH_TIMEOUT(region(*engine.snapshot(), "tyo").history.size() >= 30, 30'000);
    QCOMPARE(sockets(), before);
  }

  void drifts() {
    auto started = offline::ScriptedFleet::start({});
    QVERIFY(started.has_value());
    auto& engine = (*started)->engine();
    QTRY_VERIFY_WITH_TIMEOUT(region(*engine.snapshot(), "sin").tags_equal < region(*engine.snapshot(), "sin").tags_total, 10'000);
  }

  void endsInTheMiddle() {
    for (int turn = 0; turn < 3; ++turn) {
      auto started = offline::ScriptedFleet::start({});
      QVERIFY(started.has_value());
      if (turn > 0)
        QTRY_VERIFY_WITH_TIMEOUT((*started)->engine().snapshot()->figures.throughput.value.value_or(0) > 0 || turn == 1, 10'000);
      started->reset(); // threads have to end; the test's time limit says so
    }
  }

  void theClockCatchesUp() {
    offline::WarmClock clock(2s, 21);
    const auto start = clock.steady();
    QVERIFY(base::SystemClock().now() - clock.now() > 1s);
    QVERIFY(clock.sleep(1s, {})); // 50 ms of the wall's
    QVERIFY(clock.steady() - start >= 990ms);
    QTRY_VERIFY(base::SystemClock().now() - clock.now() < 2ms);
    const auto caught = clock.steady();
    QVERIFY(clock.sleep(20ms, {}));
    QVERIFY(clock.steady() - caught >= 19ms);
  }

  void theClockStops() {
    offline::WarmClock clock(60s, 10);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!clock.sleep(1h, stop.get_token()));
  }
};

QTEST_GUILESS_MAIN(ScriptedFleetTest)
#include "scripted_fleet_test.moc"
