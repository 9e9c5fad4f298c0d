// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace meridian::manual {

/// Of the commit that this program was built from: "0.6.0", "0.6.0+git3.g0123456789", "0.6.0~git151.g0123456789".
[[nodiscard]] std::string_view version();

} // namespace meridian::manual
