// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "base/log.h"
#include "core/schedule/manual_clock.h"
#include "engine/services.h"
#include "memory/state_store.h"
#include "support/process.h"

#include <atomic>
#include <mutex>

using namespace meridian;
using namespace std::chrono_literals;
using base::Errc;
using engine::JobKind;
using engine::JobRequest;
using engine::Services;

namespace {

/// A manual clock that counts how often somebody went to sleep.
class WatchedClock final : public base::Clock {
public:
  base::Timestamp now() const override { return m_clock.now(); }
  std::chrono::steady_clock::time_point steady() const override { return m_clock.steady(); }
  bool sleep(std::chrono::nanoseconds duration, std::stop_token stop) override {
    ++sleeps;
    return m_clock.sleep(duration, std::move(stop));
  }
  void advance(std::chrono::nanoseconds by) { m_clock.advance(by); }
  std::atomic<int> sleeps = 0;

private:
  test::ManualClock m_clock{base::parseTimestamp("2026-11-23T00:00:00Z")};
};

/// An engine whose jobs end when the test says so.
struct Bench {
  WatchedClock clock;
  memory::StateStore state;
  mutable std::mutex mutex;
  QStringList started;                     ///< "rule cause kind: tags"
  std::map<std::string, std::string> runs; ///< job by rule, of whoever
  QStringList pauses;
  int made = 0;
  std::atomic<std::uint64_t> copied = 1000; ///< tags, by each job
  bool quick = false;                       ///< jobs end before their start returns
  Services* services = nullptr;

  Services::Ground ground() {
    return {clock,
            state,
            nullptr,
            {},
            [this](const JobRequest& request) { return start(request); },
            [this](std::string_view job, bool on) {
              const std::lock_guard lock(mutex);
              pauses << QString::fromStdString(std::string(on ? "hold " : "go on ") + std::string(job));
            },
            [this](std::string_view) { return copied.load(); },
            [](std::string_view, const std::string&) {}};
  }
  base::Result<std::string> start(const JobRequest& request) {
    std::string job;
    {
      const std::lock_guard lock(mutex);
      if (runs.contains(request.rule)) return base::fail(Errc::AlreadyExists, "it runs");
      QStringList tags;
      for (const auto& tag : request.tags)
        tags << QString::fromStdString(tag);
      started << QString::fromStdString(request.rule + " " + request.cause + " " +
                                        std::string(name(request.kind)) + ": ") +
                     tags.join(QLatin1Char(' '));
      job = "job" + std::to_string(++made);
      if (!quick) runs[request.rule] = job;
    }
    if (quick) services->jobEnded(job);
    return job;
  }
  void end(const std::string& rule) {
    std::string job;
    {
      const std::lock_guard lock(mutex);
      job = runs.at(rule);
      runs.erase(rule);
    }
    services->jobEnded(job);
  }
  /// Returns when the services have looked at everything and sleep.
  void calm() {
    // Twice: the first may be seen by a look that had begun, the second is then seen by one that begins after
    // it.
    for (int i = 0; i < 2; ++i) {
      const int before = clock.sleeps;
      services->jobEnded("nothing");
      (void)test::waitUntil([&] { return clock.sleeps > before; }, 20s);
    }
  }
  void pass(std::chrono::nanoseconds time) {
    clock.advance(time);
    calm();
  }
  /// What has started once the time is over that an event waits for its tag.
  QStringList startedBy() {
    pass(300ms);
    return list();
  }
  QStringList list() const {
    const std::lock_guard lock(mutex);
    return started;
  }
  QStringList held() const {
    const std::lock_guard lock(mutex);
    return pauses;
  }
};

engine::Fleet fleet(const plan::Schedule& schedule, const plan::AuditPolicy& audit = {}) {
  engine::Fleet fleet;
  plan::Rule rule;
  rule.id = "base";
  rule.source = "fra";
  rule.repositories = {"**"};
  rule.schedule = schedule;
  rule.audit = audit;
  fleet.rules = {rule};
  return fleet;
}

} // namespace

class ServicesTest : public QObject {
  Q_OBJECT
private slots:
  void init() { base::configureLog("*=off"); }
  void schedulesStartJobs();
  void missedRunsAreMadeUpForOnce();
  void aBurstIsFewJobs();
  void eventsWhileTheRuleRunsAreGathered();
  void theWholeRuleHoldsItsTags();
  void othersMayRunTheRule();
  void quickJobsAreNotWaitedFor();
  void windowsHoldAndLetGo();
  void auditsTakeTurns();
  void interruptedRulesResume();
  void aRuleThatGoesTakesItsWishesAlong();
  void anEventMayComeBeforeItsTag();
};

