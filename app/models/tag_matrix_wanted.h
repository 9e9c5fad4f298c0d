// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/answers.h"
#include "engine/fleet.h"

#include <vector>

namespace meridian::models {

/// Rows x regions of a matrix: whether a rule wants the tag there, so that what no rule sends to a region is not called
/// missing. By names: where a rule goes by dates, nothing is known and nothing is wanted.
[[nodiscard]] std::vector<bool> wantedCells(const engine::TagMatrix& matrix, const engine::Fleet& fleet);

} // namespace meridian::models
