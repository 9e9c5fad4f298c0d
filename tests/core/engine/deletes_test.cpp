// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <concepts> otherwise

#include "core/engine/delete_stage.h"
#include "core/std_string.h"

using namespace meridian;
using namespace meridian::test;
using namespace std::chrono_literals;
using base::Errc;
using memory::Operation;
using ports::JobState;

class DeletesTest : public QObject {
  Q_OBJECT

private slots:
  void waitsThenGoes() {
    DeleteStage stage;
    stage.image("app", "1", "one");
    const auto two = stage.image("app", "2", "two");
    stage.sync();
    stage.gone("app", "2");
    auto summary = stage.sync();
    QCOMPARE(state(summary), std::string("succeeded"));
    QCOMPARE(outcomes(summary), std::string());
    HAS(stage.story(summary), "info 1 tag that fra no longer has wait at tyo to be deleted, the first until 2026-11-23T");
    stage.pass(23h);
    QCOMPARE(outcomes(stage.sync()), std::string());
    QCOMPARE(stage.tags("tyo"), std::string("app:1 app:2"));

    stage.pass(61min);
    summary = stage.sync();
    QCOMPARE(state(summary), std::string("succeeded"));
    QCOMPARE(outcomes(summary), std::string("sjc app:2 deleted, tyo app:2 deleted"));
    QCOMPARE(summary.record.tags_matched, 1U);
    QCOMPARE(summary.record.tags_copied, 0U);
    QCOMPARE(summary.record.tags_failed, 0U);
    QCOMPARE(summary.outcomes.front().digest, two.digest.text());
    HAS(stage.story(summary), "info 1 tag deleted at tyo, since fra no longer has them");
    for (const auto* region : {"tyo", "sjc"}) QCOMPARE(stage.tags(region), std::string("app:1"));
    for (const auto& target : summary.targets) QVERIFY(target.result == JobState::Succeeded);
    QVERIFY(stage.engine->images(summary.record.id).empty());
    QCOMPARE(outcomes(stage.sync()), std::string());
    // Only the name went: the registry keeps the rest until its own sweep.
    QVERIFY(*stage.world.at("tyo").headManifest("app", two.digest.text(), {}));
  }

  void offByDefault() {
    DeleteStage stage(World::fleet());
    stage.image("app", "1", "one");
    stage.image("app", "2", "two");
    stage.sync();
    stage.gone("app", "2");
    stage.pass(24h * 30);
    QCOMPARE(outcomes(stage.sync()), std::string());
    QCOMPARE(stage.tags("tyo"), std::string("app:1 app:2"));
    QVERIFY(stage.engine->plan({"base", {}, {}}, {})->deletions.empty());
  }

  void backAtTheSourceStartsAnew() {
    DeleteStage stage;
    stage.image("app", "1", "one");
    stage.image("app", "2", "two");
    stage.sync();
    stage.gone("app", "2");
    stage.sync();
    stage.pass(23h);
    stage.image("app", "2", "two");
    stage.sync();
    stage.gone("app", "2");
    stage.pass(2h);
    stage.sync();
    QCOMPARE(stage.tags("tyo"), std::string("app:1 app:2"));
    stage.pass(25h);
    stage.sync();
    QCOMPARE(stage.tags("tyo"), std::string("app:1"));
  }

  void cap() {
    DeleteStage stage(fleetWith(30, 0s));
    for (int i = 0; i < 10; ++i) stage.image("app", std::to_string(i), "image " + std::to_string(i));
    stage.sync();
    for (int i = 0; i < 4; ++i) stage.gone("app", std::to_string(i));
    auto summary = stage.sync();
    QCOMPARE(state(summary), std::string("succeeded"));
    QCOMPARE(outcomes(summary), std::string());
    HAS(stage.story(summary), "warning deletes at tyo: 4 of 10 tags = 40 %, more than 30 %: nothing is deleted");
    stage.image("app", "3", "image 3");
    QCOMPARE(stage.sync().outcomes.size(), 6U);
    QCOMPARE(stage.tags("tyo"), std::string("app:3 app:4 app:5 app:6 app:7 app:8 app:9"));
  }

