// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace meridian::base {

/// RFC 3986 percent-encoding of a path segment or query value (unreserved characters stay).
[[nodiscard]] std::string percentEncode(std::string_view text);
/// Resolves `reference` (absolute, absolute path, relative or query only) against `base_url` (RFC 3986
/// section 5). A fragment is cut: it never goes on the wire.
[[nodiscard]] std::string resolveUrl(std::string_view base_url, std::string_view reference);
/// scheme://host[:port] in lower case with the default port cut; empty for what is no http(s) URL and for
/// what two parsers could read as different hosts.
[[nodiscard]] std::string originOf(std::string_view url);

} // namespace meridian::base
