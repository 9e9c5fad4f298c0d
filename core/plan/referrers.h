// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "oci/descriptor.h"
#include "oci/manifest.h"
#include "plan/glob.h"
#include "plan/policy.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

// Signatures, SBOMs, attestations: which of what points to an image a rule means. Pure; any thread.
namespace meridian::plan {

/// What somebody has to find at a tag before it may appear.
inline constexpr std::string_view kSignature = "signature", kSbom = "sbom", kAttestation = "attestation";

/// cosign's tags for an image without the referrers API: "sha256-<hex>.sig", ".att", ".sbom".
[[nodiscard]] std::vector<std::string> cosignTags(const oci::Digest& image);
/// The type that such a tag stands for; empty for other tags.
[[nodiscard]] std::string_view cosignType(std::string_view tag);
/// "signature", "sbom", "attestation" that an artifact type stands for; empty for others. A Sigstore bundle is told
/// apart by its annotation dev.sigstore.bundle.content.
[[nodiscard]] std::string_view kindOf(const std::string& artifact_type, const std::map<std::string, std::string>& annotations);

/// A rule's policy, ready to be asked. A value.
class ReferrerFilter {
public:
  /// ConfigInvalid for a bad pattern.
  [[nodiscard]] static base::Result<ReferrerFilter> compile(const ReferrerPolicy& policy);

  [[nodiscard]] bool copies() const { return m_policy.copy; }
  [[nodiscard]] bool wants(const std::string& artifact_type) const;
  /// What is required and not among `found` (artifact types and kinds), in the rule's words.
  [[nodiscard]] std::vector<std::string> missing(const std::set<std::string>& found) const;

private:
  ReferrerPolicy m_policy;
  std::vector<Pattern> m_types;
  std::vector<Pattern> m_require;
};

/// The artifact type of a manifest: its own, else that of its config (image-spec v1.1 "artifactType").
[[nodiscard]] std::string artifactType(const oci::Manifest& manifest);

} // namespace meridian::plan
