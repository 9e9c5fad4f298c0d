// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// How other tools write images, tags and patterns, in the words of a fleet. Pure.
namespace meridian::adopt {

/// "localhost:5000/team/app:1.2" taken apart, names of Docker Hub as registries know them: "alpine" is
/// docker.io, "library/alpine".
struct ImageName {
  std::string host; ///< as canonicalHost() gives it
  std::string repository;
  std::string tag;    ///< what stands after ":", unchecked; may be a list
  std::string digest; ///< what stands after "@"
};

/// nullopt where host or repository cannot be one.
[[nodiscard]] std::optional<ImageName> parseImageName(std::string_view text);

/// Host and port from a host, or from a URL; in lower case, Docker Hub's many names as "docker.io". User
/// info is dropped. nullopt for what is no host.
[[nodiscard]] std::optional<std::string> canonicalHost(std::string_view text);
/// Docker Hub puts official images below "library/".
[[nodiscard]] std::string fullRepository(std::string_view host, std::string_view repository);

/// A regular expression that has to match a whole name, as a pattern of a fleet.
[[nodiscard]] std::string wholePattern(std::string_view expression);
/// One that may match anywhere in it (Go's MatchString).
[[nodiscard]] std::string anywherePattern(std::string_view expression);

/// "{a,b}/**" as "a/**" and "b/**"; nullopt where braces do not pair up or stand for more than 100.
[[nodiscard]] std::optional<std::vector<std::string>> withoutBraces(std::string_view glob);

} // namespace meridian::adopt
