// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/plan.h"

#include "base/sha256.h"
#include "core/std_string.h"

#include <QTest>

#include <array>
#include <functional>

using namespace meridian;
using plan::Listing;

namespace {

oci::Digest digestOf(const std::string& name) {
  return oci::Digest::sha256(base::Sha256::hex(std::as_bytes(std::span(name))));
}

/// Builds listings out of named content, and tells plans with the same names.
class Stage {
public:
  Listing listing;

  oci::Descriptor blob(const std::string& name, std::uint64_t size, std::string_view type = "layer") {
    oci::Descriptor out;
    out.media_type = type;
    out.digest = known(name);
    out.size = {size};
    return out;
  }
  /// A manifest of 100 bytes.
  plan::ManifestPtr image(const std::string& name, const oci::Descriptor& config, std::vector<oci::Descriptor> layers) {
    oci::Manifest manifest;
    manifest.kind = oci::ManifestKind::Image;
    manifest.media_type = oci::kOciManifest;
    manifest.config = config;
    manifest.layers = std::move(layers);
    return add(name, std::move(manifest));
  }
  /// An index of 100 bytes; `children` that are not in the listing are named only.
  plan::ManifestPtr index(const std::string& name, const std::vector<std::string>& children,
                          std::string_view child_type = oci::kOciManifest) {
    oci::Manifest manifest;
    manifest.kind = oci::ManifestKind::Index;
    manifest.media_type = oci::kOciIndex;
    for (const auto& child : children) manifest.manifests.push_back(blob(child, 100, child_type));
    return add(name, std::move(manifest));
  }
  void tag(const std::string& repository, const std::string& name, const std::string& manifest) {
    listing.tags.push_back({repository, name, known(manifest), std::string(oci::kOciManifest)});
  }
  plan::TargetListing& target(const std::string& id) {
    listing.targets.push_back({id, {}, {}, {}, true, true, {}});
    return listing.targets.back();
  }
  void has(plan::TargetListing& at, const std::string& repository, const std::vector<std::string>& content) {
    for (const auto& name : content) at.content.insert({repository, known(name)});
  }
  void pointsTo(plan::TargetListing& at, const std::string& repository, const std::string& tag_name,
                const std::string& manifest) {
    at.tags[repository + ":" + tag_name] = known(manifest);
    at.content.insert({repository, known(manifest)});
  }
  void forget(const std::string& manifest) { listing.manifests.erase(known(manifest)); }
  oci::Digest known(const std::string& name) {
    const auto digest = digestOf(name);
    m_names[digest] = name;
    return digest;
  }

