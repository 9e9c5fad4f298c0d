// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/content.h"
#include "curl/client.h"
#include "distribution/client.h"

#include <optional>
#include <string>
#include <vector>

namespace meridian::test {

/// A client of a registry on loopback, to set the stage and to judge.
class DirectClient {
public:
  explicit DirectClient(const std::string& url) : m_client(m_http, m_clock, options(url)) {}
  ports::Registry& operator*() { return m_client; }
  ports::Registry* operator->() { return &m_client; }

  static std::string descriptor(const oci::Descriptor& blob, const std::string& more = {}) {
    return "{\"mediaType\":\"" + blob.media_type + "\",\"digest\":\"" + blob.digest.text() +
           "\",\"size\":" + std::to_string(blob.size.value) + more + "}";
  }
  static oci::Descriptor describe(const oci::Manifest& manifest) {
    oci::Descriptor out;
    out.media_type = manifest.media_type;
    out.digest = manifest.digest;
    out.size = {manifest.bytes.size()};
    return out;
  }

  /// Pushes; nullopt when the registry refused.
  std::optional<oci::Descriptor> blob(const std::string& repository, const std::string& bytes, const std::string& type) {
    const auto made = descriptorOf(bytes, type);
    ports::StringSource source(bytes);
    return m_client.putBlob(repository, made, source, nullptr, {}) ? std::optional(made) : std::nullopt;
  }
  std::optional<oci::Manifest> manifest(const std::string& repository, const std::string& reference, const std::string& text,
                                        std::string_view type = oci::kOciManifest) {
    auto made = oci::Manifest::parse(text, type);
    if (!made) return std::nullopt;
    const auto name = reference.empty() ? made->digest.text() : reference;
    if (!m_client.putManifest(repository, name, *made, {})) return std::nullopt;
    return std::move(*made);
  }
  /// An image with one layer; `tag` may be empty, `more` are further fields (",\"subject\":...").
  std::optional<oci::Manifest> image(const std::string& repository, const std::string& tag, const std::string& layer,
                                     const std::string& more = {}) {
    const auto config = blob(repository, "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}",
                             std::string(oci::kOciConfig));
    const auto content = blob(repository, layer, "application/vnd.oci.image.layer.v1.tar");
    if (!config || !content) return std::nullopt;
    return manifest(repository, tag, "{\"schemaVersion\":2,\"mediaType\":\"" + std::string(oci::kOciManifest) + "\",\"config\":" +
                                         descriptor(*config) + ",\"layers\":[" + descriptor(*content) + "]" + more + "}");
  }

private:
  static distribution::ClientOptions options(const std::string& url) {
    distribution::ClientOptions out;
    out.url = url;
    return out;
  }
  base::SystemClock m_clock;
  curl::Client m_http;
  distribution::Client m_client;
};

} // namespace meridian::test
