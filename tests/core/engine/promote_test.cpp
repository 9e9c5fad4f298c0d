// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/engine/world.h"
#include "core/std_string.h"
#include "promote/journals.h"

#include <algorithm>

using namespace meridian;
using base::Errc;
using engine::JobKind;
using engine::JobRequest;
using engine::PromotionStatus;
using ports::JobState;
using test::addImage;
using test::World;

namespace {

JobRequest of(JobKind kind, std::vector<std::string> tags = {}) {
  JobRequest request;
  request.rule = "base";
  request.kind = kind;
  request.tags = std::move(tags);
  return request;
}

engine::Fleet fleet(plan::Promotion::Down down = plan::Promotion::Down::Wait, plan::Promotion::Group group = plan::Promotion::Group::Release) {
  auto out = World::fleet();
  auto& promotion = out.rules.front().promotion;
  promotion.mode = plan::Promotion::Mode::AllOrNothing;
  promotion.on_target_down = down;
  promotion.group = group;
  return out;
}

engine::JobSummary run(engine::Engine& engine, const JobRequest& request) {
  const auto id = engine.start(request);
  return id ? engine.wait(*id, {}).value() : engine::JobSummary{};
}

memory::Fault refusal(memory::Operation operation, std::string reference, Errc code = Errc::Denied, int times = -1) {
  memory::Fault fault;
  fault.operation = operation;
  fault.reference = std::move(reference);
  fault.error = {code, "broken on purpose", {}, 0, {}, {}, {}};
  fault.times = times;
  return fault;
}

bool told(engine::Engine& engine, const std::string& words) {
  const auto events = engine.events({}, 0);
  return std::any_of(events.begin(), events.end(), [&](const auto& event) { return event.text.find(words) != std::string::npos; });
}

/// One database for several engines, one after the other.
class SharedStore final : public ports::StateStore {
public:
  explicit SharedStore(ports::StateStore& kept) : m_kept(kept) {}
  base::Result<void> putJob(const ports::JobRecord& job) override { return m_kept.putJob(job); }
  base::Result<std::optional<ports::JobRecord>> job(std::string_view id) override { return m_kept.job(id); }
  base::Result<std::vector<ports::JobRecord>> jobs(std::string_view rule, std::size_t limit) override { return m_kept.jobs(rule, limit); }
  base::Result<std::vector<ports::JobRecord>> markInterrupted(base::Timestamp now) override { return m_kept.markInterrupted(now); }
  base::Result<void> putOutcomes(const std::vector<ports::OutcomeRecord>& outcomes) override { return m_kept.putOutcomes(outcomes); }
  base::Result<std::vector<ports::OutcomeRecord>> outcomes(std::string_view job) override { return m_kept.outcomes(job); }
  base::Result<std::vector<ports::OutcomeRecord>> outcomesSince(base::Timestamp since, std::size_t limit) override {
    return m_kept.outcomesSince(since, limit);
  }
  base::Result<void> putEvents(const std::vector<ports::EventRecord>& events) override { return m_kept.putEvents(events); }
  base::Result<std::vector<ports::EventRecord>> events(std::string_view job, std::uint64_t after, std::size_t limit) override {
    return m_kept.events(job, after, limit);
  }
  base::Result<std::uint64_t> lastEvent() override { return m_kept.lastEvent(); }
  base::Result<void> putFact(std::string_view key, std::string_view value) override { return m_kept.putFact(key, value); }
  base::Result<void> putFacts(const std::vector<std::pair<std::string, std::string>>& facts) override { return m_kept.putFacts(facts); }
  base::Result<std::optional<std::string>> fact(std::string_view key) override { return m_kept.fact(key); }
  base::Result<std::vector<std::pair<std::string, std::string>>> facts(std::string_view prefix) override { return m_kept.facts(prefix); }
  base::Result<void> prune(std::size_t jobs) override { return m_kept.prune(jobs); }

private:
  ports::StateStore& m_kept;
};

} // namespace

