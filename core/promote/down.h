// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

namespace meridian::promote {

/// The registry cannot be talked to now, in contrast to one that answers and refuses.
[[nodiscard]] bool isDown(const base::Error& error);

} // namespace meridian::promote
