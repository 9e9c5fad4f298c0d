// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/audit/world.h"

#include <functional>

using namespace meridian;
using audit::Depth;
using base::Errc;
using memory::Operation;
using test::World;
using Change = std::function<void(World& world)>;
Q_DECLARE_METATYPE(Change)

namespace {

oci::Digest layer(std::string_view text) { return test::digestOf(text); }

memory::Fault corrupt(const oci::Digest& digest) {
  return {Operation::GetBlob, {}, digest.text(), {}, -1, {}, true};
}
memory::Fault broken(Operation operation, const oci::Digest& digest, Errc code) {
  return {operation, {}, digest.text(), {code, "broken on purpose", {}, 0, {}, {}, {}}, -1, {}, false};
}

/// What a rule for one platform keeps.
auto withoutArm(const World& world) {
  return [arm = world.arm.digest](const oci::Manifest& index) {
    auto kept = index.manifests;
    std::erase_if(kept, [&](const auto& child) { return child.digest == arm; });
    return kept;
  };
}

} // namespace

/// What hangs below tags that are equal.
class ContentTest final : public QObject {
  Q_OBJECT

private slots:
  void finds_data() {
    QTest::addColumn<Change>("change");
    QTest::addColumn<Depth>("depth");
    QTest::addColumn<QString>("drifts");
    QTest::addColumn<QString>("repair");
    QTest::addColumn<int>("passed"); // of 12
    const auto row = [](const char* name, Depth depth, Change change, const char* drifts, const char* repair, int passed) {
      QTest::newRow(name) << change << depth << QString(drifts) << QString(repair) << passed;
    };
    row("a blob that is gone", Depth::Content, [](World& world) { world.memories[1].removeBlob("app/web", layer("arm layer")); },
        "fra missing blob app/web:multi", "push blob from src to fra", 11);
    row("a blob that three tags share", Depth::Content, [](World& world) { world.memories[1].removeBlob("app/web", layer("web layer")); },
        "fra missing blob app/web:1 app/web:2 app/web:multi", "push blob from src to fra", 9);
    row("a blob in one repository only", Depth::Content, [](World& world) { world.memories[2].removeBlob("app/api", layer(world.base)); },
        "tyo missing blob app/api:1", "push blob from src to tyo", 11);
    row("the depth of tags does not look", Depth::Tags, [](World& world) { world.memories[1].removeBlob("app/web", layer("arm layer")); },
        "", "", 12);
    row("content of a tag that differs is not told", Depth::Content,
        [](World& world) {
          (void)world.memories[1].addManifest("app/web", "multi", world.web.bytes, world.web.media_type);
          world.memories[1].removeBlob("app/web", layer("arm layer"));
        },
        "fra different tag app/web:multi", "copy app/web:multi to fra", 11);
    row("another size", Depth::Content, [](World& world) { world.recorders[2].sizes[layer("arm layer")] = 4; },
        "tyo corrupt blob app/web:multi", "push blob from src to tyo", 11);
    row("a registry that does not say a size", Depth::Content, [](World& world) { world.recorders[2].sizes[layer("arm layer")] = 0; },
        "", "", 12);
    row("other bytes, asked by HEAD", Depth::Content, [](World& world) { world.memories[1].addFault(corrupt(layer("arm layer"))); },
        "", "", 12);
    row("other bytes, read", Depth::Deep, [](World& world) { world.memories[1].addFault(corrupt(layer("arm layer"))); },
        "fra corrupt blob app/web:multi", "push blob from src to fra", 11);
    row("bytes that end early", Depth::Deep,
        [](World& world) {
          auto cut = broken(Operation::GetBlob, layer("arm layer"), Errc::ConnectionLost);
          cut.after = base::ByteCount{4};
          world.memories[1].addFault(cut);
        },
        "fra corrupt blob app/web:multi", "push blob from src to fra", 11);
    row("a blob that HEAD promises and GET does not find", Depth::Deep,
        [](World& world) { world.memories[1].addFault(broken(Operation::GetBlob, layer("arm layer"), Errc::BlobUnknown)); },
        "fra missing blob app/web:multi", "push blob from src to fra", 11);
    row("a manifest with other bytes", Depth::Deep,
        [](World& world) { world.recorders[2].other[world.web.digest] = world.arm; },
        "tyo corrupt manifest app/web:1 app/web:2 app/web:multi", "push manifest from src to tyo", 9);
    row("a child manifest that is gone", Depth::Content,
        [](World& world) { world.memories[1].addFault({Operation::HeadManifest, "app/web", world.arm.digest.text(), {Errc::ManifestUnknown, "unknown", {}, 404, {}, {}, {}}, -1, {}, false}); },
        "fra missing manifest app/web:multi", "push manifest from src to fra", 11);
    row("the same where indexes are sparse", Depth::Content,
        [](World& world) {
          world.scope.kept = withoutArm(world);
          world.memories[1].addFault(broken(Operation::HeadManifest, world.arm.digest, Errc::ManifestUnknown));
          world.memories[1].removeBlob("app/web", layer("arm layer"));
        },
        "", "", 12);
    row("what sparse indexes keep has to be there", Depth::Content,
        [](World& world) {
          world.scope.kept = withoutArm(world);
          world.memories[1].removeBlob("app/web", layer("web layer"));
        },
        "fra missing blob app/web:1 app/web:2 app/web:multi", "push blob from src to fra", 9);
    row("an index that is rewritten for targets", Depth::Deep,
        [](World& world) {
          world.scope.kept = withoutArm(world);
          world.scope.tags[3].original = world.nested.digest;
          for (auto* target : {&world.memories[1], &world.memories[2]})
            world.scope.tags[3].digest = test::addIndex(*target, "app/web", "multi", {world.web}).digest;
          world.memories[2].removeBlob("app/web", layer("arm layer"));
        },
        "", "", 12);
    row("a referrer that is gone", Depth::Content,
        [](World& world) {
          for (auto& memory : world.memories) (void)test::addImage(memory, "app/api", "", test::config("signed"), {"signed"});
          world.scope.referrers[{"app/api", world.api.digest}] = {
              test::addImage(world.memories[0], "app/api", "", test::config("signed"), {"signed"}).digest};
          world.memories[2].removeBlob("app/api", layer("signed"));
        },
        "tyo missing blob app/api:1", "push blob from src to tyo", 11);
    row("a blob that cannot be read", Depth::Content,
        [](World& world) { world.memories[1].addFault(broken(Operation::HeadBlob, layer("arm layer"), Errc::ServerError)); },
        "fra unreadable blob app/web:multi", "hopeless fra: nobody knows what is there until it can be read", 11);
    row("the source is damaged", Depth::Deep, [](World& world) { world.memories[0].addFault(corrupt(layer("arm layer"))); },
        "src corrupt blob app/web:multi", "hopeless src: a rule does not write to its source; fra has good bytes", 11);
    row("source and one target are damaged", Depth::Deep,
        [](World& world) {
          world.memories[0].addFault(corrupt(layer("arm layer")));
          world.memories[1].addFault(corrupt(layer("arm layer")));
        },
        "src corrupt blob app/web:multi\nfra corrupt blob app/web:multi",
        "hopeless src: a rule does not write to its source; tyo has good bytes\npush blob from tyo to fra", 10);
    row("nobody has it", Depth::Content,
        [](World& world) {
          for (auto& memory : world.memories) memory.removeBlob("app/web", layer("arm layer"));
        },
        "src missing blob app/web:multi\nfra missing blob app/web:multi\ntyo missing blob app/web:multi",
        "hopeless fra: no region has good bytes of it\nhopeless src: no region has good bytes of it\n"
        "hopeless tyo: no region has good bytes of it", 9);
    row("a tag is missing and the source is damaged", Depth::Content,
        [](World& world) {
          world.memories[1].removeTag("app/web", "multi");
          world.memories[0].removeBlob("app/web", layer("arm layer"));
        },
        "src missing blob app/web:multi\nfra missing tag app/web:multi",
        "hopeless fra: src itself does not have all of it; tyo has it, equal and complete\n"
        "hopeless src: a rule does not write to its source; tyo has good bytes", 10);
    row("a manifest that the source lost", Depth::Content,
        [](World& world) { world.memories[0].addFault(broken(Operation::GetManifest, world.arm.digest, Errc::ManifestUnknown)); },
        "src missing manifest app/web:multi", "hopeless src: a rule does not write to its source; fra has good bytes", 11);
  }
  void finds() {
    QFETCH(const Change, change);
    QFETCH(const Depth, depth);
    World world;
    world.scope.depth = depth;
    change(world);
    const auto result = world.run();
    QTEST(World::told(result), "drifts");
    QTEST(World::planned(result), "repair");
    QFETCH(const int, passed);
    QCOMPARE(static_cast<int>(result.passed()), passed);
  }

