// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

// What the machine and this process are like, by name. Values of variables that hold credentials are left out.
namespace meridian::engine {

using NamedTexts = std::vector<std::pair<std::string, std::string>>;

/// Libraries that this program runs with, and their versions.
[[nodiscard]] NamedTexts librariesHere();
/// Kernel, distribution, processors, memory.
[[nodiscard]] NamedTexts machineHere();
/// Limits, and variables that change what Meridian does.
[[nodiscard]] NamedTexts processHere();

} // namespace meridian::engine
