// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/registry_contract.h"

#include "contract/registry_images.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace meridian::test {

using memory::GeneratedBlob;

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

void RegistryContract::probes() {
  const auto profile = registry().probe({}, {});
  QVERIFY2(profile, profile ? "" : profile.error().text().c_str());
  using ports::Ability;
  QVERIFY(profile->probed != base::Timestamp{});
  QCOMPARE(profile->auth, std::string("none"));
  QVERIFY(!profile->server.empty());
  QCOMPARE(profile->remarks, std::vector<std::string>{});
  QVERIFY(profile->streaming == Ability::Yes && profile->monolithic == Ability::Yes);
  QVERIFY(profile->mount == Ability::Yes && profile->range == Ability::Yes);
  QVERIFY(profile->resume != Ability::Unknown && profile->tag_delete != Ability::Unknown);
  QVERIFY(profile->referrers == (m_under_test->hasReferrersApi() ? Ability::Yes : Ability::No));
  QVERIFY(!profile->redirects);
  QCOMPARE(profile->http_versions, std::vector<int>{11});
  // What the probe stored is gone.
  const auto tags = registry().listTags("meridian/probe", "", {});
  QVERIFY(!tags || tags->names.empty());
  std::stop_source stop;
  stop.request_stop();
  QCOMPARE(words(registry().probe({}, stop.get_token())), "CANCELLED");
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
