// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace meridian::base {

/// Text from outside for use in a message: in double quotes, at most `most` bytes of it, control characters
/// and bytes above ASCII as \xNN so that a terminal and a log line stay whole. Not for secrets. Any thread.
[[nodiscard]] std::string quoted(std::string_view text, std::size_t most = 80);

} // namespace meridian::base
