// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/world.h"
#include "core/std_string.h"
#include "engine/engine.h"

#include <QTest>

using namespace meridian;
using base::Errc;
using engine::ImageDetail;
using memory::Operation;
using test::World;
using Kind = ImageDetail::Child::Kind;

namespace {

const std::string kBase(1000, 'b'), kArm(300, 'a'), kIntel(200, 'i'), kStatement(50, 's');

std::string platformConfig(const std::string& architecture) {
  return R"({"architecture":")" + architecture + R"(","os":"linux","created":"2026-11-20T10:00:00Z","history":[)" +
         R"({"created_by":"ADD base"},{"created_by":"ENV A=b","empty_layer":true},{"created_by":"RUN make )" + architecture + R"("}]})";
}

std::string index(const std::string& entries) {
  return R"({"schemaVersion":2,"mediaType":")" + std::string(oci::kOciIndex) + "\",\"manifests\":[" + entries + "]}";
}
std::string entry(const oci::Manifest& child, const std::string& more) {
  return test::descriptor(child.media_type, child.digest, child.bytes.size(), more);
}

/// "app/web:1" as buildkit pushes it: two platforms with a common layer, and an attestation of one of them.
struct Release {
  oci::Manifest intel, arm, statement, root;
  [[nodiscard]] std::size_t size() const {
    return root.bytes.size() + intel.bytes.size() + arm.bytes.size() + statement.bytes.size() + platformConfig("amd64").size() +
           platformConfig("arm64").size() + test::config("statement").size() + kBase.size() + kArm.size() + kIntel.size() + kStatement.size();
  }
};

Release release(memory::Registry& registry, const std::string& tag = "1") {
  Release out;
  out.intel = test::addImage(registry, "app/web", "", platformConfig("amd64"), {kBase, kIntel});
  out.arm = test::addImage(registry, "app/web", "", platformConfig("arm64"), {kBase, kArm});
  out.statement = test::addImage(registry, "app/web", "", test::config("statement"), {kStatement});
  auto root = registry.addManifest(
      "app/web", tag,
      index(entry(out.intel, R"(,"platform":{"os":"linux","architecture":"amd64"})") + "," +
            entry(out.arm, R"(,"platform":{"os":"linux","architecture":"arm64","variant":"v8"})") + "," +
            entry(out.statement, R"(,"platform":{"os":"unknown","architecture":"unknown"},"annotations":{"vnd.docker.reference.type":)"
                                 R"("attestation-manifest","vnd.docker.reference.digest":")" + out.intel.digest.text() + "\"}")),
      oci::kOciIndex);
  assert(root);
  out.root = *root;
  return out;
}

memory::RegistryOptions unchecked() {
  memory::RegistryOptions options;
  options.check_content = false;
  return options;
}

const ImageDetail::Place& place(const ImageDetail& image, const std::string& region) {
  for (const auto& one : image.places)
    if (one.region == region) return one;
  qFatal("no such place");
}

memory::Fault fault(Operation operation, Errc code) {
  return {operation, {}, {}, {code, "broken on purpose", {}, 0, {}, {}, {}}, -1, {}, false};
}

} // namespace

class ImageTest : public QObject {
  Q_OBJECT

private slots:
  void anIndexIsToldByPlatform() {
    World world;
    const auto made = release(world.at("fra"));
    release(world.at("tyo"));
    const auto engine = world.engine();
    const auto image = engine->image("app/web", "1", {});
    QVERIFY2(image, image ? "" : image.error().text().c_str());
    QCOMPARE(image->region, std::string("fra"));
    QCOMPARE(image->digest, made.root.digest.text());
    QCOMPARE(image->media_type, std::string(oci::kOciIndex));
    QVERIFY(image->remarks.empty());
    QCOMPARE(image->children.size(), 3u);
    const auto& intel = image->children[0];
    QCOMPARE(intel.platform, std::string("linux/amd64"));
    QVERIFY(intel.kind == Kind::Image);
    QCOMPARE(base::formatTimestamp(intel.created), std::string("2026-11-20T10:00:00Z"));
    QCOMPARE(intel.layers.size(), 3u); // the config is the first
    QCOMPARE(intel.layers[0].created_by, std::string());
    QCOMPARE(intel.layers[1].created_by, std::string("ADD base"));
    QCOMPARE(intel.layers[2].created_by, std::string("RUN make amd64")); // the step without a layer is not one
    QCOMPARE(intel.size.value, made.intel.bytes.size() + platformConfig("amd64").size() + kBase.size() + kIntel.size());
    QCOMPARE(image->children[1].platform, std::string("linux/arm64/v8"));
    QVERIFY(image->children[2].kind == Kind::Attestation);
    QCOMPARE(image->children[2].platform, std::string("linux/amd64")); // of what it is about

    // The layer of both platforms counts once.
    QCOMPARE(image->size.value, made.size());
    QCOMPARE(image->places.size(), 3u);
    QCOMPARE(image->places.front().region, std::string("fra"));
    for (const auto* region : {"fra", "tyo"}) {
      QCOMPARE(place(*image, region).there.value, made.size());
      QCOMPARE(place(*image, region).missing.value, 0u);
      QVERIFY(place(*image, region).digest == made.root.digest);
    }
    QCOMPARE(place(*image, "sjc").there.value, 0u);
    QCOMPARE(place(*image, "sjc").missing.value, made.size());
    QVERIFY(!place(*image, "sjc").digest && !place(*image, "sjc").problem);
    QVERIFY(intel.in_region == std::vector<bool>({true, true, false}));
    QVERIFY(intel.layers[1].in_region == std::vector<bool>({true, true, false}));
  }