class PromoteTest : public QObject {
  Q_OBJECT

private slots:
  void stagesFirstAndFlipsLast();
  void aJobOfKindPromoteNeedsNoMode();
  void unchangedTagsAreLeftAlone();
  void oneTagThatFailsHoldsBackItsRelease();
  void eachTagByItself();
  void policiesForATargetThatIsDown_data();
  void policiesForATargetThatIsDown();
  void waitsForATargetThatComesBack();
  void conflictsAreShownWithChoices();
  void aPlainSyncIsNoConflict();
  void takesWhatTheSourceMovedTo();
  void rollsBack();
  void cancelledWhileObserving();
  void theNextStartEndsWhatACrashLeft();
};

void PromoteTest::stagesFirstAndFlipsLast() {
  World world;
  (void)addImage(world.at("fra"), "app/web", "1", test::config("web"), {"layer"});
  (void)addImage(world.at("fra"), "app/api", "1", test::config("api"), {"layer", "more"});
  auto engine = world.engine(fleet());
  const auto summary = run(*engine, of(JobKind::Sync));
  QCOMPARE(summary.record.state, JobState::Succeeded);
  QCOMPARE(summary.record.tags_copied, std::uint64_t{2});
  QCOMPARE(world.tags("tyo"), world.tags("fra"));
  QCOMPARE(world.tags("sjc"), world.tags("fra"));
  // At no target a tag appears before all of the content is there.
  for (const auto* id : {"tyo", "sjc"}) {
    const auto lines = world.seen(id).lines();
    const auto first_tag = world.seen(id).place("put-manifest app/web 1");
    QVERIFY(first_tag != test::RecordingRegistry::npos);
    for (std::size_t i = first_tag; i < lines.size(); ++i) QVERIFY2(!lines[i].starts_with("put-blob"), lines[i].c_str());
  }
  QVERIFY(summary.promotion);
  QCOMPARE(summary.promotion->phase, PromotionStatus::Phase::Done);
  QVERIFY(summary.promotion->reversible);
  QCOMPARE(summary.promotion->regions.size(), std::size_t{2});
  QCOMPARE(summary.promotion->regions[0].flipped, std::size_t{2});
  QCOMPARE(summary.outcomes.size(), std::size_t{4});
  for (const auto& outcome : summary.outcomes) QCOMPARE(outcome.result, std::string("copied"));
  QTRY_COMPARE(engine->snapshot()->promotions.size(), std::size_t{1});
  QVERIFY(told(*engine, "tags were set within"));
}

void PromoteTest::aJobOfKindPromoteNeedsNoMode() {
  World world;
  (void)addImage(world.at("fra"), "app/web", "1", test::config("web"), {"layer"});
  auto engine = world.engine();
  const auto summary = run(*engine, of(JobKind::Promote));
  QCOMPARE(summary.record.state, JobState::Succeeded);
  QCOMPARE(summary.record.kind, std::string("promote"));
  QVERIFY(summary.promotion);
  QCOMPARE(world.tags("tyo"), world.tags("fra"));
}

void PromoteTest::unchangedTagsAreLeftAlone() {
  World world;
  (void)addImage(world.at("fra"), "app/web", "1", test::config("web"), {"layer"});
  auto engine = world.engine(fleet());
  (void)run(*engine, of(JobKind::Sync));
  const auto puts = world.seen("tyo").count("put-");
  const auto summary = run(*engine, of(JobKind::Sync));
  QCOMPARE(summary.record.state, JobState::Succeeded);
  QCOMPARE(summary.record.tags_unchanged, std::uint64_t{1});
  QCOMPARE(world.seen("tyo").count("put-"), puts);
  // A target that has lost its tag gets it back; the other one is not touched.
  world.at("sjc").removeTag("app/web", "1");
  QCOMPARE(run(*engine, of(JobKind::Sync)).record.state, JobState::Succeeded);
  QCOMPARE(world.tags("sjc"), world.tags("fra"));
  QCOMPARE(world.seen("tyo").count("put-"), puts);
}

