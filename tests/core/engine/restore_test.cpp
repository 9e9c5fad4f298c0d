// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <concepts> otherwise

#include "core/engine/delete_stage.h"
#include "core/std_string.h"

using namespace meridian;
using namespace meridian::test;
using namespace std::chrono_literals;
using base::Errc;
using memory::Operation;

/// What was deleted comes back, from what was saved of it and what the registry still has.
class RestoreTest : public QObject {
  Q_OBJECT

private slots:
  void nothingGoesThatCannotBeSaved() {
    DeleteStage stage(fleetWith(90, 0s));
    stage.image("app", "1", "one");
    const auto two = stage.image("app", "2", "two");
    stage.sync();
    stage.gone("app", "2");
    memory::Fault fault;
    fault.operation = Operation::GetManifest;
    fault.reference = two.digest.text();
    fault.error = broken(Errc::ServerError);
    stage.world.at("tyo").addFault(fault);
    const auto summary = stage.sync();
    QCOMPARE(outcomes(summary), std::string("sjc app:2 deleted, tyo app:2 refused"));
    HAS(stage.story(summary), "app:2 -> tyo: save it, so that it can be brought back: broken on purpose");
    QCOMPARE(stage.tags("tyo"), std::string("app:1 app:2"));
  }

  void undo() {
    DeleteStage stage(fleetWith(90, 0s));
    const auto one = stage.image("app", "1", "one");
    const auto two = stage.image("app", "2", "two");
    test::addIndex(stage.world.at("fra"), "app", "multi", {one, two});
    stage.image("app", "stays", "stays");
    stage.sync();
    const auto before = stage.world.tags("tyo");
    for (const auto* tag : {"1", "2", "multi"}) stage.gone("app", tag);
    stage.sync();
    QCOMPARE(stage.tags("tyo"), std::string("app:stays"));
    const auto saved = stage.engine->deleted("base");
    QVERIFY(saved);
    QCOMPARE(saved->size(), 6U);
    for (const auto& tag : *saved) QCOMPARE(tag.manifests, tag.ref == "app:multi" ? 3U : 1U);
    QVERIFY(stage.engine->deleted("another")->empty());

    // A sweep of manifests that have no name any more.
    for (const auto& digest : {one.digest, two.digest}) QVERIFY(stage.world.at("tyo").deleteManifest("app", digest.text(), {}));
    auto summary = stage.restore({"app:multi"});
    QCOMPARE(state(summary), std::string("succeeded"));
    QCOMPARE(outcomes(summary), std::string("sjc app:multi restored, tyo app:multi restored"));
    QCOMPARE(summary.record.kind, std::string("restore"));
    QCOMPARE(stage.tags("tyo"), std::string("app:multi app:stays"));
    QVERIFY(*stage.world.at("tyo").headManifest("app", one.digest.text(), {}));
    QCOMPARE(stage.engine->deleted("base")->size(), 4U);
    QCOMPARE(state(stage.restore({"app"})), std::string("succeeded"));
    QCOMPARE(stage.world.tags("tyo"), before);
    QCOMPARE(state(stage.restore()), std::string("failed")); // nothing left
    // What somebody brought back stays, until the source has had it again.
    stage.pass(24h * 60);
    QCOMPARE(outcomes(stage.sync()), std::string());
    QCOMPARE(stage.world.tags("tyo"), before);
    stage.image("app", "1", "one");
    stage.sync();
    stage.gone("app", "1");
    QCOMPARE(outcomes(stage.sync()), std::string("sjc app:1 deleted, tyo app:1 deleted"));
  }

  void undoSaysWhatIsGone() {
    DeleteStage stage(fleetWith(90, 0s));
    const auto one = stage.image("app", "1", "one");
    const auto two = stage.image("app", "2", "two");
    stage.image("app", "3", "three");
    stage.image("app", "stays", "stays");
    stage.sync();
    for (const auto* tag : {"1", "2", "3"}) stage.gone("app", tag);
    stage.sync();
    auto& tyo = stage.world.at("tyo");
    for (const auto& image : {one, two}) {
      QVERIFY(tyo.deleteManifest("app", image.digest.text(), {}));
      tyo.removeBlob("app", image.layers.front().digest);
    }
    QVERIFY(stage.world.at("fra").deleteManifest("app", two.digest.text(), {}));
    const auto theirs = test::addImage(tyo, "app", "3", test::config("theirs"), {"theirs"});
    const auto summary = stage.restore();
    QCOMPARE(state(summary), std::string("partial"));
    QCOMPARE(outcomes(summary), std::string("sjc app:1 restored, sjc app:2 restored, sjc app:3 restored, "
                                            "tyo app:1 failed, tyo app:2 failed, tyo app:3 failed"));
    const auto story = stage.story(summary);
    HAS(story, "app:1 -> tyo: the registry has swept 1 blob of it already, such as ");
    HAS(story, "; fra still has it by digest: tag it there again, and a sync brings it back");
    HAS(story, "; fra does not have it either");
    HAS(story, "app:3 -> tyo: the tag is there again, as " + theirs.digest.shortText() + ": it stays as it is");
    QCOMPARE(stage.tags("tyo"), std::string("app:3 app:stays"));
  }

  void savedAreForgottenInTime() {
    DeleteStage stage(fleetWith(90, 0s));
    stage.image("app", "1", "one");
    stage.image("app", "2", "two");
    stage.sync();
    stage.gone("app", "2");
    stage.sync();
    QCOMPARE(stage.engine->deleted({})->size(), 2U);
    stage.pass(24h * 29);
    stage.sync();
    QCOMPARE(stage.engine->deleted({})->size(), 2U);
    stage.pass(24h * 2);
    stage.sync();
    QVERIFY(stage.engine->deleted({})->empty());
  }
};

QTEST_GUILESS_MAIN(RestoreTest)
#include "restore_test.moc"
