// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/state_store.h"
#include "transfer/flow_count.h"

#include <string_view>

namespace meridian::engine {

/// What earlier runs learnt of the line to a source region: how many connections it wants, and the best rate seen.
/// Kept as the fact "line/<region>". Nothing (flows 0) where none is known.
[[nodiscard]] transfer::FlowCount::Learned loadLine(ports::StateStore& state, std::string_view region);
void saveLine(ports::StateStore& state, std::string_view region, const transfer::FlowCount::Learned& line);

} // namespace meridian::engine
