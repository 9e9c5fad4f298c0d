// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/schedule/manual_clock.h"
#include "schedule/budget.h"
#include "support/instant_clock.h"

#include <atomic>
#include <thread>

using namespace meridian;
using namespace meridian::schedule;
using namespace std::chrono;
using base::Errc;
using ports::HttpMethod;
using test::InstantClock;
using test::ManualClock;

namespace {

constexpr auto kGet = HttpMethod::Get;
constexpr auto kHead = HttpMethod::Head;

ports::HttpResponse answer(int status, std::vector<std::pair<const char*, const char*>> headers = {}) {
  ports::HttpResponse out;
  out.status = status;
  for (const auto& [field, value] : headers)
    out.headers.add(field, value);
  return out;
}
const auto kFine = answer(200);
const auto kRefused = answer(429);
const auto kEmpty = answer(200, {{"RateLimit-Limit", "100;w=21600"}, {"RateLimit-Remaining", "0;w=21600"}});

double passed(const base::Clock& clock) {
  return duration<double>(clock.steady().time_since_epoch()).count();
}

/// A thread that enters once.
class Caller {
public:
  Caller(Budget& budget, HttpMethod method)
      : m_thread([this, &budget, method](std::stop_token stop) {
          m_result = budget.enter(method, stop);
          m_done = true;
        }) {}
  [[nodiscard]] bool isIn() const { return m_done; }
  base::Result<void> result() {
    m_thread.join();
    return m_result;
  }
  void stop() { m_thread.request_stop(); }

private:
  base::Result<void> m_result;
  std::atomic<bool> m_done = false;
  std::jthread m_thread;
};

} // namespace

class BudgetTest : public QObject {
  Q_OBJECT

private slots:
  void letsAllThroughWithoutLimits() {
    InstantClock clock;
    Budget budget(clock);
    for (int i = 0; i < 1000; ++i)
      QVERIFY(budget.enter(kGet, {}));
    QCOMPARE(budget.status().under_way, 1000u);
    QCOMPARE(budget.status().why, std::string());
    QCOMPARE(clock.sleeps().size(), 0u);
    for (int i = 0; i < 1000; ++i)
      budget.leave(nullptr, {});
    QCOMPARE(budget.status().under_way, 0u);
  }

  void keepsRequestsPerSecond_data() {
    QTest::addColumn<double>("rate");
    for (const double rate : {0.5, 1.0, 20.0, 1000.0})
      QTest::addRow("%g", rate) << rate;
  }
  void keepsRequestsPerSecond() {
    QFETCH(double, rate);
    InstantClock clock;
    Budget budget(clock, {{rate, {}}, seconds(900)});
    const int requests = static_cast<int>(rate * 20);
    for (int i = 0; i < requests; ++i) {
      QVERIFY(budget.enter(kHead, {}));
      budget.leave(&kFine, {});
    }
    QVERIFY2(passed(clock) > 17.9 && passed(clock) < 20.1, qPrintable(QString::number(passed(clock))));
  }

  void keepsRequestsAtOnce() {
    ManualClock clock;
    Budget budget(clock, {{{}, 2}, seconds(900)});
    QVERIFY(budget.enter(kGet, {}));
    QVERIFY(budget.enter(kGet, {}));
    Caller third(budget, kGet);
    QVERIFY(clock.waitForSleepers(1));
    Caller fourth(budget, kHead);
    QVERIFY(clock.waitForSleepers(2));
    QCOMPARE(budget.status().waiting, 2u);
    budget.leave(&kFine, {});
    QVERIFY(third.result()); // in the order in which they came
    QVERIFY(!fourth.isIn());
    budget.setLimits({{}, 3});
    QVERIFY(fourth.result());
    QCOMPARE(budget.status().under_way, 3u);
  }

  void stopEndsTheWaitOfOne() {
    ManualClock clock;
    Budget budget(clock, {{{}, 1}, seconds(900)});
    QVERIFY(budget.enter(kGet, {}));
    Caller first(budget, kGet);
    QVERIFY(clock.waitForSleepers(1));
    Caller second(budget, kGet);
    QVERIFY(clock.waitForSleepers(2));
    first.stop();
    const auto result = first.result();
    QVERIFY(!result);
    QVERIFY(result.error().code == Errc::Cancelled);
    budget.leave(&kFine, {});
    QVERIFY(second.result());
  }

