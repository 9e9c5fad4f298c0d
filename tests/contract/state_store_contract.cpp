// SPDX-License-Identifier: GPL-3.0-or-later
// What every ports::StateStore does, whatever it stands on.
#include "memory/state_store.h"
#include "sqlite/state_store.h"
#include "support/process.h"

#include <atomic>
#include <QTest>
#include <thread>

using namespace meridian;
using ports::EventRecord;
using ports::JobRecord;
using ports::JobState;
using ports::OutcomeRecord;

namespace {

base::Timestamp at(std::int64_t seconds) {
  return base::Timestamp(std::chrono::seconds(seconds));
}

JobRecord job(const std::string& id, std::int64_t created, JobState state = JobState::Succeeded,
              const std::string& rule = "base") {
  JobRecord out;
  out.id = id;
  out.rule = rule;
  out.state = state;
  out.created = at(created);
  return out;
}

OutcomeRecord outcome(const std::string& job, const std::string& ref, std::int64_t finished,
                      const std::string& result = "copied") {
  OutcomeRecord out;
  out.job = job;
  out.target = "tyo";
  out.ref = ref;
  out.result = result;
  out.finished = at(finished);
  return out;
}

template <class Records, class Field>
QString list(const Records& records, Field field) {
  QStringList out;
  for (const auto& record : records)
    out << QString::fromStdString(record.*field);
  return out.join(' ');
}

} // namespace

#define GOOD(call)                                                                                           \
  do {                                                                                                       \
    const auto& result_ = (call);                                                                            \
    QVERIFY2(result_, result_ ? "" : result_.error().message.c_str());                                       \
  } while (false)

class StateStoreContract : public QObject {
  Q_OBJECT

  std::unique_ptr<test::TemporaryFolder> m_folder;
  std::unique_ptr<ports::StateStore> m_store;

private slots:
  void initTestCase_data() {
    QTest::addColumn<QString>("adapter");
    QTest::newRow("memory") << "memory";
    QTest::newRow("sqlite") << "sqlite";
  }
  void init() {
    QFETCH_GLOBAL(QString, adapter);
    m_folder = std::make_unique<test::TemporaryFolder>();
    if (adapter == "memory") {
      m_store = std::make_unique<memory::StateStore>();
    } else {
      auto opened = sqlite::StateStore::open(m_folder->file("state.db"), at(0));
      GOOD(opened);
      m_store = std::move(*opened);
    }
  }
  void cleanup() {
    m_store.reset();
    m_folder.reset();
  }

  void emptyAtFirst() {
    QVERIFY(!m_store->job("x")->has_value());
    QVERIFY(m_store->jobs("", 10)->empty());
    QVERIFY(m_store->outcomes("x")->empty());
    QVERIFY(m_store->outcomesSince(at(0), 10)->empty());
    QVERIFY(m_store->events("", 0, 10)->empty());
    QVERIFY(!m_store->fact("x")->has_value());
    QVERIFY(m_store->markInterrupted(at(1))->empty());
    QVERIFY(m_store->prune(0));
    QVERIFY(m_store->putOutcomes({}));
    QVERIFY(m_store->putEvents({}));
  }