void ServicesTest::schedulesStartJobs() {
  Bench bench;
  Services services(bench.ground());
  bench.services = &services;
  plan::Schedule schedule;
  schedule.cron = {"30 2 * * *"};
  schedule.zone = "Europe/Berlin";
  QVERIFY(services.start(std::make_shared<engine::Fleet>(fleet(schedule))));
  QCOMPARE(bench.startedBy(), QStringList());
  bench.pass(89min);
  QCOMPARE(bench.list(), QStringList());
  bench.pass(1min); // 01:30 UTC
  QCOMPARE(bench.list(), QStringList{"base schedule sync: "});
  bench.end("base");
  bench.pass(24h);
  QCOMPARE(bench.list().size(), 2);
}

void ServicesTest::missedRunsAreMadeUpForOnce() {
  plan::Schedule schedule;
  schedule.cron = {"0 * * * *"};
  const auto hourly = std::make_shared<engine::Fleet>(fleet(schedule));
  Bench bench;
  {
    Services services(bench.ground());
    bench.services = &services;
    QVERIFY(services.start(hourly));
    bench.pass(1h);
    QCOMPARE(bench.list().size(), 1);
    bench.end("base");
  }
  bench.clock.advance(5h + 10min); // the program is off
  {
    Services services(bench.ground());
    bench.services = &services;
    QVERIFY(services.start(hourly));
    QCOMPARE(bench.startedBy().size(), 2);
    bench.end("base");
    QCOMPARE(bench.startedBy().size(), 2);
  }
  { // and nothing was missed this time
    Services services(bench.ground());
    bench.services = &services;
    QVERIFY(services.start(hourly));
    QCOMPARE(bench.startedBy().size(), 2);
  }
}

void ServicesTest::aBurstIsFewJobs() {
  Bench bench;
  Services services(bench.ground());
  bench.services = &services;
  QVERIFY(services.start(std::make_shared<engine::Fleet>(fleet({}))));
  services.want("base", "app/web:0", "webhook fra");
  QCOMPARE(bench.startedBy().size(), 1);
  for (int i = 1; i < 100; ++i)
    services.want("base", "app/web:" + std::to_string(i), "webhook fra");
  QCOMPARE(bench.startedBy().size(), 1); // these came while it ran
  bench.end("base");
  QCOMPARE(bench.startedBy().size(), 2);
  bench.end("base");
  QCOMPARE(bench.startedBy().size(), 2);
  QCOMPARE(bench.list().join(QLatin1Char(' ')).count(QStringLiteral("app/web:")),
           100); // none is lost, none is twice
}

void ServicesTest::eventsWhileTheRuleRunsAreGathered() {
  Bench bench;
  Services services(bench.ground());
  bench.services = &services;
  QVERIFY(services.start(std::make_shared<engine::Fleet>(fleet({}))));
  services.want("base", "app/web:1", "webhook fra");
  QCOMPARE(bench.startedBy(), QStringList{"base webhook fra sync: app/web:1"});
  // The tag moves while it is copied: another job looks again, whatever order the events come in.
  for (const auto* ref : {"app/web:2", "app/web:1", "app/web:2", "app/web:1"})
    services.want("base", ref, "webhook fra");
  QCOMPARE(bench.startedBy().size(), 1);
  bench.end("base");
  QCOMPARE(bench.startedBy().mid(1), QStringList{"base webhook fra sync: app/web:1 app/web:2"});
}

void ServicesTest::theWholeRuleHoldsItsTags() {
  Bench bench;
  Services services(bench.ground());
  bench.services = &services;
  plan::Schedule schedule;
  schedule.poll = 1h;
  QVERIFY(services.start(std::make_shared<engine::Fleet>(fleet(schedule))));
  QCOMPARE(bench.startedBy(), QStringList{"base poll sync: "});
  services.want("base", "app/web:1", "webhook fra");
  bench.pass(1h);
  services.want("base", "app/web:2", "webhook fra");
  QCOMPARE(bench.startedBy().size(), 1);
  bench.end("base");
  QCOMPARE(bench.startedBy().mid(1), QStringList{"base poll sync: "});
  bench.end("base");
  QCOMPARE(bench.startedBy().size(), 2);
}

void ServicesTest::othersMayRunTheRule() {
  Bench bench;
  Services services(bench.ground());
  bench.services = &services;
  QVERIFY(services.start(std::make_shared<engine::Fleet>(fleet({}))));
  bench.runs["base"] = "by hand";
  services.want("base", "app/web:1", "webhook fra");
  QCOMPARE(bench.startedBy(), QStringList());
  services.want("base", "app/web:2", "webhook fra");
  QCOMPARE(bench.startedBy(), QStringList());
  bench.end("base");
  QCOMPARE(bench.startedBy(), QStringList{"base webhook fra sync: app/web:1 app/web:2"});
}

void ServicesTest::quickJobsAreNotWaitedFor() {
  Bench bench;
  bench.quick = true;
  Services services(bench.ground());
  bench.services = &services;
  QVERIFY(services.start(std::make_shared<engine::Fleet>(fleet({}))));
  for (int i = 1; i <= 5; ++i) {
    services.want("base", "app/web:1", "webhook fra");
    QCOMPARE(bench.startedBy().size(), i);
  }
}

