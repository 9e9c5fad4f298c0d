// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/profile_memory.h"

#include "distribution/profile_json.h"

#include <string>

namespace meridian::engine {

namespace {
std::string key(const Region& region) { return "profile/" + region.id; }
} // namespace

std::optional<ports::RegistryProfile> loadProfile(ports::StateStore& state, const Region& region) {
  const auto text = state.fact(key(region));
  if (!text || !*text) return std::nullopt;
  const auto line = (*text)->find('\n');
  if (line == std::string::npos || (*text)->substr(0, line) != region.registry_url) return std::nullopt;
  auto profile = distribution::profileFromJson((*text)->substr(line + 1));
  if (!profile) return std::nullopt;
  return std::move(*profile);
}

base::Result<void> saveProfile(ports::StateStore& state, const Region& region, const ports::RegistryProfile& profile) {
  return state.putFact(key(region), region.registry_url + "\n" + distribution::profileToJson(profile));
}

} // namespace meridian::engine
