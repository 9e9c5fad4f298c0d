// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/snapshot.h"

#include <string>
#include <vector>

namespace meridian::node {

/// "3 rules, 5 regions, webhooks at 0.0.0.0:8085".
[[nodiscard]] std::string fleetLine(const engine::Fleet& fleet);
/// What the service manager shows beside the service: "2 jobs, 41 MB/s", or "idle, " and the fleet.
[[nodiscard]] std::string statusLine(const engine::Snapshot& snapshot, const engine::Fleet& fleet);
/// One line for each job that a stop interrupts now.
[[nodiscard]] std::vector<std::string> interruptions(const engine::Snapshot& snapshot);

} // namespace meridian::node
