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

/// What goes wrong while a rule is mirrored, and what is said of it.
class SyncTroubleTest : public QObject {
  Q_OBJECT

private slots:
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
};

QTEST_GUILESS_MAIN(SyncTroubleTest)
#include "sync_trouble_test.moc"
