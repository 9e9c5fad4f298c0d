// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <chrono>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::disk {

struct ProgramEnd {
  int status = 0; ///< exit status, or 128 + signal
  std::string output;
};

/// Runs a program found in PATH with `input` on its stdin and at most `output_limit` bytes of its stdout
/// kept; stderr is dropped. It and what it started are killed at the time limit (Timeout) and on stop
/// (Cancelled). NotFound when there is no such program. Secrets travel through the pipes, never through argv.
/// Blocks; any thread.
[[nodiscard]] base::Result<ProgramEnd> runProgram(const std::vector<std::string>& argv,
                                                  std::string_view input, std::size_t output_limit,
                                                  std::chrono::milliseconds time_limit, std::stop_token stop);

} // namespace meridian::disk
