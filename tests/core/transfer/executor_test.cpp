// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/executor.h"

#include "core/std_string.h"
#include "support/images.h"
#include "support/instant_clock.h"
#include "support/recording_registry.h"

#include <QTest>

#include <deque>
#include <set>
#include <thread>

using namespace meridian;
using base::Errc;
using memory::Operation;
using test::addImage;
using test::addIndex;

namespace {

base::Error broken(Errc code) { return {code, "broken on purpose", {}, 0, {}, {}, {}}; }

/// A source with two images that share a layer and an index, and targets that are empty until run().
class Fleet {
public:
  explicit Fleet(std::size_t targets, memory::RegistryOptions options = {}) {
    web = addImage(source_memory, "app/web", "1", test::config("web"), {base, web_top});
    api = addImage(source_memory, "app/api", "1", test::config("api"), {base, std::string(700, 'a')});
    arm = addImage(source_memory, "app/web", "", test::config("arm"), {std::string(900, 'r')});
    multi = addIndex(source_memory, "app/web", "multi", {web, arm});
    for (std::size_t t = 0; t < targets; ++t) {
      memories.emplace_back(clock, options);
      recorders.emplace_back(memories.back());
    }
  }

  /// The plan for what the source has and the (empty) targets lack.
  plan::Plan plan() {
    plan::Listing listing;
    for (const auto* manifest : {&web, &api, &arm, &multi})
      listing.manifests[manifest->digest] = std::make_shared<const oci::Manifest>(*manifest);
    listing.tags = {{"app/api", "1", api.digest, api.media_type},
                    {"app/web", "1", web.digest, web.media_type},
                    {"app/web", "multi", multi.digest, multi.media_type}};
    for (std::size_t t = 0; t < memories.size(); ++t) listing.targets.push_back({"t" + std::to_string(t), {}, {}, {}, true, true, {}});
    if (prepare) prepare(listing);
    return plan::diff("base", "src", listing, {});
  }

  struct Ended {
    std::vector<std::string> steps; ///< by step: "" = copied, else the error's code
    transfer::Progress::Figures figures;
  };
  Ended run(std::size_t workers = 4) {
    const auto what = plan();
    base::ThreadPool worker_threads("worker", workers);
    base::ThreadPool writer_threads("writer", workers * memories.size());
    transfer::Progress progress(what, clock);
    Ended ended;
    ended.steps.assign(what.tags.size(), "never");
    std::mutex mutex;
    transfer::Ends ends{source, {}};
    transfer::Slots places(worker_threads, workers, workers);
    for (auto& recorder : recorders) ends.targets.emplace_back(recorder);
    transfer::Executor executor(what, std::move(ends), {worker_threads, writer_threads, places}, clock, progress,
                                [&](std::size_t step, const base::Result<void>& result) {
                                  const std::lock_guard lock(mutex);
                                  ended.steps[step] = ended.steps[step] != "never" ? "twice"
                                                      : result                     ? ""
                                                                                   : std::string(base::name(result.error().code));
                                });
    executor.run(stop.get_token());
    ended.figures = progress.figures();
    return ended;
  }

  /// "app/web:1 app/web:multi" of target t, in order.
  std::string tags(std::size_t t) {
    std::string out;
    for (const auto* repository : {"app/api", "app/web"}) {
      const auto names = ports::allTags(memories[t], repository, {});
      if (!names) continue;
      for (const auto& name : *names) out += (out.empty() ? "" : " ") + std::string(repository) + ":" + name;
    }
    return out;
  }

  test::InstantClock clock;
  memory::Registry source_memory{clock};
  test::RecordingRegistry source{source_memory};
  std::deque<memory::Registry> memories;
  std::deque<test::RecordingRegistry> recorders;
  std::stop_source stop;
  std::function<void(plan::Listing&)> prepare;
  const std::string base = std::string(300'000, 'b');
  const std::string web_top = std::string(5000, 'w');
  oci::Manifest web, api, arm, multi;
};

const std::string kAll = "app/api:1 app/web:1 app/web:multi";

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : " ") + (word.empty() ? "copied" : word);
  return out;
}

} // namespace

