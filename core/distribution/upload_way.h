// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/units.h"
#include "ports/registry_profile.h"

#include <mutex>
#include <optional>

namespace meridian::distribution {

/// How the bytes of a blob go into its upload session (distribution-spec v1.1.1 "Pushing blobs").
enum class Way {
  Streaming,  ///< one PATCH without Content-Range, then a PUT
  Chunked,    ///< several PATCH with Content-Range, then a PUT
  Monolithic, ///< one PUT with everything
};

/// The way of one blob.
struct Sending {
  Way way = Way::Streaming;
  base::ByteCount chunk; ///< longest body of one PATCH; of no meaning but for Chunked
};

/// What an upload session's answers ask for; zero: nothing.
struct ChunkLimits {
  base::ByteCount min; ///< OCI-Chunk-Min-Length
  base::ByteCount max; ///< OCI-Chunk-Max-Length (distribution-spec pull request 486)
};

/// Chunk size where the registry has no wish.
inline constexpr base::ByteCount kDefaultChunk{16 * 1024 * 1024};
/// Below this a whole body in one PUT saves more (a round trip) than a resume could.
inline constexpr base::ByteCount kWorthResuming{16 * 1024 * 1024};

/// The way that suits a registry. `size` is empty where it is not known: such a blob can only stream.
[[nodiscard]] Sending chooseSending(const ports::RegistryProfile& profile, const ChunkLimits& told,
                                    std::optional<base::ByteCount> size);

/// Whether `error`, the answer to a body of `body` bytes sent in that way, says that it will never be taken
/// like this: too long, or not this method. Such an answer speaks of the way, not of the content.
[[nodiscard]] bool refusesWay(const base::Error& error);

/// Writes a refusal into the profile. False: there is no other way left.
[[nodiscard]] bool learnRefusal(ports::RegistryProfile& profile, const Sending& used, base::ByteCount body,
                                const base::Error& error);

/// A registry's profile as one client knows it: what was probed, corrected by what the registry did since.
/// Any thread.
class LearntProfile {
public:
  explicit LearntProfile(ports::RegistryProfile probed) : m_profile(std::move(probed)) {}
  [[nodiscard]] ports::RegistryProfile get() const {
    const std::lock_guard lock(m_mutex);
    return m_profile;
  }
  template <class F>
  auto change(F&& lesson) {
    const std::lock_guard lock(m_mutex);
    return lesson(m_profile);
  }

private:
  mutable std::mutex m_mutex;
  ports::RegistryProfile m_profile;
};

} // namespace meridian::distribution
