// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/promote/world.h"
#include "core/std_string.h"

#include <algorithm>

using namespace meridian;
using base::Errc;
using promote::CellState;
using promote::Journals;
using promote::OnConflict;
using promote::OnStop;
using promote::Outcome;
using promote::Policy;
using promote::WhenDown;
using test::PromotionWorld;
using test::with;

class PromoterTest : public QObject {
  Q_OBJECT

private slots:
  void flipsEverywhereAndReadsBack();
  void asksForContentOnce();
  void setsNothingWithoutItsContent_data();
  void setsNothingWithoutItsContent();
  void movedAtTheSource();
  void conflicts_data();
  void conflicts();
  void aTagDeletedAtATargetIsNoConflict();
  void overwrittenRightAfterUs();
  void waitsForATarget();
  void waitsNoLongerThanPatience();
  void goesOnWithoutATargetAndMendsIt();
  void aTargetHasAllOfAReleaseOrNothing();
  void putsBackWhenATargetRefuses();
  void saysSoWhenATagCannotBeDeleted();
  void waves();
  void stoppedBetweenWaves_data();
  void stoppedBetweenWaves();
  void aPauseHoldsTheFlip();
  void measuresTheWindow();

private:
  base::ThreadPool m_pool{"test", 4};
};

void PromoterTest::flipsEverywhereAndReadsBack() {
  PromotionWorld world(&m_pool, {{"oo", "--", "on"}});
  std::vector<promote::Phase> phases;
  std::mutex mutex;
  promote::Hooks hooks;
  hooks.changed = [&](const promote::Report& report) {
    const std::lock_guard lock(mutex);
    if (phases.empty() || phases.back() != report.phase) phases.push_back(report.phase);
  };
  const auto report = world.promote(world.group("p1"), hooks);
  QCOMPARE(report.outcome, Outcome::Promoted);
  QVERIFY(!report.error);
  QCOMPARE(world.seen(), std::string("nn nn nn"));
  QVERIFY(report.flip_skew);
  for (const auto& tag : report.tags)
    QCOMPARE(tag.state, tag.target == "t2" && tag.ref == "app/web:v2" ? CellState::Unchanged : CellState::Confirmed);
  QCOMPARE(report.targets[2].flipped, std::size_t{2});
  QCOMPARE(phases, (std::vector{promote::Phase::Checking, promote::Phase::Flipping, promote::Phase::Done}));
  QCOMPARE(*world.store.fact("flipped/t1/app/web:v2").value(), world.fresh[1].digest.text());
  const auto journal = Journals(world.store).load("p1");
  QVERIFY(journal);
  QCOMPARE(journal->outcome, Outcome::Promoted);
  QVERIFY(!journal->cells[1].previous); // v1 at t1 was not there
  QVERIFY(world.open().empty());
  // Nobody sees the tag before everybody has the content; the journal knows before anybody is asked to change.
  QCOMPARE(world.promote(world.group("p2")).outcome, Outcome::Unchanged);
}

void PromoterTest::asksForContentOnce() {
  PromotionWorld world(&m_pool, {{"o", "-"}});
  auto group = world.group("p1");
  group.tags.push_back(group.tags.front()); // the same image under two tags
  group.tags.back().tag = "latest";
  (void)PromotionWorld::addTo(world.source_memory, 0, "new", "latest");
  QCOMPARE(world.promote(group).outcome, Outcome::Promoted);
  for (const auto& target : world.targets) {
    QCOMPARE(target->count("head-manifest app/web " + world.fresh[0].digest.text()), std::size_t{1});
    for (const auto& blob : world.fresh[0].blobs()) QCOMPARE(target->count("head-blob app/web " + blob.digest.text()), std::size_t{1});
  }
}

void PromoterTest::setsNothingWithoutItsContent_data() {
  QTest::addColumn<int>("when_down");
  QTest::addColumn<std::string>("tags");
  QTest::newRow("wait does not help") << static_cast<int>(WhenDown::Wait) << std::string("o o");
  QTest::newRow("continue goes on without it") << static_cast<int>(WhenDown::Continue) << std::string("n o");
  QTest::newRow("rollback") << static_cast<int>(WhenDown::RollBack) << std::string("o o");
}

