// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace meridian::console {

/// Whether a window can be shown at all: an X or Wayland display is named, or a platform was chosen by hand.
[[nodiscard]] bool hasDisplay();

/// Uses Qt Quick's software scene graph where OpenGL would be drawn by the CPU anyway (llvmpipe and relatives, or no
/// OpenGL), unless QT_QUICK_BACKEND or QSG_RHI_BACKEND says otherwise; measured: 3-4 ms instead of 7-8 ms a frame.
/// GUI thread, after the application object and before the first window. Returns whether software draws.
bool chooseRenderer();

} // namespace meridian::console
