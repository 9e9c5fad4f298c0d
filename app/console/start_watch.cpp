// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/start_watch.h"

#include <QQuickWindow>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <ctime>

namespace meridian::console {

namespace {
bool wanted() {
  static const bool kWanted = qEnvironmentVariableIsSet("MERIDIAN_START_TIMES");
  return kWanted;
}
} // namespace

void noteStart(const char* what) {
  if (!wanted()) return;
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  const double cpu = 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
  std::fprintf(stderr, "start %s %.1f %.1f\n", what, std::chrono::duration<double, std::milli>(now).count(), cpu);
}

void watchStart(QQuickWindow& window) {
  if (!wanted()) return;
  // Queued: with a GPU, frames are shown by a thread of their own.
  QObject::connect(&window, &QQuickWindow::frameSwapped, &window, [&window] {
    noteStart("frame");
    // Behind all that is waiting now, and behind what that leaves behind.
    QTimer::singleShot(0, &window, [&window] { QTimer::singleShot(0, &window, [] { noteStart("usable"); }); });
  }, static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
}

} // namespace meridian::console
