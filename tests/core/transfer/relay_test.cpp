// SPDX-License-Identifier: GPL-3.0-or-later
// Blobs over far and near ends: what goes through the spool, what that saves, and what happens when it fails.
#include <QTest> // first: moc 6.4 does not get through <concepts> otherwise

#include "core/std_string.h"
#include "core/transfer/range_source.h"
#include "core/transfer/spool_log.h"
#include "memory/blob_store.h"
#include "memory/state_store.h"
#include "support/images.h"
#include "transfer/executor.h"
#include "transfer/flows.h"

#include <deque>
#include <thread>

using namespace meridian;
using namespace std::chrono_literals;
using base::Errc;
using memory::Operation;

namespace {

constexpr std::uint64_t kMiB = 1024 * 1024;

base::Error broken(Errc code) { return {code, "broken on purpose", {}, 0, {}, {}, {}}; }

std::string bytes(std::uint64_t size, std::uint64_t seed) {
  std::string out(size, '\0');
  memory::GeneratedBlob{{size}, seed}.fill(0, std::as_writable_bytes(std::span(out)));
  return out;
}

/// One image of a large layer, a small one and a config, for targets that have nothing.
class Haul {
public:
  struct Setup {
    std::uint64_t large = 6 * kMiB;
    std::size_t targets = 1;
    std::chrono::milliseconds source{6}, target{0}; ///< round trips; from 5 ms on an end is far
    base::ByteCount spool{1024 * kMiB};
  };
  explicit Haul(Setup setup) : large(bytes(setup.large, 1)), store(setup.spool) {
    image = test::addImage(source_memory, "app/web", "1", test::config("web"), {large, small});
    source_memory.setLatency(setup.source);
    for (std::size_t t = 0; t < setup.targets; ++t) {
      memories.emplace_back(clock);
      memories.back().setLatency(setup.target);
      recorders.emplace_back(memories.back());
    }
    // As the survey before a plan does: from then on it is known how far everybody is.
    (void)source.ping({});
    for (auto& target : memories) (void)target.ping({});
  }

  plan::Plan plan() {
    plan::Listing listing;
    listing.manifests[image.digest] = std::make_shared<const oci::Manifest>(image);
    listing.tags = {{"app/web", "1", image.digest, image.media_type}};
    for (std::size_t t = 0; t < memories.size(); ++t) listing.targets.push_back({"t" + std::to_string(t), {}, {}, {}, true, true, {}});
    return plan::diff("base", "src", listing, {});
  }

  struct Ended {
    std::string steps; ///< "copied DENIED", in the order of targets
    transfer::Progress::Figures figures;
  };
  Ended run() {
    const auto what = plan();
    base::ThreadPool workers("worker", 4), writers("writer", 4 * memories.size()), lines("flow", 8);
    transfer::Slots places(workers, 4, 4);
    transfer::Progress progress(what, clock);
    transfer::FlowOptions options;
    options.count = {4, 4};
    options.patience = options.patience_refused = base::Seconds{20};
    options.retry.first = 5ms;
    options.retry.longest = 50ms;
    transfer::Flows flows(source, lines, clock, options, nullptr);
    transfer::Ends ends{source, {}};
    for (std::size_t t = 0; t < recorders.size(); ++t) ends.targets.emplace_back(recorders[t], "t" + std::to_string(t));
    ends.flows = &flows;
    ends.spool = &log;
    ends.journal = &journal;
    std::mutex mutex;
    ends.tell = [&](std::string_view level, const std::string& text) {
      const std::lock_guard lock(mutex);
      notices.push_back(std::string(level) + ": " + text);
    };
    std::vector<std::string> words(what.tags.size(), "never");
    transfer::Executor executor(what, std::move(ends), {workers, writers, places}, clock, progress,
                                [&](std::size_t step, const base::Result<void>& result) {
                                  const std::lock_guard lock(mutex);
                                  words[step] = result ? "copied" : std::string(base::name(result.error().code));
                                });
    executor.run(stop.get_token());
    Ended ended{{}, progress.figures()};
    for (const auto& word : words) ended.steps += (ended.steps.empty() ? "" : " ") + word;
    return ended;
  }

