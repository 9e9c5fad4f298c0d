// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk/spool.h"

#include "base/log.h"
#include "disk/file.h"
#include "disk/spool_file.h"

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace meridian::disk {

using base::ByteCount;
using base::Errc;
using base::fail;
using base::Result;
namespace fs = std::filesystem;

namespace {

/// Bytes that a file really takes: parts are sparse.
std::uint64_t onDisk(const fs::path& file) {
  struct stat info {};
  return ::stat(file.c_str(), &info) == 0 ? static_cast<std::uint64_t>(info.st_blocks) * 512U : 0;
}

std::string nameOf(const oci::Digest& digest) {
  auto name = digest.text();
  std::replace(name.begin(), name.end(), ':', '-');
  return name;
}

} // namespace

Result<std::unique_ptr<Spool>> Spool::open(fs::path folder, Limits limits) {
  if (auto made = makePrivateFolder(folder); !made) return base::pass(std::move(made));
  return std::unique_ptr<Spool>(new Spool(std::move(folder), limits));
}

Result<std::unique_ptr<ports::SpoolBlob>> Spool::open(const oci::Descriptor& blob) {
  const auto name = nameOf(blob.digest);
  const auto part = m_folder / (name + ".part");
  const auto size = blob.size.value;
  {
    const std::lock_guard lock(m_mutex);
    if (m_open.contains(name)) return fail(Errc::Busy, blob.digest.shortText() + " is being collected already");
    const auto has = onDisk(part);
    std::uint64_t promised = 0; // to open blobs, and not yet written
    std::uint64_t together = idle().value - std::min(idle().value, has);
    for (const auto& [other, bytes] : m_open) {
      const auto there = onDisk(m_folder / (other + ".part"));
      promised += bytes - std::min(bytes, there);
      together += bytes;
    }
    if (together + size > m_limits.most.value)
      return fail(Errc::DiskFull, "the spool is bounded to " + base::formatBytes(m_limits.most) + " and holds " +
                                      base::formatBytes({together}) + "; no room for " + base::formatBytes(blob.size));
    struct statvfs disk {};
    if (::statvfs(m_folder.c_str(), &disk) != 0) return failErrno(errno, "cannot look at " + m_folder.string());
    const auto free = static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
    // On a small disk a fixed reserve would forbid everything.
    const auto whole = static_cast<std::uint64_t>(disk.f_blocks) * disk.f_frsize;
    const auto leave = std::min(m_limits.leave_free.value, whole / 20);
    if (promised + size - std::min(size, has) + leave > free)
      return fail(Errc::DiskFull, base::formatBytes({free}) + " are free at " + m_folder.string() + ", of which " +
                                      base::formatBytes({promised + leave}) + " are spoken for; no room for " +
                                      base::formatBytes(blob.size));
    m_open.emplace(name, size);
  }
  auto file = SpoolFile::open(*this, m_folder / name, name, blob);
  if (!file) {
    closed(name);
    return base::pass(std::move(file));
  }
  return std::unique_ptr<ports::SpoolBlob>(std::move(*file));
}

void Spool::closed(const std::string& name) {
  const std::lock_guard lock(m_mutex);
  m_open.erase(name);
}

ByteCount Spool::idle() const {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(m_folder, error))
    if (entry.path().extension() == ".part" && !m_open.contains(entry.path().stem().string())) bytes += onDisk(entry.path());
  return {bytes};
}

ByteCount Spool::sweep(base::Seconds age) {
  const std::lock_guard lock(m_mutex);
  struct Entry {
    fs::path part;
    fs::file_time_type touched;
    std::uint64_t bytes;
  };
  std::vector<Entry> entries;
  std::uint64_t all = 0;
  std::uint64_t freed = 0;
  std::error_code error;
  const auto remove = [&](const fs::path& part, std::uint64_t bytes) {
    std::error_code ignored;
    auto mark = part;
    fs::remove(mark.replace_extension(".mark"), ignored);
    if (fs::remove(part, ignored)) freed += bytes;
  };
  for (const auto& entry : fs::directory_iterator(m_folder, error)) {
    const auto& path = entry.path();
    if (m_open.contains(path.stem().string())) continue;
    if (path.extension() != ".part") {
      // A mark without bytes, or a temporary of a crash; but not one that is being written.
      std::error_code ignored;
      const auto name = path.filename().string();
      if (std::any_of(m_open.begin(), m_open.end(), [&](const auto& one) { return name.starts_with("." + one.first); })) continue;
      auto part = path;
      if (!fs::exists(part.replace_extension(".part"), ignored)) fs::remove(path, ignored);
      continue;
    }
    std::error_code gone;
    const auto touched = entry.last_write_time(gone);
    if (!gone) entries.push_back({path, touched, onDisk(path)});
  }
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.touched < b.touched; });
  for (const auto& entry : entries) all += entry.bytes;
  const auto now = fs::file_time_type::clock::now();
  for (const auto& entry : entries) {
    if (now - entry.touched < age && all <= m_limits.most.value) continue;
    remove(entry.part, entry.bytes);
    all -= entry.bytes;
  }
  return {freed};
}

ports::BlobStore::Usage Spool::usage() {
  const std::lock_guard lock(m_mutex);
  Usage usage;
  usage.limit = m_limits.most;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(m_folder, error)) {
    if (entry.path().extension() != ".part") continue;
    usage.used += ByteCount{onDisk(entry.path())};
    ++usage.blobs;
  }
  return usage;
}

} // namespace meridian::disk