void PromoterTest::setsNothingWithoutItsContent() {
  QFETCH(int, when_down);
  QFETCH(std::string, tags);
  PromotionWorld world(&m_pool, {{"o", "o"}});
  world.memories[1].removeBlob(PromotionWorld::kRepository, world.fresh[0].layers.back().digest);
  const auto report = world.promote(world.group("p1", with(static_cast<WhenDown>(when_down))));
  QCOMPARE(world.seen(), tags);
  QVERIFY(report.error);
  QCOMPARE(report.error->code, Errc::BlobUnknown);
  QVERIFY2(report.error->text().find(world.fresh[0].layers.back().digest.text() + " at t1") != std::string::npos, report.error->text().c_str());
  QVERIFY(world.clock.sleeps().empty());
}

void PromoterTest::movedAtTheSource() {
  PromotionWorld world(&m_pool, {{"oo", "oo"}});
  (void)PromotionWorld::addTo(world.source_memory, 1, "newer", "v2");
  const auto report = world.promote(world.group("p1"));
  QCOMPARE(report.outcome, Outcome::NotFlipped);
  QCOMPARE(report.error->code, Errc::TagMoved);
  QVERIFY(world.allInitial());
  world.source_memory.removeTag(PromotionWorld::kRepository, "v2");
  QCOMPARE(world.promote(world.group("p2")).error->code, Errc::TagMoved);
  QVERIFY(world.allInitial());
}

void PromoterTest::conflicts_data() {
  QTest::addColumn<int>("choice");
  QTest::addColumn<int>("outcome");
  QTest::addColumn<std::string>("tags");
  QTest::newRow("stop") << static_cast<int>(OnConflict::Stop) << static_cast<int>(Outcome::Conflict) << std::string("oo fo");
  QTest::newRow("overwrite") << static_cast<int>(OnConflict::Overwrite) << static_cast<int>(Outcome::Promoted) << std::string("nn nn");
  QTest::newRow("keep") << static_cast<int>(OnConflict::Keep) << static_cast<int>(Outcome::Promoted) << std::string("nn fn");
}

void PromoterTest::conflicts() {
  QFETCH(int, choice);
  QFETCH(int, outcome);
  QFETCH(std::string, tags);
  PromotionWorld world(&m_pool, {{"oo", "fo"}});
  // What we set there once, and somebody has replaced.
  QVERIFY(world.store.putFact("flipped/t1/app/web:v1", world.imageDigest(0, "old").text()));
  QVERIFY(world.store.putFact("flipped/t0/app/web:v1", world.imageDigest(0, "old").text()));
  const auto report = world.promote(world.group("p1", with(WhenDown::Wait, static_cast<OnConflict>(choice))));
  QCOMPARE(static_cast<int>(report.outcome), outcome);
  QCOMPARE(world.seen(), tags);
  QCOMPARE(report.conflicts.size(), std::size_t{1});
  const auto& conflict = report.conflicts.front();
  QCOMPARE(conflict.target, std::string("t1"));
  QCOMPARE(conflict.ref, std::string("app/web:v1"));
  QCOMPARE(*conflict.recorded, world.imageDigest(0, "old"));
  QCOMPARE(*conflict.found, world.imageDigest(0, "foreign"));
  QCOMPARE(*conflict.wanted, world.fresh[0].digest);
}

void PromoterTest::aTagDeletedAtATargetIsNoConflict() {
  PromotionWorld world(&m_pool, {{"o", "-"}});
  QVERIFY(world.store.putFact("flipped/t1/app/web:v1", world.imageDigest(0, "old").text()));
  const auto report = world.promote(world.group("p1"));
  QCOMPARE(report.outcome, Outcome::Promoted);
  QVERIFY(report.conflicts.empty());
}

void PromoterTest::overwrittenRightAfterUs() {
  PromotionWorld world(&m_pool, {{"o", "o"}});
  world.targets[1]->at_request = [&](std::size_t) {
    const auto lines = world.targets[1]->lines();
    if (std::find(lines.begin(), lines.end(), "put-manifest app/web v1") != lines.end())
      (void)PromotionWorld::addTo(world.memories[1], 0, "foreign", "v1");
  };
  const auto report = world.promote(world.group("p1"));
  QCOMPARE(report.conflicts.size(), std::size_t{1});
  QCOMPARE(*report.conflicts.front().found, world.imageDigest(0, "foreign"));
  QCOMPARE(report.tags[1].state, CellState::Foreign);
  QVERIFY(report.text.find("somebody else") != std::string::npos);
}