  void retryAfterHoldsEverybody() {
    ManualClock clock;
    Budget budget(clock), other(clock);
    QVERIFY(budget.enter(kGet, {}));
    budget.leave(&kRefused, seconds(30));
    const auto status = budget.status();
    QVERIFY(status.until == clock.now() + seconds(30));
    QVERIFY2(status.why.find("asks to come back at 2026-11-23T00:00:30Z") != std::string::npos,
             status.why.c_str());
    Caller head(budget, kHead), get(budget, kGet);
    QVERIFY(clock.waitForSleepers(2));
    QVERIFY(other.enter(kGet, {})); // another registry goes on
    clock.advance(seconds(29));
    QVERIFY(!head.isIn() && !get.isIn());
    clock.advance(seconds(1));
    // One tries alone, the other follows when that went well.
    QTRY_VERIFY_WITH_TIMEOUT(head.isIn() != get.isIn(), 30000);
    QVERIFY(clock.waitForSleepers(1));
    QVERIFY(head.isIn() != get.isIn());
    budget.leave(&kFine, {});
    QVERIFY(head.result());
    QVERIFY(get.result());
    QCOMPARE(budget.status().why, std::string());
  }

  void withoutRetryAfterPausesGrow() {
    InstantClock clock;
    Budget budget(clock);
    std::vector<double> waits;
    for (int i = 0; i < 12; ++i) {
      const auto before = passed(clock);
      QVERIFY(budget.enter(kGet, {}));
      waits.push_back(passed(clock) - before);
      budget.leave(&kRefused, {});
      if (i == 0) QVERIFY(budget.status().why.find("does not say when") != std::string::npos);
    }
    QCOMPARE(waits, (std::vector<double>{0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}));
    QVERIFY(budget.enter(kGet, {}));
    budget.leave(&kFine, {}); // from the start again
    QVERIFY(budget.enter(kGet, {}));
    budget.leave(&kRefused, {});
    const auto before = passed(clock);
    QVERIFY(budget.enter(kGet, {}));
    QCOMPARE(passed(clock) - before, 1.0);
  }

  void manyRefusedAtOnceAreOnePause() {
    ManualClock clock;
    Budget budget(clock);
    for (int i = 0; i < 16; ++i)
      QVERIFY(budget.enter(kGet, {}));
    for (int i = 0; i < 15; ++i)
      budget.leave(&kRefused, {});
    budget.leave(&kFine, {}); // an answer from before the pause ends nothing
    QVERIFY(budget.status().until == clock.now() + seconds(1));
  }

  void aTrialWithoutAnAnswerMakesRoomForTheNext() {
    InstantClock clock;
    Budget budget(clock);
    QVERIFY(budget.enter(kGet, {}));
    budget.leave(&kRefused, {});
    QVERIFY(budget.enter(kGet, {}));
    budget.leave(nullptr, {});
    QVERIFY(budget.enter(kGet, {}));
  }

  void serviceUnavailableMayAskToWaitToo() {
    ManualClock clock;
    Budget budget(clock);
    QVERIFY(budget.enter(kGet, {}));
    const auto unavailable = answer(503);
    budget.leave(&unavailable, seconds(5));
    QVERIFY(budget.status().until == clock.now() + seconds(5));
  }

  void nobodyIsHeldTooLong() {
    ManualClock clock;
    Budget budget(clock, {{}, seconds(60)});
    QVERIFY(budget.enter(kGet, {}));
    QVERIFY(budget.enter(kGet, {}));
    budget.leave(&kRefused, seconds(30));
    Caller waiting(budget, kHead);
    QVERIFY(clock.waitForSleepers(1));
    budget.leave(&kRefused, seconds(3600)); // also those who wait already
    for (auto result : {waiting.result(), budget.enter(kGet, {})}) {
      QVERIFY(!result);
      QVERIFY(result.error().code == Errc::TooManyRequests);
      QCOMPARE(result.error().retry_after, seconds(3600));
      QVERIFY(result.error().message.find("2026-11-23T01:00:00Z") != std::string::npos);
    }
    QCOMPARE(budget.status().waiting, 0u);
    clock.advance(hours(1));
    QVERIFY(budget.enter(kGet, {}));
  }

