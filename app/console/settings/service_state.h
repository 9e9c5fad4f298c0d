// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QString>

namespace meridian::console {

/// Whether meridiand runs as this user's background service: asks `systemctl --user` without waiting. GUI thread.
class ServiceState final : public QObject {
  Q_OBJECT

public:
  enum class Kind { Unknown, NoSystemd, NotInstalled, Stopped, Failed, Running };

  explicit ServiceState(QObject* parent = nullptr);
  ~ServiceState() override;

  /// `program`: another systemctl, for tests.
  void ask(const QString& program = QStringLiteral("systemctl"));
  [[nodiscard]] Kind kind() const { return m_kind; }
  /// What `systemctl show -p LoadState,ActiveState,UnitFileState` says.
  [[nodiscard]] static Kind read(const QByteArray& answer);

signals:
  void changed();

private:
  void set(Kind kind);

  QProcess m_process;
  Kind m_kind = Kind::Unknown;
};

} // namespace meridian::console
