// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include "core/engine/world.h"
#include "core/std_string.h"
#include "memory/blob_store.h"

#include <QTest>

using namespace meridian;
using base::Errc;
using engine::JobRequest;
using memory::Operation;
using ports::JobState;
using test::World;

namespace {

const std::string kBase(200'000, 'b');

base::Error broken(Errc code) { return {code, "broken on purpose", {}, 503, {}, {}, {}}; }

/// Three tags in two repositories: app/web:1, app/web:multi (an index) and app/api:1.
void fill(World& world) {
  auto& fra = world.at("fra");
  const auto web = test::addImage(fra, "app/web", "1", test::config("web", "2026-11-20T00:00:00Z"), {kBase, "web"});
  const auto arm = test::addImage(fra, "app/web", "", test::config("arm", "2026-11-20T00:00:00Z"), {"arm"});
  test::addIndex(fra, "app/web", "multi", {web, arm});
  test::addImage(fra, "app/api", "1", test::config("api", "2026-01-01T00:00:00Z"), {kBase, "api"});
}

engine::JobSummary sync(engine::Engine& engine, JobRequest request = {"base", {}, {}}) {
  const auto id = engine.start(std::move(request));
  if (!id) return {};
  return engine.wait(*id, {}).value_or(engine::JobSummary{});
}

/// "succeeded: matched 3 copied 3 unchanged 0 failed 0"
std::string told(const engine::JobSummary& summary) {
  const auto& job = summary.record;
  return std::string(ports::name(job.state)) + ": matched " + std::to_string(job.tags_matched) + " copied " +
         std::to_string(job.tags_copied) + " unchanged " + std::to_string(job.tags_unchanged) + " failed " +
         std::to_string(job.tags_failed);
}
/// "tyo succeeded 3, sjc failed 0"
std::string targets(const engine::JobSummary& summary) {
  std::string out;
  for (const auto& target : summary.targets)
    out += (out.empty() ? "" : ", ") + target.id + " " + std::string(ports::name(target.result)) + " " +
           std::to_string(target.tags_copied);
  return out;
}
/// "tyo app/web:1 DENIED", sorted, one a line.
std::string failures(const engine::JobSummary& summary) {
  std::set<std::string> lines;
  for (const auto& outcome : summary.outcomes)
    if (outcome.result == "failed") lines.insert(outcome.target + " " + outcome.ref + " " + outcome.error_code + "\n");
  std::string out;
  for (const auto& line : lines) out += line;
  return out;
}

} // namespace

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

  void failuresOfOneTarget_data() {
    QTest::addColumn<int>("operation");
    QTest::addColumn<QString>("repository");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("job");
    QTest::addColumn<QString>("by_target");
    QTest::addColumn<QString>("errors");
    QTest::newRow("unreachable") << int(Operation::Ping) << "" << int(Errc::ConnectionRefused)
                                 << "partial: matched 3 copied 0 unchanged 0 failed 3" << "tyo failed 0, sjc succeeded 3"
                                 << "tyo  CONNECTION_REFUSED\n";
    QTest::newRow("login refused") << int(Operation::Ping) << "" << int(Errc::Unauthorized)
                                   << "partial: matched 3 copied 0 unchanged 0 failed 3"
                                   << "tyo failed 0, sjc succeeded 3" << "tyo  UNAUTHORIZED\n";
    QTest::newRow("no right to push to one repository")
        << int(Operation::PutBlob) << "app/web" << int(Errc::Denied) << "partial: matched 3 copied 1 unchanged 0 failed 2"
        << "tyo partial 1, sjc succeeded 3" << "tyo app/web:1 DENIED\ntyo app/web:multi DENIED\n";
    QTest::newRow("disk full") << int(Operation::PutBlob) << "" << int(Errc::DiskFull)
                               << "partial: matched 3 copied 0 unchanged 0 failed 3" << "tyo failed 0, sjc succeeded 3"
                               << "tyo app/api:1 DISK_FULL\ntyo app/web:1 DISK_FULL\ntyo app/web:multi DISK_FULL\n";
    QTest::newRow("tags cannot be looked at")
        << int(Operation::HeadManifest) << "app/api" << int(Errc::Denied)
        << "partial: matched 3 copied 2 unchanged 0 failed 1" << "tyo partial 2, sjc succeeded 3"
        << "tyo app/api:1 DENIED\n";
  }
  void failuresOfOneTarget() {
    QFETCH(int, operation);
    QFETCH(QString, repository);
    QFETCH(int, code);
    World world;
    fill(world);
    world.at("tyo").addFault({static_cast<Operation>(operation), repository.toStdString(), {}, broken(static_cast<Errc>(code)), -1, {}, false});
    const auto engine = world.engine();
    const auto summary = sync(*engine);
    QTEST(QString::fromStdString(told(summary)), "job");
    QTEST(QString::fromStdString(targets(summary)), "by_target");
    QTEST(QString::fromStdString(failures(summary)), "errors");
    QCOMPARE(world.tags("sjc"), world.tags("fra"));
    QVERIFY(summary.record.error.find("broken on purpose") != std::string::npos);
    world.at("tyo").clearFaults();
    const auto mended = sync(*engine);
    QVERIFY(mended.record.state == JobState::Succeeded);
    QCOMPARE(mended.record.tags_failed, 0u);
    QCOMPARE(world.tags("tyo"), world.tags("fra"));
  }

