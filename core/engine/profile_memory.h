// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/fleet.h"
#include "ports/registry_profile.h"
#include "ports/state_store.h"

#include <optional>

namespace meridian::engine {

/// What a probe found of a region's registry, kept as the fact "profile/<region>" with the address that was probed:
/// another address is another registry. nullopt where nothing is known.
[[nodiscard]] std::optional<ports::RegistryProfile> loadProfile(ports::StateStore& state, const Region& region);
[[nodiscard]] base::Result<void> saveProfile(ports::StateStore& state, const Region& region, const ports::RegistryProfile& profile);

} // namespace meridian::engine
