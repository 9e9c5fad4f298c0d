// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.h"
#include "engine/any_engine.h"
#include "ports/secret_store.h"

#include <memory>
#include <stop_token>

namespace meridian::cli {

/// The engine that runs on this fleet and state already (meridiand, a console), or one of our own. Errors: those of
/// engine::Engine::open(); ConfigInvalid where the running one works on another fleet and the verb has to write.
[[nodiscard]] base::Result<std::unique_ptr<engine::AnyEngine>> findEngine(const Options& options, std::shared_ptr<ports::SecretStore> keychain,
                                                                          std::stop_token stop);

/// Whether the verb of these options writes state, and therefore needs to be the only engine there.
[[nodiscard]] bool writes(const Options& options);

} // namespace meridian::cli
