// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"
#include "oci/platform.h"

#include <string>
#include <string_view>
#include <vector>

namespace meridian::oci {

/// The part of an image config (image-spec v1.1 config.md) that selection and display need.
struct ImageConfig {
  Platform platform;
  base::Timestamp created{}; ///< zero where the config has none
  /// The build steps that made a layer ("history"), in the order of the layers, at most 1000 bytes each; empty where they
  /// are not told.
  std::vector<std::string> layer_steps{};

  [[nodiscard]] static base::Result<ImageConfig> parse(std::string_view json);
};

} // namespace meridian::oci
