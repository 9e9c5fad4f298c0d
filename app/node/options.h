// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace meridian::node {

/// The command line, parsed.
struct Options {
  std::filesystem::path fleet;
  std::filesystem::path state;
  bool help = false;
  bool version = false;
};

/// Errors: ConfigInvalid, naming the argument.
[[nodiscard]] base::Result<Options> parseOptions(const std::vector<std::string>& arguments);
[[nodiscard]] std::string helpText();

} // namespace meridian::node
