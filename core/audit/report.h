// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/result.h"

#include <string>
#include <string_view>

namespace meridian::audit {

/// One JSON object, keys in a fixed order. Bytes that are no UTF-8 (a registry's message) are replaced.
[[nodiscard]] std::string toJson(const Result& result);
/// What toJson() wrote, without the sets that only merge() needs. Errors: ParseFailed.
[[nodiscard]] base::Result<Result> fromJson(std::string_view text);
/// A page that stands alone: for a browser, a printer, a mail. Light or dark as the reader has it; no scripts and nothing
/// from elsewhere; all text escaped.
[[nodiscard]] std::string toHtml(const Result& result);

} // namespace meridian::audit
