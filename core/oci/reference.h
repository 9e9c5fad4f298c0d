// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "oci/digest.h"

#include <optional>
#include <string>
#include <string_view>

namespace meridian::oci {

/// distribution-spec v1.1.1 "Pulling manifests": [a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/...)*, at most 255
/// characters.
[[nodiscard]] base::Result<std::string> parseRepository(std::string_view text);
/// distribution-spec v1.1.1: [a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}
[[nodiscard]] base::Result<std::string> parseTag(std::string_view text);

/// "repository[:tag][@digest]" inside a known registry: what the command line's --tag takes, and what jobs
/// show.
struct Reference {
  std::string repository;
  std::string tag; ///< may be empty when `digest` is set
  std::optional<Digest> digest;

  [[nodiscard]] static base::Result<Reference> parse(std::string_view text);
  [[nodiscard]] std::string text() const;
};

} // namespace meridian::oci
