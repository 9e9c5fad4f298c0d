// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "node/options.h"
#include "ports/secret_store.h"

#include <memory>

namespace meridian::node {

enum Exit : int { kStopped = 0, kFailed = 1, kUnusable = 2 };

/// Runs the engine, with the session's keychain where there is one, until SIGTERM or SIGINT; the exit status. From the main thread, before any other is
/// started.
[[nodiscard]] int runDaemon(const Options& options, std::shared_ptr<ports::SecretStore> keychain);

} // namespace meridian::node