void PromoterTest::waitsForATarget() {
  for (const std::size_t request : {1U, 3U, 7U}) { // while looking, checking, setting
    PromotionWorld world(&m_pool, {{"o", "o"}});
    world.targets[1]->trouble = {request, Errc::ConnectionRefused, false, true};
    promote::Hooks hooks;
    hooks.tell = [&](std::string_view, const std::string& text) {
      if (text.find("tried again") != std::string::npos) world.targets[1]->trouble = {};
    };
    const auto report = world.promote(world.group("p1", with(WhenDown::Wait)), hooks);
    QCOMPARE(report.outcome, Outcome::Promoted);
    QVERIFY(world.allNew());
    QVERIFY(!world.clock.sleeps().empty());
  }
}

void PromoterTest::waitsNoLongerThanPatience() {
  PromotionWorld world(&m_pool, {{"o", "o"}});
  world.targets[1]->trouble = {1, Errc::ConnectionRefused, false, true};
  const auto report = world.promote(world.group("p1", with(WhenDown::Wait)));
  QCOMPARE(report.outcome, Outcome::NotFlipped);
  QCOMPARE(report.error->code, Errc::ConnectionRefused);
  QVERIFY(world.allInitial());
  QVERIFY(world.targets[0]->count("put-manifest") == 0);
  QCOMPARE(world.clock.sleeps().size(), std::size_t{120}); // 600 s in steps of 5 s
}

void PromoterTest::goesOnWithoutATargetAndMendsIt() {
  PromotionWorld world(&m_pool, {{"oo", "oo", "oo"}});
  world.targets[1]->trouble = {1, Errc::ConnectionRefused, false, true};
  auto report = world.promote(world.group("p1", with(WhenDown::Continue)));
  QCOMPARE(report.outcome, Outcome::Promoted);
  QCOMPARE(world.seen(), std::string("nn oo nn"));
  QCOMPARE(report.lagging(), (std::vector<std::string>{"t1 app/web:v1", "t1 app/web:v2"}));
  QCOMPARE(*world.store.fact("lagging/t1/app/web:v1").value(), world.fresh[0].digest.text());
  QVERIFY(world.clock.sleeps().empty());
  world.heal();
  report = world.promote(world.group("p2", with(WhenDown::Continue)));
  QCOMPARE(report.outcome, Outcome::Promoted);
  QVERIFY(world.allNew());
  QVERIFY(world.store.facts("lagging/")->empty());
}

void PromoterTest::aTargetHasAllOfAReleaseOrNothing() {
  PromotionWorld world(&m_pool, {{"oo", "o-"}});
  memory::Fault fault;
  fault.operation = memory::Operation::PutManifest;
  fault.reference = "v1";
  fault.error = {Errc::Denied, "tags are immutable here", {}, 403, "DENIED", {}, {}};
  world.memories[1].addFault(fault);
  const auto report = world.promote(world.group("p1", with(WhenDown::Continue)));
  QCOMPARE(report.outcome, Outcome::Promoted);
  QCOMPARE(world.seen(), std::string("nn o-"));
  QCOMPARE(report.lagging().size(), std::size_t{2});
}

void PromoterTest::putsBackWhenATargetRefuses() {
  for (const auto when_down : {WhenDown::Wait, WhenDown::RollBack}) {
    PromotionWorld world(&m_pool, {{"oo", "-o", "oo"}});
    memory::Fault fault;
    fault.operation = memory::Operation::PutManifest;
    fault.reference = "v2";
    fault.error = {Errc::Denied, "tags are immutable here", {}, 403, "DENIED", {}, {}};
    world.memories[2].addFault(fault);
    const auto report = world.promote(world.group("p1", with(when_down)));
    QCOMPARE(report.outcome, Outcome::RolledBack);
    QVERIFY2(world.allInitial(), world.text().c_str());
    QCOMPARE(report.error->code, Errc::Denied);
    QVERIFY(report.text.find("immutable") != std::string::npos);
    QVERIFY(world.open().empty());
    QVERIFY(world.clock.sleeps().empty()); // a refusal is no reason to wait with the window open
  }
}

void PromoterTest::saysSoWhenATagCannotBeDeleted() {
  PromotionWorld world(&m_pool, {{"-", "o"}, false});
  memory::Fault fault;
  fault.operation = memory::Operation::PutManifest;
  fault.reference = "v1";
  fault.error = {Errc::Denied, "not now", {}, 403, "DENIED", {}, {}};
  world.memories[1].addFault(fault);
  const auto report = world.promote(world.group("p1", with(WhenDown::RollBack)));
  QCOMPARE(report.outcome, Outcome::Mixed);
  QCOMPARE(world.seen(), std::string("n o"));
  QCOMPARE(report.mixed(), std::vector<std::string>{"t0 app/web:v1"});
  QCOMPARE(report.tags[0].state, CellState::Stays);
  QCOMPARE(world.open().size(), std::size_t{1});
  // As long as the other refuses, nothing is better than to say so again; then forward is the only way left.
  QCOMPARE(world.recover().front().outcome, Outcome::Mixed);
  world.memories[1].clearFaults();
  QCOMPARE(world.recover().front().outcome, Outcome::Promoted);
  QVERIFY(world.allNew());
}