  void aSingleManifestIsItsOwnChild() {
    World world;
    const auto made = test::addImage(world.at("fra"), "app/web", "1", platformConfig("arm64"), {kBase, kArm});
    const auto engine = world.engine();
    for (const auto& reference : {std::string("1"), made.digest.text()}) {
      const auto image = engine->image("app/web", reference, {});
      QVERIFY2(image, image ? "" : image.error().text().c_str());
      QCOMPARE(image->children.size(), 1u);
      QCOMPARE(image->children[0].digest, made.digest.text());
      QCOMPARE(image->children[0].platform, std::string("linux/arm64")); // the config tells
      QCOMPARE(image->size.value, image->children[0].size.value);
      QCOMPARE(image->reference, reference);
    }
  }

  /// A layer that a region has already, under an image that it lacks, is not missing.
  void whatIsSharedIsThere() {
    World world;
    const auto made = release(world.at("fra"));
    test::addImage(world.at("tyo"), "app/web", "1", test::config("yesterday's"), {kBase});
    test::addImage(world.at("sjc"), "other", "1", test::config("elsewhere"), {kBase}); // in another repository: not of use
    const auto engine = world.engine();
    const auto image = engine->image("app/web", "1", {});
    QVERIFY(image);
    QCOMPARE(place(*image, "tyo").there.value, kBase.size());
    QCOMPARE(place(*image, "tyo").missing.value, made.size() - kBase.size());
    QVERIFY(place(*image, "tyo").digest && place(*image, "tyo").digest != made.root.digest);
    QVERIFY(image->children[0].in_region == std::vector<bool>({true, false, false}));
    QVERIFY(image->children[0].layers[1].in_region == std::vector<bool>({true, true, false}));
    QVERIFY(image->children[0].layers[2].in_region == std::vector<bool>({true, false, false}));
    // Each digest once: three configs and four layers.
    QCOMPARE(world.seen("tyo").count("head-blob"), 7u);
  }

  void aSparseIndexLacksItsOtherPlatforms() {
    World world({{"tyo", unchecked()}});
    const auto made = release(world.at("fra"));
    test::addImage(world.at("tyo"), "app/web", "", platformConfig("amd64"), {kBase, kIntel});
    QVERIFY(world.at("tyo").addManifest("app/web", "1", made.root.bytes, made.root.media_type));
    const auto engine = world.engine();
    const auto image = engine->image("app/web", "1", {});
    QVERIFY(image);
    QVERIFY(place(*image, "tyo").digest == made.root.digest);
    QVERIFY(image->children[0].in_region == std::vector<bool>({true, true, false}));
    QVERIFY(image->children[1].in_region == std::vector<bool>({true, false, false}));
    const auto lacks = made.arm.bytes.size() + platformConfig("arm64").size() + kArm.size() + made.statement.bytes.size() +
                       test::config("statement").size() + kStatement.size();
    QCOMPARE(place(*image, "tyo").missing.value, lacks);
    // The blobs of what it has are believed.
    QCOMPARE(world.seen("tyo").count("head-blob"), 4u);
  }