class ExecutorTest : public QObject {
  Q_OBJECT

private slots:
  void copiesEverythingAndReadsEachBlobOnce_data() {
    QTest::addColumn<int>("targets");
    QTest::addColumn<int>("workers");
    QTest::newRow("one target, one worker") << 1 << 1;
    QTest::newRow("three targets, one worker") << 3 << 1;
    QTest::newRow("three targets, eight workers") << 3 << 8;
  }
  void copiesEverythingAndReadsEachBlobOnce() {
    QFETCH(int, targets);
    QFETCH(int, workers);
    Fleet fleet(static_cast<std::size_t>(targets));
    const auto plan = fleet.plan();
    const auto ended = fleet.run(static_cast<std::size_t>(workers));
    for (std::size_t t = 0; t < fleet.memories.size(); ++t) {
      QCOMPARE(fleet.tags(t), kAll);
      const auto got = fleet.memories[t].getManifest("app/web", "multi", {});
      QVERIFY(got);
      QCOMPARE(got->bytes, fleet.multi.bytes);
      QVERIFY(fleet.memories[t].blobBytes("app/api", test::digestOf(fleet.base)) == fleet.base);
      // Shared between two repositories: uploaded to one, mounted into the other.
      QCOMPARE(fleet.recorders[t].count("put-blob"), 7u);
      QCOMPARE(fleet.recorders[t].count("mount-blob"), 1u);
      // Each manifest once under each of its names, and once without: what the plan counts is what arrives.
      std::uint64_t manifests = 0;
      std::set<oci::Digest> children;
      std::set<oci::Digest> roots;
      for (const auto& step : plan.tags)
        if (step.target == t) roots.insert(step.manifests.back()->digest);
      for (const auto& step : plan.tags) {
        if (step.target != t) continue;
        for (const auto& manifest : step.manifests)
          if (manifest == step.manifests.back() ||
              (!roots.contains(manifest->digest) && children.insert(manifest->digest).second))
            manifests += manifest->bytes.size();
      }
      QCOMPARE(ended.figures.written[t] + manifests, plan.targets[t].write.value);
      QCOMPARE(fleet.memories[t].traffic().written.load(), plan.targets[t].write.value);
    }
    QCOMPARE(fleet.source.count("get-blob"), 7u);
    QCOMPARE(ended.figures.read.value, plan.read.value);
    QVERIFY(ended.figures.done == ended.figures.total);
    QCOMPARE(ended.figures.blobs_done, ended.figures.blobs_total);
    QCOMPARE(ended.figures.steps_done, plan.tags.size());
    QCOMPARE(ended.figures.mounted.value, fleet.base.size() * static_cast<std::uint64_t>(targets));
    for (const auto uploads : ended.figures.transfers) QCOMPARE(uploads, 0u);
  }

  void contentBeforeManifestsBeforeIndexBeforeTag() {
    Fleet fleet(2);
    // The registry in memory refuses what is out of order as well; this shows who is to blame.
    fleet.run(8);
    for (const auto& recorder : fleet.recorders) {
      const auto at = [&](const std::string& line) { return recorder.place(line); };
      const auto manifest = [&](const std::string& repository, const std::string& tag, const oci::Manifest& image) {
        const auto place = at("put-manifest " + repository + " " + tag);
        QVERIFY(place != test::RecordingRegistry::npos);
        for (const auto& blob : image.blobs()) {
          const auto put = std::min(at("put-blob " + repository + " " + blob.digest.text()),
                                    at("mount-blob " + repository + " " + blob.digest.text()));
          QVERIFY2(put < place, blob.digest.text().c_str());
        }
      };
      manifest("app/web", "1", fleet.web);
      manifest("app/api", "1", fleet.api);
      manifest("app/web", fleet.arm.digest.text(), fleet.arm);
      const auto index = at("put-manifest app/web multi");
      QVERIFY(at("put-manifest app/web " + fleet.arm.digest.text()) < index);
      // This child has a tag of its own, under which it may have been written before.
      QVERIFY(std::min(at("put-manifest app/web " + fleet.web.digest.text()), at("put-manifest app/web 1")) < index);
    }
  }

