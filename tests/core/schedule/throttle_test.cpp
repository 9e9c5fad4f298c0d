// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/schedule/manual_clock.h"
#include "schedule/throttle.h"
#include "support/instant_clock.h"

#include <array>
#include <atomic>
#include <thread>

using namespace meridian;
using namespace meridian::schedule;
using namespace std::chrono;
using base::BytesPerSecond;
using test::InstantClock;
using test::ManualClock;

namespace {

double secondsOf(const base::Clock& clock) {
  return duration<double>(clock.steady().time_since_epoch()).count();
}

/// Moves the clock from one waking to the next until `done`; false after half a minute of real time.
template <class Done>
bool play(ManualClock& clock, Done done) {
  const auto deadline = steady_clock::now() + seconds(30);
  while (!done()) {
    if (steady_clock::now() > deadline) return false;
    // An hour is how long somebody sleeps who waits for others, not for time.
    if (const auto next = clock.nextWake(); next > nanoseconds(0) && next < minutes(30)) clock.advance(next);
    std::this_thread::sleep_for(microseconds(50));
  }
  return true;
}

BandwidthSchedule compiled(base::Bandwidth bandwidth) {
  static const TimeZones zones;
  return *BandwidthSchedule::compile(std::move(bandwidth), zones);
}

} // namespace

