// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/service/unit_files.h"

#include <QFileInfo>

namespace meridian::console {

namespace {

const QString kUnit = QStringLiteral("meridiand.service");
const QString kDropIn = QStringLiteral("meridiand.service.d/console.conf");

/// In settings that are not commands, a dollar means nothing.
QByteArray quoted(const QString& word, bool command) {
  QByteArray out = "\"";
  for (const char c : word.toUtf8()) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '%' || (c == '$' && command)) out += c;
    out += c;
  }
  return out + '"';
}

QByteArray dropIn(const ServiceGround& ground, bool usual) {
  QByteArray text = "# Written by Meridian's console, which handed its fleet over.\n";
  if (!usual) text += "[Unit]\nConditionPathExists=\nConditionPathExists=" + ground.fleet.toUtf8().replace("%", "%%") + "\n\n";
  text += "[Service]\n";
  if (!usual) {
    const auto program = ground.packaged ? QStringLiteral("/usr/bin/meridiand") : ground.program;
    text += "ExecStart=\nExecStart=" + unitWord(program) + " --fleet " + unitWord(ground.fleet) + " --state " + unitWord(ground.state) + "\n";
    // The rest of the machine is read-only to it. What trusts a certificate writes beside the fleet.
    text += "ReadWritePaths=" + quoted(QFileInfo(ground.fleet).path(), false) + ' ' + quoted(ground.state, false) + "\n";
  }
  for (const auto& variable : ground.environment)
    text += "Environment=" + quoted(QString::fromUtf8(variable), false) + "\n";
  return text;
}

} // namespace

QByteArray unitWord(const QString& word) { return quoted(word, true); }

QList<UnitFile> unitFiles(const QByteArray& unit, const ServiceGround& ground) {
  QList<UnitFile> files;
  if (!ground.packaged) {
    auto text = unit;
    files.append({kUnit, text.replace("ExecStart=/usr/bin/meridiand\n", "ExecStart=" + unitWord(ground.program) + "\n")});
  }
  const bool usual = ground.fleet == ground.home + QStringLiteral("/.config/meridian/fleet.json") &&
                     ground.state == ground.home + QStringLiteral("/.local/state/meridian");
  files.append({kDropIn, usual && ground.environment.isEmpty() ? QByteArray() : dropIn(ground, usual)});
  return files;
}

} // namespace meridian::console
