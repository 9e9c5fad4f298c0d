// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include "core/engine/sync_words.h"
#include "core/std_string.h"
#include "memory/blob_store.h"

#include <QTest>

using namespace meridian;
using namespace meridian::test;
using base::Errc;
using engine::JobRequest;
using memory::Operation;
using ports::JobState;

class SyncTest : public QObject {
  Q_OBJECT

private slots:
  void copiesEverythingThenNothing() {
    World world;
    fill(world);
    const auto engine = world.engine();
    const auto first = sync(*engine);
    QCOMPARE(told(first), std::string("succeeded: matched 3 copied 3 unchanged 0 failed 0"));
    QCOMPARE(targets(first), std::string("tyo succeeded 3, sjc succeeded 3"));
    QCOMPARE(world.tags("tyo"), world.tags("fra"));
    QCOMPARE(world.tags("sjc"), world.tags("fra"));
    QCOMPARE(first.outcomes.size(), 6u);
    QVERIFY(first.record.error.empty());
    QVERIFY(first.record.read.value > kBase.size() && first.record.read.value < 2 * kBase.size());
    QVERIFY(first.record.written.value > 2 * kBase.size() && first.record.written.value < 3 * kBase.size());
    QCOMPARE(first.record.mounted.value, 2 * kBase.size());
    QVERIFY(first.record.finished >= first.record.started && first.record.started >= first.record.created);

    const auto blobs_read = world.seen("fra").count("get-blob");
    const auto second = sync(*engine);
    QCOMPARE(told(second), std::string("succeeded: matched 3 copied 0 unchanged 3 failed 0"));
    QCOMPARE(targets(second), std::string("tyo succeeded 0, sjc succeeded 0"));
    QCOMPARE(world.seen("fra").count("get-blob"), blobs_read);
    QCOMPARE(second.record.read.value, 0u);
    QCOMPARE(second.record.written.value, 0u);
    // One catalogue, a tag list per repository, a HEAD per tag; at each target a ping and a HEAD per tag.
    QVERIFY2(second.record.source_requests <= 1 + 2 + 3, std::to_string(second.record.source_requests).c_str());
    QVERIFY2(second.record.target_requests <= 2 * (1 + 3), std::to_string(second.record.target_requests).c_str());
  }

  void aChangedTagMovesItsDifferenceOnly() {
    World world;
    fill(world);
    const auto engine = world.engine();
    sync(*engine);
    test::addImage(world.at("fra"), "app/web", "1", test::config("web 2"), {kBase, "web, changed"});
    const auto summary = sync(*engine);
    QCOMPARE(told(summary), std::string("succeeded: matched 3 copied 1 unchanged 2 failed 0"));
    QCOMPARE(world.tags("tyo"), world.tags("fra"));
    QCOMPARE(world.tags("sjc"), world.tags("fra"));
    QVERIFY(summary.record.read.value < 2000);
    QVERIFY(summary.record.skipped.value >= 2 * kBase.size());
  }

  void lostTagsComeBackWithoutContent() {
    World world;
    fill(world);
    const auto engine = world.engine();
    sync(*engine);
    for (const auto* repository : {"app/web", "app/api"})
      for (const auto* tag : {"1", "multi"}) world.at("tyo").removeTag(repository, tag);
    const auto summary = sync(*engine);
    QCOMPARE(told(summary), std::string("succeeded: matched 3 copied 3 unchanged 0 failed 0"));
    QCOMPARE(targets(summary), std::string("tyo succeeded 3, sjc succeeded 0"));
    QCOMPARE(summary.record.read.value > 5000, false);
    QCOMPARE(world.tags("tyo"), world.tags("fra"));
  }

