// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ports/first_look.h"

#include <chrono>
#include <stop_token>
#include <string>

namespace meridian::curl {

/// Connects to an https URL, twice: once to take what the server shows, believing nothing, and once to hear whether
/// the system's store trusts it. Both connections end after the handshake: no request and no credential is ever sent
/// on them. Blocks its caller, wakes on stop. Errors: Unsupported for http; those of the connection.
[[nodiscard]] base::Result<ports::ShownCertificates>
showCertificates(const std::string& url, std::chrono::milliseconds patience, std::stop_token stop);

} // namespace meridian::curl