void ServicesTest::windowsHoldAndLetGo() {
  Bench bench;
  Services services(bench.ground());
  bench.services = &services;
  plan::Schedule schedule;
  schedule.windows = {{0x7f, 1h, 3h, "", {}}};
  QVERIFY(services.start(std::make_shared<engine::Fleet>(fleet(schedule))));
  services.want("base", "app/web:1", "webhook fra");
  QCOMPARE(bench.startedBy(), QStringList()); // midnight: it waits
  bench.pass(1h);
  QCOMPARE(bench.list(), QStringList{"base webhook fra sync: app/web:1"});
  bench.pass(119min);
  QCOMPARE(bench.held(), QStringList());
  bench.pass(1min); // 03:00, and it still runs
  QCOMPARE(bench.held(), QStringList{"hold job1"});
  services.want("base", "app/web:2", "webhook fra");
  bench.pass(22h); // 01:00
  QCOMPARE(bench.held(), (QStringList{"hold job1", "go on job1"}));
  QCOMPARE(bench.list().size(), 1);
  bench.end("base");
  QCOMPARE(bench.startedBy().size(), 2);
  bench.end("base");
  bench.pass(2h);
  QCOMPARE(bench.held().size(), 2); // nothing runs
  // By hand it runs whenever: not ours to hold.
  bench.runs["base"] = "by hand";
  bench.pass(22h);
  bench.pass(2h);
  QCOMPARE(bench.held().size(), 2);
}

void ServicesTest::auditsTakeTurns() {
  Bench bench;
  Services services(bench.ground());
  bench.services = &services;
  plan::Schedule schedule;
  schedule.cron = {"0 1 * * *"};
  schedule.windows = {{0x7f, 1h, 2h, "", {}}};
  plan::AuditPolicy audit;
  audit.cron = {"0 1 * * *", "0 12 * * *"};
  QVERIFY(services.start(std::make_shared<engine::Fleet>(fleet(schedule, audit))));
  bench.pass(1h);
  QCOMPARE(bench.list(), QStringList{"base schedule sync: "});
  bench.end("base");
  QCOMPARE(bench.startedBy().mid(1), QStringList{"base schedule audit: "});
  bench.pass(90min);
  QCOMPARE(bench.held(), QStringList()); // an audit moves nothing
  bench.end("base");
  bench.pass(10h); // outside of the window
  QCOMPARE(bench.list().size(), 3);
  QCOMPARE(bench.list().back(), QStringLiteral("base schedule audit: "));
}

void ServicesTest::interruptedRulesResume() {
  Bench bench;
  Services services(bench.ground());
  bench.services = &services;
  ports::JobRecord record;
  record.rule = "base";
  for (const auto* kind : {"sync", "promote", "audit", "rollback"}) {
    record.kind = kind;
    services.resume(record);
  }
  QVERIFY(services.start(std::make_shared<engine::Fleet>(fleet({}))));
  QCOMPARE(bench.startedBy(),
           QStringList{"base restart promote: "}); // of two that were interrupted, one that does both
  bench.end("base");
  QCOMPARE(bench.startedBy().size(), 1);
}

void ServicesTest::aRuleThatGoesTakesItsWishesAlong() {
  Bench bench;
  Services services(bench.ground());
  bench.services = &services;
  plan::Schedule schedule;
  schedule.windows = {{0x7f, 1h, 2h, "", {}}};
  QVERIFY(services.start(std::make_shared<engine::Fleet>(fleet(schedule))));
  services.want("base", "app/web:1", "webhook fra");
  bench.calm();
  QVERIFY(services.follow(std::make_shared<engine::Fleet>()));
  bench.pass(2h);
  QCOMPARE(bench.list(), QStringList());
}

void ServicesTest::anEventMayComeBeforeItsTag() {
  Bench bench;
  Services services(bench.ground());
  bench.services = &services;
  QVERIFY(services.start(std::make_shared<engine::Fleet>(fleet({}))));
  bench.copied = 0;
  services.want("base", "app/web:1", "webhook fra");
  bench.calm();
  QCOMPARE(bench.list().size(), 0); // distribution has not written the tag yet
  QCOMPARE(bench.startedBy().size(), 1);
  bench.end("base");
  bench.pass(1900ms);
  QCOMPARE(bench.list().size(), 1);
  bench.pass(200ms);
  QCOMPARE(bench.list().size(), 2); // nothing was found: another look
  bench.end("base");
  bench.pass(15s);
  QCOMPARE(bench.list().size(), 3); // and a last one
  bench.end("base");
  bench.pass(1h);
  QCOMPARE(bench.list().size(), 3);
  // Found at the second look: that is all.
  services.want("base", "app/web:1", "webhook fra");
  QCOMPARE(bench.startedBy().size(), 4);
  bench.end("base");
  bench.copied = 1;
  bench.pass(2s);
  QCOMPARE(bench.list().size(), 5);
  bench.end("base");
  bench.pass(1h);
  QCOMPARE(bench.list().size(), 5);
}

QTEST_APPLESS_MAIN(ServicesTest)
#include "services_test.moc"