  /// The primary is sparse: a replica that has all of the same index completes the picture.
  void theRestComesFromWhoHasIt() {
    World world({{"fra", unchecked()}});
    const auto made = release(world.at("tyo"));
    QVERIFY(world.at("fra").addManifest("app/web", "1", made.root.bytes, made.root.media_type));
    const auto engine = world.engine();
    const auto image = engine->image("app/web", "1", {});
    QVERIFY(image);
    QCOMPARE(image->region, std::string("fra"));
    QCOMPARE(image->children[1].layers.size(), 3u);
    QVERIFY(image->remarks.empty());
    QCOMPARE(place(*image, "fra").there.value, made.root.bytes.size());
    QCOMPARE(place(*image, "tyo").missing.value, 0u);
  }

  void indexesInIndexesAreFollowed() {
    World world;
    auto& fra = world.at("fra");
    const auto inner = release(fra, "");
    const auto helm = test::addImage(fra, "app/web", "", test::config("notes"), {"notes"});
    const auto outer = fra.addManifest("app/web", "1", index(entry(inner.root, "") + "," + entry(helm, R"(,"artifactType":"application/vnd.notes")")), oci::kOciIndex);
    QVERIFY(outer);
    const auto engine = world.engine();
    const auto image = engine->image("app/web", "1", {});
    QVERIFY(image);
    QCOMPARE(image->children.size(), 4u);
    QCOMPARE(image->children[0].digest, inner.intel.digest.text());
    QVERIFY(image->children[3].kind == Kind::Artifact);
    QCOMPARE(image->children[3].artifact_type, std::string("application/vnd.notes"));
    QCOMPARE(image->size.value, inner.size() + outer->bytes.size() + helm.bytes.size() + test::config("notes").size() + 5);
    QCOMPARE(place(*image, "fra").missing.value, 0u);
  }

  void whatRefersToItIsListed_data() {
    QTest::addColumn<bool>("api");
    QTest::newRow("by the API") << true;
    QTest::newRow("by the fallback tag") << false;
  }
  void whatRefersToItIsListed() {
    QFETCH(bool, api);
    memory::RegistryOptions options;
    options.referrers_api = api;
    World world({{"fra", options}});
    auto& fra = world.at("fra");
    const auto made = release(fra);
    const auto config = fra.addBlob("app/web", "{}");
    const auto sbom = oci::Manifest::parse(R"({"schemaVersion":2,"mediaType":")" + std::string(oci::kOciManifest) + R"(","artifactType":"application/spdx+json","config":)" +
                                               test::descriptor("application/vnd.oci.empty.v1+json", config, 2) + R"(,"layers":[],"subject":)" +
                                               test::descriptor(made.root.media_type, made.root.digest, made.root.bytes.size()) + "}",
                                           oci::kOciManifest);
    QVERIFY(sbom && fra.putManifest("app/web", sbom->digest.text(), *sbom, {}));
    const auto signature = test::addImage(fra, "app/web", "sha256-" + std::string(made.root.digest.encoded()) + ".sig", test::config("sig"), {"sig"});
    const auto engine = world.engine();
    const auto image = engine->image("app/web", "1", {});
    QVERIFY(image);
    QCOMPARE(image->referrers.size(), 2u);
    QCOMPARE(image->referrers[0].artifact_type, std::string("application/spdx+json"));
    QCOMPARE(image->referrers[0].digest, sbom->digest.text());
    QCOMPARE(image->referrers[0].size.value, sbom->bytes.size());
    QCOMPARE(image->referrers[1].digest, signature.digest.text());
    QVERIFY(!image->referrers[1].artifact_type.empty());
  }

  void aRegionThatFailsSpoilsNothing_data() {
    QTest::addColumn<QString>("region");
    QTest::addColumn<int>("operation");
    QTest::addColumn<QString>("source");
    QTest::newRow("a replica does not answer") << "tyo" << int(Operation::HeadManifest) << "fra";
    QTest::newRow("a replica fails at blobs") << "sjc" << int(Operation::HeadBlob) << "fra";
    QTest::newRow("the primary does not answer") << "fra" << int(Operation::HeadManifest) << "tyo";
    QTest::newRow("the primary gives no manifest") << "fra" << int(Operation::GetManifest) << "fra"; // the same digest is read elsewhere
  }
  void aRegionThatFailsSpoilsNothing() {
    QFETCH(QString, region);
    QFETCH(int, operation);
    World world;
    const auto made = release(world.at("fra"));
    release(world.at("tyo"));
    world.at(region.toStdString()).addFault(fault(Operation(operation), Errc::ConnectionLost));
    const auto engine = world.engine();
    const auto image = engine->image("app/web", "1", {});
    QVERIFY2(image, image ? "" : image.error().text().c_str());
    QTEST(QString::fromStdString(image->region), "source");
    QCOMPARE(image->children.size(), 3u);
    for (const auto& one : image->places) {
      QCOMPARE(one.problem.has_value(), one.region == region.toStdString());
      if (one.problem) QVERIFY(one.problem->code == Errc::ConnectionLost && one.there.value == 0 && one.missing.value == 0);
      if (!one.problem) QCOMPARE(one.there.value + one.missing.value, made.size());
    }
  }

