// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <chrono>
#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>

namespace meridian::engine {

/// "pause", "resume", "cancel", "top" (move to the top of what waits).
[[nodiscard]] bool isJobVerb(std::string_view word);

/// Asks the engine that runs on this state directory, in whatever process, to do that with one of its jobs
/// (its full id), and waits for its words. Errors: ConfigInvalid for another verb; NotFound where no engine
/// runs there or none of its jobs does; Denied with the engine's words where it refuses; Timeout where it
/// does not answer; Cancelled; IoFailed, DiskFull. Any thread.
[[nodiscard]] base::Result<std::string> tellRunningEngine(const std::filesystem::path& state_dir,
                                                          std::string_view job, std::string_view verb,
                                                          std::chrono::milliseconds timeout,
                                                          std::stop_token stop);

} // namespace meridian::engine