void PromoteTest::oneTagThatFailsHoldsBackItsRelease() {
  World world;
  (void)addImage(world.at("fra"), "app/web", "1", test::config("web"), {"layer"});
  (void)addImage(world.at("fra"), "app/api", "1", test::config("api"), {"layer", "more"});
  const auto blob = test::digestOf("more").text();
  world.at("sjc").addFault(refusal(memory::Operation::PutBlob, blob));
  auto engine = world.engine(fleet());
  auto summary = run(*engine, of(JobKind::Sync));
  QCOMPARE(summary.record.state, JobState::Failed);
  QCOMPARE(summary.record.tags_failed, std::uint64_t{2});
  QCOMPARE(world.tags("tyo"), std::string());
  QCOMPARE(world.tags("sjc"), std::string());
  QCOMPARE(summary.promotion->phase, PromotionStatus::Phase::GivenUp);
  world.at("sjc").clearFaults();
  summary = run(*engine, of(JobKind::Sync));
  QCOMPARE(summary.record.state, JobState::Succeeded);
  QCOMPARE(world.tags("tyo"), world.tags("fra"));
}

void PromoteTest::eachTagByItself() {
  World world;
  for (int n = 0; n < 40; ++n)
    (void)addImage(world.at("fra"), "app/web", "v" + std::to_string(n), test::config("web" + std::to_string(n)), {"layer"});
  world.at("sjc").addFault(refusal(memory::Operation::PutManifest, "v7"));
  auto engine = world.engine(fleet(plan::Promotion::Down::Rollback, plan::Promotion::Group::Tag));
  const auto summary = run(*engine, of(JobKind::Sync));
  QCOMPARE(summary.record.state, JobState::Partial);
  QCOMPARE(summary.record.tags_copied, std::uint64_t{39});
  QCOMPARE(summary.record.tags_failed, std::uint64_t{1});
  QCOMPARE(world.tags("tyo"), world.tags("sjc"));
  QVERIFY(world.tags("tyo").find(":v7 ") == std::string::npos);
  QCOMPARE(summary.promotion->phase, PromotionStatus::Phase::RolledBack);
}

void PromoteTest::policiesForATargetThatIsDown_data() {
  QTest::addColumn<int>("down");
  QTest::addColumn<bool>("tyo_has_it");
  QTest::newRow("wait") << static_cast<int>(plan::Promotion::Down::Wait) << false;
  QTest::newRow("continue") << static_cast<int>(plan::Promotion::Down::Continue) << true;
  QTest::newRow("rollback") << static_cast<int>(plan::Promotion::Down::Rollback) << false;
}

void PromoteTest::policiesForATargetThatIsDown() {
  QFETCH(int, down);
  QFETCH(bool, tyo_has_it);
  World world;
  (void)addImage(world.at("fra"), "app/web", "1", test::config("web"), {"layer"});
  memory::Fault off;
  off.error = {Errc::ConnectionRefused, "nothing listens there", {}, 0, {}, {}, {}};
  world.at("sjc").addFault(off);
  auto with = fleet(static_cast<plan::Promotion::Down>(down));
  with.rules.front().promotion.wait = std::chrono::minutes{5};
  auto engine = world.engine(with);
  auto summary = run(*engine, of(JobKind::Sync));
  QCOMPARE(world.tags("tyo").empty(), !tyo_has_it);
  QCOMPARE(summary.record.state, tyo_has_it ? JobState::Partial : JobState::Failed);
  if (tyo_has_it) {
    QCOMPARE(summary.promotion->phase, PromotionStatus::Phase::Done);
    QVERIFY(summary.promotion->regions[1].lagging);
  }
  world.at("sjc").clearFaults();
  summary = run(*engine, of(JobKind::Sync));
  QCOMPARE(summary.record.state, JobState::Succeeded);
  QCOMPARE(world.tags("sjc"), world.tags("fra"));
}

void PromoteTest::waitsForATargetThatComesBack() {
  World world;
  (void)addImage(world.at("fra"), "app/web", "1", test::config("web"), {"layer"});
  world.at("sjc").addFault(refusal(memory::Operation::Ping, {}, Errc::ConnectionRefused, 3));
  auto engine = world.engine(fleet());
  const auto summary = run(*engine, of(JobKind::Sync));
  QCOMPARE(summary.record.state, JobState::Succeeded);
  QCOMPARE(world.tags("sjc"), world.tags("fra"));
  QVERIFY(told(*engine, "sjc does not answer; it is waited for"));
}

