// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/manifest.h"

#include "base/quoted.h"
#include "base/sha256.h"
#include "oci/read_json.h"
#include "oci/repeated_keys.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace meridian::oci {
namespace {

using base::Errc;
using base::Result;
using Json = nlohmann::json;

base::Unexpected broken(std::string why) {
  return base::fail(Errc::ParseFailed, std::move(why));
}

base::Unexpected refuseSchema1() {
  return base::fail(
      Errc::Unsupported,
      "this is a Docker schema 1 manifest (the format before Docker 1.10), which Docker has deprecated "
      "and registries no longer take; pull the image with Docker 25 or older, or copy it with "
      "\"skopeo copy --format v2s2\", and push it again to convert it");
}

Result<Descriptor> readDescriptor(const Json& json) {
  if (!json.is_object()) return broken("a descriptor is not an object");
  Descriptor out;
  auto media_type = readString(json, "mediaType");
  if (!media_type) return base::pass(std::move(media_type));
  if (media_type->empty()) return broken("a descriptor has no mediaType");
  out.media_type = *std::move(media_type);

  auto digest_text = readString(json, "digest");
  if (!digest_text) return base::pass(std::move(digest_text));
  auto digest = Digest::parse(*digest_text);
  if (!digest) return broken(digest.error().message);
  out.digest = *std::move(digest);

  // Sizes are int64 in every other implementation; larger ones would turn negative there.
  const Json* size = member(json, "size");
  if (size == nullptr || !size->is_number_unsigned() || size->get<std::uint64_t>() > INT64_MAX)
    return broken("the size of " + out.digest.text() + " is not a whole number from 0 to 2^63-1");
  out.size = base::ByteCount{size->get<std::uint64_t>()};

  auto urls = readStrings(json, "urls");
  if (!urls) return base::pass(std::move(urls));
  out.urls = *std::move(urls);
  auto annotations = readStringMap(json, "annotations");
  if (!annotations) return base::pass(std::move(annotations));
  out.annotations = *std::move(annotations);
  auto artifact_type = readString(json, "artifactType");
  if (!artifact_type) return base::pass(std::move(artifact_type));
  out.artifact_type = *std::move(artifact_type);

  if (const Json* platform_json = member(json, "platform")) {
    if (!platform_json->is_object()) return broken("field \"platform\" is not an object");
    auto platform = readPlatform(*platform_json);
    if (!platform) return base::pass(std::move(platform));
    out.platform = *std::move(platform);
  }
  return out;
}

Result<void> readInto(const Json& json, std::string_view key, std::optional<Descriptor>& out) {
  const Json* value = member(json, key);
  if (value == nullptr) return {};
  auto descriptor = readDescriptor(*value);
  if (!descriptor) return base::pass(std::move(descriptor), "reading " + std::string(key));
  out = *std::move(descriptor);
  return {};
}

Result<void> readInto(const Json& json, std::string_view key, std::vector<Descriptor>& out) {
  const Json* values = member(json, key);
  if (values == nullptr) return {}; // Go writes an empty list as null
  if (!values->is_array()) return broken("field \"" + std::string(key) + "\" is not a list");
  out.reserve(values->size());
  for (const auto& value : *values) {
    auto descriptor = readDescriptor(value);
    if (!descriptor)
      return base::pass(std::move(descriptor),
                        "reading " + std::string(key) + " " + std::to_string(out.size() + 1));
    out.push_back(*std::move(descriptor));
  }
  return {};
}

/// Types that say nothing: what a file server gives.
bool isGeneric(std::string_view type) {
  return type.empty() || type == "application/json" || type == "text/plain" ||
         type == "application/octet-stream";
}

/// Decides kind and media type from what was served, what the document says and which fields it has.
Result<void> classify(const Json& json, const std::string& served, Manifest& out) {
  auto own_type = readString(json, "mediaType");
  if (!own_type) return base::pass(std::move(own_type));
  const auto& own = *own_type;
  const auto served_kind = manifestKind(served);
  const auto own_kind = manifestKind(own);

  const Json* version = member(json, "schemaVersion");
  if (version != nullptr && !version->is_number_integer())
    return broken("schemaVersion is not a whole number");
  if (served_kind == ManifestKind::Schema1 || own_kind == ManifestKind::Schema1 ||
      (version != nullptr && *version == 1))
    return refuseSchema1();
  if (version != nullptr && *version != 2)
    return broken("schemaVersion " + version->dump() + " is not known");

  const bool image_fields = member(json, "config") != nullptr || member(json, "layers") != nullptr;
  const bool index_fields = member(json, "manifests") != nullptr;
  // Two programs could read such a document differently (CVE-2021-41190).
  if (index_fields && image_fields) return broken("the manifest is an image and an index at once");

  const bool served_known = served_kind != ManifestKind::Unknown;
  const bool own_known = own_kind != ManifestKind::Unknown;
  if (served_known && own_known && served_kind != own_kind)
    return base::fail(Errc::ContentMismatch, "the manifest says that it is " + base::quoted(own) +
                                                 " but was served as " + base::quoted(served));
  out.kind = own_known ? own_kind : served_kind;
  if ((out.kind == ManifestKind::Index && image_fields) ||
      (out.kind == ManifestKind::Image && index_fields)) {
    const std::string what = image_fields ? "an image" : "an index";
    if (own_known)
      return broken("the manifest has the fields of " + what + " but says that it is " + base::quoted(own));
    return base::fail(Errc::ContentMismatch, "the manifest has the fields of " + what +
                                                 " but was served as " + base::quoted(served));
  }
  if (out.kind == ManifestKind::Unknown) {
    if (index_fields) out.kind = ManifestKind::Index;
    if (image_fields) out.kind = ManifestKind::Image;
  }

  if (own_known || (!own.empty() && isGeneric(served)))
    out.media_type = own; // the digest covers it, and it is what the next registry compares with
  else if (!isGeneric(served))
    out.media_type = served;
  else if (out.kind != ManifestKind::Unknown)
    out.media_type = out.kind == ManifestKind::Index ? kOciIndex : kOciManifest;
  return {};
}

} // namespace

