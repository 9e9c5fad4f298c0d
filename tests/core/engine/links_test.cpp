// SPDX-License-Identifier: GPL-3.0-or-later
// What a snapshot and a line's history tell of the ways between regions.
#include <QTest>

#include "engine/engine.h"

#include "core/engine/world.h"
#include "core/std_string.h"
#include "sqlite/state_store.h"
#include "support/process.h"

using namespace meridian;
using namespace std::chrono_literals;
using test::World;

namespace {

std::unique_ptr<ports::StateStore> stateIn(const test::TemporaryFolder& folder) {
  auto opened = sqlite::StateStore::open(folder.file("state.db"), base::Timestamp{});
  return opened ? std::move(*opened) : nullptr;
}

engine::LinkStatus link(const engine::Engine& engine, const std::string& from, const std::string& to) {
  for (const auto& one : engine.snapshot()->links)
    if (one.from == from && one.to == to) return one;
  return {};
}

void sync(engine::Engine& engine) {
  const auto id = engine.start({"base", {}, {}});
  QVERIFY(id && engine.wait(*id, {}));
}

} // namespace

class LinksTest : public QObject {
  Q_OBJECT

private slots:
  void whatWasCopiedAndWhatFailed() {
    const test::TemporaryFolder folder;
    World world;
    for (const auto* tag : {"1", "2", "3"}) test::addImage(world.at("fra"), "app/web", tag, test::config(tag), {tag});
    memory::Fault fault;
    fault.operation = memory::Operation::PutManifest;
    fault.reference = "3";
    fault.error.code = base::Errc::Denied;
    fault.error.message = "requested access is denied";
    world.at("sjc").addFault(fault);
    const auto look = [](engine::Engine& engine) {
      QTRY_COMPARE(link(engine, "fra", "tyo").copied, 3u);
      QTRY_COMPARE(link(engine, "fra", "sjc").copied, 2u);
      QCOMPARE(link(engine, "fra", "sjc").failed, 1u);
      QVERIFY(link(engine, "fra", "tyo").p95 && link(engine, "fra", "tyo").failed == 0);
      const auto west = engine.lineHistory("fra", "sjc");
      QVERIFY(west);
      QCOMPARE(west->hours.size(), 24u);
      QCOMPARE(west->copied, 2u);
      QCOMPARE(west->failures.size(), 1u);
      QCOMPARE(west->failures[0].ref, std::string("app/web:3"));
      QVERIFY2(west->failures[0].text.find("requested access is denied") != std::string::npos, west->failures[0].text.c_str());
      QCOMPARE(engine.lineHistory("", "tyo")->copied, 3u);
      QCOMPARE(engine.lineHistory("tyo", "sjc")->copied, 0u);
    };
    {
      const auto engine = world.engine(World::fleet(), stateIn(folder));
      sync(*engine);
      look(*engine);
    }
    const auto engine = world.engine(World::fleet(), stateIn(folder));
    look(*engine); // once, and not twice
  }

  void aLongPastIsReadInTheBackground() {
    constexpr int kOutcomes = 12'000;
    const test::TemporaryFolder folder;
    World world;
    auto state = stateIn(folder);
    const auto now = world.clock.now();
    ports::JobRecord job;
    job.id = "20261121T100000Z-000001";
    job.rule = "base";
    job.state = ports::JobState::Succeeded;
    job.created = job.started = job.finished = now - 1h;
    QVERIFY(state->putJob(job));
    std::vector<ports::OutcomeRecord> outcomes;
    for (int i = 0; i < kOutcomes; ++i) {
      ports::OutcomeRecord outcome;
      outcome.job = job.id;
      outcome.target = i % 2 == 0 ? "tyo" : "sjc";
      outcome.ref = "app/web:" + std::to_string(i);
      outcome.result = "copied";
      outcome.finished = now - 1h;
      outcomes.push_back(outcome);
    }
    QVERIFY(state->putOutcomes(outcomes));
    const auto engine = world.engine(World::fleet(), std::move(state));
    QCOMPARE(engine->lineHistory("fra", "tyo")->copied, std::size_t(kOutcomes / 2)); // waits for it
    QTRY_COMPARE(link(*engine, "fra", "sjc").copied, std::size_t(kOutcomes / 2));
    QTRY_VERIFY(engine->snapshot()->figures.success_rate.value.value_or(0) == 1.0);
  }

  void whileItMoves() {
    std::map<std::string, memory::RegistryOptions> how;
    how["tyo"].write_rate = {20'000'000};
    World world(how);
    std::vector<std::string> layers;
    for (int i = 0; i < 60; ++i) layers.push_back(std::string(2'000'000, static_cast<char>('a' + i % 26)) + std::to_string(i));
    test::addImage(world.at("fra"), "app/large", "1", test::config("large"), layers);
    auto fleet = World::fleet();
    fleet.rules[0].targets = {"tyo"};
    const auto engine = world.engine(fleet);
    const auto id = engine->start({"base", {}, {}});
    QVERIFY(id);
    std::size_t waiting = 0;
    bool active = false;
    double drawn = 0;
    QTRY_VERIFY_WITH_TIMEOUT((waiting = std::max(waiting, link(*engine, "fra", "tyo").waiting), active = active || link(*engine, "fra", "tyo").active,
                              engine->job(*id)->record.state == ports::JobState::Succeeded), 60'000);
    QVERIFY(waiting > 0 && active);
    QTRY_COMPARE(link(*engine, "fra", "tyo").waiting, 0u);
    for (const auto value : link(*engine, "fra", "tyo").history) drawn = std::max<double>(drawn, value);
    QVERIFY(drawn > 0);
    QVERIFY(link(*engine, "fra", "tyo").history.size() <= 60);
  }

  void aWayThatNoRuleGoes() {
    std::map<std::string, memory::RegistryOptions> how;
    how["tyo"].latency = 2h; // no answer before the job is cancelled
    World world(how);
    const auto engine = world.engine();
    plan::Rule rule;
    rule.id = "prewarm";
    rule.source = "tyo";
    rule.targets = {"sjc"};
    rule.repositories = {"app/web"};
    engine::JobRequest request{"prewarm", {}, {}};
    request.kind = engine::JobKind::Prewarm;
    request.once = rule;
    const auto id = engine->start(request);
    QVERIFY(id);
    QTRY_COMPARE(link(*engine, "tyo", "sjc").to, std::string("sjc"));
    QVERIFY(engine->cancel(*id) && engine->wait(*id, {}));
    QTRY_COMPARE(link(*engine, "tyo", "sjc").to, std::string());
    QCOMPARE(engine->snapshot()->links.size(), 2u);
  }

  void roundTripsOfBothEnds() {
    std::map<std::string, memory::RegistryOptions> how;
    how["tyo"].latency = 40ms;
    World world(how);
    const auto engine = world.engine();
    QVERIFY(link(*engine, "fra", "tyo").to_round_trip.count() == 0);
    QVERIFY(engine->profile("tyo", {}, {}));
    QTRY_VERIFY(link(*engine, "fra", "tyo").to_round_trip >= 40ms);
    QVERIFY(link(*engine, "fra", "tyo").from_round_trip.count() == 0);
  }
};

QTEST_GUILESS_MAIN(LinksTest)
#include "links_test.moc"