void PromoteTest::conflictsAreShownWithChoices() {
  World world;
  (void)addImage(world.at("fra"), "app/web", "1", test::config("web"), {"layer"});
  auto engine = world.engine(fleet());
  (void)run(*engine, of(JobKind::Sync));
  const auto foreign = addImage(world.at("sjc"), "app/web", "1", test::config("foreign"), {"other"});
  const auto fresh = addImage(world.at("fra"), "app/web", "1", test::config("web 2"), {"layer"});
  const auto before = world.tags("tyo");
  auto summary = run(*engine, of(JobKind::Sync));
  QCOMPARE(summary.record.state, JobState::Failed);
  QCOMPARE(world.tags("tyo"), before);
  QCOMPARE(summary.promotion->phase, PromotionStatus::Phase::Conflict);
  QCOMPARE(summary.promotion->conflicts.size(), std::size_t{1});
  QCOMPARE(summary.promotion->conflicts[0].target, std::string("sjc"));
  QCOMPARE(summary.promotion->conflicts[0].found, foreign.digest.text());
  QCOMPARE(summary.promotion->conflicts[0].wanted, fresh.digest.text());
  QTRY_VERIFY(([&] {
    const auto snapshot = engine->snapshot(); // the newest comes up to a frame after the job's end
    return !snapshot->promotions.empty() && snapshot->promotions.front().phase == PromotionStatus::Phase::Conflict;
  }()));
  auto keep = of(JobKind::Promote);
  keep.on_conflict = plan::Promotion::Conflict::Keep;
  summary = run(*engine, keep);
  QCOMPARE(summary.record.state, JobState::Succeeded);
  QCOMPARE(world.tags("tyo"), world.tags("fra"));
  QVERIFY(world.tags("sjc").find(foreign.digest.text()) != std::string::npos);
  auto overwrite = of(JobKind::Promote);
  overwrite.on_conflict = plan::Promotion::Conflict::Overwrite;
  QCOMPARE(run(*engine, overwrite).record.state, JobState::Succeeded);
  QCOMPARE(world.tags("sjc"), world.tags("fra"));
}

void PromoteTest::aPlainSyncIsNoConflict() {
  World world;
  (void)addImage(world.at("fra"), "app/web", "1", test::config("web"), {"layer"});
  auto engine = world.engine(fleet());
  (void)run(*engine, of(JobKind::Sync));
  auto plain = fleet();
  plain.rules.front().promotion.mode = plan::Promotion::Mode::Each;
  QVERIFY(engine->replaceFleet(plain));
  (void)addImage(world.at("fra"), "app/web", "1", test::config("web 2"), {"layer"});
  QCOMPARE(run(*engine, of(JobKind::Sync)).record.state, JobState::Succeeded);
  (void)addImage(world.at("fra"), "app/web", "1", test::config("web 3"), {"layer"});
  QCOMPARE(run(*engine, of(JobKind::Promote)).record.state, JobState::Succeeded);
  QCOMPARE(world.tags("tyo"), world.tags("fra"));
}

void PromoteTest::takesWhatTheSourceMovedTo() {
  World world;
  (void)addImage(world.at("fra"), "app/web", "1", test::config("web"), {"layer"});
  std::once_flag once;
  world.seen("tyo").before([&](const std::string& line) {
    // The staged root is asked for: the source moves on just before the flip.
    if (line.starts_with("head-blob app/web"))
      std::call_once(once, [&] { (void)addImage(world.at("fra"), "app/web", "1", test::config("newer"), {"newer layer"}); });
  });
  auto engine = world.engine(fleet());
  const auto summary = run(*engine, of(JobKind::Sync));
  QCOMPARE(summary.record.state, JobState::Succeeded);
  QCOMPARE(world.tags("tyo"), world.tags("fra"));
  QCOMPARE(world.tags("sjc"), world.tags("fra"));
}

