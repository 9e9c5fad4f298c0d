// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/first_look.h"
#include "ports/http.h"

#include <stop_token>
#include <string>
#include <string_view>

namespace meridian::distribution {

/// What the answer to an anonymous GET /v2/ tells: the host's name, the headers and the way it asks for a login. Pure.
[[nodiscard]] ports::RegistryProduct productOf(std::string_view url, const ports::HttpResponse& answer);

/// Asks GET /v2/ without any login, and where that leaves distribution and zot apart, one question that only zot
/// answers. Unknown where nothing can be told; never an error.
[[nodiscard]] ports::RegistryProduct recogniseProduct(ports::Http& http, const std::string& url,
                                                      const ports::HttpRoute& route, std::stop_token stop);

} // namespace meridian::distribution
