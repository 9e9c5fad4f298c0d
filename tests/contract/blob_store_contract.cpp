// SPDX-License-Identifier: GPL-3.0-or-later
// What every ports::BlobStore does, whatever it stands on.
#include <QTest> // first: moc 6.4 does not get through <concepts> otherwise

#include "contract/content.h"
#include "disk/spool.h"
#include "memory/blob_store.h"
#include "support/process.h"

#include <thread>

using namespace meridian;
using base::Errc;
using memory::GeneratedBlob;
using ports::SpoolMark;

namespace {

constexpr std::uint64_t kMiB = 1024 * 1024;

std::vector<std::byte> bytes(const GeneratedBlob& blob, std::uint64_t from, std::uint64_t length) {
  std::vector<std::byte> out(length);
  blob.fill(from, out);
  return out;
}

QString text(const SpoolMark& mark) {
  QStringList out;
  for (const auto& range : mark.held) out << QString("%1-%2").arg(range.first).arg(range.end());
  out << (mark.state ? QString("hashed %1").arg(mark.hashed.value) : "no hash");
  return out.join(' ');
}

QString code(const base::Error& error) { return QString::fromStdString(std::string(base::name(error.code))); }

} // namespace

class BlobStoreContract : public QObject {
  Q_OBJECT

  std::unique_ptr<test::TemporaryFolder> m_folder;
  std::unique_ptr<ports::BlobStore> m_store;

  static std::unique_ptr<ports::BlobStore> make(const std::string& folder, base::ByteCount most) {
    QFETCH_GLOBAL(QString, adapter);
    if (adapter == "memory") return std::make_unique<memory::BlobStore>(most);
    auto opened = disk::Spool::open(folder, {most, {0}});
    return opened ? std::move(*opened) : nullptr;
  }
  /// As after a restart; what is in memory lives as long as its store.
  void reopen() {
    QFETCH_GLOBAL(QString, adapter);
    if (adapter == "memory") return;
    m_store.reset();
    m_store = make(m_folder->file("spool"), {64 * kMiB});
    QVERIFY(m_store);
  }

private slots:
  void initTestCase_data() {
    QTest::addColumn<QString>("adapter");
    QTest::newRow("memory") << "memory";
    QTest::newRow("disk") << "disk";
  }
  void init() {
    m_folder = std::make_unique<test::TemporaryFolder>();
    m_store = make(m_folder->file("spool"), {64 * kMiB});
    QVERIFY(m_store);
  }
  void cleanup() {
    m_store.reset();
    m_folder.reset();
  }

  void emptyAtFirst() {
    const auto usage = m_store->usage();
    QCOMPARE(usage.blobs, 0u);
    QCOMPARE(usage.used.value, 0u);
    QCOMPARE(usage.limit.value, 64 * kMiB);
    QCOMPARE(m_store->sweep(base::Seconds{0}).value, 0u);
    auto blob = m_store->open(test::descriptorOf(GeneratedBlob{{1000}, 1}));
    QVERIFY(blob);
    QCOMPARE(text((*blob)->found()), QString("no hash"));
  }

  void keepsBytesAtTheirPlace() {
    const GeneratedBlob content{{2 * kMiB}, 1};
    auto blob = *m_store->open(test::descriptorOf(content));
    for (const std::uint64_t at : {kMiB, std::uint64_t{0}, 2 * kMiB - 10}) QVERIFY(blob->write(at, bytes(content, at, 10)));
    std::vector<std::byte> got(10);
    for (const std::uint64_t at : {2 * kMiB - 10, kMiB, std::uint64_t{0}}) {
      QVERIFY(blob->read(at, got));
      QVERIFY(got == bytes(content, at, 10));
    }
    QVERIFY(blob->write(0, {}));
    QVERIFY(blob->read(0, {}));
  }

