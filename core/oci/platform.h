// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace meridian::oci {

/// image-spec v1.1 image-index.md "platform". `os_features` and `os_version` only matter for Windows.
struct Platform {
  std::string os;
  std::string architecture;
  std::string variant;
  std::string os_version;
  std::vector<std::string> os_features;

  /// "os/arch[/variant][:os.version]", e.g. "linux/arm64/v8" (containerd's platform syntax).
  [[nodiscard]] static base::Result<Platform> parse(std::string_view text);
  [[nodiscard]] std::string text() const;
  [[nodiscard]] bool empty() const { return os.empty() && architecture.empty(); }
  /// True for buildkit's attestation entries, "unknown/unknown".
  [[nodiscard]] bool isUnknown() const { return os == "unknown" && architecture == "unknown"; }
  bool operator==(const Platform&) const = default;
};

/// Whether `have` satisfies the wish `want`; normalises aliases (x86_64 = amd64, aarch64 = arm64, arm64 = arm64/v8,
/// arm = arm/v7) as containerd/platforms does; an empty variant in `want` accepts any.
[[nodiscard]] bool matches(const Platform& want, const Platform& have);

} // namespace meridian::oci