  /// However many tags share it, and however deep.
  void nothingIsAskedTwice_data() {
    QTest::addColumn<Depth>("depth");
    QTest::newRow("content") << Depth::Content;
    QTest::newRow("sampled") << Depth::Sampled;
    QTest::newRow("deep") << Depth::Deep;
  }
  void nothingIsAskedTwice() {
    QFETCH(const Depth, depth);
    World world;
    world.scope.depth = depth;
    world.scope.percent = 50;
    QVERIFY(world.run().consistent());
    for (auto& recorder : world.recorders) {
      auto lines = recorder.lines();
      std::set<std::string> digests;
      for (const auto& line : lines) {
        const auto space = line.find(' ');
        if (line.find("sha256:") == std::string::npos) continue;
        QVERIFY2(digests.insert(line.substr(space)).second, line.c_str());
      }
      // Two repositories: base layer and one more layer, two configs; arm's layer and config; four manifests, and api's.
      const auto blobs = recorder.count("head-blob") + recorder.count("get-blob");
      QCOMPARE(blobs, 7U);
    }
  }

  void requestsOfADepth() {
    World world(1);
    QVERIFY(world.run().consistent());
    // ping, 4 tags, 2 manifests (those under a tag came with it), 7 blobs
    QCOMPARE(world.recorders[1].lines().size(), 1U + 4U + 2U + 7U);
    // ping, 5 manifests, 7 blobs
    QCOMPARE(world.recorders[0].lines().size(), 1U + 5U + 7U);
  }

