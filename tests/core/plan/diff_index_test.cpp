// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <concepts> otherwise

#include "core/plan/diff_stage.h"

using namespace meridian;
using namespace meridian::test;
using Stage = DiffStage;

namespace {

const DiffCase kCases[] = {
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
    {"a child of two indexes is written once",
     [](Stage& s) {
       s.image("amd64", s.blob("c1", 10), {});
       s.index("x", {"amd64"});
       s.index("y", {"amd64"});
       s.tag("a", "1", "x");
       s.tag("a", "2", "y");
       s.target("tyo");
     },
     "tyo: 2 copied 0 unchanged 0 replaced, 1 blobs, write 310 mounted 0 skipped 0, 6 requests\n"
     "blob c1 from a > tyo a\n"
     "tyo a:1: amd64 x after c1 (10)\n"
     "tyo a:2: amd64 y after c1 (10)\n"
     "read 10 in 1"},
    {"a child with a tag of its own is written under it, in each repository",
     [](Stage& s) {
       s.image("amd64", s.blob("c1", 10), {});
       s.index("x", {"amd64"});
       s.tag("a", "1", "x");
       s.tag("a", "amd", "amd64");
       s.tag("b", "1", "x");
       s.target("tyo");
     },
     "tyo: 3 copied 0 unchanged 0 replaced, 1 blobs, write 410 mounted 10 skipped 0, 8 requests\n"
     "blob c1 from a > tyo a and b\n"
     "tyo a:1: amd64 x after c1 (10)\n"
     "tyo a:amd: amd64 after c1 (10)\n"
     "tyo b:1: amd64 x after c1 (10)\n"
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
};

} // namespace

/// Indexes, and content that is no ordinary image.
class DiffIndexTest : public QObject {
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
};

QTEST_GUILESS_MAIN(DiffIndexTest)
#include "diff_index_test.moc"