  void fromSeveralThreads() {
    const GeneratedBlob content{{4 * kMiB}, 2};
    auto blob = *m_store->open(test::descriptorOf(content));
    std::atomic<int> wrong{0};
    {
      std::vector<std::jthread> threads;
      for (std::uint64_t n = 0; n < 8; ++n)
        threads.emplace_back([&, n] {
          for (std::uint64_t at = n * 64 * 1024; at < 4 * kMiB; at += 8 * 64 * 1024) {
            const auto in = bytes(content, at, 64 * 1024);
            std::vector<std::byte> out(in.size());
            if (!blob->write(at, in) || !blob->read(at, out) || out != in) ++wrong;
          }
        });
    }
    QCOMPARE(wrong.load(), 0);
  }

  void marksSurviveReopening() {
    const GeneratedBlob content{{kMiB}, 3};
    const auto descriptor = test::descriptorOf(content);
    base::Sha256 hash;
    hash.update(bytes(content, 0, 640));
    const SpoolMark mark{{{0, 700}, {9000, 5}, {kMiB - 1, 1}}, {640}, hash.state()};
    {
      auto blob = *m_store->open(descriptor);
      for (const auto& range : mark.held) QVERIFY(blob->write(range.first, bytes(content, range.first, range.length)));
      QVERIFY(blob->mark({{{0, 700}}, {}, {}}));
      QVERIFY(blob->mark(mark)); // the last one counts
      QVERIFY(blob->write(2000, bytes(content, 2000, 100))); // nothing was promised of these
    }
    reopen();
    auto blob = *m_store->open(descriptor);
    QCOMPARE(text(blob->found()), text(mark));
    QVERIFY(*blob->found().state == *mark.state);
    for (const auto& range : mark.held) {
      std::vector<std::byte> got(range.length);
      QVERIFY(blob->read(range.first, got));
      QVERIFY(got == bytes(content, range.first, range.length));
    }
    base::Sha256 on(*blob->found().state);
    on.update(bytes(content, 640, kMiB - 640));
    QCOMPARE(QString::fromStdString(on.finishHex()), QString::fromStdString(std::string(descriptor.digest.encoded())));
  }

  void withoutAMarkNothingIsPromised() {
    const GeneratedBlob content{{kMiB}, 4};
    {
      auto blob = *m_store->open(test::descriptorOf(content));
      QVERIFY(blob->write(0, bytes(content, 0, kMiB)));
    }
    reopen();
    QCOMPARE(text((*m_store->open(test::descriptorOf(content)))->found()), QString("no hash"));
  }

  void openAtMostOnce() {
    const auto descriptor = test::descriptorOf(GeneratedBlob{{1000}, 5});
    auto first = m_store->open(descriptor);
    QVERIFY(first);
    auto second = m_store->open(descriptor);
    QVERIFY(!second);
    QCOMPARE(code(second.error()), QString("BUSY"));
    QVERIFY(m_store->open(test::descriptorOf(GeneratedBlob{{1000}, 6})));
    first->reset();
    QVERIFY(m_store->open(descriptor));
  }

  void bounded() {
    m_store = make(m_folder->file("small"), {10 * kMiB});
    const GeneratedBlob large{{6 * kMiB}, 7};
    auto first = m_store->open(test::descriptorOf(large));
    QVERIFY(first);
    auto second = m_store->open(test::descriptorOf(GeneratedBlob{{6 * kMiB}, 8}));
    QVERIFY(!second);
    QCOMPARE(code(second.error()), QString("DISK_FULL"));
    QVERIFY2(second.error().message.find("10") != std::string::npos, second.error().message.c_str()); // the figures
    QVERIFY(m_store->open(test::descriptorOf(GeneratedBlob{{4 * kMiB}, 9}))); // promised room counts, not what is written
    (*first)->discard();
    first->reset();
    QVERIFY(m_store->open(test::descriptorOf(GeneratedBlob{{6 * kMiB}, 8})));
    QVERIFY(!m_store->open(test::descriptorOf(GeneratedBlob{{11 * kMiB}, 10})));
  }