  [[nodiscard]] std::string tell(const plan::Plan& plan) const {
    std::string out;
    for (const auto& target : plan.targets) {
      out += target.id + ": " + (target.reachable ? "" : "unreachable ") + std::to_string(target.tags_copied) + " copied " +
             std::to_string(target.tags_unchanged) + " unchanged " + std::to_string(target.tags_replaced) +
             " replaced, " + std::to_string(target.blobs) + " blobs, write " + std::to_string(target.write.value) +
             " mounted " + std::to_string(target.mounted.value) + " skipped " + std::to_string(target.skipped.value) +
             ", " + std::to_string(target.requests) + " requests\n";
    }
    for (const auto& transfer : plan.blobs) {
      out += "blob " + m_names.at(transfer.blob.digest) + " from " + transfer.source_repository;
      for (const auto& delivery : transfer.deliveries) {
        out += " > " + plan.targets[delivery.target].id + " " + delivery.repository;
        if (delivery.mount_from) out += " out of " + *delivery.mount_from;
        for (const auto& also : delivery.mount_to) out += " and " + also;
      }
      out += "\n";
    }
    for (const auto& step : plan.tags) {
      out += plan.targets[step.target].id + " " + step.ref() + ":";
      for (const auto& manifest : step.manifests) out += " " + m_names.at(manifest->digest);
      out += " after";
      for (const auto& digest : step.blobs) out += " " + m_names.at(digest);
      out += " (" + std::to_string(step.bytes.value) + ")";
      if (step.replaces) out += " instead of " + m_names.at(*step.replaces);
      out += "\n";
    }
    for (const auto& entry : plan.unreadable) out += "unreadable " + entry.target + " " + entry.ref + "\n";
    return out + "read " + std::to_string(plan.read.value) + " in " + std::to_string(plan.source_requests);
  }

private:
  plan::ManifestPtr add(const std::string& name, oci::Manifest manifest) {
    manifest.bytes = std::string(100, 'm');
    manifest.digest = known(name);
    const auto kept = std::make_shared<const oci::Manifest>(std::move(manifest));
    listing.manifests[kept->digest] = kept;
    return kept;
  }
  std::map<oci::Digest, std::string> m_names;
};

/// The image that most cases move: config 10, layers 1000 and 500, manifest 100 bytes.
void webImage(Stage& stage) {
  stage.image("web", stage.blob("web-config", 10), {stage.blob("base", 1000), stage.blob("web-top", 500)});
  stage.tag("app/web", "1", "web");
}
base::Error broken(base::Errc code) { return {code, "broken", {}, 0, {}, {}, {}}; }

struct Case {
  const char* name;
  void (*build)(Stage&);
  const char* expected;
};

const Case kCases[] = {
    {"no tags at all", [](Stage& s) { s.target("tyo"); },
     "tyo: 0 copied 0 unchanged 0 replaced, 0 blobs, write 0 mounted 0 skipped 0, 0 requests\n"
     "read 0 in 0"},
    {"nothing to do",
     [](Stage& s) {
       webImage(s);
       s.pointsTo(s.target("tyo"), "app/web", "1", "web");
     },
     "tyo: 0 copied 1 unchanged 0 replaced, 0 blobs, write 0 mounted 0 skipped 0, 0 requests\n"
     "read 0 in 0"},
    {"nothing to do needs no manifests",
     [](Stage& s) {
       webImage(s);
       s.forget("web");
       s.pointsTo(s.target("tyo"), "app/web", "1", "web");
     },
     "tyo: 0 copied 1 unchanged 0 replaced, 0 blobs, write 0 mounted 0 skipped 0, 0 requests\n"
     "read 0 in 0"},
    {"new tag",
     [](Stage& s) {
       webImage(s);
       s.target("tyo");
     },
     "tyo: 1 copied 0 unchanged 0 replaced, 3 blobs, write 1610 mounted 0 skipped 0, 10 requests\n"
     "blob base from app/web > tyo app/web\n"
     "blob web-top from app/web > tyo app/web\n"
     "blob web-config from app/web > tyo app/web\n"
     "tyo app/web:1: web after web-config base web-top (1510)\n"
     "read 1510 in 3"},
    {"replaced tag, a layer is there",
     [](Stage& s) {
       webImage(s);
       auto& tyo = s.target("tyo");
       s.pointsTo(tyo, "app/web", "1", "old");
       s.has(tyo, "app/web", {"base"});
     },
     "tyo: 1 copied 0 unchanged 1 replaced, 2 blobs, write 610 mounted 0 skipped 1000, 7 requests\n"
     "blob web-top from app/web > tyo app/web\n"
     "blob web-config from app/web > tyo app/web\n"
     "tyo app/web:1: web after web-config web-top (510) instead of old\n"
     "read 510 in 2"},
    {"second tag of a manifest that is there: the tag is set, nothing else",
     [](Stage& s) {
       webImage(s);
       s.tag("app/web", "latest", "web");
       s.pointsTo(s.target("tyo"), "app/web", "1", "web");
     },
     "tyo: 1 copied 1 unchanged 0 replaced, 0 blobs, write 100 mounted 0 skipped 1510, 1 requests\n"
     "tyo app/web:latest: web after (0)\n"
     "read 0 in 0"},
    {"two tags of one new manifest share its blobs",
     [](Stage& s) {
       webImage(s);
       s.tag("app/web", "latest", "web");
       s.target("tyo");
     },
     "tyo: 2 copied 0 unchanged 0 replaced, 3 blobs, write 1710 mounted 0 skipped 0, 11 requests\n"
     "blob base from app/web > tyo app/web\n"
     "blob web-top from app/web > tyo app/web\n"
     "blob web-config from app/web > tyo app/web\n"
     "tyo app/web:1: web after web-config base web-top (1510)\n"
     "tyo app/web:latest: web after web-config base web-top (1510)\n"
     "read 1510 in 3"},
    {"a layer twice in one image counts once",
     [](Stage& s) {
       s.image("twice", s.blob("c", 10), {s.blob("l", 50), s.blob("l", 50)});
       s.tag("a", "1", "twice");
       s.target("tyo");
     },
     "tyo: 1 copied 0 unchanged 0 replaced, 2 blobs, write 160 mounted 0 skipped 0, 7 requests\n"
     "blob l from a > tyo a\n"
     "blob c from a > tyo a\n"
     "tyo a:1: twice after c l (60)\n"
     "read 60 in 2"},
    {"shared by two repositories: one upload, one mount",
     [](Stage& s) {
       webImage(s);
       s.image("api", s.blob("api-config", 20), {s.blob("base", 1000)});
       s.tag("app/api", "1", "api");
       s.target("tyo");
     },
     "tyo: 2 copied 0 unchanged 0 replaced, 4 blobs, write 1730 mounted 1000 skipped 0, 15 requests\n"
     "blob base from app/web > tyo app/web and app/api\n"
     "blob web-top from app/web > tyo app/web\n"
     "blob api-config from app/api > tyo app/api\n"
     "blob web-config from app/web > tyo app/web\n"
     "tyo app/web:1: web after web-config base web-top (1510)\n"
     "tyo app/api:1: api after api-config base (1020)\n"
     "read 1530 in 4"},
    {"in another repository of the target: mounted from there",
     [](Stage& s) {
       webImage(s);
       s.has(s.target("tyo"), "base/debian", {"base"});
     },
     "tyo: 1 copied 0 unchanged 0 replaced, 2 blobs, write 610 mounted 1000 skipped 0, 8 requests\n"
     "blob base from app/web > tyo app/web out of base/debian\n"
     "blob web-top from app/web > tyo app/web\n"
     "blob web-config from app/web > tyo app/web\n"
     "tyo app/web:1: web after web-config base web-top (1510)\n"
     "read 510 in 2"},
    {"a hint from an earlier run names the repository to mount from",
     [](Stage& s) {
       webImage(s);
       s.target("tyo").mount_sources[s.known("base")] = "base/debian";
     },
     "tyo: 1 copied 0 unchanged 0 replaced, 2 blobs, write 610 mounted 1000 skipped 0, 8 requests\n"
     "blob base from app/web > tyo app/web out of base/debian\n"
     "blob web-top from app/web > tyo app/web\n"
     "blob web-config from app/web > tyo app/web\n"
     "tyo app/web:1: web after web-config base web-top (1510)\n"
     "read 510 in 2"},
    {"a hint is stale where the target was asked and has nothing",
     [](Stage& s) {
       s.image("api", s.blob("api-config", 20), {s.blob("base", 1000)});
       s.tag("app/api", "1", "api");
       s.image("web", s.blob("web-config", 10), {s.blob("base", 1000)});
       s.tag("app/web", "1", "web");
       s.target("tyo").mount_sources[s.known("base")] = "app/web";
     },
     "tyo: 2 copied 0 unchanged 0 replaced, 3 blobs, write 1230 mounted 1000 skipped 0, 12 requests\n"
     "blob base from app/api > tyo app/api and app/web\n"
     "blob api-config from app/api > tyo app/api\n"
     "blob web-config from app/web > tyo app/web\n"
     "tyo app/api:1: api after api-config base (1020)\n"
     "tyo app/web:1: web after web-config base (1010)\n"
     "read 1030 in 3"},
    {"two targets: each blob is read once",
     [](Stage& s) {
       webImage(s);
       s.target("tyo");
       s.target("sjc");
     },
     "tyo: 1 copied 0 unchanged 0 replaced, 3 blobs, write 1610 mounted 0 skipped 0, 10 requests\n"
     "sjc: 1 copied 0 unchanged 0 replaced, 3 blobs, write 1610 mounted 0 skipped 0, 10 requests\n"
     "blob base from app/web > tyo app/web > sjc app/web\n"
     "blob web-top from app/web > tyo app/web > sjc app/web\n"
     "blob web-config from app/web > tyo app/web > sjc app/web\n"
     "tyo app/web:1: web after web-config base web-top (1510)\n"
     "sjc app/web:1: web after web-config base web-top (1510)\n"
     "read 1510 in 3"},
    {"two targets, one has half",
     [](Stage& s) {
       webImage(s);
       s.target("tyo");
       s.has(s.target("sjc"), "app/web", {"base", "web-config"});
     },
     "tyo: 1 copied 0 unchanged 0 replaced, 3 blobs, write 1610 mounted 0 skipped 0, 10 requests\n"
     "sjc: 1 copied 0 unchanged 0 replaced, 1 blobs, write 600 mounted 0 skipped 1010, 4 requests\n"
     "blob base from app/web > tyo app/web\n"
     "blob web-top from app/web > tyo app/web > sjc app/web\n"
     "blob web-config from app/web > tyo app/web\n"
     "tyo app/web:1: web after web-config base web-top (1510)\n"
     "sjc app/web:1: web after web-top (500)\n"
     "read 1510 in 3"},
    {"read for one target, mounted at the other",
     [](Stage& s) {
       s.image("one", s.blob("c", 10), {});
       s.tag("a", "1", "one");
       s.has(s.target("tyo"), "b", {"c"});
       s.target("sjc");
     },
     "tyo: 1 copied 0 unchanged 0 replaced, 0 blobs, write 100 mounted 10 skipped 0, 2 requests\n"
     "sjc: 1 copied 0 unchanged 0 replaced, 1 blobs, write 110 mounted 0 skipped 0, 4 requests\n"
     "blob c from a > tyo a out of b > sjc a\n"
     "tyo a:1: one after c (10)\n"
     "sjc a:1: one after c (10)\n"
     "read 10 in 1"},
    {"index: children first, the root last",
     [](Stage& s) {
       s.image("amd64", s.blob("c1", 10), {s.blob("l1", 100)});
       s.image("arm64", s.blob("c2", 10), {s.blob("l2", 200)});
       s.index("multi", {"amd64", "arm64"});
       s.tag("a", "1", "multi");
       s.target("tyo");
     },
     "tyo: 1 copied 0 unchanged 0 replaced, 4 blobs, write 620 mounted 0 skipped 0, 15 requests\n"
     "blob l2 from a > tyo a\n"
     "blob l1 from a > tyo a\n"
     "blob c1 from a > tyo a\n"
     "blob c2 from a > tyo a\n"
     "tyo a:1: amd64 arm64 multi after c1 l1 c2 l2 (320)\n"
     "read 320 in 4"},
    {"index: a child that is there brings its blobs along",
     [](Stage& s) {
       s.image("amd64", s.blob("c1", 10), {s.blob("l1", 100)});
       s.image("arm64", s.blob("c2", 10), {s.blob("l2", 200)});
       s.index("multi", {"amd64", "arm64"});
       s.tag("a", "1", "multi");
       s.has(s.target("tyo"), "a", {"amd64"});
     },
     "tyo: 1 copied 0 unchanged 0 replaced, 2 blobs, write 410 mounted 0 skipped 110, 8 requests\n"
     "blob l2 from a > tyo a\n"
     "blob c2 from a > tyo a\n"
     "tyo a:1: arm64 multi after c2 l2 (210)\n"
     "read 210 in 2"},
    {"index in an index, a child named twice",
     [](Stage& s) {
       s.image("amd64", s.blob("c1", 10), {});
       s.index("inner", {"amd64"}, oci::kOciManifest);
       s.index("outer", {"inner", "amd64", "amd64"}, oci::kDockerManifest);
       s.tag("a", "1", "outer");
       s.target("tyo");
     },
     "tyo: 1 copied 0 unchanged 0 replaced, 1 blobs, write 310 mounted 0 skipped 0, 6 requests\n"
     "blob c1 from a > tyo a\n"
     "tyo a:1: amd64 inner outer after c1 (10)\n"
     "read 10 in 1"},
    {"an attestation is a child like any other",
     [](Stage& s) {
       s.image("amd64", s.blob("c1", 10), {s.blob("l1", 100)});
       s.image("attestation", s.blob("c2", 10), {s.blob("provenance", 70, "application/vnd.in-toto+json")});
       auto multi = *s.index("multi", {"amd64", "attestation"});
       multi.manifests[1].platform = oci::Platform{"unknown", "unknown", {}, {}, {}};
       s.listing.manifests[multi.digest] = std::make_shared<const oci::Manifest>(multi);
       s.tag("a", "1", "multi");
       s.target("tyo");
     },
     "tyo: 1 copied 0 unchanged 0 replaced, 4 blobs, write 490 mounted 0 skipped 0, 15 requests\n"
     "blob l1 from a > tyo a\n"
     "blob provenance from a > tyo a\n"
     "blob c1 from a > tyo a\n"
     "blob c2 from a > tyo a\n"
     "tyo a:1: amd64 attestation multi after c1 l1 c2 provenance (190)\n"
     "read 190 in 4"},
    {"an index entry that is no manifest is a blob",
     [](Stage& s) {
       s.index("odd", {"data"}, "application/x-data");
       s.tag("a", "1", "odd");
       s.target("tyo");
     },
     "tyo: 1 copied 0 unchanged 0 replaced, 1 blobs, write 200 mounted 0 skipped 0, 4 requests\n"
     "blob data from a > tyo a\n"
     "tyo a:1: odd after data (100)\n"
     "read 100 in 1"},
    {"foreign layers are neither moved nor counted",
     [](Stage& s) {
       s.image("windows", s.blob("c", 10),
               {s.blob("core", 9000, "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"), s.blob("app", 40)});
       s.tag("a", "1", "windows");
       s.target("tyo");
     },
     "tyo: 1 copied 0 unchanged 0 replaced, 2 blobs, write 150 mounted 0 skipped 0, 7 requests\n"
     "blob app from a > tyo a\n"
     "blob c from a > tyo a\n"
     "tyo a:1: windows after c app (50)\n"
     "read 50 in 2"},
    {"an unreachable target gets nothing, the others do",
     [](Stage& s) {
       s.image("one", s.blob("c", 10), {});
       s.tag("a", "1", "one");
       auto& tyo = s.target("tyo");
       tyo.reachable = false;
       tyo.error = broken(base::Errc::ConnectionRefused);
       s.target("sjc");
     },
     "tyo: unreachable 0 copied 0 unchanged 0 replaced, 0 blobs, write 0 mounted 0 skipped 0, 0 requests\n"
     "sjc: 1 copied 0 unchanged 0 replaced, 1 blobs, write 110 mounted 0 skipped 0, 4 requests\n"
     "blob c from a > sjc a\n"
     "sjc a:1: one after c (10)\n"
     "read 10 in 1"},
    {"a tag that one target would not show is left alone there",
     [](Stage& s) {
       s.image("one", s.blob("c", 10), {});
       s.tag("a", "1", "one");
       s.target("tyo");
       s.target("sjc");
       s.listing.unreadable.push_back({"tyo", "a:1", broken(base::Errc::Denied)});
     },
     "tyo: 0 copied 0 unchanged 0 replaced, 0 blobs, write 0 mounted 0 skipped 0, 0 requests\n"
     "sjc: 1 copied 0 unchanged 0 replaced, 1 blobs, write 110 mounted 0 skipped 0, 4 requests\n"
     "blob c from a > sjc a\n"
     "sjc a:1: one after c (10)\n"
     "unreadable tyo a:1\n"
     "read 10 in 1"},
    {"a manifest that the source would not give, told once; who is up to date stays so",
     [](Stage& s) {
       webImage(s);
       s.forget("web");
       s.listing.unreadable.push_back({"", "app/web:1", broken(base::Errc::ManifestUnknown)});
       s.target("tyo");
       s.pointsTo(s.target("sjc"), "app/web", "1", "web");
     },
     "tyo: 0 copied 0 unchanged 0 replaced, 0 blobs, write 0 mounted 0 skipped 0, 0 requests\n"
     "sjc: 0 copied 1 unchanged 0 replaced, 0 blobs, write 0 mounted 0 skipped 0, 0 requests\n"
     "unreadable  app/web:1\n"
     "read 0 in 0"},
    {"a child that two tags share is missing: both are told",
     [](Stage& s) {
       s.index("x", {"gone"});
       s.index("y", {"gone"});
       s.tag("a", "1", "x");
       s.tag("a", "2", "y");
       s.target("tyo");
       s.listing.unreadable.push_back({"", "a:1", broken(base::Errc::ManifestUnknown)});
     },
     "tyo: 0 copied 0 unchanged 0 replaced, 0 blobs, write 0 mounted 0 skipped 0, 0 requests\n"
     "unreadable  a:1\n"
     "unreadable  a:2\n"
     "read 0 in 0"},
};

} // namespace

