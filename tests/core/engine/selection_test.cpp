// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/engine/world.h"
#include "plan/referrers.h"

using namespace meridian;
using base::Errc;

namespace {

std::string withPlatform(const std::string& architecture) {
  return R"(,"platform":{"os":"linux","architecture":")" + architecture + "\"}";
}

struct Child {
  oci::Manifest manifest;
  std::string more;
};

oci::Manifest addIndex(memory::Registry& registry, const std::string& repository, const std::string& tag,
                       const std::vector<Child>& children) {
  std::string list;
  for (const auto& child : children)
    list += (list.empty() ? "" : ",") + test::descriptor(child.manifest.media_type, child.manifest.digest, child.manifest.bytes.size(), child.more);
  return *registry.addManifest(repository, tag, R"({"schemaVersion":2,"mediaType":")" + std::string(oci::kOciIndex) + "\",\"manifests\":[" + list + "]}", oci::kOciIndex);
}

/// An artifact about `subject`; `tag` may be empty.
oci::Manifest addArtifact(memory::Registry& registry, const std::string& repository, const std::string& tag, const std::string& type,
                          const oci::Manifest* subject, const std::string& payload) {
  const auto blob = registry.addBlob(repository, payload);
  const auto empty = registry.addBlob(repository, std::string("{}"));
  std::string text = R"({"schemaVersion":2,"mediaType":")" + std::string(oci::kOciManifest) + R"(","artifactType":")" + type +
                     R"(","config":)" + test::descriptor("application/vnd.oci.empty.v1+json", empty, 2) + R"(,"layers":[)" +
                     test::descriptor("application/octet-stream", blob, payload.size()) + "]";
  if (subject != nullptr) text += ",\"subject\":" + test::descriptor(subject->media_type, subject->digest, subject->bytes.size());
  return *registry.addManifest(repository, tag, text + "}", oci::kOciManifest);
}

} // namespace

/// Which images a rule takes, and what goes with them.
class SelectionTest : public QObject {
  Q_OBJECT

  static ports::JobRecord sync(engine::Engine& engine) {
    const auto job = engine.start({"base", {}, {}});
    if (!job) return {};
    const auto summary = engine.wait(*job, {});
    return summary ? summary->record : ports::JobRecord{};
  }
  static std::optional<oci::Digest> tagAt(memory::Registry& registry, const std::string& repository, const std::string& tag) {
    const auto head = registry.headManifest(repository, tag, {});
    return head && *head ? std::optional((*head)->digest) : std::nullopt;
  }
  static bool hasManifest(memory::Registry& registry, const std::string& repository, const oci::Digest& digest) {
    const auto head = registry.headManifest(repository, digest.text(), {});
    return head && *head;
  }

private slots:
  void latestByCreated() {
    test::World world;
    auto& fra = world.at("fra");
    test::addImage(fra, "app", "9.0", test::config("a", "2026-01-01T00:00:00Z"), {"a"});
    test::addImage(fra, "app", "1.0", test::config("b", "2026-11-01T00:00:00Z"), {"b"});
    test::addImage(fra, "app", "nightly", test::config("c", "2026-10-01T00:00:00Z"), {"c"});
    test::addImage(fra, "lib", "old", test::config("d", "2020-01-01T00:00:00Z"), {"d"});
    auto fleet = test::World::fleet();
    fleet.rules[0].tags.latest = 2;
    fleet.rules[0].tags.latest_by_created = true;
    const auto engine = world.engine(fleet);
    QCOMPARE(sync(*engine).state, ports::JobState::Succeeded);
    QVERIFY(tagAt(world.at("tyo"), "app", "1.0"));
    QVERIFY(tagAt(world.at("tyo"), "app", "nightly"));
    QVERIFY(!tagAt(world.at("tyo"), "app", "9.0"));
    QVERIFY(tagAt(world.at("tyo"), "lib", "old")); // the newest of each repository
  }

  void rewrittenIndex() {
    test::World world;
    auto& fra = world.at("fra");
    const auto amd = test::addImage(fra, "app", "", test::config("amd"), {"amd layer"});
    const auto arm = test::addImage(fra, "app", "", test::config("arm"), {"arm layer"});
    const auto root = addIndex(fra, "app", "1", {{amd, withPlatform("amd64")}, {arm, withPlatform("arm64")}});
    auto fleet = test::World::fleet();
    fleet.rules[0].platforms = {*oci::Platform::parse("linux/arm64")};
    fleet.rules[0].index = plan::IndexMode::Rewritten;
    const auto engine = world.engine(fleet);
    const auto planned = engine->plan({"base", {}, {}}, {});
    QVERIFY(planned);
    QCOMPARE(planned->tags_rewritten, 1u);
    QVERIFY(planned->advice.back().find("signatures of the original no longer match") != std::string::npos);
    QCOMPARE(sync(*engine).state, ports::JobState::Succeeded);
    for (const auto* id : {"tyo", "sjc"}) {
      const auto there = tagAt(world.at(id), "app", "1");
      QVERIFY(there && *there != root.digest);
      QVERIFY(hasManifest(world.at(id), "app", arm.digest));
      QVERIFY(!hasManifest(world.at(id), "app", amd.digest));
    }
    QCOMPARE(*tagAt(world.at("tyo"), "app", "1"), *tagAt(world.at("sjc"), "app", "1"));
    // The same choice gives the same index: nothing is left to do.
    const auto again = sync(*engine);
    QCOMPARE(again.state, ports::JobState::Succeeded);
    QCOMPARE(again.tags_unchanged, std::uint64_t(1));
    QCOMPARE(again.written.value, std::uint64_t(0));
  }

