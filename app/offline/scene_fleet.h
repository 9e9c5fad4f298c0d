// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/fleet.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// What the still scenes are about, and the numbers that they are made of.
namespace meridian::offline {

/// The scripted fleet's first three regions, and what its rules are without the others.
[[nodiscard]] engine::Fleet threeRegions();
/// 40 regions at real places, and six rules from Frankfurt to nine and more of them each.
[[nodiscard]] engine::Fleet fortyRegions();
/// What stands in the primary's catalogue for the rules of a fleet, three to a rule.
[[nodiscard]] std::vector<std::string> repositoriesOf(const engine::Fleet& fleet);

/// A number that is always the same for the same text.
[[nodiscard]] std::uint64_t numberOf(std::string_view text);
/// "sha256:" and 64 digits that are always the same for the same text.
[[nodiscard]] std::string digestOf(std::string_view text);
/// The tag of build `number`: "4.0.0", "4.0.1" ... ten to a minor version.
[[nodiscard]] std::string tagOf(std::size_t number);

} // namespace meridian::offline
