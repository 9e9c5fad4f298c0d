// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/time_zone.h"

#include "base/quoted.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <system_error>

namespace meridian::schedule {

using base::Errc;
using base::fail;
using namespace std::chrono;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kHeader = 44;
constexpr std::size_t kLargestFile = 1u << 20;
constexpr std::size_t kLongestName = 64;
constexpr seconds kFurthestOffset = hours(26);

std::int64_t bigEndian(std::string_view bytes) {
  std::uint64_t value = static_cast<unsigned char>(bytes.front()) & 0x80 ? ~std::uint64_t{0} : 0;
  for (const char c : bytes)
    value = value << 8 | static_cast<unsigned char>(c);
  return static_cast<std::int64_t>(value);
}

/// RFC 8536 section 3.1: how many there are of what, in the block that follows.
struct Counts {
  std::uint64_t utc, standard, leap, changes, types, letters;
  [[nodiscard]] std::uint64_t size(std::uint64_t time) const {
    return changes * (time + 1) + types * 6 + letters + leap * (time + 4) + standard + utc;
  }
};

std::optional<Counts> counts(std::string_view header) {
  if (header.size() < kHeader || !header.starts_with("TZif")) return std::nullopt;
  std::array<std::uint64_t, 6> all{};
  for (std::size_t i = 0; i < all.size(); ++i)
    all[i] = static_cast<std::uint64_t>(bigEndian(header.substr(20 + i * 4, 4))) & 0xffffffffu;
  return Counts{all[0], all[1], all[2], all[3], all[4], all[5]};
}

bool isName(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '+' || c == '-' || c == '/';
  };
  return !name.empty() && name.size() <= kLongestName && name.front() != '/' && name.back() != '/' &&
         std::all_of(name.begin(), name.end(), fits);
}

} // namespace

base::Result<TimeZone> TimeZone::parse(std::string_view tzif) {
  const auto damaged = [] { return fail(Errc::ParseFailed, "not a time zone file (TZif)"); };
  auto found = counts(tzif);
  if (!found) return damaged();
  std::size_t width = 4;
  const bool has_second = tzif[4] >= '2';
  tzif.remove_prefix(kHeader);
  if (tzif.size() < found->size(width)) return damaged();
  if (has_second) { // the same again with 64 bits, and a rule
    tzif.remove_prefix(found->size(width));
    width = 8;
    found = counts(tzif);
    if (!found) return damaged();
    tzif.remove_prefix(kHeader);
    if (tzif.size() < found->size(width)) return damaged();
  }
  if (found->leap != 0)
    return fail(Errc::ParseFailed, "a time zone file that counts leap seconds is of no use here");
  if (found->types == 0) return damaged();

  const auto times = tzif.substr(0, found->changes * width);
  const auto indices = tzif.substr(times.size(), found->changes);
  const auto types = tzif.substr(times.size() + indices.size(), found->types * 6);
  const auto offset = [&](std::size_t type) { return seconds(bigEndian(types.substr(type * 6, 4))); };
  for (std::size_t type = 0; type < found->types; ++type)
    if (abs(offset(type)) > kFurthestOffset) return damaged();

  TimeZone zone;
  zone.m_first = offset(0);
  for (std::size_t i = 0; i < found->changes; ++i) {
    const auto type = static_cast<unsigned char>(indices[i]);
    const sys_seconds at{seconds(bigEndian(times.substr(i * width, width)))};
    if (type >= found->types || (i > 0 && at <= zone.m_changes.back().at)) return damaged();
    zone.m_changes.push_back({at, offset(type)});
  }
  if (!has_second) return zone;
  auto footer = tzif.substr(found->size(width));
  if (!footer.starts_with('\n') || footer.find('\n', 1) == std::string_view::npos) return damaged();
  footer = footer.substr(1, footer.find('\n', 1) - 1);
  if (footer.empty()) return zone;
  zone.m_rule = PosixRule::parse(footer);
  if (!zone.m_rule) return damaged();
  return zone;
}

seconds TimeZone::offsetAt(sys_seconds when) const {
  const auto after =
      std::upper_bound(m_changes.begin(), m_changes.end(), when,
                       [](sys_seconds t, const OffsetChange& change) { return t < change.at; });
  if (after == m_changes.end() && m_rule) return m_rule->offsetAt(when);
  return after == m_changes.begin() ? m_first : std::prev(after)->offset;
}

std::optional<sys_seconds> TimeZone::nextChange(sys_seconds when) const {
  const auto after =
      std::upper_bound(m_changes.begin(), m_changes.end(), when,
                       [](sys_seconds t, const OffsetChange& change) { return t < change.at; });
  if (after != m_changes.end()) return after->at;
  if (!m_rule) return std::nullopt;
  const auto next = m_rule->nextChange(when);
  return next ? std::optional(next->at) : std::nullopt;
}

base::Result<std::shared_ptr<const TimeZone>> TimeZones::find(std::string_view name) const {
  if (name.empty()) name = "UTC";
  const std::lock_guard lock(m_mutex);
  if (const auto known = m_known.find(name); known != m_known.end()) return known->second;
  auto keep = [&](TimeZone zone) {
    return m_known.emplace(name, std::make_shared<const TimeZone>(std::move(zone))).first->second;
  };
  if (name == "UTC") return keep({});

  std::error_code error;
  const auto file = m_folder / name;
  if (!isName(name) || !fs::is_regular_file(file, error)) {
    if (!fs::is_directory(m_folder, error))
      return fail(Errc::NotFound,
                  "no time zones are installed in " + m_folder.string() + " (package tzdata)");
    return fail(Errc::NotFound,
                "there is no time zone " + base::quoted(name) + "; names look like \"Europe/Berlin\"");
  }
  std::ifstream in(file, std::ios::binary);
  std::string content(kLargestFile, '\0');
  in.read(content.data(), static_cast<std::streamsize>(content.size()));
  content.resize(static_cast<std::size_t>(in.gcount()));
  auto zone = TimeZone::parse(content);
  // Beside the zones stand tables for programs ("zone1970.tab" has a dot, "tzdata.zi" too; "leapseconds" has
  // not).
  if (!zone) return fail(Errc::ParseFailed, base::quoted(name) + " is no time zone: " + zone.error().message);
  return keep(std::move(*zone));
}

} // namespace meridian::schedule
