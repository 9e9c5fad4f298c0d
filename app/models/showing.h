// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <QDateTime>
#include <QString>
#include <QTimeZone>

/// How this process shows times and rates; chosen by its user. Set on the GUI thread, read on any.
namespace meridian::models {

/// The zone of all times on show; an invalid one is the machine's own.
void setDisplayZone(const QTimeZone& zone);
[[nodiscard]] QTimeZone displayZone();
/// "", "UTC" or an IANA name; nullopt for what is no zone.
[[nodiscard]] std::optional<QTimeZone> parseZone(const QString& name);

/// A time in the display zone.
[[nodiscard]] QDateTime shown(base::Timestamp then);
/// "22 Nov 2026 09:12:07.045 UTC+1": a time with nothing left out; empty for never.
[[nodiscard]] QString exactText(base::Timestamp then);

/// Rates in bits instead of bytes.
void setRatesInBits(bool bits);
[[nodiscard]] bool ratesInBits();

} // namespace meridian::models
