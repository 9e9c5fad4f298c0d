// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/retry_policy.h"

#include "core/std_string.h"

using namespace meridian::base;
using namespace std::chrono_literals;

namespace {

Error error(Errc code, std::chrono::seconds retry_after = 0s) {
  return {code, "x", {}, 0, {}, {}, retry_after};
}

/// Time passes only by sleeping.
class TestClock final : public Clock {
public:
  Timestamp now() const override { return {}; }
  std::chrono::steady_clock::time_point steady() const override { return {}; }
  bool sleep(std::chrono::nanoseconds duration, std::stop_token stop) override {
    sleeps.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(duration));
    if (on_sleep) on_sleep();
    return !stop.stop_requested();
  }
  std::vector<std::chrono::milliseconds> sleeps;
  std::function<void()> on_sleep;
};

} // namespace

class RetryPolicyTest : public QObject {
  Q_OBJECT
private slots:
  void waits_data();
  void waits();
  void again_data();
  void again();
  void stopsAtSuccess();
  void usesUpAttempts();
  void doesNotRepeatWhatStaysWrong();
  void stopEndsTheWait();
  void stoppedBeforeTheFirst();
  void jitterIsInRange();
};

void RetryPolicyTest::waits_data() {
  QTest::addColumn<int>("attempt");
  QTest::addColumn<int>("retry_after"); // s
  QTest::addColumn<double>("random");
  QTest::addColumn<int>("wait"); // ms
  QTest::newRow("second, full") << 2 << 0 << 1.0 << 200;
  QTest::newRow("second, least") << 2 << 0 << 0.0 << 50;
  QTest::newRow("third") << 3 << 0 << 1.0 << 400;
  QTest::newRow("fifth") << 5 << 0 << 1.0 << 1600;
  QTest::newRow("ceiling") << 9 << 0 << 1.0 << 10'000;
  QTest::newRow("far beyond") << 1'000'000 << 0 << 1.0 << 10'000;
  QTest::newRow("Retry-After") << 2 << 7 << 0.5 << 7'000;
  QTest::newRow("Retry-After above the ceiling") << 2 << 90 << 0.5 << 90'000;
  QTest::newRow("Retry-After too long") << 2 << 3600 << 0.5 << 120'000;
}

void RetryPolicyTest::waits() {
  QFETCH(int, attempt);
  QFETCH(int, retry_after);
  QFETCH(double, random);
  QFETCH(int, wait);
  const auto last = error(Errc::ServerError, std::chrono::seconds(retry_after));
  QCOMPARE(static_cast<int>(RetryPolicy{}.wait(attempt, last, random).count()), wait);
}

void RetryPolicyTest::again_data() {
  QTest::addColumn<int>("attempt");
  QTest::addColumn<int>("code");
  QTest::addColumn<int>("retry_after");
  QTest::addColumn<bool>("result");
  const auto row = [](const char* name, int attempt, Errc code, int retry_after, bool result) {
    QTest::newRow(name) << attempt << static_cast<int>(code) << retry_after << result;
  };
  row("transient", 1, Errc::ServerError, 0, true);
  row("last but one", 4, Errc::ServerError, 0, true);
  row("used up", 5, Errc::ServerError, 0, false);
  row("stays wrong", 1, Errc::Unauthorized, 0, false);
  row("cancelled", 1, Errc::Cancelled, 0, false);
  row("asked to wait", 1, Errc::TooManyRequests, 120, true);
  row("asked to come back later", 1, Errc::TooManyRequests, 121, false);
}

void RetryPolicyTest::again() {
  QFETCH(int, attempt);
  QFETCH(int, code);
  QFETCH(int, retry_after);
  QFETCH(bool, result);
  const auto last = error(static_cast<Errc>(code), std::chrono::seconds(retry_after));
  QCOMPARE(RetryPolicy{}.again(attempt, last), result);
}

void RetryPolicyTest::stopsAtSuccess() {
  TestClock clock;
  int calls = 0;
  std::vector<int> notices;
  const auto result = retry(
      RetryPolicy{}, clock, std::stop_token(),
      [&]() -> Result<int> {
        if (++calls < 3) return fail(error(Errc::ConnectionLost));
        return 42;
      },
      [&](const Error&, std::chrono::milliseconds, int attempt) { notices.push_back(attempt); });
  QCOMPARE(*result, 42);
  QCOMPARE(calls, 3);
  QCOMPARE(clock.sleeps.size(), std::size_t(2));
  QCOMPARE(notices, (std::vector<int>{2, 3}));
}

void RetryPolicyTest::usesUpAttempts() {
  TestClock clock;
  int calls = 0;
  const auto result = retry(RetryPolicy{}, clock, std::stop_token(), [&]() -> Result<void> {
    ++calls;
    return fail(error(Errc::TooManyRequests, 3s));
  });
  QVERIFY(result.error().code == Errc::TooManyRequests);
  QCOMPARE(calls, 5);
  QVERIFY(clock.sleeps == std::vector<std::chrono::milliseconds>(4, 3'000ms));
}

void RetryPolicyTest::doesNotRepeatWhatStaysWrong() {
  TestClock clock;
  int calls = 0;
  const auto result = retry(RetryPolicy{}, clock, std::stop_token(), [&]() -> Result<void> {
    ++calls;
    return fail(error(Errc::Denied));
  });
  QVERIFY(!result);
  QCOMPARE(calls, 1);
  QVERIFY(clock.sleeps.empty());
}

void RetryPolicyTest::stopEndsTheWait() {
  TestClock clock;
  std::stop_source stop;
  clock.on_sleep = [&] { stop.request_stop(); };
  int calls = 0;
  const auto result = retry(RetryPolicy{}, clock, stop.get_token(), [&]() -> Result<void> {
    ++calls;
    return fail(error(Errc::ServerError));
  });
  QVERIFY(result.error().code == Errc::Cancelled);
  QCOMPARE(calls, 1);
}

void RetryPolicyTest::stoppedBeforeTheFirst() {
  TestClock clock;
  std::stop_source stop;
  stop.request_stop();
  int calls = 0;
  const auto result = retry(RetryPolicy{}, clock, stop.get_token(), [&]() -> Result<void> {
    ++calls;
    return {};
  });
  QVERIFY(result.error().code == Errc::Cancelled);
  QCOMPARE(calls, 0);
}

void RetryPolicyTest::jitterIsInRange() {
  for (int i = 0; i < 1000; ++i) {
    const double draw = jitter();
    QVERIFY(draw >= 0 && draw < 1);
  }
}

QTEST_APPLESS_MAIN(RetryPolicyTest)
#include "retry_policy_test.moc"