Result<Manifest> Manifest::parse(std::string bytes, std::string_view served_type) {
  if (manifestKind(served_type) == ManifestKind::Schema1) return refuseSchema1();
  if (bytes.size() > kMostManifestBytes) return broken("the manifest is larger than 8 MiB");
  if (base::nestsDeeper(bytes)) return broken("the manifest nests too deep");
  RepeatedKeys repeated;
  const auto json = Json::parse(
      bytes,
      [&repeated](int, Json::parse_event_t event, Json& parsed) {
        switch (event) {
        case Json::parse_event_t::object_start:
          repeated.open(false);
          break;
        case Json::parse_event_t::array_start:
          repeated.open(true);
          break;
        case Json::parse_event_t::object_end:
        case Json::parse_event_t::array_end:
          repeated.close();
          break;
        case Json::parse_event_t::key:
          repeated.key(parsed.get_ref<const std::string&>());
          break;
        case Json::parse_event_t::value:
          break;
        }
        return true;
      },
      false);
  if (!json.is_object()) return broken("the manifest is not a JSON object");
  if (!repeated.found().empty())
    return broken("the manifest has field " + base::quoted(repeated.found()) + " twice");

  Manifest out;
  if (auto ok = classify(json, bareMediaType(served_type), out); !ok) return base::pass(std::move(ok));
  const bool typed = manifestKind(out.media_type) != ManifestKind::Unknown;
  if (typed && out.kind == ManifestKind::Image && (!json.contains("config") || !json.contains("layers")))
    return broken("the image manifest has no config or no layers");
  if (typed && out.kind == ManifestKind::Index && !json.contains("manifests"))
    return broken("the index has no manifests");

  const auto layers = out.kind == ManifestKind::Artifact ? "blobs" : "layers";
  for (auto step : {readInto(json, "config", out.config), readInto(json, layers, out.layers),
                    readInto(json, "manifests", out.manifests), readInto(json, "subject", out.subject)})
    if (!step) return base::pass(std::move(step), "reading the manifest");
  if (typed && out.kind == ManifestKind::Image && !out.config)
    return broken("the image manifest has no config");
  auto artifact_type = readString(json, "artifactType");
  if (!artifact_type) return base::pass(std::move(artifact_type));
  out.artifact_type = *std::move(artifact_type);
  auto annotations = readStringMap(json, "annotations");
  if (!annotations) return base::pass(std::move(annotations));
  out.annotations = *std::move(annotations);

  out.digest = Digest::sha256(base::Sha256::hex(std::as_bytes(std::span(bytes))));
  out.bytes = std::move(bytes);
  return out;
}

std::vector<Descriptor> Manifest::blobs() const {
  std::vector<Descriptor> out;
  std::set<std::string_view> seen;
  const auto add = [&](const Descriptor& blob) {
    if (!isNonDistributable(blob.media_type) && seen.insert(blob.digest.text()).second) out.push_back(blob);
  };
  if (config) add(*config);
  for (const auto& layer : layers)
    add(layer);
  return out;
}

} // namespace meridian::oci
