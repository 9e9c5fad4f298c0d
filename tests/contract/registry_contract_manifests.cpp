// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/registry_contract.h"
#include "contract/registry_images.h"

#include <QTest>

namespace meridian::test {

oci::Manifest RegistryContract::pushImage(std::string_view repository, std::string_view tag,
                                          std::string_view content) {
  auto manifest = parsed(imageJson(oci::kOciManifest, oci::kOciConfig, "{}", content), oci::kOciManifest);
  if (push(repository, "{}") && push(repository, content)) {
    const auto put = registry().putManifest(repository, tag, manifest, {});
    if (!put) qWarning("%s", put.error().text().c_str());
  }
  return manifest;
}

void RegistryContract::pushReferrersTag(std::string_view repository, const oci::Digest& subject,
                                        const oci::Manifest& referrer, std::string_view artifact_type) {
  const auto list = parsed(
      R"({"schemaVersion":2,"mediaType":")" + std::string(oci::kOciIndex) + R"(","manifests":[)" +
          json(descriptorOf(referrer), R"(,"artifactType":")" + std::string(artifact_type) + "\"") + "]}",
      oci::kOciIndex);
  const auto put = registry().putManifest(repository, "sha256-" + std::string(subject.encoded()), list, {});
  if (!put) qWarning("%s", put.error().text().c_str());
}

void RegistryContract::manifests_data() {
  QTest::addColumn<QString>("what");
  for (const char* what : {"image", "docker image", "index", "docker list", "nested index",
                           "artifact with subject", "unknown fields"})
    QTest::newRow(what) << what;
}
void RegistryContract::manifests() {
  QFETCH(QString, what);
  const auto base = pushImage("a/b", "base", "layer one");
  oci::Manifest manifest;
  if (what == "image") {
    manifest = base;
  } else if (what == "docker image") {
    manifest = parsed(
        imageJson(oci::kDockerManifest, "application/vnd.docker.container.image.v1+json", "{}", "layer one"),
        oci::kDockerManifest);
  } else if (what == "index") {
    manifest = parsed(indexJson(oci::kOciIndex, {descriptorOf(base)}), oci::kOciIndex);
  } else if (what == "docker list") {
    auto child = parsed(
        imageJson(oci::kDockerManifest, "application/vnd.docker.container.image.v1+json", "{}", "layer one"),
        oci::kDockerManifest);
    QCOMPARE(words(registry().putManifest("a/b", child.digest.text(), child, {})), "ok");
    manifest = parsed(indexJson(oci::kDockerList, {descriptorOf(child)}), oci::kDockerList);
  } else if (what == "nested index") {
    const auto inner = parsed(indexJson(oci::kOciIndex, {descriptorOf(base)}), oci::kOciIndex);
    QCOMPARE(words(registry().putManifest("a/b", inner.digest.text(), inner, {})), "ok");
    manifest = parsed(indexJson(oci::kOciIndex, {descriptorOf(inner)}), oci::kOciIndex);
  } else if (what == "artifact with subject") {
    manifest = parsed(
        imageJson(oci::kOciManifest, "application/vnd.oci.empty.v1+json", "{}", "layer one",
                  R"(,"artifactType":"application/vnd.example.sbom","subject":)" + json(descriptorOf(base))),
        oci::kOciManifest);
  } else {
    manifest = parsed(
        imageJson(oci::kOciManifest, oci::kOciConfig, "{}", "layer one",
                  ",\n  \"x-unknown\" : [ 1.50, \"\\u00e9\" ],\"annotations\":{\"b\":\"2\",\"a\":\"1\"}"),
        oci::kOciManifest);
  }
  QCOMPARE(words(registry().putManifest("a/b", "1.0", manifest, {})), "ok");
  for (const auto& reference : {std::string("1.0"), manifest.digest.text()}) {
    const auto head = registry().headManifest("a/b", reference, {});
    QCOMPARE(words(head), "ok");
    QVERIFY(head->has_value());
    QCOMPARE((*head)->digest, manifest.digest);
    QCOMPARE((*head)->media_type, manifest.media_type);
    QCOMPARE((*head)->size.value, manifest.bytes.size());
    const auto got = registry().getManifest("a/b", reference, {});
    QCOMPARE(words(got), "ok");
    QCOMPARE(got->bytes, manifest.bytes);
    QCOMPARE(got->media_type, manifest.media_type);
    QVERIFY(got->kind == manifest.kind);
  }
}

