// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::ports {

/// An answer that may not be known yet. Unknown is treated as the safe default, which differs by question.
enum class Ability { Unknown, Yes, No };
[[nodiscard]] constexpr std::string_view name(Ability ability) {
  constexpr std::string_view kNames[] = {"unknown", "yes", "no"};
  return kNames[static_cast<int>(ability)];
}

/// What one registry can do, as it was found by trying (never by its name). Default = nothing is known: one streaming
/// PATCH and a PUT, whole reads resumed by Range, mounts tried and not counted on.
struct RegistryProfile {
  base::Timestamp probed{};  ///< zero: never
  std::string server;        ///< Server or Docker-Distribution-Api-Version header, for people
  std::string auth;          ///< "none", "basic", "bearer"

  // uploads (distribution-spec v1.1.1 "Pushing blobs")
  Ability streaming = Ability::Unknown;  ///< one PATCH without Content-Range, of any length
  Ability chunked = Ability::Unknown;    ///< several PATCH with Content-Range
  Ability monolithic = Ability::Unknown; ///< POST, then one PUT with the whole body
  Ability single_post = Ability::Unknown; ///< POST ?digest= with the body
  base::ByteCount chunk_min;             ///< OCI-Chunk-Min-Length; zero: none told
  base::ByteCount chunk_max;             ///< longest PATCH or PUT body that was taken or told; zero: no limit found
  Ability resume = Ability::Unknown;     ///< a PATCH cut in the middle goes on at what GET location tells
  Ability cut_kept = Ability::Unknown; ///< with resume: what arrived of the cut PATCH counts; No: only whole chunks do
  bool own_offset = false; ///< the Range of a session lags behind what it holds: only our own count is right
  Ability mount = Ability::Unknown;      ///< mount=&from=
  Ability mount_anonymous = Ability::Unknown; ///< mount= without from=

  // reading
  Ability range = Ability::Unknown; ///< 206 to Range on blobs
  bool redirects = false;           ///< blobs come from another host
  Ability referrers = Ability::Unknown;
  Ability tag_delete = Ability::Unknown;
  Ability sparse_index = Ability::Unknown; ///< takes an index some of whose children are not there

  // the way there
  std::vector<int> http_versions;  ///< of 11, 20, 30: those that answered
  int http_version = 0;            ///< the one that was fastest for small requests; 0: let the adapter choose
  std::chrono::microseconds round_trip{0};
  base::BytesPerSecond read_rate;  ///< one connection, as far as it could be measured; 0: not

  std::vector<std::string> remarks; ///< why something stayed unknown, for people
};

/// What a probe may touch.
struct ProbeRequest {
  std::string repository = "meridian/probe"; ///< written to (upload sessions, two small blobs), where that is allowed
  std::string readable;                      ///< "repository@digest" of a blob to read ranges of; empty: its own
};

} // namespace meridian::ports
