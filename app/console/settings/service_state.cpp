// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/settings/service_state.h"

#include <QHash>

namespace meridian::console {

ServiceState::ServiceState(QObject* parent) : QObject(parent) {
  connect(&m_process, &QProcess::finished, this, [this] { set(read(m_process.readAllStandardOutput())); });
  connect(&m_process, &QProcess::errorOccurred, this, [this] { set(Kind::NoSystemd); });
}

ServiceState::~ServiceState() {
  m_process.disconnect(this);
  if (m_process.state() == QProcess::NotRunning) return;
  m_process.kill();
  m_process.waitForFinished(1000);
}

void ServiceState::ask(const QString& program) {
  if (m_process.state() != QProcess::NotRunning) return;
  m_process.start(program, {QStringLiteral("--user"), QStringLiteral("show"), QStringLiteral("meridiand.service"),
                            QStringLiteral("-p"), QStringLiteral("LoadState,ActiveState,UnitFileState")});
  m_process.closeWriteChannel();
}

ServiceState::Kind ServiceState::read(const QByteArray& answer) {
  QHash<QByteArray, QByteArray> said;
  for (const auto& line : answer.split('\n')) {
    const auto equals = line.indexOf('=');
    if (equals > 0) said.insert(line.left(equals), line.mid(equals + 1).trimmed());
  }
  if (said.isEmpty()) return Kind::NoSystemd; // no systemd of this user answers
  if (said.value("LoadState") != "loaded") return Kind::NotInstalled;
  const auto active = said.value("ActiveState");
  if (active == "active" || active == "activating" || active == "reloading") return Kind::Running;
  return active == "failed" ? Kind::Failed : Kind::Stopped;
}

void ServiceState::set(Kind kind) {
  if (kind == m_kind) return;
  m_kind = kind;
  emit changed();
}

} // namespace meridian::console