  /// What of the image target `t` has: "large small tag".
  std::string has(std::size_t t) {
    std::string out;
    const auto blob = [&](const std::string& wanted, const char* name) {
      const auto held = memories[t].blobBytes("app/web", test::digestOf(wanted));
      if (held) out += std::string(out.empty() ? "" : " ") + (*held == wanted ? name : "wrong");
    };
    blob(large, "large");
    blob(small, "small");
    const auto head = memories[t].headManifest("app/web", "1", {});
    if (head && *head) out += std::string(out.empty() ? "" : " ") + "tag";
    return out;
  }
  oci::Descriptor largeBlob() const {
    oci::Descriptor blob;
    blob.digest = test::digestOf(large);
    blob.size = {large.size()};
    return blob;
  }
  /// The large layer's bytes that the source was asked to send.
  std::uint64_t askedFor() const {
    std::uint64_t sum = 0;
    for (const auto& one : source.asked()) sum += one.range.length;
    return sum;
  }

  base::SystemClock clock;
  const std::string large;
  const std::string small = bytes(70'000, 2);
  memory::Registry source_memory{clock};
  test::RangeSource source{source_memory};
  std::deque<memory::Registry> memories;
  std::deque<test::RecordingRegistry> recorders;
  memory::BlobStore store;
  test::SpoolLog log{store};
  memory::StateStore journal;
  std::vector<std::string> notices;
  std::stop_source stop;
  oci::Manifest image;
};

const std::string kAll = "large small tag";

} // namespace

class RelayTest : public QObject {
  Q_OBJECT

private slots:
  void whatGoesThroughTheSpool_data() {
    QTest::addColumn<quint64>("size");
    QTest::addColumn<int>("source");
    QTest::addColumn<int>("target");
    QTest::addColumn<int>("spooled");
    QTest::addColumn<bool>("ranges");
    QTest::newRow("far source") << quint64{3 * kMiB} << 6 << 0 << 1 << true;
    QTest::newRow("far source, far target") << quint64{9 * kMiB} << 6 << 6 << 1 << true;
    QTest::newRow("far source, small blobs only") << quint64{900'000} << 6 << 0 << 0 << false;
    QTest::newRow("everybody near") << quint64{9 * kMiB} << 0 << 0 << 0 << false;
    QTest::newRow("far target") << quint64{9 * kMiB} << 0 << 6 << 1 << false;
    QTest::newRow("far target, a blob that is sent again soon") << quint64{6 * kMiB} << 0 << 6 << 0 << false;
  }
  void whatGoesThroughTheSpool() {
    QFETCH(quint64, size);
    QFETCH(int, source);
    QFETCH(int, target);
    QFETCH(int, spooled);
    QFETCH(bool, ranges);
    Haul haul({.large = size, .source = std::chrono::milliseconds(source), .target = std::chrono::milliseconds(target)});
    const auto ended = haul.run();
    QCOMPARE(ended.steps, std::string("copied"));
    QCOMPARE(haul.has(0), kAll);
    QCOMPARE(haul.log.opened(), spooled);
    QCOMPARE(!haul.source.asked().empty(), ranges);
    QCOMPARE(haul.store.usage().blobs, 0u); // delivered: nothing stays
    QVERIFY(haul.notices.empty());
    QCOMPARE(ended.figures.resumed.value, 0u);
  }

  void severalTargetsReadTheSourceOnce() {
    Haul haul({.targets = 3});
    const auto ended = haul.run();
    QCOMPARE(ended.steps, std::string("copied copied copied"));
    for (std::size_t t = 0; t < 3; ++t) QCOMPARE(haul.has(t), kAll);
    QCOMPARE(haul.askedFor(), haul.large.size());
    QCOMPARE(ended.figures.read.value, haul.plan().read.value);
    QVERIFY(ended.figures.done == ended.figures.total);
  }

  void spoolFails_data() {
    QTest::addColumn<QString>("how");
    for (const auto* how : {"no room for it", "full in the middle", "marks fail", "hashing fails"}) QTest::newRow(how) << how;
  }
  void spoolFails() {
    QFETCH(QString, how);
    Haul haul({.large = 12 * kMiB, .targets = 2, .spool = {how == "no room for it" ? kMiB : 100 * kMiB}});
    if (how == "full in the middle") haul.store.fillUp({5 * kMiB});
    if (how == "marks fail") haul.log.failMarks(Errc::DiskFull);
    if (how == "hashing fails") haul.log.failReads(Errc::IoFailed);
    const auto ended = haul.run();
    QCOMPARE(ended.steps, std::string("copied copied"));
    QCOMPARE(haul.has(0), kAll);
    QCOMPARE(haul.has(1), kAll);
    QCOMPARE(haul.notices.size(), 1u);
    QVERIFY2(haul.notices[0].starts_with("warning: ") && haul.notices[0].find("without a spool") != std::string::npos, haul.notices[0].c_str());
    QCOMPARE(haul.store.usage().blobs, 0u);
    QVERIFY(ended.figures.done == ended.figures.total);
  }

  /// All of the blob was there already; only then its disk turns out to be broken.
  void aCompleteBlobThatCannotBeReadBack() {
    Haul haul({});
    {
      auto spool = *haul.store.open(haul.largeBlob());
      QVERIFY(spool->write(0, std::as_bytes(std::span(haul.large))));
      QVERIFY(spool->mark({{{0, haul.large.size()}}, {}, {}}));
    }
    haul.log.failReads(Errc::IoFailed);
    QCOMPARE(haul.run().steps, std::string("copied"));
    QCOMPARE(haul.has(0), kAll);
    QCOMPARE(haul.notices.size(), 1u);
  }

  void staleContentComesAgain_data() {
    QTest::addColumn<quint64>("held");
    QTest::newRow("a part") << quint64{2 * kMiB};
    QTest::newRow("all") << quint64{6 * kMiB};
  }
  void staleContentComesAgain() {
    QFETCH(quint64, held);
    Haul haul({.targets = 2});
    {
      auto spool = *haul.store.open(haul.largeBlob());
      auto wrong = haul.large.substr(0, held);
      wrong[held / 2] ^= 1;
      QVERIFY(spool->write(0, std::as_bytes(std::span(wrong))));
      QVERIFY(spool->mark({{{0, held}}, {}, {}}));
    }
    const auto ended = haul.run();
    QCOMPARE(ended.steps, std::string("copied copied"));
    QCOMPARE(haul.has(0), kAll);
    QCOMPARE(haul.has(1), kAll);
    QCOMPARE(haul.store.usage().blobs, 0u);
  }

  void aBlobThatIsWrongAtTheSource() {
    Haul haul({.targets = 2});
    haul.source_memory.addFault({Operation::GetBlob, {}, test::digestOf(haul.large).text(), {}, -1, {}, true});
    QCOMPARE(haul.run().steps, std::string("CONTENT_MISMATCH CONTENT_MISMATCH"));
    QCOMPARE(haul.has(0), std::string("small"));
    QCOMPARE(haul.store.usage().blobs, 0u); // wrong bytes are of no use to the next run
  }

  void anUploadThatBreaksGoesOnFromTheSpool() {
    Haul haul({.targets = 2});
    haul.memories[1].addFault({Operation::PutBlob, {}, test::digestOf(haul.large).text(), broken(Errc::ConnectionLost), 2, base::ByteCount{3 * kMiB}, false});
    const auto ended = haul.run();
    QCOMPARE(ended.steps, std::string("copied copied"));
    QCOMPARE(haul.has(1), kAll);
    QCOMPARE(haul.recorders[1].count("failed put-blob"), 2u);
    QCOMPARE(haul.recorders[0].count("put-blob app/web " + test::digestOf(haul.large).text()), 1u);
    QCOMPARE(haul.askedFor(), haul.large.size()); // not a byte of it again
    QCOMPARE(ended.figures.read.value, haul.plan().read.value);
    QCOMPARE(ended.figures.resumed.value, 0u); // of no earlier run
    QVERIFY(ended.figures.done == ended.figures.total);
  }

  void aTargetThatRefusesLeavesTheBlobForTheNextRun() {
    Haul haul({.targets = 2});
    haul.memories[1].addFault({Operation::PutBlob, {}, test::digestOf(haul.large).text(), broken(Errc::Denied), 1, base::ByteCount{3 * kMiB}, false});
    QCOMPARE(haul.run().steps, std::string("copied DENIED"));
    QCOMPARE(haul.has(0), kAll);
    const auto again = haul.run();
    QCOMPARE(again.steps, std::string("copied copied"));
    QCOMPARE(haul.has(1), kAll);
    QCOMPARE(haul.askedFor(), haul.large.size());
    QCOMPARE(again.figures.resumed.value, haul.large.size());
  }

  void aSourceThatBreaksForGoodLeavesItsBytes() {
    Haul haul({.large = 12 * kMiB});
    haul.source_memory.addFault({Operation::GetBlob, {}, test::digestOf(haul.large).text(), broken(Errc::Denied), -1, base::ByteCount{kMiB}, false});
    QCOMPARE(haul.run().steps, std::string("DENIED"));
    QCOMPARE(haul.has(0), std::string("small"));
    haul.source_memory.clearFaults();
    const auto before = haul.log.written();
    QVERIFY(before >= kMiB);
    const auto again = haul.run();
    QCOMPARE(again.steps, std::string("copied"));
    QCOMPARE(haul.has(0), kAll);
    QCOMPARE(again.figures.resumed.value, before);
    QCOMPARE(haul.log.written(), haul.large.size());
  }

  void aSourceWithoutRanges() {
    Haul haul({});
    haul.source.answers([](int, ports::ByteRange, ports::BodySink&, std::stop_token) -> std::optional<base::Result<void>> {
      return base::Result<void>(base::fail(Errc::Unsupported, "the whole blob or nothing"));
    });
    const auto ended = haul.run();
    QCOMPARE(ended.steps, std::string("copied"));
    QCOMPARE(haul.has(0), kAll);
    QCOMPARE(haul.log.opened(), 1); // one stream, but into the spool
    QCOMPARE(ended.figures.read.value, haul.plan().read.value);
  }

  void cancelled_data() {
    QTest::addColumn<QString>("at");
    QTest::newRow("at a range") << "get-range";
    QTest::newRow("at an upload") << "put-blob";
  }
  void cancelled() {
    QFETCH(QString, at);
    Haul haul({.large = 12 * kMiB, .targets = 2});
    if (at == "get-range")
      haul.source.answers([&](int n, ports::ByteRange, ports::BodySink&, std::stop_token) -> std::optional<base::Result<void>> {
        if (n == 3) haul.stop.request_stop();
        return std::nullopt;
      });
    else
      haul.recorders[0].before([&](const std::string& line) {
        if (line.starts_with("put-blob app/web " + test::digestOf(haul.large).text())) haul.stop.request_stop();
      });
    QCOMPARE(haul.run().steps, std::string("CANCELLED CANCELLED"));
    haul.source.answers({});
    haul.recorders[0].before({});
    haul.stop = {};
    QCOMPARE(haul.run().steps, std::string("copied copied"));
    QCOMPARE(haul.log.written(), haul.large.size()); // over both runs
  }

  void aTagThatMovesIsNotWritten_data() {
    QTest::addColumn<bool>("deleted");
    QTest::newRow("to another image") << false;
    QTest::newRow("away") << true;
  }
  void aTagThatMovesIsNotWritten() {
    QFETCH(bool, deleted);
    Haul haul({.targets = 2});
    haul.source.answers([&](int n, ports::ByteRange, ports::BodySink&, std::stop_token) -> std::optional<base::Result<void>> {
      if (n == 0 && deleted)
        haul.source_memory.removeTag("app/web", "1");
      else if (n == 0)
        test::addImage(haul.source_memory, "app/web", "1", test::config("another"), {haul.small});
      return std::nullopt;
    });
    QCOMPARE(haul.run().steps, std::string("TAG_MOVED TAG_MOVED"));
    QCOMPARE(haul.has(0), std::string("large small"));
    QCOMPARE(haul.has(1), std::string("large small"));
  }

  /// Targets that finish together are served by one look at the source.
  void oneLookForAllTargets() {
    Haul haul({.targets = 3});
    QCOMPARE(haul.run().steps, std::string("copied copied copied"));
    QVERIFY(haul.source.count("head-manifest app/web 1") >= 1);
    QVERIFY(haul.source.count("head-manifest") <= 3);
  }

  void aLookThatFails() {
    Haul haul({});
    haul.source_memory.addFault({Operation::HeadManifest, {}, {}, broken(Errc::ServerError), -1, {}, false});
    QCOMPARE(haul.run().steps, std::string("SERVER_ERROR"));
    QCOMPARE(haul.has(0), std::string("large small"));
  }
};

QTEST_GUILESS_MAIN(RelayTest)
#include "relay_test.moc"
