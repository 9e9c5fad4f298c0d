// SPDX-License-Identifier: GPL-3.0-or-later
// Two writers push to the source while it is mirrored, and a reader that knows neither looks at the replicas all the
// time: no tag may ever point to content that is not there, and in the end every region holds the same.
#include <QTest>

#include "e2e/client.h"
#include "e2e/ctl.h"

#include <atomic>
#include <random>
#include <thread>

using namespace meridian;
using namespace std::chrono_literals;
using test::Ctl;
using test::DirectClient;
using test::storedTags;

namespace {

constexpr auto kTime = 30s; ///< for each way of setting tags: a minute in all
constexpr int kTags = 6;
const std::string kRepository = "app/web";

/// What is wrong with a tag as a replica shows it right now; empty: it is whole (or not there).
std::string wrong(ports::Registry& registry, const std::string& tag) {
  auto manifest = registry.getManifest(kRepository, tag, {});
  // distribution writes a tag's link in place: who reads it in that moment finds nothing. The next look counts.
  if (!manifest) manifest = registry.getManifest(kRepository, tag, {});
  if (!manifest) {
    const auto code = manifest.error().code;
    return code == base::Errc::ManifestUnknown || code == base::Errc::NameUnknown ? std::string() : manifest.error().text();
  }
  for (const auto& blob : manifest->blobs()) {
    const auto head = registry.headBlob(kRepository, blob.digest, {});
    if (!head) return head.error().text();
    if (!*head) return "blob " + blob.digest.text() + " of " + manifest->digest.text() + " is not there";
  }
  for (const auto& child : manifest->manifests) {
    const auto head = registry.headManifest(kRepository, child.digest.text(), {});
    if (!head || !*head) return "child " + child.digest.text() + " of " + manifest->digest.text() + " is not there";
  }
  return {};
}

void write(const std::string& url, int seed, std::stop_token stop, std::atomic<int>& pushed) {
  DirectClient client(url);
  std::mt19937 random(static_cast<unsigned>(seed));
  for (int n = 0; !stop.stop_requested(); ++n) {
    const auto tag = "v" + std::to_string(random() % kTags);
    const auto name = std::to_string(seed) + "." + std::to_string(n);
    const std::string layer(20'000 + random() % 50'000, static_cast<char>('a' + random() % 26));
    if (random() % 3 != 0) {
      if (client.image(kRepository, tag, name + layer)) ++pushed;
      continue;
    }
    const auto one = client.image(kRepository, "", name + "-1" + layer), two = client.image(kRepository, "", name + "-2" + layer);
    if (!one || !two) continue;
    const auto child = [](const oci::Manifest& manifest, const char* architecture) {
      return DirectClient::descriptor(DirectClient::describe(manifest),
                                      R"(,"platform":{"os":"linux","architecture":")" + std::string(architecture) + "\"}");
    };
    if (client.manifest(kRepository, tag, R"({"schemaVersion":2,"mediaType":")" + std::string(oci::kOciIndex) + R"(","manifests":[)" +
                                              child(*one, "amd64") + "," + child(*two, "arm64") + "]}", oci::kOciIndex))
      ++pushed;
  }
}

} // namespace

class E2eWritersTest : public QObject {
  Q_OBJECT

private slots:
  void regionsConverge_data() {
    QTest::addColumn<QString>("more");
    QTest::newRow("each tag when it is ready") << "";
    QTest::newRow("all or nothing") << ",\"promotion\":{\"mode\":\"all-or-nothing\"}";
  }
  void regionsConverge() {
    QFETCH(QString, more);
    std::vector<std::unique_ptr<test::RegistryProcess>> registries;
    for (int i = 0; i < 3; ++i) {
      auto started = test::RegistryProcess::start();
      QVERIFY2(started, started ? "" : started.error().message.c_str());
      registries.push_back(std::move(*started));
    }
    Ctl ctl({{"fra", registries[0]->url(), {}, {}}, {"tyo", registries[1]->url(), {}, {}}, {"sjc", registries[2]->url(), {}, {}}},
            "\"" + kRepository + "\"", more.toStdString());
    std::atomic<int> pushed{0}, looks{0};
    std::mutex mutex;
    std::vector<std::string> faults;
    {
      std::vector<std::jthread> threads;
      for (const int seed : {1, 2})
        threads.emplace_back([&, seed](std::stop_token stop) { write(registries[0]->url(), seed, stop, pushed); });
      for (const int place : {1, 2})
        threads.emplace_back([&, place](std::stop_token stop) {
          DirectClient client(registries[static_cast<std::size_t>(place)]->url());
          for (int n = 0; !stop.stop_requested(); ++n) {
            const auto tag = "v" + std::to_string(n % kTags);
            auto found = wrong(*client, tag);
            ++looks;
            if (found.empty()) continue;
            const std::lock_guard lock(mutex);
            faults.push_back(tag + " at " + std::to_string(place) + ": " + found);
          }
        });
      QVERIFY(test::waitUntil([&] { return pushed > kTags; }, 30s));
      const auto end = std::chrono::steady_clock::now() + kTime;
      int runs = 0, unusable = 0;
      while (std::chrono::steady_clock::now() < end) {
        const auto result = ctl.run({"--json", "sync", "all"});
        ++runs;
        // A tag that moves faster than it can be copied is left to the next run; nothing worse may happen.
        if (result.status != 0 && result.status != 1) ++unusable;
      }
      qInfo("%d pushes, %d syncs, %d looks", pushed.load(), runs, looks.load());
      QCOMPARE(unusable, 0);
      QVERIFY(runs > 2);
    }
    const auto last = ctl.run({"--json", "sync", "all"});
    QVERIFY2(last.status == 0, qPrintable(last.out + last.err));
    const auto source = storedTags(*registries[0]);
    QCOMPARE(source.size(), static_cast<std::size_t>(kTags));
    QVERIFY(storedTags(*registries[1]) == source);
    QVERIFY(storedTags(*registries[2]) == source);
    QVERIFY2(faults.empty(), (std::to_string(faults.size()) + ", first: " + (faults.empty() ? "" : faults.front())).c_str());
    QVERIFY(looks > 100);
  }
};

QTEST_GUILESS_MAIN(E2eWritersTest)
#include "writers_test.moc"