  void failuresOfTheSource_data() {
    QTest::addColumn<int>("operation");
    QTest::addColumn<QString>("repository");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("job");
    QTest::addColumn<QString>("errors");
    QTest::newRow("unreachable") << int(Operation::ListRepositories) << "" << int(Errc::ConnectionRefused)
                                 << "failed: matched 0 copied 0 unchanged 0 failed 0" << "  CONNECTION_REFUSED\n";
    QTest::newRow("login refused") << int(Operation::ListTags) << "" << int(Errc::Unauthorized)
                                   << "failed: matched 0 copied 0 unchanged 0 failed 0" << "  UNAUTHORIZED\n";
    QTest::newRow("one repository may not be read") << int(Operation::ListTags) << "app/api" << int(Errc::Denied)
                                                 << "partial: matched 3 copied 2 unchanged 0 failed 1"
                                                 << " app/api DENIED\n";
    QTest::newRow("tags cannot be looked at") << int(Operation::HeadManifest) << "app/api" << int(Errc::ServerError)
                                              << "partial: matched 3 copied 2 unchanged 0 failed 1"
                                              << " app/api:1 SERVER_ERROR\n";
    QTest::newRow("a manifest that cannot be read") << int(Operation::GetManifest) << "app/api" << int(Errc::Unsupported)
                                                    << "partial: matched 3 copied 2 unchanged 0 failed 1"
                                                    << " app/api:1 UNSUPPORTED\n";
  }
  void failuresOfTheSource() {
    QFETCH(int, operation);
    QFETCH(QString, repository);
    QFETCH(int, code);
    World world;
    fill(world);
    world.at("fra").addFault({static_cast<Operation>(operation), repository.toStdString(), {}, broken(static_cast<Errc>(code)), -1, {}, false});
    const auto engine = world.engine();
    const auto summary = sync(*engine);
    QTEST(QString::fromStdString(told(summary)), "job");
    QTEST(QString::fromStdString(failures(summary)), "errors");
    QVERIFY(world.tags("tyo").find("app/api") == std::string::npos);
    if (!summary.outcomes.empty()) {
      bool carried = false;
      for (const auto& outcome : summary.outcomes) carried = carried || outcome.http_status == 503;
      QVERIFY(carried);
    }
  }

  void aChildThatTwoTagsShareIsMissing() {
    World world;
    auto& fra = world.at("fra");
    const auto web = test::addImage(fra, "app/web", "1", test::config("web"), {"web"});
    test::addIndex(fra, "app/web", "a", {web});
    fra.addFault({Operation::GetManifest, "app/web", web.digest.text(), broken(Errc::ManifestUnknown), -1, {}, false});
    const auto engine = world.engine();
    // Not one of them may count as unchanged.
    QCOMPARE(told(sync(*engine)), std::string("failed: matched 2 copied 0 unchanged 0 failed 2"));
  }

  void aCorruptBlobSetsNoTag() {
    World world;
    fill(world);
    world.at("fra").addFault({Operation::GetBlob, {}, test::digestOf(kBase).text(), {}, -1, {}, true});
    const auto engine = world.engine();
    const auto summary = sync(*engine);
    QCOMPARE(told(summary), std::string("failed: matched 3 copied 0 unchanged 0 failed 3"));
    QVERIFY(failures(summary).find("tyo app/api:1 CONTENT_MISMATCH") != std::string::npos);
    QCOMPARE(world.tags("tyo"), std::string());
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
    // A manifest that several tags share is planned for each and may be written once: a bound, exact for blobs.
    base::ByteCount manifests;
    for (const auto& step : plan->tags)
      for (const auto& manifest : step.manifests) manifests += {manifest->bytes.size()};
    QVERIFY(summary.record.written <= plan->write());
    QVERIFY(plan->write() - summary.record.written < manifests);
    std::stop_source stopped;
    stopped.request_stop();
    const auto cancelled = engine->plan({"base", {}, {}}, stopped.get_token());
    QVERIFY(!cancelled && cancelled.error().code == Errc::Cancelled);
  }