  void keepsEveryFieldOfAJob() {
    JobRecord in;
    in.id = "20261122T091200Z-4f3a";
    in.rule = "base";
    in.state = JobState::Partial;
    in.created = base::Timestamp(std::chrono::milliseconds(1'795'338'720'123));
    in.started = in.created + std::chrono::milliseconds(1);
    in.finished = in.created + std::chrono::milliseconds(2);
    in.tags_matched = 1, in.tags_copied = 2, in.tags_unchanged = 3, in.tags_failed = 4;
    in.bytes_total = {5'000'000'000'000}, in.read = {6}, in.written = {7}, in.mounted = {8}, in.skipped = {9};
    in.resumed = {10};
    in.source_requests = 11, in.target_requests = 12;
    in.error = "quote ' and 東京 and \"\n";
    GOOD(m_store->putJob(in));
    const auto got = m_store->job(in.id);
    GOOD(got);
    QVERIFY(got->has_value());
    const auto& out = **got;
    QCOMPARE(out.id, in.id);
    QCOMPARE(out.rule, in.rule);
    QVERIFY(out.state == in.state);
    QVERIFY(out.created == in.created && out.started == in.started && out.finished == in.finished);
    QCOMPARE(out.tags_matched, in.tags_matched);
    QCOMPARE(out.tags_copied, in.tags_copied);
    QCOMPARE(out.tags_unchanged, in.tags_unchanged);
    QCOMPARE(out.tags_failed, in.tags_failed);
    QCOMPARE(out.bytes_total.value, in.bytes_total.value);
    QCOMPARE(out.read.value, in.read.value);
    QCOMPARE(out.written.value, in.written.value);
    QCOMPARE(out.mounted.value, in.mounted.value);
    QCOMPARE(out.skipped.value, in.skipped.value);
    QCOMPARE(out.resumed.value, in.resumed.value);
    QCOMPARE(out.source_requests, in.source_requests);
    QCOMPARE(out.target_requests, in.target_requests);
    QCOMPARE(out.error, in.error);
  }

  void keepsEveryState() {
    for (const auto state : {JobState::Queued, JobState::Running, JobState::Succeeded, JobState::Partial,
                             JobState::Failed, JobState::Cancelled, JobState::Interrupted}) {
      GOOD(m_store->putJob(job("j", 1, state)));
      QVERIFY((*m_store->job("j"))->state == state);
      QVERIFY(ports::jobState(ports::name(state)) == state);
    }
    QVERIFY(!ports::jobState("paused"));
  }

  void jobsAreNewestFirst() {
    for (const auto& [id, created] : {std::pair("a", 10), {"c", 30}, {"b", 20}, {"d", 30}})
      GOOD(m_store->putJob(job(id, created, JobState::Succeeded, created == 20 ? "other" : "base")));
    QCOMPARE(list(*m_store->jobs("", 10), &JobRecord::id), QString("d c b a"));
    QCOMPARE(list(*m_store->jobs("", 2), &JobRecord::id), QString("d c"));
    QCOMPARE(list(*m_store->jobs("base", 2), &JobRecord::id), QString("d c"));
    QCOMPARE(list(*m_store->jobs("other", 2), &JobRecord::id), QString("b"));
    QVERIFY(m_store->jobs("", 0)->empty());
    QCOMPARE(m_store->jobs("", std::numeric_limits<std::size_t>::max())->size(), 4u);
  }

  void putJobReplaces() {
    GOOD(m_store->putJob(job("j", 1, JobState::Running)));
    GOOD(m_store->putOutcomes({outcome("j", "a:1", 1)}));
    auto changed = job("j", 1, JobState::Failed);
    changed.error = "no";
    GOOD(m_store->putJob(changed));
    QCOMPARE((*m_store->job("j"))->error, std::string("no"));
    QCOMPARE(m_store->jobs("", 10)->size(), 1u);
    QCOMPARE(m_store->outcomes("j")->size(), 1u); // replacing a job keeps what belongs to it
  }

  void crashLeavesJobsInterrupted() {
    GOOD(m_store->putJob(job("queued", 1, JobState::Queued)));
    GOOD(m_store->putJob(job("running", 2, JobState::Running)));
    GOOD(m_store->putJob(job("done", 3)));
    const auto marked = m_store->markInterrupted(at(9));
    GOOD(marked);
    QCOMPARE(list(*marked, &JobRecord::id), QString("running queued"));
    for (const auto& one : *marked)
      QVERIFY(one.state == JobState::Interrupted && one.finished == at(9));
    QVERIFY((*m_store->job("running"))->state == JobState::Interrupted);
    QVERIFY((*m_store->job("done"))->state == JobState::Succeeded);
    QVERIFY(m_store->markInterrupted(at(10))->empty());
  }

