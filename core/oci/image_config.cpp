// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/image_config.h"

#include "oci/read_json.h"

#include <nlohmann/json.hpp>

namespace meridian::oci {

namespace {

using base::Errc;

constexpr std::size_t kLongestStep = 1000;

/// For display only: history that is not as it should be is none.
std::vector<std::string> layerSteps(const nlohmann::json& document) {
  std::vector<std::string> out;
  const auto* history = member(document, "history");
  if (history == nullptr || !history->is_array()) return out;
  for (const auto& step : *history) {
    if (!step.is_object()) return {};
    const auto* empty = member(step, "empty_layer");
    if (empty != nullptr && empty->is_boolean() && empty->get<bool>()) continue;
    const auto made = readString(step, "created_by");
    if (!made) return {};
    out.push_back(made->substr(0, kLongestStep));
  }
  return out;
}

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
  config.layer_steps = layerSteps(document);
  return config;
}

} // namespace meridian::oci
