// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <QTest>

#include <thread>

using namespace meridian::base;
using namespace std::chrono_literals;

class ClockTest : public QObject {
  Q_OBJECT
private slots:
  void sleepsToTheEnd();
  void wakesOnStop();
  void doesNotSleepWhenStopped();
};

void ClockTest::sleepsToTheEnd() {
  SystemClock clock;
  const auto before = clock.steady();
  QVERIFY(clock.sleep(5ms, std::stop_token()));
  QVERIFY(clock.steady() - before >= 5ms);
}

void ClockTest::wakesOnStop() {
  SystemClock clock;
  std::stop_source stop;
  std::jthread stopper([&] { stop.request_stop(); });
  // Would run into the test's time limit if the wait did not wake.
  QVERIFY(!clock.sleep(1h, stop.get_token()));
}

void ClockTest::doesNotSleepWhenStopped() {
  SystemClock clock;
  std::stop_source stop;
  stop.request_stop();
  QVERIFY(!clock.sleep(1h, stop.get_token()));
}

QTEST_APPLESS_MAIN(ClockTest)
#include "clock_test.moc"
