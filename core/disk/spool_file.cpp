// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk/spool_file.h"

#include "base/log.h"
#include "disk/file.h"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace meridian::disk {

using base::Errc;
using base::fail;
using base::Result;

namespace {
constexpr std::size_t kMostMark = 1024 * 1024;
} // namespace

std::string toText(const ports::SpoolMark& mark, const oci::Descriptor& blob) {
  nlohmann::ordered_json json;
  json["version"] = 1;
  json["digest"] = blob.digest.text();
  json["size"] = blob.size.value;
  auto held = nlohmann::ordered_json::array();
  for (const auto& range : mark.held) held.push_back({range.first, range.length});
  json["held"] = std::move(held);
  if (mark.state) {
    json["hashed"] = mark.hashed.value;
    json["sha256"] = mark.state->chain;
  }
  return json.dump() + "\n";
}

std::optional<ports::SpoolMark> parseMark(std::string_view text, const oci::Descriptor& blob) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto is = [&json](const char* key, const nlohmann::json& value) {
    const auto found = json.find(key);
    return found != json.end() && *found == value;
  };
  if (!is("version", 1) || !is("digest", blob.digest.text()) || !is("size", blob.size.value)) return std::nullopt;
  ports::SpoolMark mark;
  const auto held = json.find("held");
  if (held == json.end() || !held->is_array()) return std::nullopt;
  std::uint64_t end = 0;
  for (const auto& pair : *held) {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number_unsigned() || !pair[1].is_number_unsigned())
      return std::nullopt;
    const ports::ByteRange range{pair[0].get<std::uint64_t>(), pair[1].get<std::uint64_t>()};
    const bool follows = mark.held.empty() ? true : range.first > end;
    if (!follows || range.length == 0 || range.first > blob.size.value || range.length > blob.size.value - range.first)
      return std::nullopt;
    end = range.end();
    mark.held.push_back(range);
  }
  const auto hashed = json.find("hashed");
  const auto chain = json.find("sha256");
  if (hashed == json.end() || chain == json.end()) return mark;
  if (!hashed->is_number_unsigned() || !chain->is_array() || chain->size() != 8) return std::nullopt;
  const auto bytes = hashed->get<std::uint64_t>();
  const bool covered = !mark.held.empty() && mark.held.front().first == 0 && bytes <= mark.held.front().length;
  if (bytes % 64 != 0 || (bytes > 0 && !covered)) return std::nullopt;
  base::Sha256State state;
  for (std::size_t i = 0; i < 8; ++i) {
    if (!(*chain)[i].is_number_unsigned() || (*chain)[i].get<std::uint64_t>() > 0xffffffffU) return std::nullopt;
    state.chain[i] = (*chain)[i].get<std::uint32_t>();
  }
  state.length = bytes;
  mark.hashed = {bytes};
  mark.state = state;
  return mark;
}

Result<std::unique_ptr<SpoolFile>> SpoolFile::open(Spool& spool, const std::filesystem::path& path, std::string name,
                                                   const oci::Descriptor& blob) {
  std::unique_ptr<SpoolFile> file(new SpoolFile(spool, std::move(name), blob));
  file->m_part = path;
  file->m_part += ".part";
  file->m_mark = path;
  file->m_mark += ".mark";
  file->m_fd = ::open(file->m_part.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file->m_fd < 0) return failErrno(errno, "cannot open " + file->m_part.string());
  if (const auto text = readFile(file->m_mark, kMostMark)) {
    struct stat info {};
    auto mark = parseMark(*text, blob);
    const bool there = mark && ::fstat(file->m_fd, &info) == 0 &&
                       (mark->held.empty() || static_cast<std::uint64_t>(info.st_size) >= mark->held.back().end());
    if (there) {
      file->m_found = std::move(*mark);
    } else {
      // It would promise holes as soon as the part has grown as long as it says.
      ::unlink(file->m_mark.c_str());
      base::log("disk", base::LogLevel::Warning, "the mark of " + file->m_part.string() + " is not usable; that blob starts over");
    }
  }
  return file;
}

SpoolFile::~SpoolFile() {
  if (m_fd >= 0) ::close(m_fd);
  if (m_discarded) {
    // The mark first: bytes without a mark are worth nothing, a mark without bytes would lie.
    ::unlink(m_mark.c_str());
    ::unlink(m_part.c_str());
  }
  m_spool.closed(m_name);
}

Result<void> SpoolFile::write(std::uint64_t offset, std::span<const std::byte> data) {
  while (!data.empty()) {
    const auto count = ::pwrite(m_fd, data.data(), data.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failErrno(errno, "cannot write " + m_part.string());
    data = data.subspan(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
  return {};
}

Result<void> SpoolFile::read(std::uint64_t offset, std::span<std::byte> buffer) {
  while (!buffer.empty()) {
    const auto count = ::pread(m_fd, buffer.data(), buffer.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failErrno(errno, "cannot read " + m_part.string());
    if (count == 0) return fail(Errc::IoFailed, m_part.string() + " became shorter under our hands");
    buffer = buffer.subspan(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
  return {};
}

Result<void> SpoolFile::mark(const ports::SpoolMark& mark) {
  if (::fdatasync(m_fd) != 0) return failErrno(errno, "cannot sync " + m_part.string());
  return writeFileAtomically(m_mark, toText(mark, m_blob), 0600);
}

} // namespace meridian::disk
