// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>

class QQuickWindow;

namespace meridian::console {

class Bridge;

/// Lets the window live until its data is there and its motion has settled (at most 15 s), then writes what it shows
/// to a PNG of exactly `size`. Runs the event loop. Returns an error text, empty when done.
[[nodiscard]] QString takeScreenshot(QQuickWindow& window, Bridge& bridge, QSize size, const QString& file);

} // namespace meridian::console
