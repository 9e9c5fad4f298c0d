// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "distribution/exchange.h"
#include "oci/digest.h"
#include "ports/registry.h"

#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace meridian::distribution {

/// A blob that a probe has stored, to be read, mounted and deleted.
struct ProbeBlob {
  std::string repository;
  oci::Digest digest;
};

/// What the steps of a probe share. One thread.
struct ProbeBench {
  Exchange& exchange;
  const std::string repository; ///< that may be written to
  ports::RegistryProfile& profile;
  std::vector<ProbeBlob> stored{};

  /// An error as an answer to "can it?": No where the registry says no to the thing itself; Unknown, with a
  /// remark, where it was the permission or the line.
  ports::Ability answerOf(std::string_view question, const base::Error& error);
  /// Puts a blob into the repository in a way that it is known to take.
  base::Result<void> store(std::string_view content, std::stop_token stop);
};

/// Finds out what a registry can do by trying it (see ports::Registry::probe). `profile` comes with what the
/// ping told. Sends some 10 MiB, more where a registry has a minimum for chunks, and reads at most 4 MiB.
/// Errors: Cancelled.
[[nodiscard]] base::Result<ports::RegistryProfile> probeRegistry(Exchange& exchange,
                                                                 const ports::ProbeRequest& request,
                                                                 ports::RegistryProfile profile,
                                                                 std::stop_token stop);

/// Bytes that no registry has yet and that do not shrink on the way.
[[nodiscard]] std::string randomBytes(std::size_t count);
[[nodiscard]] oci::Digest digestOfBytes(std::string_view bytes);

} // namespace meridian::distribution
