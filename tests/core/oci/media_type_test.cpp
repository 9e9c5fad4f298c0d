// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/media_type.h"

#include "core/std_string.h"

#include <algorithm>

using namespace meridian::oci;

class MediaTypeTest : public QObject {
  Q_OBJECT
private slots:
  void kinds_data();
  void kinds();
  void nonDistributable_data();
  void nonDistributable();
  void acceptsWhatItKnows();
};

void MediaTypeTest::kinds_data() {
  QTest::addColumn<std::string>("type");
  QTest::addColumn<int>("kind");
  const auto row = [](const char* name, std::string_view type, ManifestKind kind) {
    QTest::newRow(name) << std::string(type) << static_cast<int>(kind);
  };
  row("oci manifest", kOciManifest, ManifestKind::Image);
  row("docker manifest", kDockerManifest, ManifestKind::Image);
  row("oci index", kOciIndex, ManifestKind::Index);
  row("docker list", kDockerList, ManifestKind::Index);
  row("artifact", kOciArtifactManifest, ManifestKind::Artifact);
  row("schema 1", kDockerSchema1, ManifestKind::Schema1);
  row("schema 1 signed", kDockerSchema1Signed, ManifestKind::Schema1);
  row("parameter", "application/vnd.oci.image.index.v1+json; charset=utf-8", ManifestKind::Index);
  row("parameter without blank", "application/vnd.oci.image.index.v1+json;charset=utf-8",
      ManifestKind::Index);
  row("case", " Application/VND.oci.image.Index.v1+JSON ", ManifestKind::Index);
  row("config", kOciConfig, ManifestKind::Unknown);
  row("json", "application/json", ManifestKind::Unknown);
  row("longer", "application/vnd.oci.image.index.v1+jsonx", ManifestKind::Unknown);
  row("empty", "", ManifestKind::Unknown);
  row("blank", "  ", ManifestKind::Unknown);
}

void MediaTypeTest::kinds() {
  QFETCH(std::string, type);
  QFETCH(int, kind);
  QCOMPARE(static_cast<int>(manifestKind(type)), kind);
  const auto k = static_cast<ManifestKind>(kind);
  QCOMPARE(isManifest(type), k != ManifestKind::Unknown && k != ManifestKind::Schema1);
}

void MediaTypeTest::nonDistributable_data() {
  QTest::addColumn<std::string>("type");
  QTest::addColumn<bool>("foreign");
  const auto row = [](const char* name, const char* type, bool foreign) {
    QTest::newRow(name) << std::string(type) << foreign;
  };
  row("oci", "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip", true);
  row("oci zstd", "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd", true);
  row("docker", "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", true);
  row("layer", "application/vnd.oci.image.layer.v1.tar+gzip", false);
  row("docker layer", "application/vnd.docker.image.rootfs.diff.tar.gzip", false);
  row("somebody's foreign thing", "application/x.foreign.thing", false);
}

void MediaTypeTest::nonDistributable() {
  QFETCH(std::string, type);
  QFETCH(bool, foreign);
  QCOMPARE(isNonDistributable(type), foreign);
}

void MediaTypeTest::acceptsWhatItKnows() {
  const auto& types = acceptedManifests();
  const auto schema1 = std::find_if(types.begin(), types.end(),
                                    [](const auto& t) { return manifestKind(t) == ManifestKind::Schema1; });
  QVERIFY(std::all_of(types.begin(), schema1, [](const auto& t) { return isManifest(t); }));
  QVERIFY(schema1 != types.end());
  QVERIFY(std::none_of(schema1, types.end(), [](const auto& t) { return isManifest(t); }));
  for (const auto type : {kOciManifest, kOciIndex, kDockerManifest, kDockerList, kOciArtifactManifest})
    QCOMPARE(std::count(types.begin(), types.end(), type), std::ptrdiff_t(1));
}

QTEST_APPLESS_MAIN(MediaTypeTest)
#include "media_type_test.moc"
