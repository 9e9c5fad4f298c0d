// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace meridian::console {

/// What closing the window means.
enum class Leaving { Quit, Hide, Ask };

/// `remembered`: what was decided before: "tray", "quit" or "ask". `quit`: it is not the window that is closed but the
/// program that is left. Nobody is asked where nothing runs.
[[nodiscard]] Leaving leaving(bool quit, bool tray, int open_jobs, const QString& remembered);

} // namespace meridian::console
