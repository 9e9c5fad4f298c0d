// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/settings/leaving.h"

namespace meridian::console {

Leaving leaving(bool quit, bool tray, int open_jobs, const QString& remembered) {
  if (!quit && tray && remembered == QLatin1String("tray")) return Leaving::Hide;
  if (open_jobs == 0 || remembered == QLatin1String("quit")) return Leaving::Quit;
  return Leaving::Ask;
}

} // namespace meridian::console