void RegistryContract::contentComesFirst() {
  const auto image = parsed(imageJson(oci::kOciManifest, oci::kOciConfig, "{}", "absent"), oci::kOciManifest);
  const auto put = registry().putManifest("a", "1", image, {});
  QCOMPARE(words(put), "MANIFEST_BLOB_UNKNOWN");
  const auto index = parsed(indexJson(oci::kOciIndex, {descriptorOf(image)}), oci::kOciIndex);
  QVERIFY(!registry().putManifest("a", "2", index, {}));
  for (const char* tag : {"1", "2"}) {
    const auto head = registry().headManifest("a", tag, {});
    QVERIFY(head && !head->has_value());
  }
  // Blobs belong to repositories: another repository's do not count.
  pushImage("b", "1", "absent");
  QCOMPARE(words(registry().putManifest("a", "1", image, {})), "MANIFEST_BLOB_UNKNOWN");
}

void RegistryContract::wrongManifestDigestIsRefused() {
  const auto image = pushImage("a", "1", "layer");
  QCOMPARE(words(registry().putManifest("a", digestOf("other").text(), image, {})), "DIGEST_INVALID");
}

void RegistryContract::tagMoves() {
  const auto one = pushImage("a", "1", "one"), two = pushImage("a", "1", "two");
  const auto head = registry().headManifest("a", "1", {});
  QVERIFY(head && head->has_value());
  QCOMPARE((*head)->digest, two.digest);
  const auto old = registry().getManifest("a", one.digest.text(), {});
  QCOMPARE(words(old), "ok");
}

void RegistryContract::referrers() {
  const auto subject = pushImage("a", "1", "layer");
  const auto none = registry().listReferrers("a", subject.digest, {});
  QCOMPARE(words(none), "ok");
  QVERIFY(none->empty());
  const auto sbom = parsed(
      imageJson(oci::kOciManifest, "application/vnd.oci.empty.v1+json", "{}", "layer",
                R"(,"artifactType":"application/vnd.example.sbom","subject":)" + json(descriptorOf(subject))),
      oci::kOciManifest);
  QCOMPARE(words(registry().putManifest("a", sbom.digest.text(), sbom, {})), "ok");
  const auto found = registry().listReferrers("a", subject.digest, {});
  QCOMPARE(words(found), "ok");
  QCOMPARE(found->size(), 1U);
  QCOMPARE(found->front().digest, sbom.digest);
  QCOMPARE(found->front().artifact_type, std::string("application/vnd.example.sbom"));
  QCOMPARE(found->front().size.value, sbom.bytes.size());
  // A second one joins the first, and the first again changes nothing.
  const auto signature = parsed(
      imageJson(oci::kOciManifest, "application/vnd.oci.empty.v1+json", "{}", "layer",
                R"(,"artifactType":"application/vnd.example.signature","subject":)" + json(descriptorOf(subject))),
      oci::kOciManifest);
  QCOMPARE(words(registry().putManifest("a", signature.digest.text(), signature, {})), "ok");
  QCOMPARE(words(registry().putManifest("a", sbom.digest.text(), sbom, {})), "ok");
  const auto both = registry().listReferrers("a", subject.digest, {});
  QCOMPARE(words(both), "ok");
  QCOMPARE(both->size(), 2U);
  // The subject itself is what it was.
  const auto head = registry().headManifest("a", "1", {});
  QVERIFY(head && head->has_value() && (*head)->digest == subject.digest);
}

} // namespace meridian::test
