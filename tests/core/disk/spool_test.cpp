// SPDX-License-Identifier: GPL-3.0-or-later
// What only a spool on a disk can meet; the rest is tests/contract/blob_store_contract.cpp.
#include <QTest> // first: moc 6.4 does not get through <concepts> otherwise

#include "contract/content.h"
#include "disk/spool.h"
#include "disk/spool_file.h"
#include "support/process.h"

#include <csignal>
#include <cstring>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace meridian;
using namespace std::chrono_literals;
using base::Errc;
using memory::GeneratedBlob;
using ports::SpoolMark;
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kMiB = 1024 * 1024;

std::vector<std::byte> bytes(const GeneratedBlob& blob, std::uint64_t from, std::uint64_t length) {
  std::vector<std::byte> out(length);
  blob.fill(from, out);
  return out;
}

std::unique_ptr<disk::Spool> open(const fs::path& folder, disk::Spool::Limits limits = {{1024 * kMiB}, {0}}) {
  auto opened = disk::Spool::open(folder, limits);
  return opened ? std::move(*opened) : nullptr;
}

fs::path file(const fs::path& folder, const oci::Descriptor& blob, const char* extension) {
  return folder / ("sha256-" + std::string(blob.digest.encoded()) + extension);
}

/// A tmpfs of so many bytes at `folder`; false where this user may not.
class SmallDisk {
public:
  SmallDisk(const fs::path& folder, std::uint64_t size) : m_folder(folder) {
    fs::create_directories(folder);
    m_mounted = ::mount("tmpfs", folder.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, ("size=" + std::to_string(size)).c_str()) == 0;
  }
  ~SmallDisk() {
    if (m_mounted) ::umount2(m_folder.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  explicit operator bool() const { return m_mounted; }

private:
  const fs::path m_folder;
  bool m_mounted = false;
};

} // namespace

class SpoolTest : public QObject {
  Q_OBJECT

private slots:
  void believesNoDamagedMark_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<bool>("usable");
    QTest::newRow("untouched") << "" << "" << true;
    QTest::newRow("without a hash state") << "\"sha256\"" << "\"other\"" << true;
    QTest::newRow("of another version") << "\"version\":1" << "\"version\":2" << false;
    QTest::newRow("of another blob") << "\"digest\":\"sha256:" << "\"digest\":\"sha256:0" << false;
    QTest::newRow("of another size") << "\"size\":8192" << "\"size\":8191" << false;
    QTest::newRow("ranges out of order") << "[[0,4096],[5000,100]]" << "[[5000,100],[0,4096]]" << false;
    QTest::newRow("ranges that overlap") << "[[0,4096],[5000,100]]" << "[[0,4096],[4000,200]]" << false;
    QTest::newRow("ranges that touch") << "[[0,4096],[5000,100]]" << "[[0,4096],[4096,200]]" << false;
    QTest::newRow("an empty range") << "[5000,100]" << "[5000,0]" << false;
    QTest::newRow("a range beyond the end") << "[5000,100]" << "[5000,4000]" << false;
    QTest::newRow("a range that wraps around") << "[5000,100]" << "[5000,18446744073709551615]" << false;
    QTest::newRow("a range before the start") << "[5000,100]" << "[-5000,100]" << false;
    QTest::newRow("a range of three") << "[5000,100]" << "[5000,100,1]" << false;
    QTest::newRow("a range that is none") << "[5000,100]" << "\"x\"" << false;
    QTest::newRow("hashed in the middle of a block") << "\"hashed\":4032" << "\"hashed\":4033" << false;
    QTest::newRow("hashed more than is held") << "\"hashed\":4032" << "\"hashed\":4160" << false;
    QTest::newRow("hashed a fraction") << "\"hashed\":4032" << "\"hashed\":4032.5" << false;
    QTest::newRow("a state too short") << "\"sha256\":[" << "\"sha256\":[[],\"" << false;
    QTest::newRow("a state of too large words") << "\"sha256\":[" << "\"sha256\":[4294967296," << false;
    QTest::newRow("not JSON") << "{" << "" << false;
    QTest::newRow("an array") << "{\"version\"" << "[{\"version\"" << false;
  }
  void believesNoDamagedMark() {
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(bool, usable);
    const test::TemporaryFolder folder;
    const GeneratedBlob content{{8192}, 1};
    const auto blob = test::descriptorOf(content);
    base::Sha256 hash;
    hash.update(bytes(content, 0, 4032));
    {
      const auto spool = open(folder.path());
      auto part = *spool->open(blob);
      QVERIFY(part->write(0, bytes(content, 0, 8192)));
      QVERIFY(part->mark({{{0, 4096}, {5000, 100}}, {4032}, hash.state()}));
    }
    const auto path = file(folder.path(), blob, ".mark");
    auto text = QString::fromStdString(test::readFile(path));
    QVERIFY2(text.contains(from), qPrintable(text));
    if (!from.isEmpty()) text.replace(text.indexOf(from), from.size(), to);
    QVERIFY(test::writeFile(path, text.toStdString()));
    const auto spool = open(folder.path());
    auto part = spool->open(blob);
    QVERIFY(part);
    QCOMPARE((*part)->found().held.size(), usable ? 2u : 0u);
    if (!usable) QVERIFY(!(*part)->found().state);
    QCOMPARE(fs::exists(path), usable); // what is not believed does not come back
  }

