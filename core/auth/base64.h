// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace meridian::auth {

/// RFC 4648 section 4, padded.
[[nodiscard]] std::string encodeBase64(std::string_view bytes);
/// Accepts missing padding and line breaks, as hand-made config files have them; nullopt for anything else.
[[nodiscard]] std::optional<std::string> decodeBase64(std::string_view text);

} // namespace meridian::auth
