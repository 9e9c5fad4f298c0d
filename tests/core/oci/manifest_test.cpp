// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/manifest.h"

#include "base/sha256.h"
#include "core/std_string.h"

#include <span>

using namespace meridian;
using base::Errc;
using oci::Manifest;
using oci::ManifestKind;

namespace {

std::string digest(char c) {
  return "sha256:" + std::string(64, c);
}

std::string descriptor(char c, std::string_view type = "application/vnd.oci.image.layer.v1.tar+gzip",
                       std::string_view more = "") {
  return R"({"mediaType":")" + std::string(type) + R"(","digest":")" + digest(c) + R"(","size":7)" +
         std::string(more) + "}";
}

std::string image(std::string_view more = "") {
  return R"({"schemaVersion":2,"config":)" + descriptor('c', oci::kOciConfig) + R"(,"layers":[)" +
         descriptor('1') + "," + descriptor('2') + "]" + std::string(more) + "}";
}

std::string index(std::string_view more = "") {
  return R"({"schemaVersion":2,"manifests":[)" +
         descriptor('1', oci::kOciManifest,
                    R"(,"platform":{"os":"linux","architecture":"arm","variant":"v7"})") +
         "," +
         descriptor('2', oci::kOciManifest,
                    R"(,"platform":{"os":"unknown","architecture":"unknown"},)"
                    R"("annotations":{"vnd.docker.reference.type":"attestation-manifest"})") +
         "," + descriptor('3', oci::kOciIndex) + "]" + std::string(more) + "}";
}

std::string typed(std::string_view type) {
  return R"(,"mediaType":")" + std::string(type) + "\"";
}

} // namespace

class ManifestTest : public QObject {
  Q_OBJECT
private slots:
  void classifies_data();
  void classifies();
  void refuses_data();
  void refuses();
  void readsImage();
  void readsIndex();
  void readsArtifact();
  void blobsInOrderWithoutForeign();
  void keepsBytes_data();
  void keepsBytes();
  void schema1SaysWhatToDo();
  void sizeAndDepthLimits();
};

void ManifestTest::classifies_data() {
  QTest::addColumn<std::string>("bytes");
  QTest::addColumn<std::string>("served");
  QTest::addColumn<int>("kind");
  QTest::addColumn<std::string>("type");
  const auto row = [](const char* name, const std::string& bytes, std::string_view served, ManifestKind kind,
                      std::string_view type) {
    QTest::newRow(name) << bytes << std::string(served) << static_cast<int>(kind) << std::string(type);
  };
  using oci::kDockerList, oci::kDockerManifest, oci::kOciArtifactManifest, oci::kOciIndex, oci::kOciManifest;
  row("oci image, type served", image(), kOciManifest, ManifestKind::Image, kOciManifest);
  row("oci image, both", image(typed(kOciManifest)), kOciManifest, ManifestKind::Image, kOciManifest);
  row("docker image", image(typed(kDockerManifest)), kDockerManifest, ManifestKind::Image, kDockerManifest);
  row("served with charset", image(), "application/vnd.oci.image.manifest.v1+json; charset=utf-8",
      ManifestKind::Image, kOciManifest);
  row("served as JSON, own type", index(typed(kDockerList)), "application/json", ManifestKind::Index,
      kDockerList);
  row("nothing served, own type", index(typed(kDockerList)), "", ManifestKind::Index, kDockerList);
  row("served as text, own type", image(typed(kDockerManifest)), "text/plain; charset=utf-8",
      ManifestKind::Image, kDockerManifest);
  row("nothing but an image's fields", image(), "", ManifestKind::Image, kOciManifest);
  row("nothing but an index's fields", index(), "", ManifestKind::Index, kOciIndex);
  row("docker document served as oci", image(typed(kDockerManifest)), kOciManifest, ManifestKind::Image,
      kDockerManifest);
  row("index", index(), kOciIndex, ManifestKind::Index, kOciIndex);
  row("empty index", R"({"schemaVersion":2,"manifests":[]})", kOciIndex, ManifestKind::Index, kOciIndex);
  row("empty index as Go writes it", R"({"schemaVersion":2,"manifests":null})", kOciIndex,
      ManifestKind::Index, kOciIndex);
  row("artifact",
      R"({"mediaType":")" + std::string(kOciArtifactManifest) + R"(","blobs":[)" + descriptor('1') + "]}",
      kOciArtifactManifest, ManifestKind::Artifact, kOciArtifactManifest);
  row("unknown type with layers", image(), "application/vnd.example.v1+json", ManifestKind::Image,
      "application/vnd.example.v1+json");
  row("unknown type with manifests", index(), "application/vnd.example.v1+json", ManifestKind::Index,
      "application/vnd.example.v1+json");
  row("unknown type, only layers", R"({"layers":[)" + descriptor('1') + "]}",
      "application/vnd.example.v1+json", ManifestKind::Image, "application/vnd.example.v1+json");
  row("unknown type, own", R"({"mediaType":"application/vnd.example.v1+json","x":1})", "",
      ManifestKind::Unknown, "application/vnd.example.v1+json");
  row("unknown", R"({"hello":"world"})", "application/vnd.example.v1+json", ManifestKind::Unknown,
      "application/vnd.example.v1+json");
  row("no schemaVersion", R"({"manifests":[]})", kOciIndex, ManifestKind::Index, kOciIndex);
}

