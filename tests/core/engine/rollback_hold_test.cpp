// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/engine/world.h"

using namespace meridian;
using engine::JobKind;
using engine::JobRequest;
using ports::JobState;
using test::World;

/// What somebody rolled back stays so, and a release comes whole.
class RollbackHoldTest : public QObject {
  Q_OBJECT

  static JobRequest of(JobKind kind, std::string cause = {}) {
    JobRequest request;
    request.rule = "base";
    request.kind = kind;
    request.cause = std::move(cause);
    return request;
  }
  static ports::JobRecord run(engine::Engine& engine, const JobRequest& request) {
    const auto id = engine.start(request);
    return id ? engine.wait(*id, {}).value().record : ports::JobRecord{};
  }
  static std::string at(World& world, const std::string& id) {
    const auto head = world.at(id).headManifest("app", "latest", {});
    return head && *head ? (*head)->digest.text() : std::string();
  }
  static engine::Fleet fleet() {
    auto out = World::fleet();
    out.rules.front().promotion.mode = plan::Promotion::Mode::AllOrNothing;
    out.rules.front().promotion.group = plan::Promotion::Group::Release;
    return out;
  }

private slots:
  void schedulesLeaveItRolledBack() {
    World world;
    const auto one = test::addImage(world.at("fra"), "app", "latest", test::config("one"), {"1"});
    const auto engine = world.engine(fleet());
    QCOMPARE(run(*engine, of(JobKind::Sync)).state, JobState::Succeeded);
    const auto two = test::addImage(world.at("fra"), "app", "latest", test::config("two"), {"2"});
    QCOMPARE(run(*engine, of(JobKind::Sync)).state, JobState::Succeeded);
    QCOMPARE(run(*engine, of(JobKind::Rollback)).state, JobState::Succeeded);
    QCOMPARE(at(world, "tyo"), one.digest.text());
    for (const char* cause : {"poll", "schedule", "webhook fra"}) {
      const auto record = run(*engine, of(JobKind::Sync, cause));
      QCOMPARE(record.state, JobState::Succeeded);
      QCOMPARE(at(world, "tyo"), one.digest.text());
      QCOMPARE(at(world, "sjc"), one.digest.text());
    }
    // By hand it comes back, and stays.
    QCOMPARE(run(*engine, of(JobKind::Sync)).state, JobState::Succeeded);
    QCOMPARE(at(world, "tyo"), two.digest.text());
    QCOMPARE(run(*engine, of(JobKind::Sync, "poll")).tags_unchanged, std::uint64_t(1));
    QCOMPARE(at(world, "sjc"), two.digest.text());
  }

  void somethingNewerEndsIt() {
    World world;
    test::addImage(world.at("fra"), "app", "latest", test::config("one"), {"1"});
    const auto engine = world.engine(fleet());
    (void)run(*engine, of(JobKind::Sync));
    const auto two = test::addImage(world.at("fra"), "app", "latest", test::config("two"), {"2"});
    (void)run(*engine, of(JobKind::Sync));
    QCOMPARE(run(*engine, of(JobKind::Rollback)).state, JobState::Succeeded);
    const auto three = test::addImage(world.at("fra"), "app", "latest", test::config("three"), {"3"});
    QCOMPARE(run(*engine, of(JobKind::Sync, "poll")).state, JobState::Succeeded);
    QCOMPARE(at(world, "tyo"), three.digest.text());
    // And what was taken back once is a digest like any other again.
    QVERIFY(world.at("fra").putManifest("app", "latest", two, {}));
    QCOMPARE(run(*engine, of(JobKind::Sync, "poll")).state, JobState::Succeeded);
    QCOMPARE(at(world, "tyo"), two.digest.text());
  }

  /// A tag that is not there for anybody keeps its release away; what is staged is used later.
  void aReleaseWaitsForItsTags() {
    World world;
    test::addImage(world.at("fra"), "app", "latest", test::config("one"), {"1"});
    test::addImage(world.at("fra"), "lib", "1", test::config("lib"), {"l"});
    memory::Fault fault;
    fault.operation = memory::Operation::HeadManifest;
    fault.repository = "lib";
    fault.reference = "1";
    fault.error = {base::Errc::ServerError, "broken on purpose", {}, 500, {}, {}, {}};
    world.at("fra").addFault(fault);
    const auto engine = world.engine(fleet());
    const auto record = run(*engine, of(JobKind::Sync));
    QCOMPARE(record.state, JobState::Failed);
    QVERIFY(world.tags("tyo").empty() && world.tags("sjc").empty());
    world.at("fra").clearFaults();
    QCOMPARE(run(*engine, of(JobKind::Sync)).state, JobState::Succeeded);
    QCOMPARE(world.tags("tyo"), world.tags("fra"));
  }
};

QTEST_GUILESS_MAIN(RollbackHoldTest)
#include "rollback_hold_test.moc"
