// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/upload_way.h"

#include <algorithm>
#include <array>

namespace meridian::distribution {

namespace {

using base::ByteCount;
using base::Errc;
using ports::Ability;

constexpr std::uint64_t kMiB = 1024 * 1024;
/// What is tried next when a body was too long: limits are met at 100, 20 and 4 MiB, and lower behind small
/// proxies.
constexpr std::array<std::uint64_t, 5> kRungs{16 * kMiB, 4 * kMiB, kMiB, kMiB / 4, kMiB / 16};

/// The lower of two limits, where zero is none.
ByteCount lower(ByteCount a, ByteCount b) {
  if (a.value == 0 || b.value == 0) return std::max(a, b);
  return std::min(a, b);
}

bool tooLong(const base::Error& error) {
  return error.http_status == 413 || error.http_status == 416;
}

} // namespace

Sending chooseSending(const ports::RegistryProfile& profile, const ChunkLimits& told,
                      std::optional<base::ByteCount> size) {
  if (!size) return {};
  const auto limit = lower(told.max, profile.chunk_max);
  const auto fits = [&](ByteCount most) { return most.value == 0 || *size <= most; };
  const auto wanted = std::max({kDefaultChunk, told.min, profile.chunk_min});
  const Sending chunked{Way::Chunked, lower(wanted, limit)};

  const bool may_put = profile.monolithic != Ability::No && fits(limit);
  const bool must_not_break = *size >= kWorthResuming && profile.resume != Ability::No;
  if (profile.monolithic == Ability::Yes && may_put && !must_not_break) return {Way::Monolithic, {}};

  // A probed stream of any length outranks a limit for chunks (GHCR has both); a limit told in this very
  // session counts for every body.
  const bool may_stream = profile.streaming != Ability::No && fits(told.max) &&
                          (profile.streaming == Ability::Yes || fits(profile.chunk_max));
  const bool chunks_are_kept = profile.chunked == Ability::Yes && profile.resume == Ability::Yes &&
                               (profile.cut_kept == Ability::No || profile.own_offset);
  if (may_stream && !(chunks_are_kept && *size > chunked.chunk)) return {};

  const bool may_chunk = profile.chunked != Ability::No;
  if (may_chunk && (profile.chunked == Ability::Yes || !may_put)) return chunked;
  if (may_put) return {Way::Monolithic, {}};
  return may_chunk ? chunked : Sending{};
}

bool refusesWay(const base::Error& error) {
  switch (error.http_status) {
  case 400: // distribution says 400 where the spec has 416 (distribution-spec issue 590)
    return error.code == Errc::BadAnswer || error.code == Errc::Unsupported ||
           error.code == Errc::RangeInvalid || error.code == Errc::SizeInvalid;
  case 405:
  case 411:
  case 413:
  case 415:
  case 416:
  case 501:
    return true;
  default:
    return false;
  }
}

bool learnRefusal(ports::RegistryProfile& profile, const Sending& used, base::ByteCount body,
                  const base::Error& error) {
  if (tooLong(error) && profile.chunked != Ability::No) {
    const auto rung =
        std::find_if(kRungs.begin(), kRungs.end(), [&](auto size) { return size < body.value; });
    if (rung != kRungs.end() && *rung >= profile.chunk_min.value) {
      profile.chunk_max = lower(profile.chunk_max, {*rung});
      if (used.way == Way::Streaming) profile.streaming = Ability::No;
      return true;
    }
  }
  switch (used.way) {
  case Way::Streaming:
    profile.streaming = Ability::No;
    break;
  case Way::Chunked:
    profile.chunked = Ability::No;
    break;
  case Way::Monolithic:
    profile.monolithic = Ability::No;
    break;
  }
  return profile.streaming != Ability::No || profile.chunked != Ability::No ||
         profile.monolithic != Ability::No;
}

} // namespace meridian::distribution