void PromoterTest::waves() {
  PromotionWorld world(&m_pool, {{"o", "o", "o"}});
  auto policy = with(WhenDown::Wait);
  policy.observe = std::chrono::hours{1};
  auto group = world.group("p1", policy);
  group.waves = {{"t1"}, {"t0"}}; // t2 is in none: last
  std::vector<std::string> looks;
  promote::Hooks hooks;
  hooks.tell = [&](std::string_view, const std::string&) { looks.push_back(world.seen()); };
  const auto report = world.promote(group, hooks);
  QCOMPARE(report.outcome, Outcome::Promoted);
  QCOMPARE(report.waves, std::size_t{3});
  QCOMPARE(report.targets[1].wave, std::size_t{0});
  QCOMPARE(looks, (std::vector<std::string>{"o n o", "n n o"}));
  QCOMPARE(world.clock.sleeps().size(), std::size_t{2});
  QVERIFY(world.clock.sleeps().front() > std::chrono::minutes{59});
}

void PromoterTest::stoppedBetweenWaves_data() {
  QTest::addColumn<int>("on_stop");
  QTest::addColumn<bool>("halt");
  QTest::addColumn<int>("outcome");
  QTest::addColumn<std::string>("tags");
  QTest::newRow("leave") << static_cast<int>(OnStop::Leave) << false << static_cast<int>(Outcome::Stopped) << std::string("n o");
  QTest::newRow("back") << static_cast<int>(OnStop::RollBack) << false << static_cast<int>(Outcome::RolledBack) << std::string("o o");
  QTest::newRow("the process ends") << static_cast<int>(OnStop::Leave) << true << static_cast<int>(Outcome::Open) << std::string("n o");
}

void PromoterTest::stoppedBetweenWaves() {
  QFETCH(int, on_stop);
  QFETCH(bool, halt);
  QFETCH(int, outcome);
  QFETCH(std::string, tags);
  PromotionWorld world(&m_pool, {{"o", "o"}});
  Policy policy;
  policy.on_stop = static_cast<OnStop>(on_stop);
  policy.observe = std::chrono::hours{1};
  auto group = world.group("p1", policy);
  group.waves = {{"t0"}};
  promote::Hooks hooks;
  hooks.tell = [&](std::string_view, const std::string& text) {
    if (text.find("watched for") == std::string::npos) return;
    if (halt) world.halt.request_stop();
    world.cancel.request_stop();
  };
  const auto report = world.promote(group, hooks);
  QCOMPARE(static_cast<int>(report.outcome), outcome);
  QCOMPARE(world.seen(), tags);
  QCOMPARE(world.open().size(), halt ? std::size_t{1} : std::size_t{0});
  if (!halt) return;
  const auto recovered = world.recover();
  QCOMPARE(recovered.front().outcome, Outcome::Promoted);
  QVERIFY(world.allNew());
}

void PromoterTest::aPauseHoldsTheFlip() {
  PromotionWorld world(&m_pool, {{"o", "o"}});
  promote::Hooks hooks;
  std::string at_hold;
  hooks.hold = [&](std::stop_token) { at_hold = world.seen(); };
  QCOMPARE(world.promote(world.group("p1"), hooks).outcome, Outcome::Promoted);
  QCOMPARE(at_hold, std::string("o o"));
}

void PromoterTest::measuresTheWindow() {
  PromotionWorld world(nullptr, {{"o", "o"}});
  world.targets[1]->at_request = [&](std::size_t) {
    // The second target's flip takes 250 ms of the clock that is injected.
    if (world.targets[0]->count("put-manifest") == 1 && world.targets[1]->count("put-manifest") == 0)
      world.clock.sleep(std::chrono::milliseconds{250}, {});
  };
  const auto report = world.promote(world.group("p1"));
  QCOMPARE(report.flip_skew->count(), 250);
  QCOMPARE(report.tags[0].after->count(), 0);
  QCOMPARE(report.tags[1].after->count(), 250);
  QCOMPARE(Journals(world.store).load("p1")->flip_skew->count(), 250);
}

QTEST_GUILESS_MAIN(PromoterTest)
#include "promoter_test.moc"
