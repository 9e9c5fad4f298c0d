// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/digest.h"

#include <cstdint>

namespace meridian::audit {

/// Whether a blob belongs to the share of this night: `percent` (0.01..100) of all digests, the next ones each night, so
/// that after 100 / percent nights (rounded up) every blob has had its turn.
[[nodiscard]] bool isTonight(const oci::Digest& digest, double percent, std::int64_t night);

} // namespace meridian::audit
