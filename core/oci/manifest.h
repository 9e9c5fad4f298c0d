// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "oci/descriptor.h"
#include "oci/media_type.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::oci {

/// Largest manifest that is read; the distribution spec asks registries for at least 4 MiB.
inline constexpr std::size_t kMostManifestBytes = 8U << 20U;

/// A parsed manifest of any kind beside the exact bytes it came in. The bytes are never re-serialised: what is
/// pushed is what was pulled, so unknown fields and the digest survive.
struct Manifest {
  std::string bytes;
  /// To be pushed with: the document's own mediaType where that is a manifest's, else what was served, else (both
  /// missing, or the server said only "JSON") the OCI type that fits the fields.
  std::string media_type;
  Digest digest;          ///< sha256 of `bytes`
  ManifestKind kind = ManifestKind::Unknown;

  std::optional<Descriptor> config;   ///< Image
  std::vector<Descriptor> layers;     ///< Image layers; Artifact blobs
  std::vector<Descriptor> manifests;  ///< Index children
  std::optional<Descriptor> subject;  ///< image-spec v1.1 "subject"
  std::string artifact_type;
  std::map<std::string, std::string> annotations;

  /// Parses and computes the digest. `served_type` is the Content-Type (may be empty).
  /// Errors: ParseFailed (no JSON object, missing or ill-typed fields, a bad digest, duplicate keys that matter,
  /// deeper than 64 or larger than 8 MiB); Unsupported for Docker schema 1, saying what to do about it; ContentMismatch
  /// when the document's mediaType contradicts the served one (image vs index). Unknown JSON media types become
  /// Unknown with no children when they have none of config/layers/manifests, else the matching kind.
  [[nodiscard]] static base::Result<Manifest> parse(std::string bytes, std::string_view served_type);

  /// All blobs that must be in the repository before this manifest: config and layers, without foreign layers,
  /// without repeats, in document order.
  [[nodiscard]] std::vector<Descriptor> blobs() const;
};

} // namespace meridian::oci
