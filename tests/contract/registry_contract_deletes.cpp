// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/registry_contract.h"
#include "contract/registry_images.h"

#include <QTest>

#include <algorithm>

namespace meridian::test {

namespace {

bool has(ports::Registry& registry, std::string_view repository, std::string_view reference) {
  const auto head = registry.headManifest(repository, reference, {});
  if (!head) qFatal("%s", head.error().text().c_str());
  return head->has_value();
}

} // namespace

void RegistryContract::deletesByTag() {
  const auto image = pushImage("a", "one", "layer");
  pushImage("a", "two", "layer");
  const auto profile = registry().probe({}, {});
  QCOMPARE(words(profile), "ok");
  const auto done = registry().deleteManifest("a", "one", {});
  if (profile->tag_delete == ports::Ability::Yes) {
    QCOMPARE(words(done), "ok");
    QVERIFY(!has(registry(), "a", "one"));
  } else {
    QCOMPARE(words(done), "UNSUPPORTED");
    QVERIFY2(done.error().text().find("by digest only") != std::string::npos, done.error().text().c_str());
    QVERIFY(has(registry(), "a", "one"));
  }
  QVERIFY(has(registry(), "a", "two"));
  QVERIFY(has(registry(), "a", image.digest.text()));
}

void RegistryContract::deletesByDigest() {
  const auto image = pushImage("a", "one", "layer");
  pushImage("a", "two", "layer");
  const auto other = pushImage("a", "other", "another layer");
  pushImage("b", "one", "layer");
  QCOMPARE(words(registry().deleteManifest("a", image.digest.text(), {})), "ok");
  for (const auto& reference : {std::string("one"), std::string("two"), image.digest.text()})
    QVERIFY2(!has(registry(), "a", reference), reference.c_str());
  QVERIFY(has(registry(), "a", "other"));
  QVERIFY(has(registry(), "a", other.digest.text()));
  QVERIFY(has(registry(), "b", "one"));
  auto tags = ports::allTags(registry(), "a", {});
  QCOMPARE(words(tags), "ok");
  QCOMPARE(*tags, std::vector<std::string>{"other"});
  // The blobs are still there: what was deleted can be put back.
  for (const auto& blob : image.blobs()) {
    const auto head = registry().headBlob("a", blob.digest, {});
    QVERIFY(head && head->has_value());
  }
  QCOMPARE(words(registry().putManifest("a", "one", image, {})), "ok");
  QVERIFY(has(registry(), "a", "one"));
}

void RegistryContract::deletesWhatIsGone() {
  const auto image = pushImage("a", "one", "layer");
  QCOMPARE(words(registry().deleteManifest("a", digestOf("never there").text(), {})), "ok");
  QCOMPARE(words(registry().deleteManifest("no/such", image.digest.text(), {})), "ok");
  QCOMPARE(words(registry().deleteManifest("a", image.digest.text(), {})), "ok");
  QCOMPARE(words(registry().deleteManifest("a", image.digest.text(), {})), "ok");
  QVERIFY(!registry().deleteManifest("A", "one", {}));
  QVERIFY(!registry().deleteManifest("a", "-1", {}));
  std::stop_source stop;
  stop.request_stop();
  QCOMPARE(words(registry().deleteManifest("a", "one", stop.get_token())), "CANCELLED");
}

void RegistryContract::checkRefusesDeletes(ports::Registry& off, std::string_view repository,
                                           const oci::Manifest& image, std::string_view tag) {
  for (const auto& reference : {std::string(tag), image.digest.text()}) {
    const auto refused = off.deleteManifest(repository, reference, {});
    QCOMPARE(words(refused), "UNSUPPORTED");
    QCOMPARE(refused.error().http_status, 405);
    QVERIFY2(refused.error().text().find("switched off") != std::string::npos,
             refused.error().text().c_str());
    QVERIFY(has(off, repository, tag));
  }
}

} // namespace meridian::test
