// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/content.h"
#include "oci/manifest.h"
#include "oci/media_type.h"

#include <QtGlobal>

#include <string>
#include <string_view>
#include <vector>

// Images as JSON, for the contract of registries.
namespace meridian::test {

inline const std::string kLayer = "application/vnd.oci.image.layer.v1.tar+gzip";

inline std::string json(const oci::Descriptor& d, const std::string& more = {}) {
  return R"({"mediaType":")" + d.media_type + R"(","digest":")" + d.digest.text() + R"(","size":)" +
         std::to_string(d.size.value) + more + "}";
}

inline std::string imageJson(std::string_view type, std::string_view config_type, std::string_view config,
                             std::string_view layer, const std::string& more = {}) {
  return R"({"schemaVersion":2,"mediaType":")" + std::string(type) + R"(","config":)" +
         json(descriptorOf(config, std::string(config_type))) + R"(,"layers":[)" +
         json(descriptorOf(layer, kLayer)) + "]" + more + "}";
}

inline std::string indexJson(std::string_view type, const std::vector<oci::Descriptor>& children) {
  std::string out = R"({"schemaVersion":2,"mediaType":")" + std::string(type) + R"(","manifests":[)";
  for (const auto& child : children)
    out +=
        (out.back() == '[' ? "" : ",") + json(child, R"(,"platform":{"os":"linux","architecture":"amd64"})");
  return out + "]}";
}

inline oci::Manifest parsed(std::string bytes, std::string_view type) {
  auto manifest = oci::Manifest::parse(std::move(bytes), type);
  if (!manifest) qFatal("%s", manifest.error().text().c_str());
  return std::move(*manifest);
}

inline oci::Descriptor descriptorOf(const oci::Manifest& manifest) {
  oci::Descriptor out;
  out.media_type = manifest.media_type;
  out.digest = manifest.digest;
  out.size = {manifest.bytes.size()};
  return out;
}

} // namespace meridian::test