  void chosenTargetsAndTags_data() {
    QTest::addColumn<QStringList>("only_targets");
    QTest::addColumn<QStringList>("only_tags");
    QTest::addColumn<QString>("job");
    QTest::addColumn<QString>("by_target");
    QTest::newRow("one target") << QStringList{"sjc"} << QStringList{} << "succeeded: matched 3 copied 3 unchanged 0 failed 0"
                                << "sjc succeeded 3";
    QTest::newRow("one tag") << QStringList{} << QStringList{"app/web:1"} << "succeeded: matched 1 copied 1 unchanged 0 failed 0"
                             << "tyo succeeded 1, sjc succeeded 1";
    QTest::newRow("one repository") << QStringList{} << QStringList{"app/web"} << "succeeded: matched 2 copied 2 unchanged 0 failed 0"
                                    << "tyo succeeded 2, sjc succeeded 2";
    QTest::newRow("a tag that is not there") << QStringList{"tyo"} << QStringList{"app/web:9", "app/web:1"}
                                             << "partial: matched 2 copied 1 unchanged 0 failed 1" << "tyo succeeded 1";
  }
  void chosenTargetsAndTags() {
    QFETCH(QStringList, only_targets);
    QFETCH(QStringList, only_tags);
    World world;
    fill(world);
    const auto engine = world.engine();
    JobRequest request{"base", {}, {}};
    for (const auto& target : only_targets) request.targets.push_back(target.toStdString());
    for (const auto& tag : only_tags) request.tags.push_back(tag.toStdString());
    const auto summary = sync(*engine, request);
    QTEST(QString::fromStdString(told(summary)), "job");
    QTEST(QString::fromStdString(targets(summary)), "by_target");
    if (!only_targets.contains("sjc") && !only_targets.isEmpty()) QCOMPARE(world.tags("sjc"), std::string());
  }

  void refusedRequests() {
    World world;
    const auto engine = world.engine();
    const auto no_rule = engine->start({"nothing", {}, {}});
    QVERIFY(!no_rule && no_rule.error().code == Errc::NotFound);
    const auto no_target = engine->start({"base", {"mars"}, {}});
    QVERIFY(!no_target && no_target.error().code == Errc::ConfigInvalid);
    const auto no_plan = engine->plan({"base", {"mars"}, {}}, {});
    QVERIFY(!no_plan && no_plan.error().code == Errc::ConfigInvalid);
  }

  void onlyWhatIsRecent_data() {
    QTest::addColumn<int>("days");
    QTest::addColumn<int>("matched");
    QTest::newRow("one day: the image without a date only") << 1 << 1;
    QTest::newRow("thirty days") << 30 << 3;
    QTest::newRow("five years") << 5 * 365 << 4;
  }
  void onlyWhatIsRecent() {
    QFETCH(int, days);
    QFETCH(int, matched);
    World world;
    fill(world);
    test::addImage(world.at("fra"), "artifact", "1", "{}", {"x"});
    auto fleet = World::fleet();
    fleet.rules[0].tags.since = std::chrono::hours(24 * days);
    const auto engine = world.engine(fleet);
    const auto summary = sync(*engine);
    QVERIFY(summary.record.state == JobState::Succeeded);
    QCOMPARE(summary.record.tags_copied, static_cast<std::uint64_t>(matched));
  }

  void planTellsAndChangesNothing() {
    World world;
    fill(world);
    const auto engine = world.engine();
    const auto plan = engine->plan({"base", {}, {}}, {});
    QVERIFY(plan);
    QCOMPARE(plan->tags.size(), 6u);
    QCOMPARE(world.tags("tyo"), std::string());
    QCOMPARE(world.seen("tyo").count("put-") + world.seen("tyo").count("mount-"), 0u);
    QCOMPARE(world.seen("fra").count("get-blob"), 0u);
    const auto summary = sync(*engine);
    // A manifest that several tags share is planned once and written once.
    QCOMPARE(summary.record.written.value, plan->write().value);
    std::stop_source stopped;
    stopped.request_stop();
    const auto cancelled = engine->plan({"base", {}, {}}, stopped.get_token());
    QVERIFY(!cancelled && cancelled.error().code == Errc::Cancelled);
  }

