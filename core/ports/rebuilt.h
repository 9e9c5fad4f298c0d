// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace meridian::ports {

/// The fact of a StateStore that says since when (ms since 1970) what is remembered may be behind what registries hold:
/// the database was damaged, or comes from a backup. Gone once every rule was compared since.
inline constexpr std::string_view kRebuiltFact = "state rebuilt";

} // namespace meridian::ports
