// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <concepts> otherwise

#include "contract/content.h"
#include "core/std_string.h"
#include "core/transfer/spool_log.h"
#include "memory/blob_store.h"
#include "transfer/assembly.h"

#include <random>
#include <thread>

using namespace meridian;
using namespace std::chrono_literals;
using base::Errc;
using memory::GeneratedBlob;
using test::SpoolLog;
using transfer::Assembly;

namespace {

constexpr std::uint64_t kMiB = 1024 * 1024;

/// A blob with a spool that keeps it over "processes".
struct Case {
  explicit Case(std::uint64_t size, std::uint64_t seed = 1) : content{{size}, seed}, blob(test::descriptorOf(content)) {}

  std::unique_ptr<Assembly> begin() {
    auto opened = log.open(blob);
    return opened ? std::make_unique<Assembly>(std::move(*opened), blob) : nullptr;
  }
  std::vector<std::byte> bytes(std::uint64_t from, std::uint64_t length) const {
    std::vector<std::byte> out(length);
    content.fill(from, out);
    return out;
  }
  base::Result<void> put(Assembly& assembly, std::uint64_t from, std::uint64_t length) const { return assembly.put(from, bytes(from, length)); }

  GeneratedBlob content;
  oci::Descriptor blob;
  memory::BlobStore store;
  SpoolLog log{store};
};

/// Reads to the end; the digest of what came, or the error's code.
std::string readAll(Assembly& assembly, std::uint64_t from = 0, std::size_t piece = 100'000, std::stop_token stop = {}) {
  Assembly::Reader reader(assembly);
  if (auto sought = reader.seek({from}); !sought) return std::string(base::name(sought.error().code));
  base::Sha256 hash;
  std::vector<std::byte> buffer(piece);
  while (true) {
    const auto count = reader.read(buffer, stop);
    if (!count) return std::string(base::name(count.error().code));
    if (*count == 0) break;
    hash.update(std::span(buffer).first(*count));
  }
  if (auto good = reader.verify(stop); !good) return std::string(base::name(good.error().code));
  return hash.finishHex();
}

} // namespace