  void farEndsGoThroughTheSpool() {
    World world;
    fill(world);
    const std::string large(3'000'000, 'l');
    test::addImage(world.at("fra"), "app/web", "2", test::config("web 2"), {large});
    world.at("fra").setLatency(std::chrono::milliseconds(50));
    auto parts = world.parts(std::make_unique<memory::StateStore>());
    auto spool = std::make_unique<memory::BlobStore>();
    auto& store = *spool;
    parts.spool = std::move(spool);
    const auto engine = std::move(*engine::Engine::assemble(std::move(parts), World::fleet(), {}));
    const auto digest = test::digestOf(large).text();
    // What an earlier run left is not read again.
    oci::Descriptor blob;
    blob.digest = test::digestOf(large);
    blob.size = {large.size()};
    {
      auto part = *store.open(blob);
      QVERIFY(part->write(0, std::as_bytes(std::span(large)).first(2'000'000)));
      QVERIFY(part->mark({{{0, 2'000'000}}, {}, {}}));
    }
    const auto summary = sync(*engine);
    QCOMPARE(told(summary), std::string("succeeded: matched 4 copied 4 unchanged 0 failed 0"));
    QCOMPARE(world.tags("tyo"), world.tags("fra"));
    QVERIFY(world.at("sjc").blobBytes("app/web", blob.digest) == large);
    QVERIFY(world.seen("fra").count("get-range app/web " + digest) > 0);
    QCOMPARE(world.seen("fra").count("get-blob app/web " + digest), 0u);
    QCOMPARE(summary.record.resumed.value, 2'000'000u);
    QVERIFY2(summary.record.read.value < 1'000'000 + kBase.size() + 100'000, std::to_string(summary.record.read.value).c_str());
    QCOMPARE(store.usage().blobs, 0u);
  }

  /// distribution lists a repository in its catalogue and says NAME_UNKNOWN when it has no tags.
  void aRepositoryOfTheCatalogueWithoutTags() {
    World world;
    test::addImage(world.at("fra"), "app/web", "1", test::config("web"), {"a layer"});
    test::addImage(world.at("fra"), "probe", "1", test::config("web"), {"a layer"});
    world.at("fra").addFault({Operation::ListTags, "probe", {}, {Errc::NameUnknown, "repository name not known to registry", {}, 404, "NAME_UNKNOWN", {}, {}}, -1, {}, false});
    const auto engine = world.engine();
    const auto id = engine->start({"base", {}, {}});
    QVERIFY(id);
    const auto summary = engine->wait(*id, {});
    QCOMPARE(summary->record.state, JobState::Succeeded);
    QCOMPARE(summary->record.tags_matched, 1u);
  }

  /// A further target needs no manifest of the source that an earlier run has read.
  void manifestsAreRemembered() {
    World world;
    test::addImage(world.at("fra"), "app/web", "1", test::config("web"), {"a layer"});
    const auto engine = world.engine();
    const auto first = engine->start({"base", {"tyo"}, {}});
    QVERIFY(first);
    QCOMPARE(engine->wait(*first, {})->record.state, JobState::Succeeded);
    const auto asked = world.seen("fra").count("get-manifest");
    const auto second = engine->start({"base", {"sjc"}, {}});
    QVERIFY(second);
    QCOMPARE(engine->wait(*second, {})->record.state, JobState::Succeeded);
    QCOMPARE(world.tags("sjc"), world.tags("fra"));
    QCOMPARE(world.seen("fra").count("get-manifest"), asked);
  }

  void aSecondSyncOfARunningRuleIsRefused() {
    World world;
    fill(world);
    std::stop_source release;
    const auto engine = world.engine();
    world.seen("fra").before([&](const std::string& line) {
      if (!line.starts_with("list-repositories")) return;
      while (!release.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    });
    const auto first = engine->start({"base", {}, {}});
    QVERIFY(first);
    const auto second = engine->start({"base", {}, {}});
    QVERIFY(!second && second.error().code == Errc::AlreadyExists);
    std::stop_source impatient;
    impatient.request_stop();
    const auto waited = engine->wait(*first, impatient.get_token());
    QVERIFY(!waited && waited.error().code == Errc::Cancelled);
    release.request_stop();
    QVERIFY(engine->wait(*first, {}));
    QVERIFY(engine->start({"base", {}, {}}));
  }
};

QTEST_GUILESS_MAIN(SyncTest)
#include "sync_test.moc"