  void everyCutOfAMarkIsSeen() {
    const GeneratedBlob content{{8192}, 1};
    const auto blob = test::descriptorOf(content);
    const auto whole = disk::toText({{{0, 4096}, {5000, 100}}, {}, {}}, blob);
    QVERIFY(disk::parseMark(whole, blob));
    for (std::size_t length = 0; length + 2 < whole.size(); ++length)
      QVERIFY2(!disk::parseMark(whole.substr(0, length), blob), whole.substr(0, length).c_str());
  }

  void aPartThatIsShorterThanItsMark() {
    const test::TemporaryFolder folder;
    const GeneratedBlob content{{8192}, 2};
    const auto blob = test::descriptorOf(content);
    {
      const auto spool = open(folder.path());
      auto part = *spool->open(blob);
      QVERIFY(part->write(0, bytes(content, 0, 8192)));
      QVERIFY(part->mark({{{0, 8192}}, {}, {}}));
    }
    fs::resize_file(file(folder.path(), blob, ".part"), 8191);
    {
      const auto spool = open(folder.path());
      auto part = *spool->open(blob);
      QVERIFY(part->found().held.empty());
      // As long again, with holes; then the process dies before the first mark.
      QVERIFY(part->write(8191, bytes(content, 8191, 1)));
    }
    const auto spool = open(folder.path());
    QVERIFY((*spool->open(blob))->found().held.empty());
  }

  void marksOfBytesThatAreGone() {
    const test::TemporaryFolder folder;
    const GeneratedBlob content{{8192}, 3};
    const auto blob = test::descriptorOf(content);
    {
      const auto spool = open(folder.path());
      auto part = *spool->open(blob);
      QVERIFY(part->write(0, bytes(content, 0, 8192)));
      QVERIFY(part->mark({{{0, 8192}}, {}, {}}));
    }
    fs::remove(file(folder.path(), blob, ".part"));
    test::writeFile(folder.path() / ".sha256-leftover.mark.Ab12Cd", "half a ma"); // of a crash
    auto spool = open(folder.path());
    (void)spool->sweep(1h);
    QVERIFY(fs::is_empty(folder.path()));
    QVERIFY((*spool->open(blob))->found().held.empty());
  }

  void ofTheUserAlone() {
    const test::TemporaryFolder folder;
    const GeneratedBlob content{{100}, 4};
    const auto blob = test::descriptorOf(content);
    const auto before = ::umask(0);
    const auto spool = open(folder.path() / "deep" / "spool");
    {
      auto part = *spool->open(blob);
      QVERIFY(part->write(0, bytes(content, 0, 100)));
      QVERIFY(part->mark({{{0, 100}}, {}, {}}));
    }
    ::umask(before);
    const auto mode = [](const fs::path& path) {
      struct stat info {};
      return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 07777U : 0U;
    };
    QCOMPARE(mode(folder.path() / "deep" / "spool"), 0700U);
    QCOMPARE(mode(file(folder.path() / "deep" / "spool", blob, ".part")), 0600U);
    QCOMPARE(mode(file(folder.path() / "deep" / "spool", blob, ".mark")), 0600U);
  }

  void followsNoLink() {
    const test::TemporaryFolder folder;
    const auto blob = test::descriptorOf(GeneratedBlob{{100}, 5});
    test::writeFile(folder.path() / "victim", "precious");
    const auto spool = open(folder.path() / "spool");
    fs::create_symlink(folder.path() / "victim", file(folder.path() / "spool", blob, ".part"));
    QVERIFY(!spool->open(blob));
    QCOMPARE(test::readFile(folder.path() / "victim"), std::string("precious"));
    // The place is free again: nothing stays open of what failed.
    fs::remove(file(folder.path() / "spool", blob, ".part"));
    QVERIFY(spool->open(blob));
  }

