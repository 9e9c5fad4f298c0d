// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manual/page.h"

namespace meridian::node {

/// How `meridiand` is called.
[[nodiscard]] const manual::Page& page();

} // namespace meridian::node
