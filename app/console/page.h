// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manual/page.h"

namespace meridian::console {

/// How `meridian` is called. No Qt: the build makes the manual of it.
[[nodiscard]] const manual::Page& page();

} // namespace meridian::console
