// SPDX-License-Identifier: GPL-3.0-or-later
#include "node/daemon.h"

#include "base/log.h"
#include "engine/engine.h"
#include "node/notify.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace meridian::node {

namespace {

using base::Errc;
using base::LogLevel;

void say(LogLevel level, const std::string& text) {
  base::log("node", level, text);
}

/// Signals that we wait for instead of being interrupted by them.
class Signals {
public:
  Signals() {
    sigemptyset(&m_set);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
      sigaddset(&m_set, signal);
    pthread_sigmask(SIG_BLOCK, &m_set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
  }
  /// The next one; 0 where none came in that time.
  int wait(std::optional<std::chrono::microseconds> most) const {
    if (!most) {
      int signal = 0;
      return sigwait(&m_set, &signal) == 0 ? signal : 0;
    }
    const timespec time{most->count() / 1'000'000, most->count() % 1'000'000 * 1000};
    return std::max(sigtimedwait(&m_set, nullptr, &time), 0);
  }

private:
  sigset_t m_set{};
};

std::string statusOf(const engine::Engine& engine) {
  const auto fleet = engine.fleet();
  return std::to_string(fleet->rules.size()) + " rules, " + std::to_string(fleet->regions.size()) +
         " regions" + (fleet->webhooks.sources.empty() ? "" : ", webhooks at " + fleet->webhooks.listen);
}

void reload(engine::Engine& engine, const Notify& notify) {
  notify.reloading();
  if (auto done = engine.reloadFleet(); !done)
    say(LogLevel::Error, "the fleet stays as it was: " + done.error().text());
  else
    say(LogLevel::Info, "the fleet file was read again: " + statusOf(engine));
  notify.ready(statusOf(engine));
}

} // namespace

int runDaemon(const Options& options, std::shared_ptr<ports::SecretStore> keychain) {
  const Signals signals;
  const auto notify = Notify::fromEnvironment();
  if (std::getenv("MERIDIAN_LOG") == nullptr)
    base::configureLog("*=warning,node=info,engine=debug,hooks=info");

  engine::EngineOptions wanted;
  wanted.fleet_file = options.fleet;
  wanted.state_dir = options.state;
  wanted.keychain = std::move(keychain);
  wanted.program = "meridiand";
  auto opened = engine::Engine::open(std::move(wanted));
  if (!opened) {
    std::fprintf(stderr, "meridiand: %s\n", opened.error().text().c_str());
    const auto code = opened.error().code;
    return code == Errc::ConfigInvalid || code == Errc::NotFound || code == Errc::Busy ? kUnusable : kFailed;
  }
  const auto engine = std::move(*opened);
  if (auto started = engine->startServices(); !started) {
    std::fprintf(stderr, "meridiand: %s\n", started.error().text().c_str());
    return kFailed;
  }
  say(LogLevel::Info, "at work: " + statusOf(*engine));
  notify.ready(statusOf(*engine));

  const auto interval = watchdogInterval();
  for (;;) {
    const int signal = signals.wait(interval);
    if (signal == SIGHUP) reload(*engine, notify);
    if (signal == SIGTERM || signal == SIGINT) break;
    // The question takes the engine's locks and its database: who hangs there does not come back to say it is
    // alive.
    if (interval && (void(engine->snapshot()), engine->jobs(1).has_value())) notify.alive();
  }
  notify.stopping();
  say(LogLevel::Info, "stopping");
  return kStopped;
}

} // namespace meridian::node