void ManifestTest::classifies() {
  QFETCH(std::string, bytes);
  QFETCH(std::string, served);
  QFETCH(int, kind);
  QFETCH(std::string, type);
  const auto manifest = Manifest::parse(bytes, served);
  QVERIFY2(manifest.has_value(), manifest ? "" : manifest.error().text().c_str());
  QCOMPARE(static_cast<int>(manifest->kind), kind);
  QCOMPARE(manifest->media_type, type);
  QCOMPARE(manifest->bytes, bytes);
}

void ManifestTest::refuses_data() {
  QTest::addColumn<std::string>("bytes");
  QTest::addColumn<std::string>("served");
  QTest::addColumn<int>("code");
  const auto row = [](const char* name, const std::string& bytes, std::string_view served, Errc code) {
    QTest::newRow(name) << bytes << std::string(served) << static_cast<int>(code);
  };
  using oci::kDockerManifest, oci::kOciArtifactManifest, oci::kOciIndex, oci::kOciManifest;
  const auto layer = [](const std::string& json) {
    return R"({"schemaVersion":2,"config":)" + descriptor('c') + R"(,"layers":[)" + json + "]}";
  };
  const auto failed = Errc::ParseFailed;
  row("empty", "", kOciManifest, failed);
  row("no JSON", "<html>", kOciManifest, failed);
  row("cut off", image().substr(0, 200), kOciManifest, failed);
  row("text after the end", image() + "x", kOciManifest, failed);
  row("list", "[]", kOciManifest, failed);
  row("string", "\"x\"", kOciManifest, failed);
  row("no config", R"({"schemaVersion":2,"layers":[]})", kOciManifest, failed);
  row("config null", R"({"schemaVersion":2,"config":null,"layers":[]})", kOciManifest, failed);
  row("no layers", R"({"schemaVersion":2,"config":)" + descriptor('c') + "}", kOciManifest, failed);
  row("index without manifests", R"({"schemaVersion":2})", kOciIndex, failed);
  row("layers no list", R"({"schemaVersion":2,"config":)" + descriptor('c') + R"(,"layers":{}})",
      kOciManifest, failed);
  row("layer no object", layer("1"), kOciManifest, failed);
  row("layer null", layer("null"), kOciManifest, failed);
  row("no digest", layer(R"({"mediaType":"a/b","size":1})"), kOciManifest, failed);
  row("bad digest", layer(R"({"mediaType":"a/b","size":1,"digest":"sha256:../../etc"})"), kOciManifest,
      failed);
  row("digest no string", layer(R"({"mediaType":"a/b","size":1,"digest":7})"), kOciManifest, failed);
  row("no media type", layer(R"({"size":1,"digest":")" + digest('1') + "\"}"), kOciManifest, failed);
  const auto sized = [&](const char* size) {
    return layer(R"({"mediaType":"a/b","digest":")" + digest('1') + R"(","size":)" + size + "}");
  };
  row("no size", layer(R"({"mediaType":"a/b","digest":")" + digest('1') + "\"}"), kOciManifest, failed);
  row("negative size", sized("-1"), kOciManifest, failed);
  row("size 2^63", sized("9223372036854775808"), kOciManifest, failed);
  row("size 2^64", sized("18446744073709551616"), kOciManifest, failed);
  row("size with fraction", sized("1.5"), kOciManifest, failed);
  row("size 1e3", sized("1e3"), kOciManifest, failed);
  row("size as text", sized("\"1\""), kOciManifest, failed);
  row("annotation no string", image(R"(,"annotations":{"a":1})"), kOciManifest, failed);
  row("annotations no object", image(R"(,"annotations":["a"])"), kOciManifest, failed);
  row("subject no descriptor", image(R"(,"subject":"x")"), kOciManifest, failed);
  row("platform no object", layer(descriptor('1', "a/b", R"(,"platform":"linux")")), kOciManifest, failed);
  row("os no string", layer(descriptor('1', "a/b", R"(,"platform":{"os":1})")), kOciManifest, failed);
  row("urls no list", layer(descriptor('1', "a/b", R"(,"urls":"x")")), kOciManifest, failed);
  row("mediaType no string", image(R"(,"mediaType":1)"), kOciManifest, failed);
  row("schemaVersion text", R"({"schemaVersion":"2","manifests":[]})", kOciIndex, failed);
  row("schemaVersion 3", R"({"schemaVersion":3,"manifests":[]})", kOciIndex, failed);
  row("invalid UTF-8", image(",\"a\":\"\xff\""), kOciManifest, failed);
  // CVE-2021-41190
  row("image and index", image(R"(,"manifests":[])"), kOciManifest, failed);
  row("index and image", index(R"(,"layers":[])"), kOciIndex, failed);
  row("index with config", index(R"(,"config":)" + descriptor('c')), "", failed);
  row("image's fields, called an index", image(typed(kOciIndex)), kOciIndex, failed);
  row("index's fields, called an image", index(typed(kOciManifest)), "", failed);
  row("image's fields, served as an index", image(), kOciIndex, Errc::ContentMismatch);
  row("index's fields, served as an image", index(), kDockerManifest, Errc::ContentMismatch);
  row("image served as an index", image(typed(kOciManifest)), kOciIndex, Errc::ContentMismatch);
  row("index served as an image", index(typed(kOciIndex)), kOciManifest, Errc::ContentMismatch);
  row("image served as an artifact", image(typed(kOciManifest)), kOciArtifactManifest, Errc::ContentMismatch);
  // A field that we read twice means two things
  row("layers twice", image(R"(,"layers":[])"), kOciManifest, failed);
  row("mediaType twice", image(typed(kOciManifest) + typed(kOciManifest)), kOciManifest, failed);
  row("escaped key twice", image(R"(,"l\u0061yers":[])"), kOciManifest, failed);
  row("digest twice", layer(descriptor('1', "a/b", R"(,"digest":")" + digest('2') + "\"")), kOciManifest,
      failed);
  row("os twice", layer(descriptor('1', "a/b", R"(,"platform":{"os":"a","os":"b"})")), kOciManifest, failed);
  row("schema 1 by version", R"({"schemaVersion":1,"name":"a","tag":"b","fsLayers":[]})", "",
      Errc::Unsupported);
  row("schema 1 by served type", "{}", oci::kDockerSchema1Signed, Errc::Unsupported);
  row("schema 1 by own type", R"({"mediaType":"application/vnd.docker.distribution.manifest.v1+json"})", "",
      Errc::Unsupported);
}

