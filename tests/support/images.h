// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/sha256.h"
#include "memory/registry.h"
#include "oci/manifest.h"

#include <cassert>
#include <string>
#include <string_view>
#include <vector>

// Images of few bytes for registries in memory.
namespace meridian::test {

inline oci::Digest digestOf(std::string_view bytes) {
  return oci::Digest::sha256(base::Sha256::hex(std::as_bytes(std::span(bytes))));
}

inline std::string descriptor(std::string_view media_type, const oci::Digest& digest, std::size_t size,
                              std::string_view more = {}) {
  return "{\"mediaType\":\"" + std::string(media_type) + "\",\"digest\":\"" + digest.text() +
         "\",\"size\":" + std::to_string(size) + std::string(more) + "}";
}

/// An image config that tells images apart; `created` in RFC 3339, empty = without a date.
inline std::string config(std::string_view name, std::string_view created = {}) {
  std::string out = R"({"architecture":"amd64","os":"linux","author":")" + std::string(name) + "\"";
  if (!created.empty()) out += ",\"created\":\"" + std::string(created) + "\"";
  return out + R"(,"rootfs":{"type":"layers","diff_ids":[]}})";
}

/// Adds an image with its blobs; `tag` may be empty.
inline oci::Manifest addImage(memory::Registry& registry, std::string_view repository, std::string_view tag,
                              const std::string& config_bytes, const std::vector<std::string>& layers) {
  std::string list;
  for (const auto& layer : layers)
    list += (list.empty() ? "" : ",") +
            descriptor("application/vnd.oci.image.layer.v1.tar+gzip", registry.addBlob(repository, layer), layer.size());
  const auto digest = registry.addBlob(repository, config_bytes);
  auto manifest = registry.addManifest(repository, tag,
                                       R"({"schemaVersion":2,"mediaType":")" + std::string(oci::kOciManifest) +
                                           "\",\"config\":" + descriptor(oci::kOciConfig, digest, config_bytes.size()) +
                                           ",\"layers\":[" + list + "]}",
                                       oci::kOciManifest);
  assert(manifest);
  return *manifest;
}

/// Adds an index of images that are there.
inline oci::Manifest addIndex(memory::Registry& registry, std::string_view repository, std::string_view tag,
                              const std::vector<oci::Manifest>& children) {
  std::string list;
  for (const auto& child : children)
    list += (list.empty() ? "" : ",") + descriptor(child.media_type, child.digest, child.bytes.size());
  auto manifest = registry.addManifest(repository, tag,
                                       R"({"schemaVersion":2,"mediaType":")" + std::string(oci::kOciIndex) +
                                           "\",\"manifests\":[" + list + "]}",
                                       oci::kOciIndex);
  assert(manifest);
  return *manifest;
}

} // namespace meridian::test
