// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/find_engine.h"

#include "attach/door.h"
#include "engine/engine.h"
#include "manual/version.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace meridian::cli {

using base::Errc;

bool writes(const Options& options) {
  // A sync writes, and a probe keeps what it found; everything else may look on beside a running engine.
  constexpr std::array<std::string_view, 6> kWriters{"sync", "promote", "rollback", "undelete", "audit", "profile"};
  if (options.verb == "prewarm") return !options.plan_only;
  if (options.verb == "job") return options.arguments.size() > 1 && options.arguments[1] == "retry";
  return std::ranges::find(kWriters, options.verb) != kWriters.end();
}

base::Result<std::unique_ptr<engine::AnyEngine>> findEngine(const Options& options, std::shared_ptr<ports::SecretStore> keychain,
                                                            std::stop_token stop) {
  auto running = attach::reach({"meridianctl", std::string(manual::version()), options.fleet, options.state}, std::move(stop));
  if (running) return std::unique_ptr<engine::AnyEngine>(std::move(*running));
  // Who only looks needs nobody: another fleet, an engine that hangs or one of another version is in nobody's way.
  if (running.error().code != Errc::NotFound && (writes(options) || running.error().code == Errc::Cancelled)) return base::pass(std::move(running));

  engine::EngineOptions wanted;
  wanted.fleet_file = options.fleet;
  wanted.state_dir = options.state;
  wanted.keychain = std::move(keychain);
  wanted.program = "meridianctl";
  wanted.read_only = !writes(options);
  auto own = engine::Engine::open(std::move(wanted));
  if (!own) return base::pass(std::move(own));
  return std::unique_ptr<engine::AnyEngine>(std::move(*own));
}

} // namespace meridian::cli
