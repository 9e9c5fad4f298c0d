// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace meridian::manual {

/// In single quotes for a POSIX shell and zsh; what is not plain ASCII letters stays as it is.
[[nodiscard]] std::string shellQuoted(std::string_view text);
/// `text` with every `from` as `to`.
[[nodiscard]] std::string replaced(std::string_view text, std::string_view from, std::string_view to);

} // namespace meridian::manual
