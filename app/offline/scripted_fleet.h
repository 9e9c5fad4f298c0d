// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engine.h"

#include <cstdint>
#include <memory>

namespace meridian::offline {

/// How the script is played.
struct Script {
  std::uint64_t seed = 1;          ///< the same seed makes the same images in the same order
  std::chrono::seconds lead{75};   ///< so much history is lived through at `speed` first
  int speed = 14;
};

/// A fleet of five regions without any network: a real engine over in-memory registries and state, two days of
/// made-up history, and a script that pushes images to the primary and syncs them for as long as the object lives.
/// Tokyo and Silicon Valley are fed all the time, a job to Silicon Valley was paused in the middle, Singapore drifts now
/// and then, São Paulo limits requests. A release is promoted to three regions in two waves, and another rule's promotion
/// stands in conflict, because somebody pushed to Tokyo.
/// Thread "script" runs the script; the engine may be used from any thread.
class ScriptedFleet {
public:
  [[nodiscard]] static base::Result<std::unique_ptr<ScriptedFleet>> start(Script script);
  ~ScriptedFleet();

  [[nodiscard]] engine::Engine& engine();

private:
  struct Stage;
  explicit ScriptedFleet(std::unique_ptr<Stage> stage);
  std::unique_ptr<Stage> m_stage;
};

} // namespace meridian::offline