void PromoteTest::rollsBack() {
  World world;
  (void)addImage(world.at("fra"), "app/web", "1", test::config("web"), {"layer"});
  (void)addImage(world.at("fra"), "app/web", "2", test::config("web 2"), {"layer"});
  auto engine = world.engine(fleet(plan::Promotion::Down::Wait, plan::Promotion::Group::Tag));
  (void)run(*engine, of(JobKind::Sync));
  const auto first = world.tags("tyo");
  (void)addImage(world.at("fra"), "app/web", "1", test::config("next"), {"next layer"});
  (void)addImage(world.at("fra"), "app/web", "2", test::config("next 2"), {"next layer"});
  (void)run(*engine, of(JobKind::Sync));
  const auto second = world.tags("tyo");
  QVERIFY(first != second);
  // One tag only ...
  auto summary = run(*engine, of(JobKind::Rollback, {"app/web:2"}));
  QCOMPARE(summary.record.state, JobState::Succeeded);
  QCOMPARE(summary.record.kind, std::string("rollback"));
  QCOMPARE(summary.record.tags_copied, std::uint64_t{1});
  QVERIFY(world.tags("tyo") != first && world.tags("tyo") != second);
  // ... then the rest of the newest promotion.
  summary = run(*engine, of(JobKind::Rollback));
  QCOMPARE(summary.record.state, JobState::Succeeded);
  QCOMPARE(world.tags("tyo"), first);
  QCOMPARE(world.tags("sjc"), first);
  summary = run(*engine, of(JobKind::Rollback, {"app/other"}));
  QCOMPARE(summary.record.state, JobState::Failed);
  QVERIFY(summary.record.error.find("no promotion") != std::string::npos);
}

void PromoteTest::cancelledWhileObserving() {
  World world;
  (void)addImage(world.at("fra"), "app/web", "1", test::config("web"), {"layer"});
  auto with = fleet();
  with.rules.front().promotion.waves = {{"tyo"}};
  with.rules.front().promotion.observe = std::chrono::hours{2};
  auto engine = world.engine(with);
  const auto id = engine->start(of(JobKind::Sync));
  QVERIFY(id);
  const auto observing = [&] {
    const auto all = engine->snapshot()->promotions;
    return !all.empty() && all.front().phase == PromotionStatus::Phase::Observing;
  };
  QTRY_VERIFY(observing());
  QCOMPARE(world.tags("tyo"), world.tags("fra"));
  QCOMPARE(world.tags("sjc"), std::string());
  QVERIFY(engine->cancel(*id));
  const auto summary = engine->wait(*id, {});
  QVERIFY(summary);
  QCOMPARE(summary->record.state, JobState::Cancelled);
  QCOMPARE(world.tags("tyo"), world.tags("fra"));
  QCOMPARE(world.tags("sjc"), std::string());
  QCOMPARE(summary->promotion->phase, PromotionStatus::Phase::GivenUp);
}

void PromoteTest::theNextStartEndsWhatACrashLeft() {
  World world;
  (void)addImage(world.at("fra"), "app/web", "1", test::config("web"), {"layer"});
  memory::StateStore kept;
  auto with = fleet();
  with.rules.front().promotion.waves = {{"tyo"}};
  with.rules.front().promotion.observe = std::chrono::hours{2};
  {
    auto engine = world.engine(with, std::make_unique<SharedStore>(kept));
    const auto id = engine->start(of(JobKind::Sync));
    QVERIFY(id);
    QTRY_VERIFY(!world.tags("tyo").empty() && !engine->snapshot()->promotions.empty() &&
                engine->snapshot()->promotions.front().phase == PromotionStatus::Phase::Observing);
  } // the process goes away in the middle
  QCOMPARE(world.tags("sjc"), std::string());
  auto journals = promote::Journals(kept).open();
  QVERIFY(journals);
  QCOMPARE(journals->size(), std::size_t{1});
  // As if the time to observe had passed meanwhile.
  auto journal = journals->front();
  journal.policy.observe = std::chrono::seconds{0};
  QVERIFY(promote::Journals(kept).save(journal));
  auto engine = world.engine(with, std::make_unique<SharedStore>(kept));
  QTRY_COMPARE(world.tags("sjc"), world.tags("fra"));
  QTRY_VERIFY(promote::Journals(kept).open()->empty());
  QTRY_VERIFY(told(*engine, "was ended: promoted"));
}

QTEST_GUILESS_MAIN(PromoteTest)
#include "promote_test.moc"
