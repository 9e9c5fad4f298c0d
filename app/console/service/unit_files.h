// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace meridian::console {

/// What the service shall work on, and with what.
struct ServiceGround {
  QString program;      ///< meridiand
  QString fleet, state; ///< absolute paths
  QString home;         ///< of the user
  bool packaged = false; ///< the unit is installed for all users
  QList<QByteArray> environment; ///< "NAME=value" that the service shall have too; never a secret
};

/// A file below systemd's folder of the user; without text: one that is not to be there.
struct UnitFile {
  QString name;
  QByteArray text;
  [[nodiscard]] bool operator==(const UnitFile&) const = default;
};

/// The files that make `unit` (the shipped user unit) a service on this ground: the unit itself where no package brings
/// it, and a drop-in where the folders are not the usual ones.
[[nodiscard]] QList<UnitFile> unitFiles(const QByteArray& unit, const ServiceGround& ground);

/// A word of a command in a unit file.
[[nodiscard]] QByteArray unitWord(const QString& word);

} // namespace meridian::console