  void whatCannotBeReadIsRemarked() {
    World world({{"fra", unchecked()}});
    auto& fra = world.at("fra");
    const auto made = release(fra);
    QVERIFY(fra.deleteManifest("app/web", made.arm.digest.text(), {}));
    fra.removeBlob("app/web", test::digestOf(platformConfig("amd64")));
    const auto engine = world.engine();
    const auto image = engine->image("app/web", "1", {});
    QVERIFY(image);
    QCOMPARE(image->children.size(), 3u);
    QVERIFY(image->children[1].layers.empty() && !image->children[1].in_region[0]);
    QCOMPARE(image->children[1].platform, std::string("linux/arm64/v8")); // the index tells
    QCOMPARE(image->remarks.size(), 2u);
    QVERIFY(image->remarks[0].find(made.arm.digest.shortText()) != std::string::npos);
  }

  void nowhere_data() {
    QTest::addColumn<QString>("repository");
    QTest::addColumn<QString>("reference");
    QTest::addColumn<bool>("broken");
    QTest::addColumn<int>("code");
    QTest::newRow("no such tag") << "app/web" << "2" << false << int(Errc::NotFound);
    QTest::newRow("no such repository") << "app/none" << "1" << false << int(Errc::NotFound);
    QTest::newRow("nobody answers") << "app/web" << "1" << true << int(Errc::ConnectionRefused);
    QTest::newRow("no name") << "App" << "1" << false << int(Errc::NameInvalid);
    QTest::newRow("no tag") << "app/web" << "a b" << false << int(Errc::NameInvalid);
    QTest::newRow("no digest") << "app/web" << "sha256:abc" << false << int(Errc::DigestInvalid);
  }
  void nowhere() {
    QFETCH(QString, repository);
    QFETCH(QString, reference);
    QFETCH(bool, broken);
    World world;
    release(world.at("fra"));
    for (const auto* region : {"fra", "tyo", "sjc"})
      if (broken) world.at(region).addFault(fault(Operation::HeadManifest, Errc::ConnectionRefused));
    const auto engine = world.engine();
    const auto image = engine->image(repository.toStdString(), reference.toStdString(), {});
    QVERIFY(!image);
    QTEST(int(image.error().code), "code");
  }

  void theSecondLookReadsNoManifest() {
    World world;
    release(world.at("fra"));
    const auto engine = world.engine();
    QVERIFY(engine->image("app/web", "1", {}));
    QCOMPARE(world.seen("fra").count("get-manifest"), 4u);
    QVERIFY(engine->image("app/web", "1", {}));
    QCOMPARE(world.seen("fra").count("get-manifest"), 4u);
  }

  void noRegionIsAskedForMoreThanFourHundredBlobs() {
    World world;
    std::vector<std::string> layers;
    for (int i = 0; i < 450; ++i) layers.push_back("layer " + std::to_string(i));
    test::addImage(world.at("fra"), "app/web", "1", test::config("many"), layers);
    const auto engine = world.engine();
    const auto image = engine->image("app/web", "1", {});
    QVERIFY(image);
    QCOMPARE(world.seen("tyo").count("head-blob"), 400u);
    QCOMPARE(world.seen("fra").count("head-blob"), 0u);
    QCOMPARE(image->remarks.size(), 2u); // tyo and sjc
    QVERIFY2(image->remarks[0].find("400 of 451") != std::string::npos, image->remarks[0].c_str());
  }

  void stopWakesIt_data() {
    QTest::addColumn<QString>("at");
    for (const auto* at : {"head-manifest app/web 1", "get-manifest", "get-blob", "head-blob"}) QTest::newRow(at) << at;
  }
  void stopWakesIt() {
    QFETCH(QString, at);
    World world;
    release(world.at("fra"));
    const auto engine = world.engine();
    std::stop_source stop;
    for (const auto* region : {"fra", "tyo"})
      world.seen(region).before([&](const std::string& line) {
        if (line.starts_with(at.toStdString())) stop.request_stop();
      });
    const auto image = engine->image("app/web", "1", stop.get_token());
    QVERIFY(!image && image.error().code == Errc::Cancelled);
  }
};

QTEST_GUILESS_MAIN(ImageTest)
#include "image_test.moc"
