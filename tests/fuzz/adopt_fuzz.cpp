// SPDX-License-Identifier: GPL-3.0-or-later
#include "adopt/adopt.h"
#include "fuzz/check.h"

#include <nlohmann/json.hpp>

using namespace meridian;

/// The first byte names the format: 0 to 4.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || data[0] < '0' || data[0] > '4') return 0;
  const auto adopted =
      adopt::adopt(static_cast<adopt::Format>(data[0] - '0'), fuzz::text(data + 1, size - 1), "f");
  if (!adopted) {
    fuzz::check(adopted.error().code == base::Errc::ParseFailed, "a bad file is no configuration");
    fuzz::check(adopted.error().message.starts_with("f: "), "a message begins with the file");
    return 0;
  }
  const auto fleet = nlohmann::json::parse(adopted->fleet_json, nullptr, false);
  fuzz::check(!fleet.is_discarded() && fleet.at("version") == 1, "what comes out is a fleet file");
  fuzz::check(fleet.at("rules").empty() || fleet.at("regions").size() > 1, "a rule has two ends");
  for (const auto& rule : fleet.at("rules"))
    fuzz::check(!rule.at("repositories").empty() && !rule.at("targets").empty(), "a rule mirrors something");
  return 0;
}
