// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/registry_contract.h"

#include "contract/content.h"
#include "oci/media_type.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

namespace meridian::test {

namespace {

using base::Errc;
using memory::GeneratedBlob;

const std::string kLayer = "application/vnd.oci.image.layer.v1.tar+gzip";

std::string json(const oci::Descriptor& d, const std::string& more = {}) {
  return R"({"mediaType":")" + d.media_type + R"(","digest":")" + d.digest.text() + R"(","size":)" +
         std::to_string(d.size.value) + more + "}";
}

std::string imageJson(std::string_view type, std::string_view config_type, std::string_view config,
                      std::string_view layer, const std::string& more = {}) {
  return R"({"schemaVersion":2,"mediaType":")" + std::string(type) + R"(","config":)" +
         json(descriptorOf(config, std::string(config_type))) + R"(,"layers":[)" +
         json(descriptorOf(layer, kLayer)) + "]" + more + "}";
}

std::string indexJson(std::string_view type, const std::vector<oci::Descriptor>& children) {
  std::string out = R"({"schemaVersion":2,"mediaType":")" + std::string(type) + R"(","manifests":[)";
  for (const auto& child : children)
    out +=
        (out.back() == '[' ? "" : ",") + json(child, R"(,"platform":{"os":"linux","architecture":"amd64"})");
  return out + "]}";
}

oci::Manifest parsed(std::string bytes, std::string_view type) {
  auto manifest = oci::Manifest::parse(std::move(bytes), type);
  if (!manifest) qFatal("%s", manifest.error().text().c_str());
  return std::move(*manifest);
}

oci::Descriptor descriptorOf(const oci::Manifest& manifest) {
  oci::Descriptor out;
  out.media_type = manifest.media_type;
  out.digest = manifest.digest;
  out.size = {manifest.bytes.size()};
  return out;
}

} // namespace

bool RegistryContract::push(std::string_view repository, std::string_view text) {
  ports::StringSource source(text);
  const auto put = registry().putBlob(repository, descriptorOf(text, kLayer), source, nullptr, {});
  if (!put) qWarning("%s", put.error().text().c_str());
  return put.has_value();
}

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

void RegistryContract::init() {
  std::string why;
  m_under_test = make(why);
  QVERIFY2(m_under_test != nullptr, why.c_str());
}
void RegistryContract::cleanup() {
  m_under_test.reset();
}

void RegistryContract::pings() {
  const auto answer = registry().ping({});
  QCOMPARE(words(answer), "ok");
  QCOMPARE(answer->auth, std::string("none"));
}

void RegistryContract::blobs_data() {
  QTest::addColumn<quint64>("size");
  QTest::newRow("empty") << quint64(0);
  QTest::newRow("one byte") << quint64(1);
  QTest::newRow("small") << quint64(64 * 1024);
  QTest::newRow("just not small") << quint64(64 * 1024 + 1);
  QTest::newRow("1 MB") << quint64(1'000'000);
  QTest::newRow("70 MB") << quint64(70'000'000);
}
void RegistryContract::blobs() {
  QFETCH(quint64, size);
  const GeneratedBlob content{{size}, 7};
  const auto blob = descriptorOf(content);
  GeneratedSource source(content);
  QCOMPARE(words(registry().putBlob("a/b", blob, source, nullptr, {})), "ok");
  const auto head = registry().headBlob("a/b", blob.digest, {});
  QCOMPARE(words(head), "ok");
  QVERIFY(head->has_value());
  QCOMPARE((*head)->size.value, size);
  HashSink sink;
  QCOMPARE(words(registry().getBlob("a/b", blob.digest, {}, sink, {})), "ok");
  QCOMPARE(sink.size(), size);
  QCOMPARE(sink.digest(), blob.digest);
}

void RegistryContract::blobFromAnOffset() {
  QVERIFY(push("a", "hello world"));
  for (const auto& [offset, expected] : std::vector<std::pair<std::uint64_t, std::string>>{
           {0, "hello world"}, {6, "world"}, {10, "d"}, {11, ""}}) {
    ports::StringSink sink(100);
    QCOMPARE(words(registry().getBlob("a", digestOf("hello world"), {offset}, sink, {})), "ok");
    QCOMPARE(sink.text(), expected);
  }
  ports::StringSink sink(100);
  QCOMPARE(words(registry().getBlob("a", digestOf("hello world"), {12}, sink, {})), "RANGE_INVALID");
}

void RegistryContract::wrongDigestIsRefused() {
  for (const std::uint64_t size : {10, 1'000'000}) {
    auto blob = descriptorOf(GeneratedBlob{{size}, 1});
    GeneratedSource source({{size}, 2});
    source.one_way = true;
    QCOMPARE(words(registry().putBlob("a", blob, source, nullptr, {})), "DIGEST_INVALID");
    const auto head = registry().headBlob("a", blob.digest, {});
    QVERIFY(head && !head->has_value());
  }
}

void RegistryContract::badSourceIsNotStored() {
  for (const std::uint64_t size : {10, 1'000'000}) {
    const GeneratedBlob content{{size}, 3};
    GeneratedSource source(content);
    source.bad_end.code = Errc::ContentMismatch;
    source.bad_end.message = "the source sent wrong bytes";
    const auto put = registry().putBlob("a", descriptorOf(content), source, nullptr, {});
    QCOMPARE(words(put), "CONTENT_MISMATCH");
    QCOMPARE(put.error().message, source.bad_end.message);
    const auto head = registry().headBlob("a", content.digest(), {});
    QVERIFY(head && !head->has_value());
  }
}

void RegistryContract::shortSourceIsNotStored() {
  for (const std::uint64_t size : {10, 1'000'000}) {
    const GeneratedBlob content{{size}, 3};
    auto blob = descriptorOf(content);
    blob.size = {size + 5};
    GeneratedSource source(content);
    source.one_way = true;
    QCOMPARE(words(registry().putBlob("a", blob, source, nullptr, {})), "CONTENT_MISMATCH");
    const auto head = registry().headBlob("a", content.digest(), {});
    QVERIFY(head && !head->has_value());
  }
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

void RegistryContract::tagsByPages() {
  std::vector<std::string> expected;
  for (int i = 1; i <= 7; ++i) {
    pushImage("a/b", "v" + std::to_string(i), "layer " + std::to_string(i % 3));
    expected.push_back("v" + std::to_string(i));
  }
  auto tags = ports::allTags(registry(), "a/b", {});
  QCOMPARE(words(tags), "ok");
  std::sort(tags->begin(), tags->end());
  QCOMPARE(*tags, expected);
}

void RegistryContract::catalogueByPages() {
  const std::vector<std::string> expected{"a", "a/b", "b", "c", "d/e/f"};
  const auto before = registry().traffic().requests.load();
  for (const auto& name : expected)
    pushImage(name, "1", "layer");
  auto names = ports::allRepositories(registry(), {});
  QCOMPARE(words(names), "ok");
  std::sort(names->begin(), names->end());
  QCOMPARE(*names, expected);
  const auto page = registry().listRepositories("", {});
  QCOMPARE(page->names.size(), 2U);
  QVERIFY(!page->next.empty());
  QVERIFY(registry().traffic().requests.load() > before);
}

void RegistryContract::mounts() {
  QVERIFY(push("a/b", "shared layer"));
  const auto yes = registry().mountBlob("c", digestOf("shared layer"), "a/b", {});
  QCOMPARE(words(yes), "ok");
  QVERIFY(*yes);
  const auto head = registry().headBlob("c", digestOf("shared layer"), {});
  QVERIFY(head && head->has_value());
  const auto no = registry().mountBlob("c", digestOf("nobody has it"), "a/b", {});
  QCOMPARE(words(no), "ok");
  QVERIFY(!*no);
  const auto elsewhere = registry().mountBlob("d", digestOf("shared layer"), "no/such", {});
  QCOMPARE(words(elsewhere), "ok");
  QVERIFY(!*elsewhere);
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
  if (!m_under_test->hasReferrersApi())
    pushReferrersTag("a", subject.digest, sbom, "application/vnd.example.sbom");
  const auto found = registry().listReferrers("a", subject.digest, {});
  QCOMPARE(words(found), "ok");
  QCOMPARE(found->size(), 1U);
  QCOMPARE(found->front().digest, sbom.digest);
  QCOMPARE(found->front().artifact_type, std::string("application/vnd.example.sbom"));
  QCOMPARE(found->front().size.value, sbom.bytes.size());
}

void RegistryContract::missingThings() {
  for (const char* repository : {"no/such", "a"}) {
    const auto manifest = registry().headManifest(repository, "2", {});
    QCOMPARE(words(manifest), "ok");
    QVERIFY(!manifest->has_value());
    const auto blob = registry().headBlob(repository, digestOf("nothing"), {});
    QCOMPARE(words(blob), "ok");
    QVERIFY(!blob->has_value());
    const auto got = registry().getManifest(repository, "2", {});
    QVERIFY2(words(got) == "MANIFEST_UNKNOWN" || words(got) == "NAME_UNKNOWN", qPrintable(words(got)));
    ports::StringSink sink(10);
    const auto bytes = registry().getBlob(repository, digestOf("nothing"), {}, sink, {});
    QVERIFY2(words(bytes) == "BLOB_UNKNOWN" || words(bytes) == "NAME_UNKNOWN", qPrintable(words(bytes)));
    QVERIFY(sink.text().empty());
    pushImage("a", "1", "layer");
  }
  QCOMPARE(words(registry().listTags("no/such", "", {})), "NAME_UNKNOWN");
}

void RegistryContract::badNames() {
  QVERIFY(!registry().headManifest("A", "1", {}));
  QVERIFY(!registry().headManifest("a", "-1", {}));
  QVERIFY(!registry().headManifest("../a", "1", {}));
  QVERIFY(!registry().listTags("a//b", "", {}));
}

void RegistryContract::uploadStops() {
  std::stop_source stop;
  const GeneratedBlob content{{64'000'000}, 5};
  GeneratedSource source(content);
  source.at = [&](std::uint64_t at) {
    if (at > 1'000'000) stop.request_stop();
  };
  QCOMPARE(words(registry().putBlob("a", descriptorOf(content), source, nullptr, stop.get_token())), "CANCELLED");
  const auto head = registry().headBlob("a", content.digest(), {});
  QVERIFY(head && !head->has_value());
}

void RegistryContract::downloadStops() {
  const GeneratedBlob content{{64'000'000}, 6};
  GeneratedSource source(content);
  QCOMPARE(words(registry().putBlob("a", descriptorOf(content), source, nullptr, {})), "ok");
  std::stop_source stop;
  HashSink sink;
  sink.at = [&](std::uint64_t at) {
    if (at > 1'000'000) stop.request_stop();
  };
  QCOMPARE(words(registry().getBlob("a", content.digest(), {}, sink, stop.get_token())), "CANCELLED");
  QVERIFY(sink.size() < content.size.value);
}

void RegistryContract::stoppedBeforeItBegan() {
  std::stop_source stop;
  stop.request_stop();
  QCOMPARE(words(registry().ping(stop.get_token())), "CANCELLED");
  QCOMPARE(words(registry().headManifest("a", "1", stop.get_token())), "CANCELLED");
  ports::StringSource source("x");
  QCOMPARE(words(registry().putBlob("a", descriptorOf("x", kLayer), source, nullptr, stop.get_token())), "CANCELLED");
  ports::StringSink sink(1);
  QCOMPARE(words(registry().getBlob("a", digestOf("x"), {}, sink, stop.get_token())), "CANCELLED");
}

void RegistryContract::manyAtOnce() {
  std::atomic<int> good{0};
  {
    std::vector<std::jthread> threads;
    for (std::uint64_t i = 0; i < 16; ++i)
      threads.emplace_back([&, i] {
        const GeneratedBlob content{{100'000 + i}, i};
        GeneratedSource source(content);
        HashSink sink;
        const auto repository = "many/" + std::to_string(i % 3);
        if (registry().putBlob(repository, descriptorOf(content), source, nullptr, {}) &&
            registry().getBlob(repository, content.digest(), {}, sink, {}) &&
            sink.digest() == content.digest())
          ++good;
      });
  }
  QCOMPARE(good.load(), 16);
}

void RegistryContract::countsTraffic() {
  const auto& traffic = registry().traffic();
  const auto requests = traffic.requests.load(), read = traffic.read.load(), written = traffic.written.load();
  const GeneratedBlob content{{1'000'000}, 9};
  GeneratedSource source(content);
  QCOMPARE(words(registry().putBlob("a", descriptorOf(content), source, nullptr, {})), "ok");
  QCOMPARE(traffic.written.load() - written, content.size.value);
  HashSink sink;
  QCOMPARE(words(registry().getBlob("a", content.digest(), {}, sink, {})), "ok");
  QCOMPARE(traffic.read.load() - read, content.size.value);
  QVERIFY(traffic.requests.load() > requests);
}

} // namespace meridian::test
