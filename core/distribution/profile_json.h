// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ports/registry_profile.h"

#include <string>
#include <string_view>

namespace meridian::distribution {

/// A profile as JSON text, for the state database: one object with "version": 1. Times in milliseconds since
/// 1970, durations in microseconds, abilities as "yes", "no" and "unknown".
[[nodiscard]] std::string profileToJson(const ports::RegistryProfile& profile);

/// The way back. Keys that are missing keep their default, unknown keys are passed over; ParseFailed for what
/// is no such object, has another version, or holds a value of the wrong kind.
[[nodiscard]] base::Result<ports::RegistryProfile> profileFromJson(std::string_view text);

} // namespace meridian::distribution
