// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QQuickWindow;

namespace meridian::console {

/// With MERIDIAN_START_TIMES in the environment, says on stderr when (ms of the monotonic clock, and ms of CPU that were
/// spent by then) the program had got how far: "start main", "start engine", "start window", "start frame" (the first is on the screen) and "start usable" (what
/// the first frame left to do is done, and input would be handled at once). For tests/bench/console_bench.
void noteStart(const char* what);
/// The last two of them.
void watchStart(QQuickWindow& window);

} // namespace meridian::console