  void whatLiesThereCountsForTheBound() {
    m_store = make(m_folder->file("small"), {10 * kMiB});
    const GeneratedBlob left{{6 * kMiB}, 7};
    {
      auto blob = *m_store->open(test::descriptorOf(left));
      QVERIFY(blob->write(0, bytes(left, 0, 6 * kMiB)));
      QVERIFY(blob->mark({{{0, 6 * kMiB}}, {}, {}}));
    }
    QVERIFY(!m_store->open(test::descriptorOf(GeneratedBlob{{6 * kMiB}, 8})));
    QVERIFY(m_store->open(test::descriptorOf(left))); // its own room is there already
  }

  void discardedBlobsAreGone() {
    const GeneratedBlob content{{kMiB}, 11};
    {
      auto blob = *m_store->open(test::descriptorOf(content));
      QVERIFY(blob->write(0, bytes(content, 0, kMiB)));
      QVERIFY(blob->mark({{{0, kMiB}}, {}, {}}));
      blob->discard();
      std::vector<std::byte> got(10);
      QVERIFY(blob->read(0, got)); // uploads under way may still read
    }
    QCOMPARE(m_store->usage().blobs, 0u);
    QCOMPARE(m_store->usage().used.value, 0u);
    QCOMPARE(text((*m_store->open(test::descriptorOf(content)))->found()), QString("no hash"));
  }

  void sweepSparesWhatIsOpenAndWhatIsYoung() {
    const GeneratedBlob closed{{kMiB}, 12}, open{{kMiB}, 13};
    for (const auto& content : {closed, open}) {
      auto blob = *m_store->open(test::descriptorOf(content));
      QVERIFY(blob->write(0, bytes(content, 0, kMiB)));
      QVERIFY(blob->mark({{{0, kMiB}}, {}, {}}));
    }
    auto held = *m_store->open(test::descriptorOf(open));
    QCOMPARE(m_store->usage().blobs, 2u);
    QVERIFY(m_store->usage().used.value >= 2 * kMiB);
    QCOMPARE(m_store->sweep(std::chrono::hours(1)).value, 0u);
    QCOMPARE(m_store->usage().blobs, 2u);
    QVERIFY(m_store->sweep(base::Seconds{0}).value >= kMiB);
    QCOMPARE(m_store->usage().blobs, 1u);
    QVERIFY(held->mark({{{0, kMiB}}, {}, {}}));
    std::vector<std::byte> got(kMiB);
    QVERIFY(held->read(0, got));
    QVERIFY(got == bytes(open, 0, kMiB));
    held.reset();
    QCOMPARE(text((*m_store->open(test::descriptorOf(open)))->found()), QString("0-%1 no hash").arg(kMiB));
    QCOMPARE(text((*m_store->open(test::descriptorOf(closed)))->found()), QString("no hash"));
  }

  void sweepsWhileBlobsAreMarked() {
    const GeneratedBlob content{{kMiB}, 14};
    auto blob = *m_store->open(test::descriptorOf(content));
    QVERIFY(blob->write(0, bytes(content, 0, kMiB)));
    std::atomic<bool> over{false};
    std::atomic<int> failed{0};
    {
      std::jthread sweeper([&] {
        while (!over) (void)m_store->sweep(base::Seconds{0});
      });
      for (std::uint64_t n = 1; n <= 200; ++n)
        if (!blob->mark({{{0, n}}, {}, {}})) ++failed;
      over = true;
    }
    QCOMPARE(failed.load(), 0);
    blob.reset();
    QCOMPARE(text((*m_store->open(test::descriptorOf(content)))->found()), QString("0-200 no hash"));
  }

  void anotherSizeIsAnotherBlob() {
    const GeneratedBlob content{{kMiB}, 15};
    auto descriptor = test::descriptorOf(content);
    {
      auto blob = *m_store->open(descriptor);
      QVERIFY(blob->write(0, bytes(content, 0, 1000)));
      QVERIFY(blob->mark({{{0, 1000}}, {}, {}}));
    }
    descriptor.size = {500}; // somebody's manifest is wrong
    QCOMPARE(text((*m_store->open(descriptor))->found()), QString("no hash"));
  }
};

QTEST_GUILESS_MAIN(BlobStoreContract)
#include "blob_store_contract.moc"
