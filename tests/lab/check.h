// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/profile.h"

#include <iosfwd>

namespace meridian::lab {

/// Brings the profile up under a name of its own, measures round trip, loss and rate of every direction from
/// inside the namespaces and prints a table. `seconds` is the length of each bulk transfer. False when
/// something is off.
bool check(const Profile& profile, double seconds, std::ostream& out);

} // namespace meridian::lab
