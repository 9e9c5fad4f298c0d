// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attach/door.h"
#include "console/engine_link.h"
#include "engine/engine.h"

#include <QObject>

#include <memory>

namespace meridian::console {

/// Where the console's engine lives: in another process of this user that works on the same fleet and state, or in this
/// one. The link stays the same whichever it is and while it moves. GUI thread.
class EngineHome final : public QObject {
  Q_OBJECT

public:
  /// Attaches where an engine runs, and embeds one where none does. `release`: this program's
  /// version. `lasting`: an embedded one also keeps its schedules and
  /// lets others attach, as meridiand would. Errors: those of engine::Engine::open() and attach::reach().
  [[nodiscard]] static base::Result<std::unique_ptr<EngineHome>> open(engine::EngineOptions options, std::string release, bool lasting);
  ~EngineHome() override;

  [[nodiscard]] EngineLink& link() { return *m_link; }
  [[nodiscard]] bool isEmbedded() const { return m_own != nullptr; }
  /// release() is under way.
  [[nodiscard]] bool isMoving() const { return m_leaving; }

  /// Ends the embedded engine; jobs that run are interrupted, with every byte that they have journalled, and whoever starts
  /// next on the same state goes on with them. The link shows the last picture and attaches to that successor by itself.
  /// moved() says when the state is free.
  void release();
  /// Runs the engine in this window. Errors: those of Engine::open(); Busy while another process has the state. The link
  /// shows what it showed before then.
  [[nodiscard]] base::Result<void> embed();

signals:
  void moved();

private:
  EngineHome(engine::EngineOptions options, std::string release, bool lasting);
  [[nodiscard]] base::Result<void> settle();
  [[nodiscard]] attach::Identity self() const;
  void serve();

  const engine::EngineOptions m_options;
  const std::string m_release;
  const bool m_lasting;
  bool m_leaving = false;
  std::unique_ptr<engine::Engine> m_own;
  std::unique_ptr<attach::Reception> m_door;
  std::unique_ptr<attach::RemoteEngine> m_remote;
  std::unique_ptr<EngineLink> m_link; ///< goes first
};

} // namespace meridian::console
