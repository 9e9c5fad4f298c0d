// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVariant>

namespace meridian::console::kept {

/// Small things that the console remembers for its user, such as what was searched last. Without settings (pictures,
/// the offline fleet, tests) they live as long as the process. GUI thread. Never a secret.
void useSettings(bool use);
[[nodiscard]] QVariant value(const QString& key, const QVariant& otherwise = {});
void put(const QString& key, const QVariant& value);

} // namespace meridian::console::kept
