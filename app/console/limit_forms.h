// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"

#include <QVariantMap>

/// Limits in the forms of regions and rules. Pure.
///
/// Fields: requestsPerSecond, requestsAtOnce (text, empty = the program's choice), bandwidth (text, empty = unlimited),
/// windows: a list of {days (bits, Monday = 1), from, to ("08:00"), zone, limit}. What does not parse is told in
/// `problems` under the field's name, "windows[1]" for the second window, in the parser's words.
namespace meridian::console {

[[nodiscard]] base::RequestLimits requestLimitsOf(const QVariantMap& form, QVariantMap& problems);
[[nodiscard]] base::Bandwidth bandwidthOf(const QVariantMap& form, QVariantMap& problems);
void put(QVariantMap& form, const base::RequestLimits& limits);
void put(QVariantMap& form, const base::Bandwidth& bandwidth);

} // namespace meridian::console