  void emptySourceKeepsEverything_data() {
    QTest::addColumn<QString>("how");
    for (const auto* how : {"no tags", "no repositories", "catalogue broken"}) QTest::newRow(how) << how;
  }
  void emptySourceKeepsEverything() {
    QFETCH(QString, how);
    DeleteStage stage(fleetWith(100, 0s));
    const auto one = stage.image("app", "1", "one");
    stage.sync();
    auto& fra = stage.world.at("fra");
    stage.gone("app", "1");
    if (how == "no repositories") QVERIFY(fra.deleteManifest("app", one.digest.text(), {}));
    if (how == "catalogue broken") {
      memory::Fault fault;
      fault.operation = Operation::ListRepositories;
      fault.error = broken(Errc::ServerError);
      fra.addFault(fault);
    }
    for (int i = 0; i < 3; ++i) {
      stage.pass(24h);
      const auto summary = stage.sync();
      QVERIFY(outcomes(summary).find("deleted") == std::string::npos);
      if (how != "catalogue broken") HAS(stage.story(summary), "the source shows no tag at all: nothing is deleted");
    }
    QCOMPARE(stage.tags("tyo"), std::string("app:1"));
    QCOMPARE(stage.world.seen("tyo").count("delete-manifest"), 0U);
  }

  void repositoryThatCannotBeSeenIsKept_data() {
    QTest::addColumn<QString>("how");
    QTest::addColumn<std::string>("why");
    QTest::newRow("gone") << "gone" << std::string("app: the source does not have the repository");
    QTest::newRow("empty") << "empty" << std::string("app: the source shows no tag in the repository");
    QTest::newRow("denied") << "denied" << std::string("app: the source's tags could not be listed: broken on purpose");
  }
  void repositoryThatCannotBeSeenIsKept() {
    QFETCH(QString, how);
    QFETCH(std::string, why);
    DeleteStage stage(fleetWith(90, 0s));
    const auto one = stage.image("app", "1", "one");
    stage.image("db", "1", "db");
    stage.sync();
    auto& fra = stage.world.at("fra");
    if (how != "denied") stage.gone("app", "1");
    if (how == "gone") QVERIFY(fra.deleteManifest("app", one.digest.text(), {}));
    if (how == "denied") {
      memory::Fault fault;
      fault.operation = Operation::ListTags;
      fault.repository = "app";
      fault.error = broken(Errc::Denied);
      fra.addFault(fault);
    }
    HAS(stage.story(stage.sync()), "deletes at tyo: " + why);
    QCOMPARE(stage.tags("tyo"), std::string("app:1 db:1"));
    QCOMPARE(stage.world.seen("tyo").count("delete-manifest"), 0U);
  }

  void registryThatTakesNone() {
    DeleteStage stage(fleetWith(90, 0s), {{"tyo", noDeletes()}});
    for (int i = 0; i < 4; ++i) stage.image("app", std::to_string(i), "image " + std::to_string(i));
    stage.sync();
    stage.gone("app", "0");
    stage.gone("app", "1");
    const auto summary = stage.sync();
    QCOMPARE(state(summary), std::string("partial"));
    QCOMPARE(outcomes(summary), std::string("sjc app:0 deleted, sjc app:1 deleted, tyo  refused"));
    HAS(stage.story(summary), "tyo: deletes are switched off at this registry (405)");
    HAS(summary.record.error, "switched off");
    for (const auto& target : summary.targets)
      QVERIFY(target.result == (target.id == "tyo" ? JobState::Partial : JobState::Succeeded));
    QCOMPARE(stage.tags("tyo"), std::string("app:0 app:1 app:2 app:3"));
    QCOMPARE(stage.tags("sjc"), std::string("app:2 app:3"));
    const auto saved = stage.engine->deleted("base");
    for (const auto& tag : *saved) QCOMPARE(tag.target, std::string("sjc"));
  }