  void sparseIndex() {
    test::World world;
    auto& fra = world.at("fra");
    const auto amd = test::addImage(fra, "app", "", test::config("amd"), {"amd layer"});
    const auto arm = test::addImage(fra, "app", "", test::config("arm"), {"arm layer"});
    const auto root = addIndex(fra, "app", "1", {{amd, withPlatform("amd64")}, {arm, withPlatform("arm64")}});
    world.at("tyo").options().check_content = false; // takes what is incomplete
    auto fleet = test::World::fleet();
    fleet.rules[0].platforms = {*oci::Platform::parse("linux/amd64")};
    const auto engine = world.engine(fleet);
    QVERIFY(engine->profile("sjc", {}, {}));
    QVERIFY(engine->profile("tyo", {}, {}));
    const auto record = sync(*engine);
    QCOMPARE(record.state, ports::JobState::Partial);
    QCOMPARE(*tagAt(world.at("tyo"), "app", "1"), root.digest);
    QVERIFY(hasManifest(world.at("tyo"), "app", amd.digest));
    QVERIFY(!hasManifest(world.at("tyo"), "app", arm.digest));
    QVERIFY(!tagAt(world.at("sjc"), "app", "1"));
    QVERIFY2(record.error.find("takes no index whose children are not all there") != std::string::npos, record.error.c_str());
  }

  void noSuchPlatform_data() {
    QTest::addColumn<int>("mode");
    QTest::newRow("sparse") << 0;
    QTest::newRow("rewritten") << 1;
  }
  void noSuchPlatform() {
    QFETCH(int, mode);
    test::World world;
    const auto amd = test::addImage(world.at("fra"), "app", "", test::config("amd"), {"amd layer"});
    addIndex(world.at("fra"), "app", "1", {{amd, withPlatform("amd64")}});
    auto fleet = test::World::fleet();
    fleet.rules[0].platforms = {*oci::Platform::parse("linux/s390x")};
    fleet.rules[0].index = static_cast<plan::IndexMode>(mode);
    const auto engine = world.engine(fleet);
    const auto record = sync(*engine);
    QCOMPARE(record.state, ports::JobState::Failed);
    QVERIFY2(record.error.find("it has linux/amd64") != std::string::npos, record.error.c_str());
    QVERIFY(world.tags("tyo").empty());
  }

  /// Referrers by subject, found by API or by the referrers tag, at either end.
  void referrers_data() {
    QTest::addColumn<bool>("source_api");
    QTest::addColumn<bool>("target_api");
    for (const bool source : {true, false})
      for (const bool target : {true, false})
        QTest::addRow("source %s, target %s", source ? "API" : "tag", target ? "API" : "tag") << source << target;
  }
  void referrers() {
    QFETCH(bool, source_api);
    QFETCH(bool, target_api);
    test::World world;
    auto& fra = world.at("fra");
    fra.options().referrers_api = source_api;
    world.at("tyo").options().referrers_api = target_api;
    const auto image = test::addImage(fra, "app", "1", test::config("a"), {"layer"});
    const auto signature = addArtifact(fra, "app", "", "application/vnd.cncf.notary.signature", &image, "signed");
    const auto put = fra.putManifest("app", signature.digest.text(), signature, {}); // as a client does: keeps the tag
    QVERIFY(put);
    const auto sbom = addArtifact(fra, "app", "", "application/spdx+json", &image, "bom");
    QVERIFY(fra.putManifest("app", sbom.digest.text(), sbom, {}));
    auto fleet = test::World::fleet();
    fleet.rules[0].referrers = {true, {"application/vnd.cncf.*"}, {"signature"}};
    const auto engine = world.engine(fleet);
    QCOMPARE(sync(*engine).state, ports::JobState::Succeeded);
    auto& tyo = world.at("tyo");
    QCOMPARE(*tagAt(tyo, "app", "1"), image.digest);
    QVERIFY(hasManifest(tyo, "app", signature.digest));
    QVERIFY(!hasManifest(tyo, "app", sbom.digest)); // of another type
    const auto listed = tyo.listReferrers("app", image.digest, {});
    QVERIFY(listed);
    QCOMPARE(listed->size(), 1u);
    QVERIFY(listed->front().digest == signature.digest);
    const auto idle = sync(*engine);
    QCOMPARE(idle.tags_unchanged, std::uint64_t(1));
    QCOMPARE(idle.written.value, std::uint64_t(0));
    // A signature that comes later is found though the image has not moved.
    const auto second = addArtifact(fra, "app", "", "application/vnd.cncf.notary.signature", &image, "signed again");
    QVERIFY(fra.putManifest("app", second.digest.text(), second, {}));
    QCOMPARE(sync(*engine).state, ports::JobState::Succeeded);
    QVERIFY(hasManifest(tyo, "app", second.digest));
    QCOMPARE(tyo.listReferrers("app", image.digest, {})->size(), 2u);
  }

