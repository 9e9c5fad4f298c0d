// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/referrers.h"

#include <algorithm>
#include <array>

namespace meridian::plan {

namespace {

// The types that cosign gives the same content where it uses "subject".
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kCosign{{
    {".sig", "application/vnd.dev.cosign.artifact.sig.v1+json"},
    {".att", "application/vnd.dsse.envelope.v1+json"},
    {".sbom", "application/vnd.dev.cosign.artifact.sbom.v1+json"},
}};

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

std::vector<std::string> cosignTags(const oci::Digest& image) {
  std::vector<std::string> out;
  for (const auto& [suffix, type] : kCosign)
    out.push_back(std::string(image.algorithm()) + "-" + std::string(image.encoded()) + std::string(suffix));
  return out;
}

std::string_view cosignType(std::string_view tag) {
  if (!tag.starts_with("sha256-")) return {};
  for (const auto& [suffix, type] : kCosign)
    if (tag.ends_with(suffix) && tag.size() == 7 + 64 + suffix.size()) return type;
  return {};
}

std::string_view kindOf(const std::string& type, const std::map<std::string, std::string>& annotations) {
  if (type.starts_with("application/vnd.dev.sigstore.bundle")) {
    const auto content = annotations.find("dev.sigstore.bundle.content");
    return content != annotations.end() && content->second == "dsse-envelope" ? kAttestation : kSignature;
  }
  if (isOneOf(type, {"application/vnd.cncf.notary.signature", "application/vnd.dev.cosign.artifact.sig.v1+json",
                     "application/vnd.dev.cosign.simplesigning.v1+json"}))
    return kSignature;
  if (isOneOf(type, {"application/spdx+json", "text/spdx", "application/vnd.cyclonedx+json", "application/vnd.cyclonedx+xml",
                     "application/vnd.cyclonedx", "application/vnd.syft+json", "application/vnd.dev.cosign.artifact.sbom.v1+json"}))
    return kSbom;
  if (isOneOf(type, {"application/vnd.in-toto+json", "application/vnd.dsse.envelope.v1+json"})) return kAttestation;
  return {};
}

base::Result<ReferrerFilter> ReferrerFilter::compile(const ReferrerPolicy& policy) {
  ReferrerFilter out;
  out.m_policy = policy;
  for (const auto* list : {&policy.types, &policy.require})
    for (const auto& text : *list) {
      auto pattern = typePattern(text);
      if (!pattern) return base::pass(std::move(pattern));
      (list == &policy.types ? out.m_types : out.m_require).push_back(std::move(*pattern));
    }
  return out;
}

bool ReferrerFilter::wants(const std::string& type) const {
  return m_policy.copy && (m_types.empty() || std::any_of(m_types.begin(), m_types.end(),
                                                           [&](const Pattern& pattern) { return pattern.matches(type); }));
}

std::vector<std::string> ReferrerFilter::missing(const std::set<std::string>& found) const {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < m_require.size(); ++i)
    if (std::none_of(found.begin(), found.end(), [&](const auto& type) { return m_require[i].matches(type); }))
      out.push_back(m_policy.require[i]);
  return out;
}

std::string artifactType(const oci::Manifest& manifest) {
  if (!manifest.artifact_type.empty()) return manifest.artifact_type;
  return manifest.config ? manifest.config->media_type : std::string();
}

} // namespace meridian::plan
