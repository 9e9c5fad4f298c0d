// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "distribution/exchange.h"
#include "oci/manifest.h"
#include "ports/registry.h"

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace meridian::distribution {

/// Manifests (distribution-spec v1.1.1 "Pulling manifests", "Pushing Manifests",
/// "Deleting tags", "Deleting Manifests"). Contracts as in
/// ports::Registry. Any thread.
class Manifests {
public:
  explicit Manifests(Exchange& exchange) : m_exchange(exchange) {}

  [[nodiscard]] base::Result<std::optional<ports::ManifestHead>>
  head(std::string_view repository, std::string_view reference, std::stop_token stop);
  [[nodiscard]] base::Result<oci::Manifest> get(std::string_view repository, std::string_view reference,
                                                std::stop_token stop);
  /// Whether the registry said (OCI-Subject) that it lists the manifest among the referrers of its subject.
  [[nodiscard]] base::Result<bool> put(std::string_view repository, std::string_view reference,
                                       const oci::Manifest& manifest, std::stop_token stop);
  [[nodiscard]] base::Result<void> remove(std::string_view repository, std::string_view reference,
                                          std::stop_token stop);

private:
  Call call(ports::HttpMethod method, std::string_view repository, std::string_view reference) const;
  Exchange& m_exchange;
};

} // namespace meridian::distribution