  /// Equal subtrees cost nothing the second time, for a while and as long as nothing moves.
  void belief() {
    World world(1);
    world.state = &world.facts;
    QVERIFY(world.run().consistent());
    const auto asked = [&](const char* what) { return world.recorders[1].count(what) + world.recorders[0].count(what); };
    const auto blobs = asked("head-blob");
    const auto manifests = asked("get-manifest");
    auto result = world.run();
    QVERIFY(result.consistent());
    QCOMPARE(asked("head-blob"), blobs);
    QCOMPARE(asked("get-manifest"), manifests);
    QCOMPARE(result.regions[1].believed, 4U);
    QCOMPARE(result.regions[1].requests, 5U); // ping, four tags

    // A tag of one repository moves: that repository is asked for again, the other is not.
    const auto other = test::addImage(world.memories[0], "app/api", "1", test::config("api 2"), {"new"});
    (void)test::addImage(world.memories[1], "app/api", "1", test::config("api 2"), {"new"});
    world.scope.tags[0].digest = other.digest;
    result = world.run();
    QVERIFY(result.consistent());
    QCOMPARE(asked("head-blob"), blobs + 4); // layer and config, in two regions
    QCOMPARE(result.regions[1].believed, 3U);

    // Time passes, and belief was not renewed by what was only believed.
    world.clock.sleep(std::chrono::hours(23), {});
    world.memories[1].removeBlob("app/web", layer("arm layer"));
    QVERIFY(world.run().consistent());
    world.clock.sleep(std::chrono::hours(1), {});
    QCOMPARE(World::told(world.run()), QString("fra missing blob app/web:multi"));
    // What was found broken is not believed, whatever the time.
    QCOMPARE(World::told(world.run()), QString("fra missing blob app/web:multi"));
  }