  void byDigestOnlySparesSharedManifests() {
    DeleteStage stage(fleetWith(90, 0s), {{"tyo", byDigestOnly()}, {"sjc", byDigestOnly()}});
    for (const auto* tag : {"twin", "other"}) stage.image("app", tag, "shared");
    stage.image("app", "alone", "alone");
    const auto leaf = stage.image("app", "leaf", "leaf");
    test::addIndex(stage.world.at("fra"), "app", "index", {leaf});
    stage.sync();
    for (const auto* tag : {"twin", "alone", "leaf"}) stage.gone("app", tag);
    auto summary = stage.sync();
    QCOMPARE(state(summary), std::string("partial"));
    QCOMPARE(outcomes(summary), std::string("sjc app:alone deleted, sjc app:leaf refused, sjc app:twin refused, "
                                            "tyo app:alone deleted, tyo app:leaf refused, tyo app:twin refused"));
    HAS(stage.story(summary), "app:twin -> tyo: this registry deletes by digest only, and that would take or break other");
    HAS(stage.story(summary), "app:leaf -> tyo: this registry deletes by digest only, and that would take or break index");
    QCOMPARE(stage.tags("tyo"), std::string("app:index app:leaf app:other app:twin"));
    // When all that share it are to go, it goes: and an index before what it holds.
    stage.image("app", "stays", "stays");
    for (const auto* tag : {"other", "index"}) stage.gone("app", tag);
    summary = stage.sync();
    QCOMPARE(state(summary), std::string("succeeded"));
    for (const auto* region : {"tyo", "sjc"}) QCOMPARE(stage.tags(region), std::string("app:stays"));
    QCOMPARE(stage.engine->deleted("base")->size(), 10U);
    QCOMPARE(state(stage.restore()), std::string("succeeded"));
    QCOMPARE(stage.tags("tyo"), std::string("app:alone app:index app:leaf app:other app:stays app:twin"));
  }

  void foreignTagsStay() {
    DeleteStage stage(fleetWith(90, 0s));
    stage.image("app", "1", "one");
    test::addImage(stage.world.at("tyo"), "app", "theirs", test::config("theirs"), {"theirs"});
    test::addImage(stage.world.at("tyo"), "other/app", "theirs", test::config("theirs"), {"theirs"});
    for (int i = 0; i < 3; ++i) QCOMPARE(outcomes(stage.sync()), std::string());
    QCOMPARE(stage.tags("tyo"), std::string("app:1 app:theirs other/app:theirs"));
  }

  /// What the source before had says nothing of what this one has deleted.
  void anotherSourceStartsAnew() {
    DeleteStage stage(fleetWith(90, 0s));
    for (const auto* tag : {"1", "2", "3"}) stage.image("app", tag, tag);
    stage.sync();
    auto fleet = fleetWith(90, 0s);
    fleet.rules.front().source = "sjc";
    fleet.rules.front().targets = {"tyo"};
    QVERIFY(stage.engine->replaceFleet(fleet));
    stage.world.at("sjc").removeTag("app", "2");
    QCOMPARE(outcomes(stage.sync()), std::string());
    QCOMPARE(outcomes(stage.sync()), std::string());
    stage.world.at("sjc").removeTag("app", "1");
    QCOMPARE(outcomes(stage.sync()), std::string("tyo app:1 deleted"));
    QCOMPARE(stage.tags("tyo"), std::string("app:2 app:3"));
  }

  void whatFellOutOfTheSelectionStays() {
    auto fleet = fleetWith(90, 0s);
    fleet.rules.front().tags.latest = 1;
    DeleteStage stage(std::move(fleet));
    for (const auto* tag : {"1.0", "1.1"}) {
      stage.image("app", tag, tag);
      stage.sync();
    }
    QCOMPARE(stage.tags("tyo"), std::string("app:1.0 app:1.1"));
    stage.sync();
    QCOMPARE(stage.tags("tyo"), std::string("app:1.0 app:1.1"));
    stage.gone("app", "1.0");
    stage.sync();
    QCOMPARE(stage.tags("tyo"), std::string("app:1.1"));
  }

  void partialRunsDeleteNothing() {
    DeleteStage stage(fleetWith(90, 0s));
    stage.image("app", "1", "one");
    stage.image("app", "2", "two");
    stage.sync();
    stage.gone("app", "2");
    stage.run({"base", {}, {"app:1"}});
    QCOMPARE(stage.tags("tyo"), std::string("app:1 app:2"));
    stage.run({"base", {"sjc"}, {}});
    QCOMPARE(stage.tags("tyo"), std::string("app:1 app:2"));
    QCOMPARE(stage.tags("sjc"), std::string("app:1"));
    stage.sync();
    QCOMPARE(stage.tags("tyo"), std::string("app:1"));
  }

