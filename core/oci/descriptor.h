// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"
#include "oci/digest.h"
#include "oci/platform.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace meridian::oci {

/// image-spec v1.1 descriptor.md. Unknown fields are not lost: the bytes they came in are kept by the owner.
struct Descriptor {
  std::string media_type;
  Digest digest;
  base::ByteCount size;
  std::vector<std::string> urls;
  std::map<std::string, std::string> annotations;
  std::optional<Platform> platform;
  std::string artifact_type;
};

} // namespace meridian::oci