  void anEmptyQuotaHoldsPullsOnly() {
    ManualClock clock;
    Budget budget(clock);
    QVERIFY(budget.enter(kGet, {}));
    const auto some =
        answer(200, {{"ratelimit-limit", "100;w=21600"}, {"ratelimit-remaining", "76;w=21600"}});
    budget.leave(&some, {});
    QCOMPARE(budget.status().quota.value(), 100u);
    QCOMPARE(budget.status().remaining.value(), 76u);
    QCOMPARE(budget.status().window, seconds(21600));
    QCOMPARE(budget.status().why, std::string());
    QVERIFY(budget.enter(kGet, {}));
    budget.leave(&kEmpty, {});
    const auto refused = budget.enter(kGet, {});
    QVERIFY(!refused);
    QVERIFY(refused.error().code == Errc::TooManyRequests);
    QCOMPARE(refused.error().retry_after, seconds(21600));
    QCOMPARE(refused.error().message,
             std::string("the quota of 100 pulls in 6 h 00 min is used up; it comes back by "
                         "2026-11-23T06:00:00Z"));
    QCOMPARE(budget.status().why, refused.error().message);
    QVERIFY(budget.enterUncounted(kGet, {})); // a blob
    budget.leave(&kFine, {});
    QVERIFY(budget.enter(kHead, {}));
    budget.leave(&kEmpty, {}); // said again: the end stays where it was
    clock.advance(hours(1));
    QCOMPARE(budget.enter(kGet, {}).error().retry_after, seconds(5 * 3600));
    QVERIFY(budget.enter(kHead, {}));
    budget.leave(&some, {}); // said otherwise: back already
    QVERIFY(budget.enter(kGet, {}));
  }

  void aQuotaComesBack() {
    ManualClock clock;
    Budget budget(clock, {{}, hours(12)});
    QVERIFY(budget.enter(kGet, {}));
    budget.leave(&kEmpty, {});
    Caller pull(budget, kGet);
    QVERIFY(clock.waitForSleepers(1));
    Caller head(budget, kHead); // overtakes
    QVERIFY(head.result());
    budget.leave(&kEmpty, {});
    QVERIFY(!pull.isIn());
    clock.advance(hours(6));
    QVERIFY(pull.result());
  }

  void refusedForTheQuotaIsNoPause() {
    ManualClock clock;
    Budget budget(clock);
    QVERIFY(budget.enter(kGet, {}));
    const auto refused =
        answer(429, {{"ratelimit-limit", "100;w=21600"}, {"ratelimit-remaining", "0;w=21600"}});
    budget.leave(&refused, {});
    QVERIFY(budget.enter(kHead, {}));
    QVERIFY(!budget.enter(kGet, {}));
  }

  void aClockThatIsSetBackHoldsNobody() {
    class Wrong final : public base::Clock {
    public:
      base::Timestamp now() const override { return time; }
      steady_clock::time_point steady() const override { return {}; }
      bool sleep(nanoseconds, std::stop_token) override { return true; }
      base::Timestamp time{sys_days{year{2026} / 11 / 23}};
    } clock;
    Budget budget(clock);
    QVERIFY(budget.enter(kGet, {}));
    budget.leave(&kRefused, seconds(3600));
    clock.time -= days(365);
    QVERIFY(budget.enter(kGet, {}));
  }

  void manyThreads() {
    base::SystemClock clock;
    Budget budget(clock, {{{}, 4}, seconds(900)});
    std::atomic<int> now = 0, most = 0, all = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; ++i)
      threads.emplace_back([&] {
        for (int k = 0; k < 200; ++k) {
          if (!budget.enter(k % 2 == 0 ? kGet : kHead, {})) return;
          const int inside = ++now;
          for (int seen = most; inside > seen && !most.compare_exchange_weak(seen, inside);) {
          }
          std::this_thread::yield();
          --now;
          ++all;
          budget.leave(&kFine, {});
        }
      });
    threads.clear();
    QCOMPARE(all.load(), 3200);
    QVERIFY2(most <= 4, qPrintable(QString::number(most)));
    QCOMPARE(budget.status().under_way, 0u);
  }
};

QTEST_GUILESS_MAIN(BudgetTest)
#include "budget_test.moc"
