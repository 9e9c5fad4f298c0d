// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <sys/types.h>

namespace meridian::base {

/// "anna@desk": a user of this machine and the machine's name, for people; "user 1000@desk" where the user database has
/// none of that number. Any thread.
[[nodiscard]] std::string userAtHost(uid_t user);

} // namespace meridian::base
