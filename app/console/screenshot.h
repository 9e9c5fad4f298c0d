// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QSize>
#include <QString>

class QQuickWindow;

namespace meridian::console {

class Appearance;
class Bridge;

struct Picture {
  QSize size; ///< in the window's units: with a scale factor of 2 the file has twice as many pixels each way
  QString file;
  bool still = false; ///< nothing moves in what the window shows
};

/// Lets the window live until its data is there and its motion has settled (at most 15 s), then writes what it shows
/// to a PNG. Runs the event loop. Returns an error text, empty when done.
[[nodiscard]] QString takeScreenshot(QQuickWindow& window, Bridge& bridge, const Picture& picture);

struct Gallery {
  QSize size;
  QString folder; ///< is made where it is not there
  QMap<QString, QString> subjects; ///< by page
};

/// Every page in both themes and both languages, as "PAGE-THEME-LANGUAGE.png", of a window in which nothing moves. Each
/// picture is taken when two looks at the window are the same.
[[nodiscard]] QString takeGallery(QQuickWindow& window, Bridge& bridge, Appearance& appearance, const Gallery& gallery);

} // namespace meridian::console
