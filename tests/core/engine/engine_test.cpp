// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include "core/engine/world.h"
#include "core/std_string.h"
#include "sqlite/state_store.h"
#include "support/process.h"

#include <QTest>

using namespace meridian;
using namespace std::chrono_literals;
using base::Errc;
using engine::RegionState;
using ports::JobState;
using test::World;

namespace {

constexpr auto kDeadline = 60s;

void fill(World& world) {
  test::addImage(world.at("fra"), "app/web", "1", test::config("web 1"), {std::string(100'000, 'w')});
  test::addImage(world.at("fra"), "app/web", "2", test::config("web 2"), {std::string(100'000, 'w'), "two"});
}
engine::JobSummary sync(engine::Engine& engine) {
  const auto id = engine.start({"base", {}, {}});
  return id ? engine.wait(*id, {}).value_or(engine::JobSummary{}) : engine::JobSummary{};
}
std::unique_ptr<ports::StateStore> stateIn(const test::TemporaryFolder& folder) {
  auto opened = sqlite::StateStore::open(folder.file("state.db"), base::Timestamp{});
  return opened ? std::move(*opened) : nullptr;
}
bool stays(const engine::Engine& engine, std::uint64_t revision) {
  for (int i = 0; i < 100; ++i) {
    if (engine.snapshot()->revision != revision) return false;
    std::this_thread::sleep_for(2ms);
  }
  return true;
}
const engine::RegionStatus* region(const engine::Snapshot& snapshot, const std::string& id) {
  for (const auto& status : snapshot.regions)
    if (status.region.id == id) return &status;
  return nullptr;
}

} // namespace

class EngineTest : public QObject {
  Q_OBJECT

private slots:
  void refusesAFleetWithErrors() {
    World world;
    auto fleet = World::fleet();
    fleet.rules[0].targets.push_back("mars");
    const auto made = engine::Engine::assemble(world.parts(std::make_unique<memory::StateStore>()), fleet, {});
    QVERIFY(!made);
    QVERIFY(made.error().code == Errc::ConfigInvalid);
    QVERIFY(made.error().message.find("mars") != std::string::npos);
  }

  void replacesTheFleet() {
    World world;
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.file("fleet.json");
    const auto engine = world.engine(World::fleet(), std::make_unique<memory::StateStore>(), file);
    auto fleet = World::fleet();
    fleet.regions[1].name = "Osaka";
    const auto before = engine->fleet();
    QVERIFY(engine->replaceFleet(fleet));
    QCOMPARE(before->region("tyo")->name, std::string("Tokyo")); // immutable for who still holds it
    QCOMPARE(engine->fleet()->region("tyo")->name, std::string("Osaka"));
    const auto saved = engine::loadFleet(file);
    QVERIFY(saved);
    QCOMPARE(saved->region("tyo")->name, std::string("Osaka"));
    QVERIFY(test::waitUntil([&] { return region(*engine->snapshot(), "tyo")->region.name == "Osaka"; }, kDeadline));

    fleet.regions[1].registry_url = "ftp://nonsense";
    const auto refused = engine->replaceFleet(fleet);
    QVERIFY(!refused && refused.error().code == Errc::ConfigInvalid);
    QCOMPARE(engine->fleet()->region("tyo")->registry_url, std::string("http://tyo.test:5000"));
  }

  void aFleetThatCannotBeSavedIsNotApplied() {
    World world;
    const auto engine = world.engine(World::fleet(), std::make_unique<memory::StateStore>(), "/proc/no/such/fleet.json");
    auto fleet = World::fleet();
    fleet.regions[1].name = "Osaka";
    QVERIFY(!engine->replaceFleet(fleet));
    QCOMPARE(engine->fleet()->region("tyo")->name, std::string("Tokyo"));
  }

  void olderJobsAreForgottenWhileItRuns() {
    World world;
    fill(world);
    auto parts = world.parts(std::make_unique<memory::StateStore>());
    parts.jobs_kept = 3;
    auto made = engine::Engine::assemble(std::move(parts), World::fleet(), {});
    QVERIFY(made);
    std::string last;
    for (int i = 0; i < 8; ++i) last = sync(**made).record.id;
    QVERIFY(test::waitUntil([&] { return (*made)->jobs(100)->size() == 3; }, kDeadline));
    QCOMPARE((*made)->jobs(1)->front().id, last);
  }

  void tagsByRegion() {
    World world;
    fill(world);
    const auto engine = world.engine();
    sync(*engine);
    test::addImage(world.at("tyo"), "app/web", "2", test::config("drifted"), {"x"});
    world.at("sjc").removeTag("app/web", "1");
    test::addImage(world.at("sjc"), "app/web", "local", test::config("local"), {"x"});
    const auto matrix = engine->tags("app/web", {});
    QVERIFY(matrix);
    QVERIFY((matrix->regions == std::vector<std::string>{"fra", "tyo", "sjc"}));
    QCOMPARE(matrix->rows.size(), 3u);
    const auto& one = matrix->rows[0];
    const auto& two = matrix->rows[1];
    const auto& local = matrix->rows[2];
    QCOMPARE(one.tag, std::string("1"));
    QVERIFY(one.drift && one.digests[0] == one.digests[1] && !one.digests[2]);
    QVERIFY(two.drift && two.digests[0] == two.digests[2] && two.digests[0] != two.digests[1]);
    QVERIFY(local.drift && !local.digests[0] && !local.digests[1] && local.digests[2]);
    QVERIFY(matrix->problems.empty());
  }

  void tagsWhereARegionCannotBeRead() {
    World world;
    fill(world);
    const auto engine = world.engine();
    sync(*engine);
    world.at("tyo").addFault({memory::Operation::ListTags, {}, {}, {Errc::ConnectionRefused, "refused", {}, 0, {}, {}, {}}, -1, {}, false});
    const auto matrix = engine->tags("app/web", {});
    QVERIFY(matrix);
    QCOMPARE(matrix->problems.size(), 1u);
    QCOMPARE(matrix->problems[0].first, std::string("tyo"));
    // What could not be looked at is not called different.
    for (const auto& row : matrix->rows) QVERIFY(!row.drift && row.isUnread(1) && !row.isUnread(0));
    const auto nowhere = engine->tags("no/such", {});
    QVERIFY(nowhere && nowhere->rows.empty());
    std::stop_source stopped;
    stopped.request_stop();
    const auto cancelled = engine->tags("app/web", stopped.get_token());
    QVERIFY(!cancelled && cancelled.error().code == Errc::Cancelled);
  }

  void aTagThatCannotBeReadIsNotMissing() {
    World world;
    fill(world);
    const auto engine = world.engine();
    sync(*engine);
    world.at("tyo").addFault({memory::Operation::HeadManifest, "app/web", "1", {Errc::Timeout, "silent", {}, 0, {}, {}, {}}, -1, {}, false});
    const auto matrix = engine->tags("app/web", {});
    QVERIFY(matrix);
    QCOMPARE(matrix->rows.size(), 2u);
    QVERIFY(matrix->rows[0].isUnread(1) && !matrix->rows[0].digests[1] && !matrix->rows[0].drift);
    QVERIFY(!matrix->rows[1].isUnread(1) && matrix->rows[1].digests[1]);
    QCOMPARE(matrix->problems.size(), 1u);
  }

  void checksARegionThatIsNotSaved() {
    World world;
    const auto engine = world.engine();
    auto form = *engine->fleet()->region("tyo");
    QVERIFY(engine->check(form, {}, {}).passed);
    world.at("tyo").addFault({memory::Operation::Ping, {}, {}, {Errc::Unauthorized, "no", {}, 401, {}, {}, {}}, -1, {}, false});
    const auto failed = engine->check(form, {}, {});
    QVERIFY(!failed.passed && failed.steps.back().kind == engine::CheckStep::Kind::Credential);
  }

  void snapshotsTellTheStory() {
    World world;
    fill(world);
    const auto engine = world.engine();
    QVERIFY(region(*engine->snapshot(), "tyo")->state == RegionState::Unknown);
    QVERIFY(!engine->snapshot()->figures.success_rate.value);
    const auto summary = sync(*engine);
    QVERIFY(test::waitUntil(
        [&] {
          const auto snapshot = engine->snapshot();
          return !snapshot->jobs.empty() && snapshot->jobs.front().phase == engine::JobPhase::Done &&
                 snapshot->figures.success_rate.value;
        },
        kDeadline));
    const auto snapshot = engine->snapshot();
    for (const auto* id : {"fra", "tyo", "sjc"}) {
      QVERIFY(region(*snapshot, id)->state == RegionState::InSync);
      QCOMPARE(region(*snapshot, id)->tags_total, 2u);
    }
    QCOMPARE(snapshot->jobs.front().record.id, summary.record.id);
    QVERIFY(snapshot->jobs.front().done == snapshot->jobs.front().total);
    QCOMPARE(*snapshot->figures.success_rate.value, 1.0);
    QCOMPARE(*snapshot->figures.consistency.value, 1.0);
    QCOMPARE(snapshot->figures.tags_mirrored, 4u);
    QCOMPARE(snapshot->links.size(), 2u);

    test::addImage(world.at("fra"), "app/web", "3", test::config("web 3"), {"three"});
    QVERIFY(engine->plan({"base", {}, {}}, {}));
    QVERIFY(test::waitUntil([&] { return region(*engine->snapshot(), "sjc")->state == RegionState::Drift; }, kDeadline));
    QCOMPARE(engine->snapshot()->figures.regions_drifted, 2u);
    world.at("tyo").addFault({memory::Operation::Ping, {}, {}, {Errc::ConnectionRefused, "refused", {}, 0, {}, {}, {}}, -1, {}, false});
    sync(*engine);
    QVERIFY(test::waitUntil([&] { return region(*engine->snapshot(), "tyo")->state == RegionState::Offline; }, kDeadline));
    QVERIFY(region(*engine->snapshot(), "tyo")->problem->code == Errc::ConnectionRefused);
    QVERIFY(test::waitUntil([&] { return region(*engine->snapshot(), "sjc")->state == RegionState::InSync; }, kDeadline));
  }

  void nothingIsPublishedWhileNothingHappens() {
    World world;
    fill(world);
    const auto engine = world.engine();
    std::uint64_t revision = 0;
    const auto settles = [&] {
      return test::waitUntil([&] { return stays(*engine, revision = engine->snapshot()->revision); }, kDeadline);
    };
    QVERIFY(settles());
    QVERIFY(stays(*engine, revision));
    sync(*engine);
    // A minute of history runs out first; then there is silence again.
    QVERIFY(settles());
    QVERIFY(stays(*engine, revision));
    QVERIFY(engine->snapshot()->jobs.front().phase == engine::JobPhase::Done);
    QCOMPARE(engine->snapshot()->figures.throughput.value.value_or(0), 0.0);
  }

  void subscriptionsEnd() {
    World world;
    fill(world);
    std::atomic<int> kept = 0, ended = 0;
    base::Subscription outlives;
    {
      const auto engine = world.engine();
      outlives = engine->onSnapshot([&] { ++kept; });
      auto subscription = engine->onSnapshot([&] { ++ended; });
      QVERIFY(engine->plan({"base", {}, {}}, {}));
      QVERIFY(test::waitUntil([&] { return kept > 0 && ended > 0; }, kDeadline));
      subscription.reset();
      const int before = ended;
      const int told = kept;
      sync(*engine);
      QVERIFY(test::waitUntil([&] { return kept > told; }, kDeadline));
      QCOMPARE(ended.load(), before);
    }
    outlives.reset(); // after the engine
  }

  void remembersJobsAndTheirStory() {
    World world;
    fill(world);
    const auto engine = world.engine();
    const auto first = sync(*engine);
    const auto second = sync(*engine);
    const auto jobs = engine->jobs(10);
    QVERIFY(jobs);
    QCOMPARE(jobs->size(), 2u);
    QCOMPARE(jobs->front().id, second.record.id);
    QVERIFY(first.record.id < second.record.id);
    QCOMPARE(engine->job(first.record.id.substr(first.record.id.size() - 6))->record.id, first.record.id);
    const auto many = engine->job("2026");
    QVERIFY(!many && many.error().message.find("several") != std::string::npos);
    for (const auto* id : {"", "nothing"}) {
      const auto none = engine->job(id);
      QVERIFY(!none && none.error().code == Errc::NotFound);
    }
    const auto rows = engine->images(first.record.id);
    QCOMPARE(rows.size(), 4u);
    for (const auto& row : rows) {
      QVERIFY(row.state == engine::ImageStatus::State::Copied);
      QVERIFY(row.done == row.total && row.total.value > 0);
    }
    const auto story = engine->events(first.record.id, 0);
    QVERIFY(story.size() >= 3u);
    QVERIFY(story.back().text.find("succeeded: 2 tags copied") != std::string::npos);
    QVERIFY(engine->events({}, story.back().seq).size() >= 3u);
    QVERIFY(engine->events(first.record.id, story.back().seq).empty());
  }

  void whatACrashLeftIsMarkedAndCompleted() {
    World world;
    fill(world);
    const test::TemporaryFolder folder;
    {
      const auto state = stateIn(folder);
      QVERIFY(state);
      ports::JobRecord job;
      job.id = "20261121T000000Z-000001";
      job.rule = "base";
      job.state = JobState::Running;
      QVERIFY(state->putJob(job));
    }
    const auto engine = world.engine(World::fleet(), stateIn(folder));
    QVERIFY(engine);
    QVERIFY(engine->job("20261121T000000Z-000001")->record.state == JobState::Interrupted);
    QCOMPARE(engine->events("20261121T000000Z-000001", 0).size(), 1u);
    QVERIFY(sync(*engine).record.state == JobState::Succeeded);
    QCOMPARE(world.tags("tyo"), world.tags("fra"));
  }

  void anEngineThatEndsLeavesItsJobInterrupted() {
    World world;
    fill(world);
    const test::TemporaryFolder folder;
    std::string id;
    {
      const auto engine = world.engine(World::fleet(), stateIn(folder));
      std::atomic<bool> copying = false;
      world.seen("sjc").before([&](const std::string& line) {
        if (!line.starts_with("put-blob")) return;
        world.at("sjc").setLatency(1h); // until stop wakes it
        copying = true;
      });
      const auto started = engine->start({"base", {}, {}});
      QVERIFY(started);
      id = *started;
      QVERIFY(test::waitUntil([&] { return copying.load(); }, kDeadline));
    }
    world.seen("sjc").before({});
    world.at("sjc").setLatency({});
    const auto engine = world.engine(World::fleet(), stateIn(folder));
    const auto left = engine->job(id);
    QVERIFY(left);
    QVERIFY2(left->record.state == JobState::Interrupted, std::string(ports::name(left->record.state)).c_str());
    const auto summary = sync(*engine);
    QVERIFY(summary.record.state == JobState::Succeeded);
    QCOMPARE(world.tags("sjc"), world.tags("fra"));
  }
};

QTEST_GUILESS_MAIN(EngineTest)
#include "engine_test.moc"
