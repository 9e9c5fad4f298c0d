// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/json.h"

#include <nlohmann/json.hpp>

namespace meridian::cli {

using nlohmann::ordered_json;

namespace {

ordered_json time(base::Timestamp when) {
  if (when == base::Timestamp{}) return nullptr;
  return base::formatTimestamp(when);
}

/// The regions for which `held`, which goes by place, is true.
ordered_json regions(const engine::ImageDetail& image, const std::vector<bool>& held) {
  auto out = ordered_json::array();
  for (std::size_t i = 0; i < image.places.size() && i < held.size(); ++i)
    if (held[i]) out.push_back(image.places[i].region);
  return out;
}

ordered_json object(const engine::ImageDetail& image, const engine::ImageDetail::Child& child) {
  static constexpr const char* kKinds[] = {"image", "attestation", "artifact"};
  ordered_json json{{"kind", kKinds[static_cast<int>(child.kind)]},
                    {"platform", child.platform},
                    {"digest", child.digest},
                    {"media_type", child.media_type},
                    {"artifact_type", child.artifact_type},
                    {"bytes", child.size.value},
                    {"created", time(child.created)},
                    {"regions", regions(image, child.in_region)},
                    {"blobs", ordered_json::array()}};
  for (const auto& layer : child.layers)
    json["blobs"].push_back({{"digest", layer.digest},
                             {"media_type", layer.media_type},
                             {"bytes", layer.size.value},
                             {"created_by", layer.created_by},
                             {"regions", regions(image, layer.in_region)}});
  return json;
}

ordered_json object(const engine::ImageDetail::Place& place) {
  ordered_json json{{"region", place.region},
                    {"digest", place.digest ? ordered_json(place.digest->text()) : ordered_json(nullptr)},
                    {"bytes", {{"there", place.there.value}, {"missing", place.missing.value}}},
                    {"error", nullptr}};
  if (place.problem) json["error"] = {{"code", base::name(place.problem->code)}, {"message", place.problem->text()}};
  return json;
}

std::string dump(const ordered_json& json) { return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n"; }

} // namespace

std::string jsonText(const engine::ImageDetail& image) {
  ordered_json json{{"repository", image.repository}, {"reference", image.reference},   {"region", image.region},
                    {"digest", image.digest},         {"media_type", image.media_type}, {"bytes", image.size.value},
                    {"children", ordered_json::array()}, {"referrers", ordered_json::array()}, {"places", ordered_json::array()},
                    {"remarks", image.remarks}};
  for (const auto& child : image.children) json["children"].push_back(object(image, child));
  for (const auto& one : image.referrers)
    json["referrers"].push_back({{"digest", one.digest}, {"artifact_type", one.artifact_type}, {"bytes", one.size.value}});
  for (const auto& place : image.places) json["places"].push_back(object(place));
  return dump(json);
}

std::string jsonText(const std::string& url, const engine::ServerCertificate& certificate, const std::string& kept) {
  ordered_json json{{"url", url}, {"trusted", certificate.trusted}, {"problem", certificate.problem},
                    {"kept", kept.empty() ? ordered_json(nullptr) : ordered_json(kept)}, {"chain", ordered_json::array()}};
  for (const auto& link : certificate.chain)
    json["chain"].push_back({{"subject", link.subject},
                             {"issuer", link.issuer},
                             {"fingerprint", link.fingerprint},
                             {"not_before", time(link.not_before)},
                             {"not_after", time(link.not_after)},
                             {"names", link.names},
                             {"pem", link.pem}});
  return dump(json);
}

} // namespace meridian::cli