  void readingBelievesNothing_data() {
    QTest::addColumn<Depth>("depth");
    QTest::addColumn<int>("percent");
    QTest::newRow("deep") << Depth::Deep << 0;
    QTest::newRow("sampled") << Depth::Sampled << 100;
  }
  void readingBelievesNothing() {
    QFETCH(const Depth, depth);
    QFETCH(const int, percent);
    World world(1);
    world.state = &world.facts;
    QVERIFY(world.run().consistent());
    world.memories[1].addFault(corrupt(layer("arm layer")));
    QVERIFY(world.run().consistent());
    world.scope.depth = depth;
    world.scope.percent = percent;
    QCOMPARE(World::told(world.run()), QString("fra corrupt blob app/web:multi"));
  }

  void anotherChoiceIsAskedFor() {
    World world(1);
    world.state = &world.facts;
    QVERIFY(world.run().consistent());
    QCOMPARE(world.run().regions[1].believed, 4U);
    world.scope.selection = "linux/amd64";
    QCOMPARE(world.run().regions[1].believed, 0U);
    world.scope.referrers[{"app/api", world.api.digest}] = {world.api.digest};
    QCOMPARE(world.run().regions[1].believed, 3U);
  }

  void withoutTrust() {
    World world(1);
    world.state = &world.facts;
    world.scope.trust = {};
    QVERIFY(world.run().consistent());
    world.memories[1].removeBlob("app/web", layer("arm layer"));
    QVERIFY(!world.run().consistent());
  }

  void suspectsAreRead() {
    World world(1);
    world.memories[1].addFault(corrupt(layer("arm layer")));
    world.scope.suspects = {layer("arm layer")};
    QCOMPARE(World::told(world.run()), QString("fra corrupt blob app/web:multi"));
    QCOMPARE(world.recorders[1].count("get-blob"), 1U);
  }

  /// Over the nights every blob is read, and none twice.
  void sampledOverTheNights() {
    World world(1);
    world.scope.depth = Depth::Sampled;
    world.scope.percent = 10;
    for (int night = 0; night < 10; ++night) {
      world.scope.night = 20'000 + night;
      QVERIFY(world.run().consistent());
    }
    QCOMPARE(world.recorders[1].count("get-blob"), 7U);
    QCOMPARE(world.progress.bytes.load(), 2 * (2 * 5000U + 9 + 9 + test::config("web").size() + test::config("arm").size() + test::config("api").size()));
  }

  void manifestsFromTheShelf() {
    World world(1);
    std::mutex mutex;
    std::map<oci::Digest, std::shared_ptr<const oci::Manifest>> shelf;
    base::ThreadPool pool("ask", 8);
    const auto known = [&](const oci::Digest& digest) {
      const std::lock_guard lock(mutex);
      const auto found = shelf.find(digest);
      return found == shelf.end() ? nullptr : found->second;
    };
    const auto learned = [&](std::shared_ptr<const oci::Manifest> manifest) {
      const std::lock_guard lock(mutex);
      shelf.emplace(manifest->digest, manifest);
    };
    const audit::Means means{pool, world.clock, nullptr, nullptr, nullptr, known, learned, 8, 2};
    QVERIFY(audit::run(world.scope, means, {})->consistent());
    QCOMPARE(shelf.size(), 5U);
    QCOMPARE(world.recorders[0].count("get-manifest"), 5U);
    QVERIFY(audit::run(world.scope, means, {})->consistent());
    QCOMPARE(world.recorders[0].count("get-manifest"), 5U);
    // What is only known from before has to be there nevertheless.
    world.memories[0].addFault(broken(Operation::HeadManifest, world.arm.digest, Errc::ManifestUnknown));
    QCOMPARE(World::told(*audit::run(world.scope, means, {})), QString("src missing manifest app/web:multi"));
  }
};

QTEST_GUILESS_MAIN(ContentTest)
#include "content_test.moc"