  void cosignTags() {
    test::World world;
    auto& fra = world.at("fra");
    const auto image = test::addImage(fra, "app", "1", test::config("a"), {"layer"});
    const auto tag = plan::cosignTags(image.digest)[0];
    const auto signature = addArtifact(fra, "app", tag, "application/vnd.dev.cosign.simplesigning.v1+json", nullptr, "signed");
    auto fleet = test::World::fleet();
    fleet.rules[0].tags.include = {"1"}; // would not take the signature's tag by itself
    fleet.rules[0].referrers = {true, {}, {"signature"}};
    const auto engine = world.engine(fleet);
    const auto record = sync(*engine);
    QCOMPARE(record.state, ports::JobState::Succeeded);
    QCOMPARE(record.tags_matched, std::uint64_t(1));
    QCOMPARE(*tagAt(world.at("tyo"), "app", tag), signature.digest);
    // The image's tag came after it.
    const auto& tyo = world.seen("tyo");
    const auto signed_at = tyo.place("put-manifest app " + tag);
    QVERIFY(signed_at != test::RecordingRegistry::npos && signed_at < tyo.place("put-manifest app 1"));
    QCOMPARE(sync(*engine).tags_unchanged, std::uint64_t(1));
  }

  /// The closure gate: no tag without what the rule asks for.
  void heldBack() {
    test::World world;
    auto& fra = world.at("fra");
    const auto image = test::addImage(fra, "app", "1", test::config("a"), {"layer"});
    test::addImage(fra, "app", "2", test::config("b"), {"layer"});
    const auto signature = addArtifact(fra, "app", "", "application/vnd.cncf.notary.signature", &image, "signed");
    auto fleet = test::World::fleet();
    fleet.rules[0].referrers = {true, {}, {"signature"}};
    const auto engine = world.engine(fleet);
    const auto record = sync(*engine);
    QCOMPARE(record.state, ports::JobState::Partial);
    QVERIFY2(record.error.find("has no signature of it") != std::string::npos, record.error.c_str());
    QVERIFY(tagAt(world.at("tyo"), "app", "1"));
    QVERIFY(!tagAt(world.at("tyo"), "app", "2"));
    const auto summary = engine->job(record.id);
    QVERIFY(std::any_of(summary->outcomes.begin(), summary->outcomes.end(), [](const auto& outcome) {
      return outcome.ref == "app:2" && outcome.error_code == "CLOSURE_INCOMPLETE";
    }));
  }

  /// An index that is about one of its own children: neither tag may wait for the other for ever.
  void artifactThatIndexesItsSubject() {
    test::World world;
    auto& fra = world.at("fra");
    const auto image = test::addImage(fra, "app", "image", test::config("a"), {"layer"});
    const auto as_child = test::descriptor(image.media_type, image.digest, image.bytes.size());
    QVERIFY(fra.addManifest("app", "index", R"({"schemaVersion":2,"mediaType":")" + std::string(oci::kOciIndex) +
                                                R"(","artifactType":"application/vnd.acme.set","manifests":[)" + as_child +
                                                R"(],"subject":)" + as_child + "}", oci::kOciIndex));
    auto fleet = test::World::fleet();
    fleet.rules[0].referrers.copy = true;
    const auto engine = world.engine(fleet);
    // What comes first may be refused once, because the other is not there yet; the next run has both.
    (void)sync(*engine);
    QCOMPARE(sync(*engine).state, ports::JobState::Succeeded);
    QCOMPARE(world.tags("tyo"), world.tags("fra"));
  }

  /// A tag whose signature cannot be written stays away as well.
  void signatureRefused() {
    test::World world;
    auto& fra = world.at("fra");
    const auto image = test::addImage(fra, "app", "1", test::config("a"), {"layer"});
    const auto signature = addArtifact(fra, "app", "", "application/vnd.cncf.notary.signature", &image, "signed");
    memory::Fault fault;
    fault.operation = memory::Operation::PutManifest;
    fault.reference = signature.digest.text();
    fault.error = {Errc::Denied, "not here", {}, 403, {}, {}, {}};
    world.at("tyo").addFault(fault);
    auto fleet = test::World::fleet();
    fleet.rules[0].referrers = {true, {}, {"signature"}};
    const auto engine = world.engine(fleet);
    QCOMPARE(sync(*engine).state, ports::JobState::Partial);
    QVERIFY(!tagAt(world.at("tyo"), "app", "1"));
    QVERIFY(tagAt(world.at("sjc"), "app", "1"));
  }
};

QTEST_GUILESS_MAIN(SelectionTest)
#include "selection_test.moc"