  void theOldestGoFirstBeyondTheBound() {
    const test::TemporaryFolder folder;
    std::vector<oci::Descriptor> blobs;
    for (std::uint64_t n = 0; n < 4; ++n) {
      const GeneratedBlob content{{kMiB}, 20 + n};
      blobs.push_back(test::descriptorOf(content));
      const auto spool = open(folder.path());
      auto part = *spool->open(blobs.back());
      QVERIFY(part->write(0, bytes(content, 0, kMiB)));
      QVERIFY(part->mark({{{0, kMiB}}, {}, {}}));
    }
    for (std::size_t n = 0; n < 4; ++n)
      fs::last_write_time(file(folder.path(), blobs[n], ".part"), fs::file_time_type::clock::now() - std::chrono::hours(10 - n));
    const auto spool = open(folder.path(), {{2 * kMiB + kMiB / 2}, {0}});
    QVERIFY(spool->sweep(24h).value >= 2 * kMiB);
    QVERIFY(!fs::exists(file(folder.path(), blobs[0], ".part")) && !fs::exists(file(folder.path(), blobs[1], ".mark")));
    QVERIFY(fs::exists(file(folder.path(), blobs[2], ".part")) && fs::exists(file(folder.path(), blobs[3], ".mark")));
    (void)spool->sweep(7h + 30min); // blobs[2] is 8 h old
    QCOMPARE(spool->usage().blobs, 1u);
  }

  void aSmallDiskFillsUp() {
    const test::TemporaryFolder folder;
    const SmallDisk small(folder.path() / "disk", 4 * kMiB);
    if (!small) QSKIP("skipped: needs root");
    const auto spool = open(folder.path() / "disk" / "spool");
    QVERIFY(spool);
    const GeneratedBlob large{{8 * kMiB}, 30}, fits{{3 * kMiB}, 31};
    auto refused = spool->open(test::descriptorOf(large)); // known before the first byte
    QVERIFY(!refused && refused.error().code == Errc::DiskFull);
    QVERIFY2(refused.error().message.find("free") != std::string::npos, refused.error().message.c_str());
    const auto blob = test::descriptorOf(fits);
    {
      auto part = *spool->open(blob);
      auto second = spool->open(test::descriptorOf(GeneratedBlob{{2 * kMiB}, 32})); // that room is promised
      QVERIFY(!second && second.error().code == Errc::DiskFull);
      QVERIFY(part->write(0, bytes(fits, 0, 2 * kMiB)));
      QVERIFY(part->mark({{{0, 2 * kMiB}}, {}, {}}));
      // Somebody else takes the rest of the disk.
      test::writeFile(folder.path() / "disk" / "other", std::string(4 * kMiB, 'x'));
      const auto written = part->write(2 * kMiB, bytes(fits, 2 * kMiB, kMiB));
      QVERIFY(!written);
      QVERIFY2(written.error().code == Errc::DiskFull, written.error().text().c_str());
      const auto marked = part->mark({{{0, 2 * kMiB + 1}}, {}, {}});
      QVERIFY(!marked && marked.error().code == Errc::DiskFull);
    }
    // The mark from before still stands, and is true.
    fs::remove(folder.path() / "disk" / "other");
    auto part = *spool->open(blob);
    QCOMPARE(part->found().held.size(), 1u);
    QCOMPARE(part->found().held.front().length, 2 * kMiB);
    std::vector<std::byte> got(2 * kMiB);
    QVERIFY(part->read(0, got));
    QVERIFY(got == bytes(fits, 0, 2 * kMiB));
  }

  /// A child collects, marks, and is killed somewhere in it; what the mark promises is there, whenever that was.
  void killedInTheMiddle() {
    const GeneratedBlob content{{16 * kMiB}, 40};
    const auto blob = test::descriptorOf(content);
    std::uint64_t promised = 0;
    for (int round = 0; round < 12; ++round) {
      const test::TemporaryFolder folder;
      const auto child = ::fork();
      QVERIFY(child >= 0);
      if (child == 0) {
        const auto spool = open(folder.path());
        auto part = *spool->open(blob);
        SpoolMark mark;
        for (std::uint64_t at = 0; at < 16 * kMiB; at += 64 * 1024) {
          if (!part->write(at, bytes(content, at, 64 * 1024))) ::_exit(1);
          mark.held = {{0, at + 64 * 1024}};
          if (at % (256 * 1024) == 0 && !part->mark(mark)) ::_exit(1);
        }
        ::_exit(0); // no destructor runs
      }
      const auto grown = [&] {
        std::error_code error;
        return fs::file_size(file(folder.path(), blob, ".part"), error) >= static_cast<std::uint64_t>(round) * kMiB && !error;
      };
      QVERIFY(test::waitUntil([&] { return grown(); }, 20s));
      ::kill(child, SIGKILL);
      int status = 0;
      QCOMPARE(::waitpid(child, &status, 0), child);
      QVERIFY(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);

      const auto spool = open(folder.path());
      (void)spool->sweep(1h); // as at start
      auto part = *spool->open(blob);
      for (const auto& range : part->found().held) {
        std::vector<std::byte> got(range.length);
        QVERIFY(part->read(range.first, got));
        QVERIFY2(got == bytes(content, range.first, range.length), "the mark promises bytes that are not there");
        promised += range.length;
      }
    }
    QVERIFY2(promised > 8 * kMiB, std::to_string(promised).c_str());
  }
};

QTEST_GUILESS_MAIN(SpoolTest)
#include "spool_test.moc"
