// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace meridian::icons {

/// Loads the bundled Inter and makes it the application's font, with the system's CJK face behind it.
/// GUI thread, after QGuiApplication exists and before the first QML file is loaded.
void useFonts();

} // namespace meridian::icons
