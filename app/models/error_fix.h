// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

#include <string_view>

/// What an operator can do about what went wrong. Pure.
namespace meridian::models {

/// "Check the credential of this region"; empty where there is nothing to do.
[[nodiscard]] QString fixOf(base::Errc code);
/// The same by the code's name, as outcomes remember it; empty for a name that is none.
[[nodiscard]] QString fixOf(std::string_view code);

} // namespace meridian::models