  void keepsEveryFieldOfAnOutcome() {
    OutcomeRecord in;
    in.job = "j", in.target = "tyo", in.ref = "app/web:1.2", in.digest = "sha256:abc", in.result = "failed";
    in.bytes = {123};
    in.seconds = base::Seconds(1.25);
    in.finished = base::Timestamp(std::chrono::milliseconds(1234));
    in.error_code = "TOOMANYREQUESTS", in.error_message = "slow down", in.http_status = 429;
    in.registry_code = "TOOMANYREQUESTS", in.retry_after = 30;
    GOOD(m_store->putOutcomes({in}));
    const auto all = m_store->outcomes("j");
    QCOMPARE(all->size(), 1u);
    const auto& out = all->front();
    QVERIFY(std::tie(out.job, out.target, out.ref, out.digest, out.result, out.error_code, out.error_message,
                     out.http_status, out.registry_code, out.retry_after) ==
            std::tie(in.job, in.target, in.ref, in.digest, in.result, in.error_code, in.error_message,
                     in.http_status, in.registry_code, in.retry_after));
    QCOMPARE(out.bytes.value, in.bytes.value);
    QCOMPARE(out.seconds.count(), in.seconds.count());
    QVERIFY(out.finished == in.finished);
  }

  void outcomesKeepTheirOrderAndReplace() {
    GOOD(m_store->putOutcomes(
        {outcome("j", "b:1", 1, "failed"), outcome("j", "a:1", 2), outcome("k", "b:1", 3)}));
    GOOD(m_store->putOutcomes({outcome("j", "b:1", 4, "copied"), outcome("j", "c:1", 5)}));
    const auto all = m_store->outcomes("j");
    QCOMPARE(list(*all, &OutcomeRecord::ref), QString("b:1 a:1 c:1"));
    QCOMPARE(all->front().result, std::string("copied"));
  }

  void outcomesSinceGivesTheNewestOldestFirst() {
    GOOD(m_store->putOutcomes({outcome("j", "e", 50), outcome("j", "a", 10), outcome("j", "c", 30),
                               outcome("j", "b", 20), outcome("k", "d", 40), outcome("k", "d2", 40)}));
    QCOMPARE(list(*m_store->outcomesSince(at(20), 10), &OutcomeRecord::ref), QString("b c d d2 e"));
    QCOMPARE(list(*m_store->outcomesSince(at(20), 2), &OutcomeRecord::ref), QString("d2 e"));
    QVERIFY(m_store->outcomesSince(at(51), 10)->empty());
  }

  void eventsRiseAndPage() {
    const auto event = [](const std::string& of, const std::string& text) {
      return EventRecord{99, of, base::Timestamp(std::chrono::milliseconds(7)), "info", text};
    };
    GOOD(m_store->putEvents({event("j", "one"), event("k", "two"), event("j", "three")}));
    GOOD(m_store->putEvents({event("", "four"), event("j", "five")}));
    const auto of_j = m_store->events("j", 0, 10);
    QCOMPARE(list(*of_j, &EventRecord::text), QString("one three five"));
    QVERIFY(of_j->at(0).seq < of_j->at(1).seq && of_j->at(1).seq < of_j->at(2).seq);
    QVERIFY(of_j->at(0).time == base::Timestamp(std::chrono::milliseconds(7)));
    QCOMPARE(of_j->at(0).level, std::string("info"));
    QCOMPARE(list(*m_store->events("j", of_j->at(0).seq, 1), &EventRecord::text), QString("three"));
    QCOMPARE(list(*m_store->events("", 0, 10), &EventRecord::text), QString("one two three four five"));
    QVERIFY(m_store->events("j", of_j->at(2).seq, 10)->empty());
    QCOMPARE(*m_store->lastEvent(), m_store->events("", 0, 10)->back().seq);
  }