  /// The truth is read again where the delete happens.
  void pushedAgainMeanwhile() {
    DeleteStage stage(fleetWith(90, 0s));
    stage.image("app", "1", "one");
    stage.image("app", "2", "two");
    stage.sync();
    stage.gone("app", "2");
    auto back = std::make_shared<std::once_flag>();
    stage.world.seen("tyo").before([&stage, back](const std::string& line) {
      if (line.starts_with("list-referrers")) std::call_once(*back, [&] { stage.image("app", "2", "two again"); });
    });
    const auto summary = stage.sync();
    QCOMPARE(outcomes(summary), std::string());
    HAS(stage.story(summary), "info app:2 is not deleted at tyo: the source has it again");
    stage.world.seen("tyo").before({});
    stage.sync();
    QCOMPARE(stage.world.tags("tyo"), stage.world.tags("fra"));
  }

  void targetThatWasDownFollows() {
    DeleteStage stage(fleetWith());
    stage.image("app", "1", "one");
    stage.image("app", "2", "two");
    stage.sync();
    stage.gone("app", "2");
    stage.sync();
    memory::Fault fault;
    fault.error = broken(Errc::ConnectionRefused);
    stage.world.at("tyo").addFault(fault);
    stage.pass(25h);
    QVERIFY(outcomes(stage.sync()).find("sjc app:2 deleted") != std::string::npos);
    stage.world.at("tyo").clearFaults();
    QCOMPARE(outcomes(stage.sync()), std::string("tyo app:2 deleted"));
  }

  void cancelledInTheMiddle() {
    DeleteStage stage(fleetWith(90, 0s));
    for (int i = 0; i < 6; ++i) stage.image("app", std::to_string(i), "image " + std::to_string(i));
    stage.sync();
    for (int i = 0; i < 5; ++i) stage.gone("app", std::to_string(i));
    stage.world.seen("tyo").before([&stage](const std::string& line) {
      if (line != "delete-manifest app 2") return;
      const auto jobs = stage.engine->jobs(1);
      (void)stage.engine->cancel(jobs->front().id);
    });
    const auto summary = stage.sync();
    QCOMPARE(state(summary), std::string("cancelled"));
    QCOMPARE(stage.tags("tyo"), std::string("app:2 app:3 app:4 app:5"));
    QCOMPARE(stage.engine->deleted("base")->size(), 2U);
    stage.world.seen("tyo").before({});
    QCOMPARE(state(stage.sync()), std::string("succeeded"));
    QCOMPARE(stage.tags("tyo"), std::string("app:5"));
  }

  void previewTellsAndChangesNothing() {
    DeleteStage stage(fleetWith(90));
    const auto one = stage.image("app", "1", "one");
    stage.image("app", "2", "one");
    const auto arm = stage.image("app", "", "arm");
    test::addIndex(stage.world.at("fra"), "app", "multi", {one, arm});
    stage.image("app", "stays", "stays");
    test::addImage(stage.world.at("tyo"), "app", "theirs", test::config("theirs"), {"theirs"});
    stage.sync();
    for (const auto* tag : {"1", "multi"}) stage.gone("app", tag);
    auto plan = stage.engine->plan({"base", {}, {}}, {});
    QVERIFY(plan);
    QCOMPARE(plan->deletions.size(), 4U);
    const auto& first = plan->deletions.front();
    QCOMPARE(first.target + " " + first.ref() + " " + std::string(plan::name(first.state)), std::string("tyo app:1 quarantined"));
    QCOMPARE(first.digest->text(), one.digest.text());
    QCOMPARE(first.radius.shared, std::vector<std::string>{"2"});
    QCOMPARE(first.radius.parents, std::vector<std::string>{"multi"});
    const auto& multi = plan->deletions.at(1);
    QCOMPARE(multi.ref(), std::string("app:multi"));
    QCOMPARE(multi.radius.own_children, std::vector<oci::Digest>{arm.digest});
    QCOMPARE(multi.radius.shared_children, std::vector<oci::Digest>{one.digest});
    QCOMPARE(plan->deletion_remarks, std::vector<std::string>{"tyo: 1 tag not known to be from fra, left alone"});
    QCOMPARE(stage.world.seen("tyo").count("delete-manifest"), 0U);
    QVERIFY(stage.engine->plan({"base", {}, {"app:2"}}, {})->deletions.empty());
    // A look does not start the quarantine.
    stage.pass(48h);
    QVERIFY(stage.engine->plan({"base", {}, {}}, {})->deletions.front().state == plan::DeleteState::Quarantined);
    stage.sync();
    stage.pass(25h);
    QVERIFY(stage.engine->plan({"base", {}, {}}, {})->deletions.front().state == plan::DeleteState::Due);
  }

};

QTEST_GUILESS_MAIN(DeletesTest)
#include "deletes_test.moc"
