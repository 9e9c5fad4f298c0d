// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/media_type.h"

#include <algorithm>

namespace meridian::oci {

namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

std::string bareMediaType(std::string_view media_type) {
  media_type = media_type.substr(0, media_type.find(';'));
  const auto first = media_type.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  media_type = media_type.substr(first, media_type.find_last_not_of(" \t") - first + 1);
  std::string out(media_type);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

ManifestKind manifestKind(std::string_view media_type) {
  const auto type = bareMediaType(media_type);
  if (type == kOciManifest || type == kDockerManifest) return ManifestKind::Image;
  if (type == kOciIndex || type == kDockerList) return ManifestKind::Index;
  if (type == kOciArtifactManifest) return ManifestKind::Artifact;
  if (type == kDockerSchema1 || type == kDockerSchema1Signed) return ManifestKind::Schema1;
  return ManifestKind::Unknown;
}

bool isManifest(std::string_view media_type) {
  const auto kind = manifestKind(media_type);
  return kind == ManifestKind::Image || kind == ManifestKind::Index || kind == ManifestKind::Artifact;
}

bool isNonDistributable(std::string_view media_type) {
  const auto type = bareMediaType(media_type);
  return type.starts_with("application/vnd.oci.image.layer.nondistributable.") ||
         type.starts_with("application/vnd.docker.image.rootfs.foreign.");
}

const std::vector<std::string>& acceptedManifests() {
  static const std::vector<std::string> types = [] {
    std::vector<std::string> all;
    for (const auto type : {kOciIndex, kDockerList, kOciManifest, kDockerManifest, kOciArtifactManifest,
                            kDockerSchema1Signed, kDockerSchema1})
      all.emplace_back(type);
    return all;
  }();
  return types;
}

} // namespace meridian::oci