  void factsAreReplaced() {
    GOOD(m_store->putFact("profile/fra", "{\"a\":1}"));
    GOOD(m_store->putFact("profile/fra", "{}"));
    QVERIFY(m_store->fact("profile/fra")->value() == "{}");
    GOOD(m_store->putFact("profile/Ωx", "1"));
    GOOD(m_store->putFact("profil", "2"));
    const auto some = m_store->facts("profile/");
    QVERIFY(some);
    QCOMPARE(some->size(), 2u);
    QVERIFY(some->at(0) == std::make_pair(std::string("profile/fra"), std::string("{}")));
    QVERIFY(m_store->facts("profile/Ω")->size() == 1);
    QVERIFY(m_store->facts("nothing")->empty());
    GOOD(m_store->putFact("profile/fra", ""));
    QVERIFY(!m_store->fact("profile/fra")->has_value());
    GOOD(m_store->putFacts({{"many/1", "a"}, {"many/2", "b"}, {"profil", ""}}));
    QCOMPARE(m_store->facts("many/")->size(), 2u);
    QVERIFY(!m_store->fact("profil")->has_value());
    GOOD(m_store->putFacts({}));
    QVERIFY(!m_store->fact("profile/tyo")->has_value());
    const std::string large(1 << 20, 'x');
    GOOD(m_store->putFact("large", large));
    QVERIFY(m_store->fact("large")->value() == large);
  }

  void pruneKeepsTheNewest() {
    for (const auto& [id, created] : {std::pair("a", 10), {"b", 20}, {"c", 30}}) {
      GOOD(m_store->putJob(job(id, created)));
      GOOD(m_store->putOutcomes({outcome(id, "r:1", created)}));
      GOOD(m_store->putEvents({{0, id, at(created), "info", id}, {0, "", at(created), "info", "none"}}));
    }
    GOOD(m_store->putFact("f", "1"));
    GOOD(m_store->prune(2));
    QCOMPARE(list(*m_store->jobs("", 10), &JobRecord::id), QString("c b"));
    QVERIFY(m_store->outcomes("a")->empty());
    QCOMPARE(m_store->outcomes("b")->size(), 1u);
    QCOMPARE(list(*m_store->events("", 0, 10), &EventRecord::text), QString("b none c none"));
    QVERIFY(m_store->fact("f")->has_value());
    const auto last = m_store->events("", 0, 10)->back().seq;
    QCOMPARE(*m_store->lastEvent(), last);
    GOOD(m_store->prune(0));
    QVERIFY(m_store->jobs("", 10)->empty());
    QVERIFY(m_store->events("", 0, 10)->empty());
    GOOD(m_store->putEvents({{0, "", at(1), "info", "after"}}));
    QVERIFY(m_store->events("", 0, 10)->front().seq > last); // numbers are never given twice
  }

  void eightThreadsAtOnce() {
    constexpr int kThreads = 8, kRounds = 40;
    std::atomic<int> failures{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t)
      threads.emplace_back([&, t] {
        for (int i = 0; i < kRounds; ++i) {
          const auto id = "t" + std::to_string(t) + "-" + std::to_string(i);
          bool good = bool(m_store->putJob(job(id, i, JobState::Running)));
          good = good && m_store->putEvents({{0, id, at(i), "info", "x"}, {0, id, at(i), "info", "y"}});
          good = good && m_store->putOutcomes({outcome(id, "r:1", i)});
          good = good && m_store->putFact("counter/" + std::to_string(t), std::to_string(i));
          // A caller sees what it wrote.
          const auto seen = m_store->job(id);
          good = good && seen && seen->has_value() && m_store->events(id, 0, 10)->size() == 2 &&
                 m_store->fact("counter/" + std::to_string(t))->value() == std::to_string(i);
          if (!good) ++failures;
        }
      });
    for (auto& thread : threads)
      thread.join();
    QCOMPARE(failures.load(), 0);
    QCOMPARE(m_store->jobs("", 100000)->size(), std::size_t(kThreads * kRounds));
    QCOMPARE(m_store->outcomesSince(at(0), 100000)->size(), std::size_t(kThreads * kRounds));
    const auto events = m_store->events("", 0, 100000);
    QCOMPARE(events->size(), std::size_t(2 * kThreads * kRounds));
    for (std::size_t i = 1; i < events->size(); ++i)
      QVERIFY(events->at(i - 1).seq < events->at(i).seq);
  }
};

QTEST_GUILESS_MAIN(StateStoreContract)
#include "state_store_contract.moc"