  void noManifestIsRewrittenWhileAnIndexThatNamesItIsTaken() {
    for (int round = 0; round < 5; ++round) {
      Fleet fleet(1);
      fleet.prepare = [&](plan::Listing& listing) {
        const auto also = [&](const char* tag, const oci::Manifest& manifest) {
          QVERIFY(fleet.source_memory.addManifest("app/web", tag, manifest.bytes, manifest.media_type));
          listing.tags.push_back({"app/web", tag, manifest.digest, manifest.media_type});
        };
        for (const auto* tag : {"multi-a", "multi-b", "multi-c"}) also(tag, fleet.multi);
        also("same", fleet.web);
      };
      std::mutex mutex;
      std::multiset<std::string> inside;
      bool overlapped = false;
      fleet.recorders[0].before([&](const std::string& line) {
        if (!line.starts_with("put-manifest app/web")) return;
        const bool index = line.find("multi") != std::string::npos;
        {
          const std::lock_guard lock(mutex);
          inside.insert(index ? "index" : "child");
          overlapped = overlapped || (inside.contains("index") && inside.contains("child"));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2)); // widens the window, decides nothing
        const std::lock_guard lock(mutex);
        inside.erase(inside.find(index ? "index" : "child"));
      });
      fleet.run(8);
      QVERIFY(!overlapped);
      QCOMPARE(fleet.recorders[0].count("put-manifest app/web " + fleet.arm.digest.text()), 1u);
      QCOMPARE(fleet.tags(0), std::string("app/api:1 app/web:1 app/web:multi app/web:multi-a app/web:multi-b app/web:multi-c app/web:same"));
    }
  }

  void aTagDoesNotWaitForOtherImages() {
    Fleet fleet(1);
    fleet.run(1);
    const auto& recorder = fleet.recorders[0];
    // The smallest blobs go last; the image of the largest ones is published before them.
    QVERIFY(recorder.place("put-manifest app/web 1") != test::RecordingRegistry::npos);
    const auto lines = recorder.lines();
    const auto last_blob = std::find_if(lines.rbegin(), lines.rend(), [](const auto& line) { return line.starts_with("put-blob"); });
    const auto first_tag = std::find_if(lines.begin(), lines.end(), [](const auto& line) { return line.starts_with("put-manifest"); });
    QVERIFY(first_tag < last_blob.base());
  }

  void cancelHere_data() {
    QTest::addColumn<QString>("at");
    QTest::addColumn<bool>("source");
    QTest::newRow("reading a blob") << "get-blob" << true;
    QTest::newRow("uploading a blob") << "put-blob" << false;
    QTest::newRow("mounting a blob") << "mount-blob" << false;
    QTest::newRow("writing a child manifest") << "put-manifest app/web sha256" << false;
    QTest::newRow("writing a tag") << "put-manifest app/web multi" << false;
  }
  void cancelHere() {
    QFETCH(QString, at);
    QFETCH(bool, source);
    Fleet fleet(2);
    const auto stop_at = [&fleet, prefix = at.toStdString()](const std::string& line) {
      if (line.starts_with(prefix)) fleet.stop.request_stop();
    };
    if (source)
      fleet.source.before(stop_at);
    else
      fleet.recorders[0].before(stop_at);
    const auto ended = fleet.run(2);
    QVERIFY2(fleet.stop.stop_requested(), "the step was never reached");
    bool cancelled = false;
    for (const auto& step : ended.steps) {
      QVERIFY2(step.empty() || step == "CANCELLED", step.c_str());
      cancelled = cancelled || !step.empty();
    }
    QVERIFY(cancelled);
    QVERIFY(fleet.tags(0).find("multi") == std::string::npos);
    QCOMPARE(ended.figures.steps_failed, 0u);
  }

  void cancelledBeforeItBegins() {
    Fleet fleet(2);
    fleet.stop.request_stop();
    const auto ended = fleet.run();
    for (const auto& step : ended.steps) QCOMPARE(step, std::string("CANCELLED"));
    QCOMPARE(fleet.source.lines().size(), 0u);
    QCOMPARE(fleet.recorders[0].lines().size(), 0u);
  }

  void cancelWakesABackoff() {
    Fleet fleet(1);
    fleet.memories[0].addFault({Operation::PutBlob, {}, {}, broken(Errc::ServerError), -1, {}, false});
    fleet.recorders[0].before([&](const std::string& line) {
      if (line.starts_with("put-blob")) fleet.stop.request_stop();
    });
    for (const auto& step : fleet.run().steps) QCOMPARE(step, std::string("CANCELLED"));
  }

  void oneTargetFailsTheOthersAreComplete_data() {
    QTest::addColumn<int>("code");
    QTest::newRow("denied") << static_cast<int>(Errc::Denied);
    QTest::newRow("disk full") << static_cast<int>(Errc::DiskFull);
    QTest::newRow("refused") << static_cast<int>(Errc::ConnectionRefused);
    QTest::newRow("server error that stays") << static_cast<int>(Errc::ServerError);
  }
  void oneTargetFailsTheOthersAreComplete() {
    QFETCH(int, code);
    Fleet fleet(3);
    fleet.memories[1].addFault({Operation::PutBlob, {}, {}, broken(static_cast<Errc>(code)), -1, base::ByteCount{10}, false});
    const auto plan = fleet.plan();
    const auto ended = fleet.run();
    QCOMPARE(fleet.tags(0), kAll);
    QCOMPARE(fleet.tags(2), kAll);
    QCOMPARE(fleet.tags(1), std::string());
    for (std::size_t i = 0; i < ended.steps.size(); ++i)
      QCOMPARE(ended.steps[i], plan.tags[i].target == 1 ? std::string(base::name(static_cast<Errc>(code))) : std::string());
    QCOMPARE(fleet.recorders[0].count("put-blob"), 7u);
    QCOMPARE(fleet.recorders[2].count("put-blob"), 7u);
  }

  void aLostTargetIsGivenUpAtOnce() {
    Fleet fleet(2);
    fleet.memories[1].addFault({Operation::PutBlob, {}, {}, broken(Errc::DiskFull), -1, {}, false});
    fleet.run(1);
    QCOMPARE(fleet.recorders[1].count("failed put-blob"), 1u);
    QCOMPARE(fleet.recorders[1].lines().size(), 1u);
    QCOMPARE(fleet.tags(0), kAll);
  }

  void whatEndsOneRepositoryLeavesTheOther() {
    Fleet fleet(1);
    fleet.memories[0].addFault({Operation::PutBlob, "app/web", {}, broken(Errc::Denied), -1, {}, false});
    fleet.run();
    QCOMPARE(fleet.tags(0), std::string("app/api:1"));
  }

  void aCorruptBlobSetsNoTag() {
    Fleet fleet(2);
    const auto shared = test::digestOf(fleet.base);
    fleet.source_memory.addFault({Operation::GetBlob, {}, shared.text(), {}, -1, {}, true});
    const auto ended = fleet.run();
    QCOMPARE(joined(ended.steps), std::string("CONTENT_MISMATCH CONTENT_MISMATCH CONTENT_MISMATCH CONTENT_MISMATCH "
                                              "CONTENT_MISMATCH CONTENT_MISMATCH"));
    for (std::size_t t = 0; t < 2; ++t) {
      QCOMPARE(fleet.tags(t), std::string());
      QVERIFY(!fleet.memories[t].blobBytes("app/web", shared) && !fleet.memories[t].blobBytes("app/api", shared));
    }
    // Reading it again for the second repository would bring the same bytes.
    QCOMPARE(fleet.source.count("get-blob app/api " + shared.text()) + fleet.source.count("get-blob app/web " + shared.text()), 1u);
  }

  void aMissingBlobSetsNoTag() {
    Fleet fleet(1);
    fleet.source_memory.removeBlob("app/web", test::digestOf(fleet.web_top));
    const auto ended = fleet.run();
    QCOMPARE(fleet.tags(0), std::string("app/api:1"));
    QCOMPARE(joined(ended.steps), std::string("copied BLOB_UNKNOWN BLOB_UNKNOWN"));
  }

  void aBrokenUploadIsTriedAgainAlone() {
    Fleet fleet(3);
    const auto shared = test::digestOf(fleet.base);
    fleet.memories[1].addFault({Operation::PutBlob, {}, shared.text(), broken(Errc::ConnectionLost), 2, base::ByteCount{100'000}, false});
    const auto ended = fleet.run();
    for (std::size_t t = 0; t < 3; ++t) QCOMPARE(fleet.tags(t), kAll);
    QCOMPARE(fleet.source.count("get-blob app/api " + shared.text()), 3u);
    QCOMPARE(fleet.recorders[0].count("put-blob app/api " + shared.text()), 1u);
    QCOMPARE(fleet.recorders[2].count("put-blob app/api " + shared.text()), 1u);
    QVERIFY(ended.figures.done == ended.figures.total);
    QVERIFY(ended.figures.written[1] > ended.figures.written[0]);
    QCOMPARE(ended.figures.waiting, std::string());
  }

  void mountsOutOfAnotherRepository() {
    Fleet fleet(2);
    const auto shared = test::digestOf(fleet.base);
    fleet.memories[0].addBlob("base/debian", fleet.base);
    fleet.prepare = [&](plan::Listing& listing) {
      for (auto& target : listing.targets) target.mount_sources[shared] = "base/debian"; // wrong for the second
    };
    const auto ended = fleet.run();
    QCOMPARE(fleet.tags(0), kAll);
    QCOMPARE(fleet.tags(1), kAll);
    QCOMPARE(fleet.recorders[0].count("put-blob app/api " + shared.text()), 0u);
    QCOMPARE(fleet.recorders[1].count("put-blob app/api " + shared.text()), 1u);
    QVERIFY(ended.figures.done == ended.figures.total);
  }

  void registriesWithoutMountsGetUploads() {
    memory::RegistryOptions options;
    options.mounts = false;
    Fleet fleet(3, options);
    const auto shared = test::digestOf(fleet.base);
    // A broken upload of the second round is tried again as well.
    fleet.memories[1].addFault({Operation::PutBlob, "app/web", shared.text(), broken(Errc::ConnectionLost), 1, base::ByteCount{100'000}, false});
    const auto ended = fleet.run();
    for (std::size_t t = 0; t < 3; ++t) QCOMPARE(fleet.tags(t), kAll);
    // Once for the first repository of all targets, once for the second, once for the broken upload.
    QCOMPARE(fleet.source.count("get-blob app/api " + shared.text()), 3u);
    QVERIFY(ended.figures.done == ended.figures.total);
    QCOMPARE(ended.figures.mounted.value, 0u);
  }

  void aRefusedTagIsAFailureOfThatTag() {
    Fleet fleet(1);
    fleet.memories[0].addFault({Operation::PutManifest, "app/web", "1", broken(Errc::Denied), -1, {}, false});
    const auto ended = fleet.run();
    QCOMPARE(joined(ended.steps), std::string("copied DENIED copied"));
    QCOMPARE(fleet.tags(0), std::string("app/api:1 app/web:multi"));
    QCOMPARE(ended.figures.steps_failed, 1u);
  }
};

QTEST_GUILESS_MAIN(ExecutorTest)
#include "executor_test.moc"
