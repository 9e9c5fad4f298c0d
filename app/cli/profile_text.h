// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/registry_profile.h"

#include <string>

namespace meridian::cli {

/// What a registry can do, as aligned lines for people: "unknown" in words, remarks last. What the registry said of
/// itself is quoted where it could disturb a terminal. Ends with a line break.
[[nodiscard]] std::string profileText(const ports::RegistryProfile& profile);

} // namespace meridian::cli
