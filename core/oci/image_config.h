// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"
#include "oci/platform.h"

#include <string_view>

namespace meridian::oci {

/// The part of an image config (image-spec v1.1 config.md) that selection and display need.
struct ImageConfig {
  Platform platform;
  base::Timestamp created{}; ///< zero where the config has none

  [[nodiscard]] static base::Result<ImageConfig> parse(std::string_view json);
};

} // namespace meridian::oci
