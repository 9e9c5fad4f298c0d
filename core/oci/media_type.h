// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meridian::oci {

// image-spec v1.1 media-types.md; docker distribution manifest-v2-2.md
inline constexpr std::string_view kOciManifest = "application/vnd.oci.image.manifest.v1+json";
inline constexpr std::string_view kOciIndex = "application/vnd.oci.image.index.v1+json";
inline constexpr std::string_view kOciConfig = "application/vnd.oci.image.config.v1+json";
inline constexpr std::string_view kDockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
inline constexpr std::string_view kDockerList = "application/vnd.docker.distribution.manifest.list.v2+json";
inline constexpr std::string_view kDockerSchema1 = "application/vnd.docker.distribution.manifest.v1+json";
inline constexpr std::string_view kDockerSchema1Signed = "application/vnd.docker.distribution.manifest.v1+prettyjws";
/// OCI artifact manifest of the 1.1 release candidates; superseded, still met in the wild.
inline constexpr std::string_view kOciArtifactManifest = "application/vnd.oci.artifact.manifest.v1+json";

/// What a manifest's media type means to us.
enum class ManifestKind { Image, Index, Artifact, Schema1, Unknown };

/// A Content-Type without parameters and surrounding blanks, in lower case (RFC 9110 section 8.3.1).
[[nodiscard]] std::string bareMediaType(std::string_view media_type);
/// Parameters ("; charset=utf-8") and case are ignored.
[[nodiscard]] ManifestKind manifestKind(std::string_view media_type);
[[nodiscard]] bool isManifest(std::string_view media_type); ///< image, index or artifact: pushed as a manifest
/// Foreign layers (…nondistributable… and docker's …foreign…): their bytes are not in the registry.
[[nodiscard]] bool isNonDistributable(std::string_view media_type);
/// For the Accept header: all manifest types that we store, schema 1 last so that it can be named in the error.
[[nodiscard]] const std::vector<std::string>& acceptedManifests();

} // namespace meridian::oci
