// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ports/registry.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

namespace meridian::engine {

/// Host and port of a registry's URL, as docker's config names registries; the port is left out where it is the
/// scheme's own.
[[nodiscard]] std::string hostOf(std::string_view url);

/// What somebody typed or pasted as a registry's address. Paths are cut: a page of the registry's own console, or an
/// image's name behind it, means the registry.
struct TypedAddress {
  std::string scheme; ///< "http", "https"; empty: not told
  std::string host;   ///< host[:port], in lower case
  bool loopback = false; ///< this machine
  [[nodiscard]] std::string url(std::string_view with) const { return std::string(with) + "://" + host; }
};
/// Errors: ConfigInvalid, with what is wrong.
[[nodiscard]] base::Result<TypedAddress> parseAddress(std::string_view text);

/// Makes a client of a URL that sends no credential.
using Connect = std::function<std::unique_ptr<ports::Registry>(const std::string& url)>;
/// The URL that an address means. Where no scheme is told: https, and http only where https was answered in plain HTTP,
/// or where nothing but http answers on this machine itself. Errors: ConfigInvalid; the answer over https.
[[nodiscard]] base::Result<std::string> findRegistry(std::string_view text, const Connect& connect, std::stop_token stop);

} // namespace meridian::engine