class AssemblyTest : public QObject {
  Q_OBJECT

private slots:
  void anyOrder_data() {
    QTest::addColumn<quint64>("size");
    QTest::addColumn<quint64>("piece");
    QTest::addColumn<int>("threads");
    QTest::newRow("one piece") << quint64{5000} << quint64{5000} << 1;
    QTest::newRow("nothing is a multiple of a block") << quint64{3'000'001} << quint64{99'999} << 1;
    QTest::newRow("four threads") << quint64{6 * kMiB} << quint64{256 * 1024} << 4;
    QTest::newRow("eight threads, odd pieces") << quint64{6 * kMiB + 17} << quint64{70'001} << 8;
    QTest::newRow("single bytes") << quint64{300} << quint64{1} << 3;
  }
  void anyOrder() {
    QFETCH(quint64, size);
    QFETCH(quint64, piece);
    QFETCH(int, threads);
    const Case one(size);
    memory::BlobStore store;
    SpoolLog log(store);
    Assembly assembly(*log.open(one.blob), one.blob);
    std::vector<std::uint64_t> starts;
    for (std::uint64_t at = 0; at < size; at += piece) starts.push_back(at);
    std::shuffle(starts.begin(), starts.end(), std::mt19937(5)); // NOLINT(cert-msc51-cpp)
    std::string seen[3];
    std::atomic<std::size_t> next{0};
    std::atomic<int> failed{0};
    {
      std::jthread early([&] { seen[0] = readAll(assembly); });
      std::jthread middle([&] { seen[1] = readAll(assembly, size / 2); });
      std::vector<std::jthread> lines;
      for (int n = 0; n < threads; ++n)
        lines.emplace_back([&] {
          for (auto i = next++; i < starts.size(); i = next++)
            if (!one.put(assembly, starts[i], std::min<std::uint64_t>(piece, size - starts[i]))) ++failed;
        });
      lines.clear();
      QVERIFY(assembly.complete());
      QVERIFY(assembly.missing().empty());
      const auto verdict = assembly.finish({});
      QVERIFY2(verdict, verdict ? "" : verdict.error().text().c_str());
      seen[2] = readAll(assembly, 0, 7777);
    }
    QCOMPARE(failed.load(), 0);
    QCOMPARE(seen[0], std::string(one.blob.digest.encoded()));
    QCOMPARE(seen[2], std::string(one.blob.digest.encoded()));
    QCOMPARE(seen[1], base::Sha256::hex(one.bytes(size / 2, size - size / 2)));
    // Hashed once, in order: nothing but the hash read the bytes twice.
    QVERIFY(log.written() == size);
  }

  void readersSeeWhatIsHashedAndNoMore() {
    Case one(2 * kMiB);
    const auto assembly = one.begin();
    QVERIFY(one.put(*assembly, 0, 1000)); // whole blocks: 960
    QVERIFY(one.put(*assembly, kMiB, kMiB));
    Assembly::Reader reader(*assembly);
    std::vector<std::byte> buffer(4 * kMiB);
    const auto got = reader.read(buffer, {});
    QVERIFY(got && *got == 960u);
    QVERIFY(std::equal(buffer.begin(), buffer.begin() + 960, one.bytes(0, 960).begin()));
    // The next byte is not there: the read waits until it is, or until it is stopped.
    std::stop_source stop;
    std::string told;
    {
      std::jthread waits([&] {
        const auto more = reader.read(buffer, stop.get_token());
        told = more ? std::to_string(*more) : std::string(base::name(more.error().code));
      });
      stop.request_stop();
    }
    QCOMPARE(told, std::string("CANCELLED"));
    {
      std::jthread waits([&] {
        const auto more = reader.read(buffer, {});
        told = more && *more > 0 ? "more" : "none";
      });
      QVERIFY(one.put(*assembly, 1000, kMiB - 1000));
    }
    QCOMPARE(told, std::string("more"));
  }

  void readersGoBackAndForth() {
    Case one(3 * kMiB);
    const auto assembly = one.begin();
    QVERIFY(one.put(*assembly, 0, 3 * kMiB));
    QVERIFY(assembly->finish({}));
    Assembly::Reader reader(*assembly);
    std::vector<std::byte> buffer(1000);
    for (const std::uint64_t at : {std::uint64_t{0}, 2 * kMiB + 5, std::uint64_t{77}, 3 * kMiB - 1}) {
      QVERIFY(reader.seek({at}));
      const auto got = reader.read(buffer, {});
      QVERIFY(got && *got > 0);
      const auto wanted = one.bytes(at, *got);
      QVERIFY(std::equal(wanted.begin(), wanted.end(), buffer.begin()));
    }
    QVERIFY(reader.seek({3 * kMiB}));
    QCOMPARE(*reader.read(buffer, {}), 0u);
    QVERIFY(reader.seek({3 * kMiB + 1}).error().code == Errc::RangeInvalid);
    QVERIFY(reader.rewind());
    QCOMPARE(*reader.read(buffer, {}), 1000u);
  }

  void stopWakesVerify() {
    Case one(kMiB);
    const auto assembly = one.begin();
    std::stop_source stop;
    std::string told;
    {
      std::jthread upload([&] { told = readAll(*assembly, kMiB, 100, stop.get_token()); });
      stop.request_stop();
    }
    QCOMPARE(told, std::string("CANCELLED"));
  }

  void wrongBytesAreThrownAway() {
    Case one(2 * kMiB);
    {
      const auto assembly = one.begin();
      auto bytes = one.bytes(0, 2 * kMiB);
      bytes[kMiB] ^= std::byte{1};
      QVERIFY(assembly->put(0, bytes));
      std::string told;
      {
        std::jthread upload([&] { told = readAll(*assembly); });
        const auto verdict = assembly->finish({});
        QVERIFY(!verdict && verdict.error().code == Errc::ContentMismatch);
        QVERIFY2(verdict.error().message.find(one.blob.digest.text()) != std::string::npos, verdict.error().message.c_str());
      }
      QCOMPARE(told, std::string("CONTENT_MISMATCH")); // before the upload is committed
    }
    QCOMPARE(one.store.usage().blobs, 0u);
    QCOMPARE(one.begin()->resumed().value, 0u);
  }

  void tooFewBytes() {
    Case one(2 * kMiB);
    {
      const auto assembly = one.begin();
      QVERIFY(one.put(*assembly, 0, kMiB));
      const auto verdict = assembly->finish({});
      QVERIFY(!verdict && verdict.error().code == Errc::ContentMismatch);
    }
    QCOMPARE(one.store.usage().blobs, 0u);
  }

  void theFirstVerdictStays() {
    Case one(kMiB);
    const auto assembly = one.begin();
    QVERIFY(one.put(*assembly, 0, kMiB));
    QVERIFY(assembly->finish(base::fail(Errc::ConnectionLost, "gone")).error().code == Errc::ConnectionLost);
    QVERIFY(assembly->finish({}).error().code == Errc::ConnectionLost);
    QCOMPARE(readAll(*assembly), std::string("CONNECTION_LOST"));
  }

  void aSourceThatFailedLeavesItsBytes() {
    Case one(8 * kMiB);
    {
      const auto assembly = one.begin();
      QVERIFY(one.put(*assembly, 0, 3 * kMiB));
      QVERIFY(one.put(*assembly, 5 * kMiB, kMiB));
      QVERIFY(!assembly->finish(base::fail(Errc::ConnectionLost, "gone")));
    }
    const auto again = one.begin();
    QCOMPARE(again->resumed().value, 4 * kMiB);
    const auto missing = again->missing();
    QCOMPARE(missing.ranges().size(), 2u);
    QCOMPARE(missing.size(), 4 * kMiB);
    QVERIFY(one.put(*again, 3 * kMiB, 2 * kMiB));
    QVERIFY(one.put(*again, 6 * kMiB, 2 * kMiB));
    QVERIFY(again->finish({}));
    QCOMPARE(readAll(*again), std::string(one.blob.digest.encoded()));
  }

  /// What was hashed is neither read nor hashed again: its state goes on.
  void resumesBehindTheHash() {
    Case one(8 * kMiB + 100);
    {
      const auto assembly = one.begin();
      QVERIFY(one.put(*assembly, 0, 5 * kMiB + 33));
      QVERIFY(one.put(*assembly, 6 * kMiB, kMiB));
    }
    one.log.clear();
    const auto again = one.begin();
    QCOMPARE(one.log.lowestRead(), SpoolLog::kNothing); // behind the hash lies a gap
    QVERIFY(one.put(*again, 5 * kMiB + 33, kMiB - 33));
    QVERIFY2(one.log.lowestRead() >= 5 * kMiB && one.log.lowestRead() <= 5 * kMiB + 33, std::to_string(one.log.lowestRead()).c_str());
    QVERIFY(one.put(*again, 7 * kMiB, kMiB + 100));
    QVERIFY(again->finish({}));
    QCOMPARE(one.log.lowestRead(), 5 * kMiB);
    QCOMPARE(readAll(*again), std::string(one.blob.digest.encoded()));
  }

  void whatWasHeldBehindTheHashIsHashedAtOnce() {
    Case one(4 * kMiB);
    {
      // A mark without a hash state, as of a process that died before it hashed.
      auto spool = *one.log.open(one.blob);
      QVERIFY(spool->write(0, one.bytes(0, 4 * kMiB)));
      QVERIFY(spool->mark({{{0, 4 * kMiB}}, {}, {}}));
    }
    const auto assembly = one.begin();
    QVERIFY(assembly->complete());
    QVERIFY(assembly->finish({}));
    QCOMPARE(readAll(*assembly), std::string(one.blob.digest.encoded()));
  }

  /// A process that is killed loses no more than kMarkEvery of what one thread put, and what is being marked.
  void marksOnItsWay() {
    Case one(20 * kMiB);
    const auto assembly = one.begin();
    for (std::uint64_t at = 0; at < 20 * kMiB; at += 300'000) {
      const auto length = std::min<std::uint64_t>(300'000, 20 * kMiB - at);
      QVERIFY(one.put(*assembly, at, length));
      const auto marked = transfer::Spans(one.log.lastMark().held).size();
      QVERIFY2(at + length - marked < Assembly::kMarkEvery, std::to_string(marked).c_str());
      const auto& mark = one.log.lastMark();
      if (mark.state) QVERIFY(mark.hashed.value % 64 == 0 && mark.hashed.value <= mark.held.front().length);
    }
  }

  void discardedWhenDelivered() {
    Case one(kMiB);
    {
      const auto assembly = one.begin();
      QVERIFY(one.put(*assembly, 0, kMiB));
      QVERIFY(assembly->finish({}));
      assembly->discard();
    }
    QCOMPARE(one.store.usage().blobs, 0u);
  }

  void fullDisk() {
    Case one(8 * kMiB);
    one.store.fillUp({3 * kMiB});
    {
      const auto assembly = one.begin();
      QVERIFY(one.put(*assembly, 0, 2 * kMiB));
      std::string told;
      {
        std::jthread upload([&] { told = readAll(*assembly); });
        const auto put = one.put(*assembly, 2 * kMiB, 2 * kMiB);
        QVERIFY(!put && put.error().code == Errc::DiskFull);
        QVERIFY(!assembly->finish(base::fail(put.error())));
      }
      QCOMPARE(told, std::string("DISK_FULL"));
    }
    one.store.fillUp({~std::uint64_t{0}});
    QCOMPARE(one.begin()->resumed().value, 2 * kMiB); // what was good stays
  }

  void aMarkThatCannotBeWritten() {
    Case one(16 * kMiB);
    one.log.failMarks(Errc::DiskFull);
    const auto assembly = one.begin();
    const auto put = one.put(*assembly, 0, 8 * kMiB);
    QVERIFY(!put && put.error().code == Errc::DiskFull);
  }

  void aDiskThatDoesNotGiveBack_data() {
    QTest::addColumn<bool>("hashing");
    QTest::newRow("while hashing") << true;
    QTest::newRow("while uploading") << false;
  }
  void aDiskThatDoesNotGiveBack() {
    QFETCH(bool, hashing);
    Case one(2 * kMiB);
    const auto assembly = one.begin();
    if (hashing) one.log.failReads(Errc::IoFailed);
    QVERIFY(one.put(*assembly, 0, kMiB)); // the hash fails behind it
    one.log.failReads(Errc::IoFailed);
    if (hashing) QVERIFY(one.put(*assembly, kMiB, 10).error().code == Errc::IoFailed);
    QCOMPARE(readAll(*assembly), std::string("IO_FAILED"));
    QVERIFY(assembly->broken() && assembly->broken()->code == Errc::IoFailed);
    QVERIFY(assembly->finish({}).error().code == Errc::IoFailed);
  }
};

QTEST_GUILESS_MAIN(AssemblyTest)
#include "assembly_test.moc"
