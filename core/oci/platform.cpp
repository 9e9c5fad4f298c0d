// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/platform.h"

#include "base/quoted.h"

#include <algorithm>

namespace meridian::oci {

namespace {

using base::Errc;

std::string lowered(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool isPart(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
  });
}

/// One name for what has several (containerd/platforms database.go knows the same aliases).
Platform unaliased(const Platform& platform) {
  Platform out = platform;
  out.os = lowered(platform.os);
  out.architecture = lowered(platform.architecture);
  out.variant = lowered(platform.variant);
  auto& arch = out.architecture;
  auto& variant = out.variant;
  if (out.os == "macos") out.os = "darwin";
  if (arch == "i386" || arch == "i486" || arch == "i586" || arch == "i686") {
    arch = "386";
    variant.clear();
  } else if (arch == "x86_64" || arch == "x86-64") {
    arch = "amd64";
  } else if (arch == "aarch64") {
    arch = "arm64";
  } else if (arch == "armhf") {
    arch = "arm";
    variant = "v7";
  } else if (arch == "armel") {
    arch = "arm";
    variant = "v6";
  }
  if (variant.size() == 1 && variant[0] >= '0' && variant[0] <= '9') variant = "v" + variant;
  return out;
}

/// The baseline of an architecture has a name of its own: amd64 is amd64/v1, arm64 is arm64/v8, arm is
/// arm/v7.
std::string_view variantOf(const Platform& platform) {
  if (!platform.variant.empty()) return platform.variant;
  if (platform.architecture == "amd64") return "v1";
  if (platform.architecture == "arm64") return "v8";
  if (platform.architecture == "arm") return "v7";
  return {};
}

/// "10.0.17763" is satisfied by "10.0.17763.1234": the last number is only a patch level.
bool versionMatches(std::string_view want, std::string_view have) {
  if (!have.starts_with(want)) return false;
  return want.empty() || have.size() == want.size() || have[want.size()] == '.';
}

} // namespace

base::Result<Platform> Platform::parse(std::string_view text) {
  const auto refuse = [text] {
    return base::fail(Errc::ParseFailed,
                      "platform " + base::quoted(text) +
                          " is not os/architecture[/variant], e.g. linux/amd64 or linux/arm64/v8");
  };
  auto rest = text;
  Platform platform;
  if (const auto colon = rest.find(':'); colon != std::string_view::npos) {
    platform.os_version = rest.substr(colon + 1);
    if (!isPart(platform.os_version)) return refuse();
    rest = rest.substr(0, colon);
  }
  std::string* const parts[] = {&platform.os, &platform.architecture, &platform.variant};
  std::size_t count = 0;
  while (true) {
    const auto slash = rest.find('/');
    const auto part = rest.substr(0, slash);
    if (count == std::size(parts) || !isPart(part)) return refuse();
    *parts[count++] = lowered(part);
    if (slash == std::string_view::npos) break;
    rest.remove_prefix(slash + 1);
  }
  if (count < 2) return refuse();
  return platform;
}

std::string Platform::text() const {
  if (empty()) return {};
  std::string out = os + "/" + architecture;
  if (!variant.empty()) out.append("/").append(variant);
  if (!os_version.empty()) out.append(":").append(os_version);
  return out;
}

bool matches(const Platform& want, const Platform& have) {
  const auto wanted = unaliased(want);
  const auto there = unaliased(have);
  if (wanted.os != there.os || wanted.architecture != there.architecture) return false;
  if (!wanted.variant.empty() && variantOf(wanted) != variantOf(there)) return false;
  if (!versionMatches(wanted.os_version, there.os_version)) return false;
  return std::all_of(wanted.os_features.begin(), wanted.os_features.end(), [&](const std::string& feature) {
    return std::find(there.os_features.begin(), there.os_features.end(), feature) != there.os_features.end();
  });
}

} // namespace meridian::oci
