// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <concepts> otherwise

#include "core/plan/diff_stage.h"

using namespace meridian;
using namespace meridian::test;
using Stage = DiffStage;

namespace {

const DiffCase kCases[] = {
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

/// Which tags and blobs go where, and what cannot be read.
class DiffTest : public QObject {
  Q_OBJECT

private slots:
  void plans_data() {
    QTest::addColumn<int>("index");
    for (int i = 0; i < static_cast<int>(std::size(kCases)); ++i) QTest::newRow(kCases[i].name) << i;
  }
  void plans() {
    QFETCH(int, index);
    checkPlan(kCases[index]);
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
