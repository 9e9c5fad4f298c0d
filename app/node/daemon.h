// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "node/options.h"

namespace meridian::node {

enum Exit : int { kStopped = 0, kFailed = 1, kUnusable = 2 };

/// Runs the engine until SIGTERM or SIGINT; the exit status. From the main thread, before any other is
/// started.
[[nodiscard]] int runDaemon(const Options& options);

} // namespace meridian::node
