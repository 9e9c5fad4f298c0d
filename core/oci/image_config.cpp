// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/image_config.h"

#include "oci/read_json.h"

#include <nlohmann/json.hpp>

namespace meridian::oci {

namespace {

using base::Errc;

} // namespace

base::Result<ImageConfig> ImageConfig::parse(std::string_view json) {
  if (base::nestsDeeper(json)) return base::fail(Errc::ParseFailed, "the image config nests too deep");
  const auto document = nlohmann::json::parse(json, nullptr, false);
  if (!document.is_object()) return base::fail(Errc::ParseFailed, "the image config is not a JSON object");
  ImageConfig config;
  auto platform = readPlatform(document);
  if (!platform) return base::pass(std::move(platform), "reading the image config");
  config.platform = *std::move(platform);
  auto created = readString(document, "created");
  if (!created) return base::pass(std::move(created), "reading the image config");
  config.created = base::parseTimestamp(*created);
  return config;
}

} // namespace meridian::oci
