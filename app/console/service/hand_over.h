// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/engine_home.h"
#include "console/service/unit_files.h"

#include <QObject>
#include <QProcess>

#include <functional>

namespace meridian::console {

/// Moves the work of this window to meridiand as this user's service, and back. The engine here ends first, with all that
/// it moves journalled, and the service goes on from there; where the service does not start, the engine comes back.
/// Nothing blocks. GUI thread.
class HandOver final : public QObject {
  Q_OBJECT

public:
  enum class Step { Idle, Preparing, Leaving, Starting, Stopping };

  explicit HandOver(QObject* parent = nullptr);
  ~HandOver() override;

  /// The window's engine; outlives this or is taken back with nullptr. `systemctl`: another one, for tests.
  void use(EngineHome* home, QString fleet, QString state, QString systemctl = QStringLiteral("systemctl"));

  [[nodiscard]] bool isPossible() const { return m_home != nullptr; }
  [[nodiscard]] bool isEmbedded() const { return m_home != nullptr && m_home->isEmbedded(); }
  [[nodiscard]] Step step() const { return m_step; }
  /// Why the last move failed; empty where it did not.
  [[nodiscard]] QString problem() const { return m_problem; }
  /// Names of credentials that only this window's environment has, so that the service would lack them.
  [[nodiscard]] static QStringList lostCredentials();

  void toService();
  void toWindow();
  /// Where nobody has the engine any more: runs it in this window. Returns why not, for people; empty: it runs.
  QString runHere();

signals:
  void changed();

private:
  using Then = std::function<void(bool done, const QString& words)>;
  void run(const QStringList& arguments, Then then);
  void set(Step step);
  void end(const QString& problem);
  void start();
  void comeBack(const QString& problem);
  [[nodiscard]] QString writeFiles() const; ///< what went wrong
  [[nodiscard]] ServiceGround ground() const;

  EngineHome* m_home = nullptr;
  QString m_fleet, m_state, m_systemctl, m_problem;
  Step m_step = Step::Idle;
  QProcess m_process;
  Then m_then;
};

} // namespace meridian::console