class ThrottleTest : public QObject {
  Q_OBJECT

private slots:
  void keepsItsRate_data() {
    QTest::addColumn<double>("rate");
    QTest::addColumn<int>("piece");
    for (const double rate : {10e3, 1e6, 5e6, 100e6, 1e9})
      for (const int piece : {1000, 16384, 1 << 20, 8 << 20})
        if (rate * 20 > piece) QTest::addRow("%g B/s by %d", rate, piece) << rate << piece;
  }
  void keepsItsRate() {
    QFETCH(double, rate);
    QFETCH(int, piece);
    InstantClock clock;
    Throttle throttle(clock, BytesPerSecond{rate});
    const auto pieces = std::clamp(static_cast<int>(rate * 20 / piece), 1, 20'000);
    const double bytes = static_cast<double>(pieces) * piece;
    for (int i = 0; i < pieces; ++i)
      QVERIFY(throttle.pass({static_cast<std::uint64_t>(piece)}, {}));
    const double least = bytes / rate;
    // Sleeps are whole microseconds.
    QVERIFY2(secondsOf(clock) >= least * 0.999 && secondsOf(clock) <= least * 1.01 + 0.001,
             qPrintable(QString("%1 s, not %2 s").arg(secondsOf(clock)).arg(least)));
  }

  void savesUpLittle_data() {
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("burst");
    QTest::newRow("a slow line") << 10e3 << 32768.0;
    QTest::newRow("100 ms") << 1e6 << 100e3;
    QTest::newRow("256 KiB") << 10e6 << 262144.0;
    QTest::newRow("10 ms of a fast line") << 1e9 << 10e6;
  }
  void savesUpLittle() {
    QFETCH(double, rate);
    QFETCH(double, burst);
    InstantClock clock;
    Throttle throttle(clock, BytesPerSecond{rate});
    clock.sleep(hours(1), {});
    const auto before = secondsOf(clock);
    QVERIFY(throttle.pass({static_cast<std::uint64_t>(burst)}, {}));
    QCOMPARE(secondsOf(clock), before);
    QVERIFY(throttle.pass({1}, {}));
    QVERIFY(secondsOf(clock) > before);
  }

  void withoutALimitNobodyWaits() {
    InstantClock clock;
    Throttle throttle(clock);
    QVERIFY(throttle.pass({1ull << 50}, {}));
    QCOMPARE(clock.sleeps().size(), 0u);
    QVERIFY(!throttle.status().limit);
  }

  void nothingMayMoveUntilItMay_data() {
    QTest::addColumn<double>("limit"); // -1 = none
    QTest::newRow("a rate") << 1e6;
    QTest::newRow("no limit") << -1.0;
  }
  void nothingMayMoveUntilItMay() {
    QFETCH(double, limit);
    ManualClock clock;
    Throttle throttle(clock, BytesPerSecond{0});
    std::atomic<int> passed = 0;
    std::vector<std::jthread> callers;
    for (int i = 0; i < 3; ++i)
      callers.emplace_back([&] { passed += throttle.pass({100}, {}) ? 1 : 100; });
    QVERIFY(clock.waitForSleepers(3));
    clock.advance(minutes(30));
    QCOMPARE(passed.load(), 0);
    QCOMPARE(throttle.status().waiting, 3u);
    throttle.set(limit < 0 ? base::RateLimit() : BytesPerSecond{limit});
    QVERIFY(play(clock, [&] { return passed == 3; }));
  }

  void aNewRateCountsAtOnce() {
    ManualClock clock;
    Throttle throttle(clock, BytesPerSecond{1000});
    std::atomic<bool> passed = false;
    std::jthread caller([&] { passed = throttle.pass({16'000}, {}).has_value(); });
    QVERIFY(clock.waitForSleepers(1));
    QCOMPARE(clock.nextWake(), nanoseconds(seconds(16)));
    clock.advance(seconds(6)); // 6000 bytes saved up
    throttle.set(BytesPerSecond{10'000});
    QTRY_COMPARE_WITH_TIMEOUT(clock.nextWake(), nanoseconds(seconds(1)), 30000);
    QVERIFY(play(clock, [&] { return passed.load(); }));
    QCOMPARE(clock.passed(), nanoseconds(seconds(7)));
  }

  void stopEndsTheWaitOfOne() {
    ManualClock clock;
    Throttle throttle(clock, BytesPerSecond{0});
    std::stop_source first, second;
    base::Result<void> one, two;
    std::jthread a([&] { one = throttle.pass({100}, first.get_token()); });
    QVERIFY(clock.waitForSleepers(1));
    std::jthread b([&] { two = throttle.pass({100}, second.get_token()); });
    QVERIFY(clock.waitForSleepers(2));
    first.request_stop(); // the first in line goes, the second moves up
    a.join();
    QVERIFY(!one);
    QVERIFY(one.error().code == base::Errc::Cancelled);
    throttle.set({});
    b.join();
    QVERIFY(two);
    QVERIFY(!throttle.pass({100}, first.get_token()));
  }

  // Turns are slices: one that asks for megabytes does not starve those that ask for little, and equals are
  // equal.
  void isFairBetweenCallers() {
    ManualClock clock;
    Throttle throttle(clock, BytesPerSecond{0});
    std::array<std::atomic<std::uint64_t>, 3> moved{};
    const std::array<std::uint64_t, 3> piece{2u << 20, 64u << 10, 64u << 10};
    std::stop_source stop;
    std::vector<std::jthread> callers;
    for (std::size_t i = 0; i < piece.size(); ++i)
      callers.emplace_back([&, i] {
        while (throttle.pass({piece[i]}, stop.get_token()))
          moved[i] += piece[i];
      });
    QVERIFY(clock.waitForSleepers(3));
    throttle.set(BytesPerSecond{1e6});
    // The large one is through with its first piece when its share has passed three times.
    QVERIFY(play(clock, [&] { return moved[0] >= piece[0]; }));
    stop.request_stop();
    callers.clear();
    for (const std::size_t small : {1u, 2u})
      QVERIFY2(moved[small] > piece[0] * 0.5 && moved[small] < piece[0] * 1.2,
               qPrintable(QString::number(moved[small])));
    QVERIFY(std::max(moved[1].load(), moved[2].load()) - std::min(moved[1].load(), moved[2].load()) <=
            2 * piece[1]);
  }

  void followsItsWindows() {
    ManualClock clock; // Monday 2026-11-23, 00:00 UTC
    Throttle throttle(clock);
    throttle.follow(
        compiled({BytesPerSecond{1e6},
                  {{base::BandwidthWindow::kEveryDay, hours(8), hours(9), "", BytesPerSecond{0}},
                   {base::BandwidthWindow::kEveryDay, hours(9), hours(10), "", BytesPerSecond{2e6}}}}));
    QCOMPARE(throttle.status().limit->value, 1e6);
    QVERIFY(throttle.status().until == clock.now() + hours(8));
    clock.advance(hours(8));
    QCOMPARE(throttle.status().limit->value, 0.0);
    std::atomic<bool> passed = false;
    std::jthread caller([&] { passed = throttle.pass({1'000'000}, {}).has_value(); });
    QVERIFY(clock.waitForSleepers(1));
    // Looks again before the window's end, because the machine may have slept or its clock been set.
    QVERIFY(clock.nextWake() <= minutes(1));
    QVERIFY(play(clock, [&] { return passed.load(); }));
    const auto moving = duration<double>(clock.passed() - hours(9)).count();
    QVERIFY2(moving > 0.3 && moving < 0.51, qPrintable(QString::number(moving)));
    QCOMPARE(throttle.status().limit->value, 2e6);
    clock.advance(hours(1));
    QCOMPARE(throttle.status().limit->value, 1e6);
    throttle.set({});
    QVERIFY(!throttle.status().limit && !throttle.status().until);
  }

  void aWindowBeginsWhileBytesWait() {
    ManualClock clock;
    clock.advance(hours(8) - seconds(10));
    Throttle throttle(clock);
    throttle.follow(
        compiled({BytesPerSecond{1000},
                  {{base::BandwidthWindow::kEveryDay, hours(8), hours(9), "", base::RateLimit()}}}));
    std::atomic<bool> passed = false;
    std::jthread caller([&] { passed = throttle.pass({1'000'000}, {}).has_value(); });
    QVERIFY(play(clock, [&] { return passed.load(); }));
    QCOMPARE(clock.passed(), nanoseconds(hours(8)));
  }

  void aScheduleWithoutWindowsIsALimit() {
    InstantClock clock;
    Throttle throttle(clock);
    throttle.follow(compiled({BytesPerSecond{1000}, {}}));
    QCOMPARE(throttle.status().limit->value, 1000.0);
    QVERIFY(throttle.pass({16'000}, {}));
    QCOMPARE(secondsOf(clock), 16.0);
    throttle.follow({});
    QVERIFY(throttle.pass({1ull << 40}, {}));
    QCOMPARE(secondsOf(clock), 16.0);
  }
};

QTEST_GUILESS_MAIN(ThrottleTest)
#include "throttle_test.moc"