void ManifestTest::refuses() {
  QFETCH(std::string, bytes);
  QFETCH(std::string, served);
  QFETCH(int, code);
  const auto manifest = Manifest::parse(bytes, served);
  QVERIFY(!manifest.has_value());
  QCOMPARE(std::string(base::name(manifest.error().code)), std::string(base::name(static_cast<Errc>(code))));
  QVERIFY(!manifest.error().message.empty());
}

void ManifestTest::readsImage() {
  const auto manifest = Manifest::parse(
      image(R"(,"artifactType":"application/x","annotations":{"a":"b"},"subject":)" +
            descriptor('5', oci::kOciManifest, R"(,"data":"e30=","artifactType":"t","urls":["https://x"])")),
      oci::kOciManifest);
  QVERIFY(manifest.has_value());
  QCOMPARE(manifest->config->digest.text(), digest('c'));
  QCOMPARE(manifest->config->size.value, std::uint64_t(7));
  QCOMPARE(manifest->layers.size(), std::size_t(2));
  QCOMPARE(manifest->layers[1].digest.text(), digest('2'));
  QVERIFY(!manifest->layers[1].platform);
  QCOMPARE(manifest->subject->digest.text(), digest('5'));
  QCOMPARE(manifest->subject->artifact_type, std::string("t"));
  QCOMPARE(manifest->subject->urls.at(0), std::string("https://x"));
  QCOMPARE(manifest->artifact_type, std::string("application/x"));
  QCOMPARE(manifest->annotations.at("a"), std::string("b"));
  QVERIFY(manifest->manifests.empty());
}

void ManifestTest::readsIndex() {
  const auto manifest =
      Manifest::parse(index(R"(,"subject":)" + descriptor('5', oci::kOciManifest)), oci::kOciIndex);
  QVERIFY(manifest.has_value());
  QCOMPARE(manifest->manifests.size(), std::size_t(3));
  QCOMPARE(manifest->manifests[0].platform->text(), std::string("linux/arm/v7"));
  QVERIFY(manifest->manifests[1].platform->isUnknown());
  QCOMPARE(manifest->manifests[1].annotations.at("vnd.docker.reference.type"),
           std::string("attestation-manifest"));
  QCOMPARE(manifest->manifests[2].media_type, std::string(oci::kOciIndex));
  QVERIFY(!manifest->manifests[2].platform);
  QVERIFY(manifest->subject.has_value());
  QVERIFY(manifest->blobs().empty());
}

void ManifestTest::readsArtifact() {
  const auto manifest = Manifest::parse(R"({"mediaType":"application/vnd.oci.artifact.manifest.v1+json",
      "artifactType":"sbom","blobs":[)" + descriptor('1') +
                                            R"(],"subject":)" + descriptor('5', oci::kOciManifest) + "}",
                                        "");
  QVERIFY(manifest.has_value());
  QCOMPARE(manifest->blobs().size(), std::size_t(1));
  QCOMPARE(manifest->artifact_type, std::string("sbom"));
  QCOMPARE(manifest->subject->digest.text(), digest('5'));
}

void ManifestTest::blobsInOrderWithoutForeign() {
  const auto manifest = Manifest::parse(
      R"({"schemaVersion":2,"config":)" + descriptor('c') + R"(,"layers":[)" + descriptor('2') + "," +
          descriptor('f', "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
                     R"(,"urls":["https://x"])") +
          "," + descriptor('1') + "," + descriptor('2') + "," + descriptor('c') + "]}",
      oci::kDockerManifest);
  QVERIFY(manifest.has_value());
  std::string order;
  for (const auto& blob : manifest->blobs())
    order += blob.digest.encoded().front();
  QCOMPARE(order, std::string("c21"));
  QCOMPARE(manifest->layers.size(), std::size_t(5));
}

void ManifestTest::keepsBytes_data() {
  QTest::addColumn<std::string>("bytes");
  const auto row = [](const char* name, const std::string& bytes) { QTest::newRow(name) << bytes; };
  row("odd blanks", "\n\t {  \"schemaVersion\" :\r\n2 ,\"manifests\"\t:[ ]  }\n\n");
  row("unicode escapes",
      R"({"schemaVersion":2,"manifests":[],"annotations":{"\u00e9":"\ud83d\ude00 é \/ \u0000"}})");
  row("unknown fields",
      index(R"(,"x-vendor":{"size":1,"size":2,"deep":[[{"mediaType":1}]]},"zzz":null,"n":1e40)"));
  row("repeated annotation", index(R"(,"annotations":{"a":"1","a":"2"})"));
  row("repeated unknown field", index(R"(,"x":1,"x":2)"));
  row("byte order mark", "\xef\xbb\xbf" + index());
  row("numbers as written", index(R"(,"x":1.00,"y":1E+2,"z":-0)"));
}

void ManifestTest::keepsBytes() {
  QFETCH(std::string, bytes);
  const auto manifest = Manifest::parse(bytes, oci::kOciIndex);
  QVERIFY2(manifest.has_value(), manifest ? "" : manifest.error().text().c_str());
  QCOMPARE(manifest->bytes, bytes);
  QCOMPARE(manifest->digest.text(), "sha256:" + base::Sha256::hex(std::as_bytes(std::span(bytes))));
}

void ManifestTest::schema1SaysWhatToDo() {
  const auto manifest = Manifest::parse(R"({"schemaVersion":1})", "");
  const auto& message = manifest.error().message;
  for (const char* word : {"schema 1", "deprecated", "push"})
    QVERIFY2(message.find(word) != std::string::npos, word);
}

void ManifestTest::sizeAndDepthLimits() {
  const auto nested = [](std::size_t depth) {
    return index(R"(,"x":)" + std::string(depth, '[') + std::string(depth, ']'));
  };
  QVERIFY(Manifest::parse(nested(63), oci::kOciIndex).has_value());
  QVERIFY(!Manifest::parse(nested(64), oci::kOciIndex).has_value());
  QVERIFY(!Manifest::parse(nested(2'000'000), oci::kOciIndex).has_value());
  const auto padded = [](std::size_t size) { return index() + std::string(size - index().size(), ' '); };
  QVERIFY(Manifest::parse(padded(oci::kMostManifestBytes), oci::kOciIndex).has_value());
  QVERIFY(!Manifest::parse(padded(oci::kMostManifestBytes + 1), oci::kOciIndex).has_value());
}

QTEST_APPLESS_MAIN(ManifestTest)
#include "manifest_test.moc"
