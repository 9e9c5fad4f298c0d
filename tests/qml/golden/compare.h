// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>

namespace meridian::support {

/// A page as it is kept: half as wide and high, 16 steps of each colour. Enough to see what is where; fine differences of
/// fonts and rounding are gone.
[[nodiscard]] QImage reduced(const QImage& page);

/// What differs between two reduced pages; empty where it is no more than another version of a font library may do.
[[nodiscard]] QString difference(const QImage& wanted, const QImage& got);

/// Wanted, got, and where they differ, side by side.
[[nodiscard]] QImage besides(const QImage& wanted, const QImage& got);

} // namespace meridian::support
