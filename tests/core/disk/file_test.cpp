// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk/file.h"

#include "support/process.h"

#include <QTest>
#include <sys/stat.h>

using namespace meridian;
namespace fs = std::filesystem;

namespace {
unsigned modeOf(const fs::path& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 07777u : 0;
}
std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}
} // namespace

class FileTest : public QObject {
  Q_OBJECT

private slots:
  void writesAndReads() {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "a" / "b" / "file";
    const std::string content("line\n\0x", 7);
    const auto written = disk::writeFileAtomically(file, content, 0600);
    QVERIFY2(written, written.error().message.c_str());
    QCOMPARE(modeOf(file), 0600u);
    QCOMPARE(modeOf(file.parent_path()), 0700u);
    QCOMPARE(*disk::readFile(file, 100), content);
    QVERIFY(disk::writeFileAtomically(file, "", 0644));
    QCOMPARE(modeOf(file), 0644u);
    QCOMPARE(*disk::readFile(file, 0), std::string());
    QCOMPARE(entries(file.parent_path()), 1u); // nothing is left beside it
  }

  void followsLinks() {
    const test::TemporaryFolder folder;
    const auto real = folder.path() / "dotfiles" / "fleet.json", link = folder.path() / "fleet.json";
    fs::create_directory(real.parent_path());
    QVERIFY(test::writeFile(real, "old"));
    fs::create_symlink(real, link);
    QVERIFY(disk::writeFileAtomically(link, "new", 0600));
    QVERIFY(fs::is_symlink(link));
    QCOMPARE(test::readFile(real), std::string("new"));
  }

  void saysWhatFails() {
    const test::TemporaryFolder folder;
    QCOMPARE(disk::readFile(folder.path() / "none", 10).error().code, base::Errc::NotFound);
    QCOMPARE(disk::readFile(folder.path(), 10).error().code, base::Errc::IoFailed);
    QVERIFY(test::writeFile(folder.file("large"), "12345678901"));
    QCOMPARE(disk::readFile(folder.file("large"), 10).error().code, base::Errc::IoFailed);
    const auto below = disk::writeFileAtomically(folder.path() / "large" / "x", "x", 0600);
    QCOMPARE(below.error().code, base::Errc::IoFailed);
    QVERIFY(below.error().message.find("is not a folder") != std::string::npos);
    fs::create_directory(folder.path() / "taken");
    QVERIFY(!disk::writeFileAtomically(folder.path() / "taken", "x", 0600));
    QCOMPARE(entries(folder.path()), 2u);
  }

  void fullDiskLeavesTheOldFile() {
    if (!fs::exists("/dev/full")) QSKIP("no /dev/full here");
    QCOMPARE(disk::failErrno(ENOSPC, "x").error.code, base::Errc::DiskFull);
    QCOMPARE(disk::failErrno(EDQUOT, "x").error.code, base::Errc::DiskFull);
    QCOMPARE(disk::failErrno(EACCES, "x").error.code, base::Errc::IoFailed);
  }
};

QTEST_GUILESS_MAIN(FileTest)
#include "file_test.moc"