class DiffTest : public QObject {
  Q_OBJECT

private slots:
  void plans_data() {
    QTest::addColumn<int>("index");
    for (int i = 0; i < static_cast<int>(std::size(kCases)); ++i) QTest::newRow(kCases[i].name) << i;
  }
  void plans() {
    QFETCH(int, index);
    Stage stage;
    kCases[index].build(stage);
    const auto plan = plan::diff("base", "fra", stage.listing, {});
    QCOMPARE(stage.tell(plan), std::string(kCases[index].expected));
    QCOMPARE(plan.rule, std::string("base"));
    QCOMPARE(plan.source, std::string("fra"));
    QCOMPARE(plan.tags_matched, stage.listing.tags.size());
    QCOMPARE(plan.estimate.count(), 0.0);
    QCOMPARE(plan.empty(), plan.tags.empty());
    std::uint64_t write = 0;
    for (const auto& target : plan.targets) write += target.write.value;
    QCOMPARE(plan.write().value, write);
  }

  void estimate_data() {
    QTest::addColumn<double>("read");
    QTest::addColumn<double>("write");
    QTest::addColumn<double>("seconds");
    QTest::newRow("no rate known") << 0.0 << 0.0 << 0.0;
    QTest::newRow("reading is slower") << 151.0 << 1610.0 << 10.0;
    QTest::newRow("writing is slower") << 1510.0 << 161.0 << 10.0;
    QTest::newRow("only reading known") << 755.0 << 0.0 << 2.0;
    QTest::newRow("only writing known") << 0.0 << 805.0 << 2.0;
  }
  void estimate() {
    QFETCH(double, read);
    QFETCH(double, write);
    Stage stage;
    webImage(stage);
    stage.target("tyo");
    stage.target("sjc");
    QTEST(plan::diff("base", "fra", stage.listing, {{read}, {write}}).estimate.count(), "seconds");
  }

