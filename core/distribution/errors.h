// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/units.h"
#include "ports/http.h"

#include <string>
#include <string_view>

namespace meridian::distribution {

/// What was asked for, so that a bare 404 gets a name.
enum class Subject { Registry, Repository, Manifest, Blob, Upload };

/// What an answer's body says went wrong: the registry's own code (may be empty) and words for people.
struct ErrorWords {
  std::string code;    ///< "NAME_UNKNOWN"; upper case, as sent
  std::string message; ///< one line, at most 200 characters; empty when the body says nothing
};

/// Reads an error body of any form: {"errors":[{code,message,detail}]} (distribution-spec v1.1.1 "Error
/// Codes"),
/// {"error"|"message"|"error_description"|"details"} as proxies and token servers send, HTML, plain text,
/// nothing.
[[nodiscard]] ErrorWords parseErrorBody(std::string_view body);

/// An answer with an error status as an Error. Code by status first where the status is certain (401, 429,
/// 5xx), else by the registry's code, else by status and subject. "No space left on device" in a 5xx is
/// DiskFull. `body` may be cut. Retry-After counts from `now`.
[[nodiscard]] base::Error errorFrom(const ports::HttpResponse& head, std::string_view body, Subject subject,
                                    base::Timestamp now);

} // namespace meridian::distribution
