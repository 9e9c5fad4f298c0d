// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs whose rule is not of the fleet.
#include <QTest>

#include "engine/once.h"
#include "engine/unfinished.h"

#include "core/engine/world.h"
#include "core/std_string.h"
#include "engine/job_words.h"
#include "sqlite/state_store.h"
#include "support/process.h"

#include <algorithm>

using namespace meridian;
using base::Errc;
using engine::JobKind;
using engine::JobRequest;
using ports::JobState;
using test::World;

namespace {

JobRequest prewarm(std::vector<std::string> targets = {"tyo"}) {
  plan::Rule rule;
  rule.id = "prewarm";
  rule.source = "fra";
  rule.targets = std::move(targets);
  rule.repositories = {"app/web"};
  rule.tags.include = {"1"};
  JobRequest request;
  request.rule = rule.id;
  request.kind = JobKind::Prewarm;
  request.once = rule;
  return request;
}

void fill(World& world) {
  test::addImage(world.at("fra"), "app/web", "1", test::config("web 1"), {std::string(1'000, 'w')});
  test::addImage(world.at("fra"), "app/web", "2", test::config("web 2"), {"two"});
}

std::unique_ptr<ports::StateStore> stateIn(const test::TemporaryFolder& folder) {
  auto opened = sqlite::StateStore::open(folder.file("state.db"), base::Timestamp{});
  return opened ? std::move(*opened) : nullptr;
}

engine::JobSummary run(engine::Engine& engine, JobRequest request) {
  const auto id = engine.start(std::move(request));
  return id ? engine.wait(*id, {}).value_or(engine::JobSummary{}) : engine::JobSummary{};
}

QString targets(const engine::JobSummary& job) {
  QStringList out;
  for (const auto& target : job.targets) out << QString::fromStdString(target.id + " " + std::string(name(target.result)));
  return out.join(", ");
}

bool tells(engine::Engine& engine, const std::string& job, const std::string& words) {
  for (const auto& event : engine.events(job, 0))
    if (event.text.find(words) != std::string::npos) return true;
  return false;
}

const engine::JobStatus* find(const engine::Snapshot& snapshot, const std::string& id) {
  for (const auto& job : snapshot.jobs)
    if (job.record.id == id) return &job;
  return nullptr;
}

} // namespace

class OnceTest : public QObject {
  Q_OBJECT

private slots:
  void bringsAnImageAndSaysNothingOfTheFleet() {
    World world;
    fill(world);
    const auto engine = world.engine();
    const auto job = run(*engine, prewarm());
    QVERIFY(job.record.state == JobState::Succeeded);
    QCOMPARE(job.record.kind, std::string("prewarm"));
    QCOMPARE(job.record.rule, "prewarm-" + job.record.id);
    QCOMPARE(job.record.tags_copied, 1u);
    QCOMPARE(targets(job), QString("tyo succeeded"));
    QVERIFY(world.tags("tyo").starts_with("app/web:1 ") && world.tags("sjc").empty());
    QVERIFY(tells(*engine, job.record.id, "prewarm of app/web:1 succeeded"));
    QTRY_VERIFY(find(*engine->snapshot(), job.record.id) != nullptr && find(*engine->snapshot(), job.record.id)->phase == engine::JobPhase::Done);
    const auto picture = engine->snapshot();
    QVERIFY((find(*picture, job.record.id)->targets == std::vector<std::string>{"tyo"}));
    for (const auto& region : picture->regions) {
      QVERIFY(region.state == engine::RegionState::Unknown);
      QCOMPARE(region.tags_total, 0u);
    }
    QVERIFY(!picture->figures.consistency.value);
    QVERIFY(engine->fleet()->rules.size() == 1);
  }

  void nothingToDoIsAQuickSuccess() {
    World world;
    fill(world);
    const auto engine = world.engine();
    QVERIFY(run(*engine, {"base", {}, {}}).record.state == JobState::Succeeded);
    const auto job = run(*engine, prewarm({"tyo", "sjc"}));
    QVERIFY(job.record.state == JobState::Succeeded);
    QCOMPARE(job.record.tags_copied, 0u);
    QCOMPARE(job.record.tags_unchanged, 1u);
    QCOMPARE(job.record.written.value, 0u);
    QCOMPARE(targets(job), QString("tyo succeeded, sjc succeeded"));
  }

  void severalAtOnce() {
    std::map<std::string, memory::RegistryOptions> how;
    how["fra"].latency = std::chrono::hours(2); // no answer before they are cancelled
    World world(how);
    const auto engine = world.engine();
    const auto one = engine->start(prewarm());
    const auto two = engine->start(prewarm());
    const auto own = engine->start({"base", {}, {}}); // nor is the fleet's rule in the way
    QVERIFY(one && two && own);
    for (const auto& id : {*one, *two, *own}) QVERIFY(engine->cancel(id) && engine->wait(id, {}));
    QVERIFY(engine->job(*one)->record.rule != engine->job(*two)->record.rule);
  }

  void refused_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words");
    QTest::newRow("an id that the fleet has") << "taken" << int(Errc::AlreadyExists) << "has a rule \"base\" already";
    QTest::newRow("a kind that needs a rule of the fleet") << "audit" << int(Errc::Unsupported) << "takes a rule of the fleet";
    QTest::newRow("two names") << "names" << int(Errc::ConfigInvalid) << "brings \"prewarm\"";
    QTest::newRow("a region that is not there") << "region" << int(Errc::ConfigInvalid) << "mars";
    QTest::newRow("a target that is none of it") << "target" << int(Errc::ConfigInvalid) << "has no target \"sjc\"";
  }
  void refused() {
    QFETCH(QString, what);
    QFETCH(int, code);
    QFETCH(QString, words);
    auto request = prewarm();
    if (what == "taken") request.rule = request.once->id = "base";
    if (what == "audit") request.kind = JobKind::Audit;
    if (what == "names") request.rule = "other";
    if (what == "region") request.once->targets = {"mars"};
    if (what == "target") request.targets = {"sjc"};
    World world;
    const auto engine = world.engine();
    const auto id = engine->start(request);
    QVERIFY(!id);
    QCOMPARE(int(id.error().code), code);
    QVERIFY2(id.error().message.find(words.toStdString()) != std::string::npos, id.error().message.c_str());
    QVERIFY(engine->jobs(10)->empty());
  }

  void itHasNoPoliciesOfItsOwn() {
    World world;
    fill(world);
    const auto engine = world.engine();
    auto request = prewarm();
    request.once->promotion.mode = plan::Promotion::Mode::AllOrNothing;
    request.once->deletes.propagate = true;
    request.once->schedule.cron = {"* * * * *"};
    const auto job = run(*engine, request);
    QVERIFY(job.record.state == JobState::Succeeded);
    QVERIFY(!job.promotion);
  }

  void aPlanOfARuleThatIsNotSavedSaysNothingOfTheFleet() {
    World world;
    fill(world);
    const auto engine = world.engine();
    run(*engine, {"base", {}, {}});
    auto request = prewarm({"tyo", "sjc"});
    request.kind = JobKind::Sync;
    request.rule = request.once->id = "base";
    test::addImage(world.at("fra"), "app/web", "1", test::config("web 1 again"), {"newer"});
    const auto in_sync = [&] {
      const auto regions = engine->snapshot()->regions;
      return std::all_of(regions.begin(), regions.end(), [](const auto& one) { return one.tags_total == 2 && one.tags_equal == 2; });
    };
    QTRY_VERIFY(in_sync());
    const auto before = engine->snapshot()->revision;
    const auto planned = engine->plan(request, {});
    QVERIFY(planned);
    QCOMPARE(planned->tags_matched, 1u);
    QCOMPARE(planned->tags.size(), 2u);
    QTRY_VERIFY(engine->snapshot()->revision > before);
    QVERIFY(in_sync());
  }

  void isKnownAfterARestartAndCanBeTriedAgain() {
    const test::TemporaryFolder folder;
    World world;
    fill(world);
    memory::Fault fault;
    fault.operation = memory::Operation::PutManifest;
    fault.reference = "1";
    fault.error.code = Errc::Denied;
    fault.error.message = "requested access is denied";
    world.at("tyo").addFault(fault);
    std::string id;
    {
      const auto engine = world.engine(World::fleet(), stateIn(folder));
      id = run(*engine, prewarm({"tyo", "sjc"})).record.id;
    }
    world.at("tyo").clearFaults();
    const auto engine = world.engine(World::fleet(), stateIn(folder));
    const auto old = engine->job(id);
    QVERIFY(old && old->record.state == JobState::Partial);
    QCOMPARE(targets(*old), QString("tyo failed, sjc succeeded"));
    QCOMPARE(engine->images(id).size(), 2u);
    QTRY_VERIFY(find(*engine->snapshot(), id) != nullptr);
    QVERIFY((find(*engine->snapshot(), id)->targets == std::vector<std::string>{"tyo", "sjc"}));

    const auto again = engine->retryFailed(id);
    QVERIFY2(again, again ? "" : again.error().message.c_str());
    const auto job = engine->wait(*again, {});
    QVERIFY(job && job->record.state == JobState::Succeeded);
    QCOMPARE(job->record.kind, std::string("prewarm"));
    QCOMPARE(targets(*job), QString("tyo succeeded"));
    QVERIFY(world.tags("tyo").starts_with("app/web:1 "));
    QVERIFY(!engine->retryFailed(*again));
  }

  void whatWasInterruptedIsCompleted_data() {
    QTest::addColumn<bool>("by_itself");
    QTest::addColumn<bool>("told"); // the engine ended because it was told to
    QTest::newRow("by a program that keeps running") << true << false;
    QTest::newRow("by somebody who tries it again") << false << false;
    QTest::newRow("after a clean end") << true << true;
  }
  void whatWasInterruptedIsCompleted() {
    QFETCH(bool, by_itself);
    QFETCH(bool, told);
    World world;
    fill(world);
    auto state = std::make_unique<memory::StateStore>();
    auto request = prewarm({"tyo", "sjc"});
    request.rule = request.once->id = "prewarm-x";
    request.targets = {"sjc"};
    ports::JobRecord record;
    record.id = "20261121T000000Z-000001";
    record.rule = "prewarm-x";
    record.kind = "prewarm";
    record.state = told ? JobState::Interrupted : JobState::Running;
    QVERIFY(state->putJob(record));
    if (told) engine::noteUnfinished(*state, record);
    const auto own = engine::fleetFor(std::make_shared<const engine::Fleet>(World::fleet()), request, false);
    QVERIFY(own);
    engine::saveOnce(*state, record.id, **own, request);
    const auto engine = world.engine(World::fleet(), std::move(state));
    QVERIFY(told || tells(*engine, record.id, "prewarm of app/web:1 was interrupted"));
    QVERIFY(world.tags("sjc").empty());
    QVERIFY(by_itself ? bool(engine->startServices()) : bool(engine->retryFailed(record.id)));
    QTRY_VERIFY(!world.tags("sjc").empty());
    QVERIFY(world.tags("tyo").empty());
  }

  void isRememberedAsLongAsItsJob() {
    memory::StateStore state;
    auto request = prewarm({"tyo", "sjc"});
    request.targets = {"sjc"};
    request.tags = {"app/web:1", "app/web:2"};
    auto fleet = World::fleet();
    fleet.rules.push_back(*request.once);
    for (const auto* id : {"1", "2", "3"}) engine::saveOnce(state, id, fleet, request);
    const auto known = engine::loadOnce(state, "2");
    QVERIFY(known);
    QVERIFY(known->kind == JobKind::Prewarm);
    QCOMPARE(known->rule, std::string("prewarm"));
    QVERIFY(known->once->source == "fra" && known->once->targets.size() == 2);
    QVERIFY((known->targets == std::vector<std::string>{"sjc"} && known->tags == request.tags));
    QVERIFY(!engine::loadOnce(state, "4"));
    ports::JobRecord left;
    left.id = "3";
    QVERIFY(state.putJob(left));
    engine::sweepOnce(state);
    QVERIFY(!engine::loadOnce(state, "1") && !engine::loadOnce(state, "2") && engine::loadOnce(state, "3"));
  }

  void titles_data() {
    QTest::addColumn<QStringList>("repositories");
    QTest::addColumn<QStringList>("tags");
    QTest::addColumn<QStringList>("refs");
    QTest::addColumn<QString>("title");
    QTest::newRow("one image") << QStringList{"app/web"} << QStringList{"1.2"} << QStringList{} << "prewarm of app/web:1.2";
    QTest::newRow("two tags") << QStringList{"app/web"} << QStringList{"1", "2"} << QStringList{} << "prewarm of app/web:1 and 1 more";
    QTest::newRow("all tags") << QStringList{"app/web"} << QStringList{"*"} << QStringList{} << "prewarm of app/web";
    QTest::newRow("by name") << QStringList{"a", "b"} << QStringList{"*"} << QStringList{"a:1", "b:2", "b:3"} << "prewarm of a:1 and 2 more";
    QTest::newRow("nothing") << QStringList{} << QStringList{"*"} << QStringList{} << "prewarm of prewarm";
  }
  void titles() {
    QFETCH(QStringList, repositories);
    QFETCH(QStringList, tags);
    QFETCH(QStringList, refs);
    auto request = prewarm();
    const auto strings = [](const QStringList& list) {
      std::vector<std::string> out;
      for (const auto& text : list) out.push_back(text.toStdString());
      return out;
    };
    request.once->repositories = strings(repositories);
    request.once->tags.include = strings(tags);
    request.tags = strings(refs);
    QTEST(QString::fromStdString(title(request)), "title");
  }
};

QTEST_GUILESS_MAIN(OnceTest)
#include "once_test.moc"
