// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "schedule/gates.h"
#include "schedule/throttle.h"
#include "support/instant_clock.h"

#include <atomic>
#include <thread>

using namespace meridian;
using namespace meridian::schedule;
using namespace std::chrono;
using base::BytesPerSecond;

namespace {
/// Counts what passes; refuses on demand.
class CountingGate final : public ports::ByteGate {
public:
  base::Result<void> pass(base::ByteCount bytes, std::stop_token) override {
    if (refuse) return base::fail(base::Errc::Cancelled, "refused");
    passed += bytes;
    largest = std::max(largest, bytes);
    return {};
  }
  base::ByteCount passed, largest;
  bool refuse = false;
};
} // namespace

class GatesTest : public QObject {
  Q_OBJECT

private slots:
  void pauseHoldsUntilResumed() {
    PauseGate gate;
    QVERIFY(gate.pass({1}, {}));
    gate.pause();
    QVERIFY(gate.isPaused());
    std::atomic<int> passed = 0;
    std::vector<std::jthread> callers;
    for (int i = 0; i < 3; ++i)
      callers.emplace_back([&] { passed += gate.pass({1}, {}) ? 1 : 100; });
    QCOMPARE(passed.load(), 0);
    gate.resume();
    callers.clear();
    QCOMPARE(passed.load(), 3);
    QVERIFY(!gate.isPaused());
  }

  void pauseEndsWhenStopped() {
    PauseGate gate;
    gate.pause();
    std::stop_source stop;
    base::Result<void> result;
    std::jthread caller([&] { result = gate.pass({1}, stop.get_token()); });
    stop.request_stop();
    caller.join();
    QVERIFY(!result);
    QVERIFY(result.error().code == base::Errc::Cancelled);
  }

  void chainPassesAllGatesInSmallSlices() {
    const auto first = std::make_shared<CountingGate>(), second = std::make_shared<CountingGate>();
    ThrottleChain chain({first, second});
    QVERIFY(chain.pass({100'000}, {}));
    QVERIFY(chain.pass({0}, {}));
    QCOMPARE(first->passed.value, 100'000u);
    QCOMPARE(second->passed.value, 100'000u);
    QVERIFY(first->largest.value <= 16'384);
    second->refuse = true;
    QVERIFY(!chain.pass({10}, {}));
    QVERIFY(ThrottleChain({}).pass({10}, {}));
  }

  void aPausedChainStaysClosedForNoBytesToo() {
    const auto pause = std::make_shared<PauseGate>();
    pause->pause();
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!ThrottleChain({pause}).pass({0}, stop.get_token()));
  }

  // Two caps of one rate are that rate, not half of it.
  void equalCapsDoNotAddUp_data() {
    QTest::addColumn<double>("rate");
    QTest::newRow("0.4 Mbit/s") << 50e3;
    QTest::newRow("8 Mbit/s") << 1e6;
    QTest::newRow("800 Mbit/s") << 100e6;
  }
  void equalCapsDoNotAddUp() {
    QFETCH(double, rate);
    test::InstantClock clock;
    ThrottleChain chain({std::make_shared<Throttle>(clock, BytesPerSecond{rate}),
                         std::make_shared<Throttle>(clock, BytesPerSecond{rate})});
    const auto bytes = static_cast<std::uint64_t>(rate * 10);
    QVERIFY(chain.pass({bytes}, {}));
    const double took = duration<double>(clock.steady().time_since_epoch()).count();
    QVERIFY2(took > 9.0 && took < 10.5, qPrintable(QString::number(took)));
  }
};

QTEST_GUILESS_MAIN(GatesTest)
#include "gates_test.moc"
