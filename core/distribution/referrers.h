// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "distribution/exchange.h"
#include "distribution/manifests.h"
#include "oci/descriptor.h"
#include "oci/digest.h"

#include <atomic>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::distribution {

/// Who points at a manifest (distribution-spec v1.1.1 "Listing Referrers"): the referrers API, or the tag
/// schema where a registry has none. Any thread.
class Referrers {
public:
  Referrers(Exchange& exchange, Manifests& manifests) : m_exchange(exchange), m_manifests(manifests) {}

  [[nodiscard]] base::Result<std::vector<oci::Descriptor>>
  list(std::string_view repository, const oci::Digest& subject, std::stop_token stop);

  /// Adds `manifest` to the tag that lists the referrers of its subject, for registries that do not list it themselves
  /// (distribution-spec v1.1.1 "Pushing Manifests with Subject"). There is no compare-and-swap for tags: what another
  /// client adds at the same moment may be lost; ours is looked for again, and added again.
  [[nodiscard]] base::Result<void> add(std::string_view repository, const oci::Manifest& manifest, std::stop_token stop);

private:
  base::Result<std::vector<oci::Descriptor>> byTag(std::string_view repository, const oci::Digest& subject,
                                                   std::stop_token stop);
  Exchange& m_exchange;
  Manifests& m_manifests;
  std::mutex m_adding; ///< one change of a referrers tag at a time
  std::atomic<bool> m_absent{false}; ///< the registry has no referrers API at all: not asked again
};

/// "sha256-<hex>", the tag that lists referrers in a registry without the API; cut to 128 characters by the
/// spec.
[[nodiscard]] std::string referrersTag(const oci::Digest& subject);

} // namespace meridian::distribution
