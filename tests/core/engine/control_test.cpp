// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <concepts> otherwise

#include "core/engine/world.h"
#include "core/std_string.h"
#include "engine/engine.h"
#include "support/process.h"

#include <deque>
#include <mutex>

using namespace meridian;
using namespace std::chrono_literals;
using base::Errc;
using ports::JobState;
using test::World;

namespace {

constexpr auto kDeadline = 60s;

/// Rule "base" takes big/, rule "other" takes small/.
engine::Fleet twoRules() {
  auto fleet = World::fleet();
  fleet.rules[0].repositories = {"big"};
  auto other = fleet.rules[0];
  other.id = "other";
  other.repositories = {"small"};
  fleet.rules.push_back(other);
  return fleet;
}

void fill(World& world) {
  std::vector<std::string> layers;
  for (int i = 0; i < 12; ++i) layers.push_back(std::string(1'200'000, static_cast<char>('a' + i))); // large ones
  test::addImage(world.at("fra"), "big", "1", test::config("big"), layers);
  test::addImage(world.at("fra"), "small", "1", test::config("small"), {std::string(1'300'000, 'z')});
}

engine::JobStatus status(const engine::Engine& engine, const std::string& id) {
  const auto snapshot = engine.snapshot(); // outlives the loop
  for (const auto& job : snapshot->jobs)
    if (job.record.id == id) return job;
  return {};
}

} // namespace

class ControlTest : public QObject {
  Q_OBJECT

private slots:
  void aPausedJobHoldsAndLendsItsPlaces() {
    World world;
    fill(world);
    const auto engine = world.engine(twoRules());
    // The job stops at its first upload, in the middle of eight large blobs.
    std::atomic<bool> paused{false};
    std::string id;
    std::mutex mutex;
    world.seen("tyo").before([&](const std::string& line) {
      if (!line.starts_with("put-blob big") || paused.exchange(true)) return;
      const std::lock_guard lock(mutex);
      QVERIFY(engine->pause(id));
    });
    {
      const std::lock_guard lock(mutex);
      const auto started = engine->start({"base", {}, {}});
      QVERIFY(started);
      id = *started;
    }
    QVERIFY(test::waitUntil([&] { return status(*engine, id).paused; }, kDeadline));
    QVERIFY(world.tags("tyo").find("big:1") == std::string::npos);
    QVERIFY(engine->pause(id)); // again: nothing happens

    // Another job has the places meanwhile.
    const auto other = engine->start({"other", {}, {}});
    QVERIFY(other);
    const auto summary = engine->wait(*other, {});
    QVERIFY(summary);
    QCOMPARE(summary->record.state, JobState::Succeeded);
    QVERIFY(world.tags("tyo").find("big:1") == std::string::npos);
    QCOMPARE(status(*engine, id).record.state, JobState::Running);

    QVERIFY(engine->moveToTop(id));
    QVERIFY(engine->resume(id));
    QCOMPARE(engine->wait(id, {})->record.state, JobState::Succeeded);
    QVERIFY(!status(*engine, id).paused);
    QCOMPARE(world.tags("tyo"), world.tags("fra"));
    std::string story;
    for (const auto& event : engine->events(id, 0)) story += event.text + "|";
    QVERIFY2(story.find("|paused|goes on|") != std::string::npos || story.find("paused|") != std::string::npos, story.c_str());
  }

  void aPausedJobCanBeCancelled() {
    World world;
    fill(world);
    const auto engine = world.engine(twoRules());
    const auto id = engine->start({"base", {}, {}});
    QVERIFY(id);
    if (!engine->pause(*id)) QSKIP("the job was over before it could be paused");
    QVERIFY(engine->cancel(*id));
    const auto state = engine->wait(*id, {})->record.state;
    QCOMPARE(state, JobState::Cancelled);
    QVERIFY(!engine->pause(*id));
    QVERIFY(engine->resume(*id).error().code == Errc::NotFound);
    QVERIFY(engine->moveToTop("nonsense").error().code == Errc::NotFound);
  }

  void wishesOfOtherProcesses() {
    World world;
    fill(world);
    std::mutex mutex;
    std::deque<std::pair<std::string, std::string>> wishes;
    std::vector<std::string> answers;
    auto parts = world.parts(std::make_unique<memory::StateStore>());
    parts.wishes = [&](const auto& obey) {
      const std::lock_guard lock(mutex);
      for (; !wishes.empty(); wishes.pop_front()) {
        const auto done = obey(wishes.front().first, wishes.front().second);
        answers.push_back(done ? *done : "no: " + done.error().message);
      }
    };
    auto made = engine::Engine::assemble(std::move(parts), twoRules(), {});
    QVERIFY(made);
    auto& engine = **made;
    world.at("tyo").setLatency(200ms); // gives the wishes time
    const auto id = engine.start({"base", {}, {}});
    QVERIFY(id);
    {
      const std::lock_guard lock(mutex);
      wishes = {{"pause", *id}, {"dance", *id}, {"pause", "20200101T000000Z-0000"}, {"cancel", id->substr(id->size() - 6)}};
    }
    QCOMPARE(engine.wait(*id, {})->record.state, JobState::Cancelled);
    QVERIFY(test::waitUntil([&] { const std::lock_guard lock(mutex); return answers.size() == 4; }, kDeadline));
    const std::lock_guard lock(mutex);
    QCOMPARE(answers[0], "job " + *id + " is paused");
    QVERIFY(answers[1].starts_with("no: a job cannot"));
    QVERIFY(answers[2].find("running: " + *id) != std::string::npos);
    QCOMPARE(answers[3], "job " + *id + " is being cancelled");
  }

  void slowModeIsRememberedAndShown() {
    World world;
    auto state = std::make_unique<memory::StateStore>();
    auto* kept = state.get();
    const auto engine = world.engine(World::fleet(), std::move(state));
    QVERIFY(!engine->snapshot()->slow);
    QVERIFY(engine->setSlowMode(base::BytesPerSecond{1'000'000}));
    QVERIFY(test::waitUntil([&] { return engine->snapshot()->slow == base::BytesPerSecond{1'000'000}; }, kDeadline));
    auto again = std::make_unique<memory::StateStore>();
    QVERIFY(again->putFact("slow mode", **kept->fact("slow mode")));
    QVERIFY(world.engine(World::fleet(), std::move(again))->snapshot()->slow == base::BytesPerSecond{1'000'000});
    QVERIFY(engine->setSlowMode({}));
    QVERIFY(test::waitUntil([&] { return !engine->snapshot()->slow; }, kDeadline));
    QVERIFY(!*kept->fact("slow mode"));
  }

  void aProfileBelongsToAnAddress() {
    World world;
    const auto engine = world.engine();
    QVERIFY(!engine->knownProfile("tyo"));
    const auto found = engine->profile("tyo", {}, {});
    QVERIFY(found);
    QVERIFY(engine->knownProfile("tyo")->server == "in memory");
    QVERIFY(!engine->knownProfile("sjc"));
    QVERIFY(engine->profile("mars", {}, {}).error().code == Errc::NotFound);
    auto fleet = World::fleet();
    fleet.regions[1].registry_url = "http://elsewhere.test:5000";
    QVERIFY(engine->replaceFleet(fleet));
    QVERIFY(!engine->knownProfile("tyo"));
  }
};

QTEST_GUILESS_MAIN(ControlTest)
#include "control_test.moc"