  void whatCannotBeReadWasMeantAsWell() {
    Stage stage;
    webImage(stage);
    stage.target("tyo");
    stage.listing.unreadable = {{"", "app/web:1", broken(base::Errc::Denied)},
                                {"", "ghost", broken(base::Errc::NameUnknown)},
                                {"tyo", "app/web:1", broken(base::Errc::Denied)}};
    QCOMPARE(plan::diff("base", "fra", stage.listing, {}).tags_matched, 2u);
  }

  void anUnreachableTargetKeepsItsReason() {
    Stage stage;
    auto& tyo = stage.target("tyo");
    tyo.reachable = false;
    tyo.error = broken(base::Errc::TlsUntrusted);
    const auto plan = plan::diff("base", "fra", stage.listing, {});
    QVERIFY(plan.targets.front().error.code == base::Errc::TlsUntrusted);
  }

  void aMissingManifestHasAReason() {
    Stage stage;
    webImage(stage);
    stage.forget("web");
    stage.target("tyo");
    const auto plan = plan::diff("base", "fra", stage.listing, {});
    QCOMPARE(plan.unreadable.size(), 1u);
    QVERIFY(plan.unreadable.front().error.code == base::Errc::ManifestUnknown);
    QVERIFY(plan.unreadable.front().error.message.find(digestOf("web").text()) != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(DiffTest)
#include "diff_test.moc"
