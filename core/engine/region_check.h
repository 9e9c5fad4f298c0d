// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engine.h"
#include "ports/first_look.h"
#include "ports/registry.h"

#include <stop_token>

namespace meridian::engine {

/// Pings a registry and tells in steps how far it got, with advice for the step that failed.
[[nodiscard]] RegionCheck checkRegion(const Region& region, ports::Registry& registry, std::stop_token stop);

/// The steps for an answer or an error; pure.
[[nodiscard]] RegionCheck explain(const Region& region, const base::Result<ports::PingAnswer>& answer);

/// Whether something answered there over HTTP, so that it can be asked what it is.
[[nodiscard]] bool speaksHttp(const RegionCheck& check);
void tellProduct(RegionCheck& check, ports::RegistryProduct product);

} // namespace meridian::engine
