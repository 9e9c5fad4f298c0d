// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manual/page.h"

namespace meridian::cli {

/// How `meridianctl` is called.
[[nodiscard]] const manual::Page& page();

} // namespace meridian::cli
