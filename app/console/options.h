// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

#include <variant>

namespace meridian::console {

/// The command line of `meridian` (contract.md "Programs").
struct Options {
  QString fleet_file; ///< empty = the default place
  QString state_dir;
  bool offline = false;
  QString scene = QStringLiteral("demo"); ///< with `offline`: what it shows (app/offline/README.md)
  QString screenshot; ///< where the picture goes; empty = a window
  QString screenshots; ///< the folder where pictures of all pages go
  QString page = QStringLiteral("overview");
  QString subject;  ///< which region or image a page shows
  QString theme;    ///< empty = as kept
  QString language;
  QSize size{1440, 900};

  [[nodiscard]] bool picture() const { return !screenshot.isEmpty() || !screenshots.isEmpty(); }
};

/// Text for stdout and the end with status 0 (--help, --version).
struct Answered {
  QString text;
};
/// Text for stderr and the end with status 2.
struct Refused {
  QString text;
};

[[nodiscard]] std::variant<Options, Answered, Refused> parseOptions(const QStringList& arguments);

} // namespace meridian::console