  void aTagThatMovesWhileItIsCopied_data() {
    QTest::addColumn<int>("moves");
    QTest::addColumn<QString>("job");
    QTest::newRow("once") << 1 << "succeeded: matched 3 copied 3 unchanged 0 failed 0";
    QTest::newRow("twice") << 2 << "succeeded: matched 3 copied 3 unchanged 0 failed 0";
    QTest::newRow("each time that it is looked at") << 99 << "partial: matched 3 copied 2 unchanged 0 failed 1";
  }
  void aTagThatMovesWhileItIsCopied() {
    QFETCH(int, moves);
    World world;
    fill(world);
    std::mutex mutex;
    int moved = 0;
    // Each image that the tag gets has a layer of its own; reading that layer moves the tag on.
    std::string layer = "web";
    world.seen("fra").before([&](const std::string& line) {
      const std::lock_guard lock(mutex);
      if (moved >= moves || line != "get-blob app/web " + test::digestOf(layer).text()) return;
      layer = "web, moved " + std::to_string(++moved);
      test::addImage(world.at("fra"), "app/web", "1", test::config(layer), {kBase, layer});
    });
    const auto engine = world.engine();
    const auto summary = sync(*engine);
    QTEST(QString::fromStdString(told(summary)), "job");
    std::string events;
    for (const auto& event : engine->events(summary.record.id, 0)) events += event.level + " " + event.text + "\n";
    QVERIFY2(events.find("warning app/web:1 moved to sha256:") != std::string::npos, events.c_str());
    QVERIFY2(events.find("what it has now is taken") != std::string::npos, events.c_str());
    if (moves < 99) {
      QCOMPARE(world.tags("tyo"), world.tags("fra"));
      QCOMPARE(world.tags("sjc"), world.tags("fra"));
      QCOMPARE(failures(summary), std::string());
    } else {
      // It moves faster than it can be copied: nobody sees an old image under it, and the next run has another try.
      QCOMPARE(failures(summary), std::string("sjc app/web:1 TAG_MOVED\ntyo app/web:1 TAG_MOVED\n"));
      QVERIFY(world.tags("tyo").find("app/web:1 ") == std::string::npos);
      world.seen("fra").before({});
      QVERIFY(sync(*engine).record.state == JobState::Succeeded);
      QCOMPARE(world.tags("tyo"), world.tags("fra"));
    }
  }

  void aTagThatIsDeletedWhileItIsCopied() {
    World world;
    fill(world);
    world.seen("fra").before([&](const std::string& line) {
      if (line == "get-blob app/web " + test::digestOf("web").text()) world.at("fra").removeTag("app/web", "1");
    });
    const auto engine = world.engine();
    const auto summary = sync(*engine);
    QVERIFY(world.tags("tyo").find("app/web:1 ") == std::string::npos);
    QCOMPARE(world.tags("tyo"), world.tags("fra"));
    QCOMPARE(told(summary), std::string("partial: matched 3 copied 2 unchanged 0 failed 1"));
    QVERIFY2(summary.record.error.find("no such tag") != std::string::npos, summary.record.error.c_str());
    QVERIFY(sync(*engine).record.state == JobState::Succeeded);
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

  void cancelHere_data() {
    QTest::addColumn<QString>("region");
    QTest::addColumn<QString>("at");
    QTest::newRow("listing repositories") << "fra" << "list-repositories";
    QTest::newRow("listing tags") << "fra" << "list-tags";
    QTest::newRow("looking at the source") << "fra" << "head-manifest";
    QTest::newRow("trying a target") << "tyo" << "ping";
    QTest::newRow("looking at a target") << "tyo" << "head-manifest";
    QTest::newRow("reading manifests") << "fra" << "get-manifest";
    QTest::newRow("asking for content") << "tyo" << "head-blob";
    QTest::newRow("reading a blob") << "fra" << "get-blob";
    QTest::newRow("writing a blob") << "sjc" << "put-blob";
    QTest::newRow("writing a manifest") << "sjc" << "put-manifest";
  }
  void cancelHere() {
    QFETCH(QString, region);
    QFETCH(QString, at);
    World world;
    fill(world);
    const auto engine = world.engine();
    std::mutex mutex;
    std::condition_variable known;
    std::string id;
    world.seen(region.toStdString()).before([&, prefix = at.toStdString()](const std::string& line) {
      if (!line.starts_with(prefix)) return;
      std::unique_lock lock(mutex);
      known.wait(lock, [&] { return !id.empty(); });
      (void)engine->cancel(id);
    });
    const auto started = engine->start({"base", {}, {}});
    QVERIFY(started);
    {
      const std::lock_guard lock(mutex);
      id = *started;
    }
    known.notify_all();
    const auto summary = engine->wait(*started, {});
    QVERIFY(summary);
    QVERIFY(summary->record.state == JobState::Cancelled);
    QCOMPARE(summary->record.tags_failed, 0u);
    QVERIFY(failures(*summary).empty());
    const auto again = engine->cancel(*started);
    QVERIFY(!again && again.error().code == Errc::NotFound);
    world.seen(region.toStdString()).before({});
    QVERIFY(sync(*engine).record.state == JobState::Succeeded);
    QCOMPARE(world.tags("tyo"), world.tags("fra"));
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
