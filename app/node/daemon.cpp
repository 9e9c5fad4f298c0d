// SPDX-License-Identifier: GPL-3.0-or-later
#include "node/daemon.h"

#include "attach/door.h"
#include "base/log.h"
#include "engine/engine.h"
#include "manual/version.h"
#include "node/notify.h"
#include "node/patience.h"
#include "node/report.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace meridian::node {

namespace {

using base::Errc;
using base::LogLevel;
using namespace std::chrono_literals;

constexpr auto kStatusEvery = 5s;
constexpr auto kLatestEnd = 4s; ///< of the 5 s that a stop may take

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

/// Why there is no daemon.
void complain(const std::string& text) {
  base::stderrIsJournal() ? say(LogLevel::Error, text) : void(std::fprintf(stderr, "meridiand: %s\n", text.c_str()));
}

std::string statusOf(const engine::Engine& engine) { return statusLine(*engine.snapshot(), *engine.fleet()); }

void reload(engine::Engine& engine, const Notify& notify) {
  notify.reloading();
  const auto done = engine.reloadFleet();
  if (!done)
    say(LogLevel::Error, "the fleet stays as it was: " + done.error().text());
  else
    say(LogLevel::Info, "the fleet file was read again: " + fleetLine(*engine.fleet()));
  notify.ready(done ? statusOf(engine) : "the fleet file has mistakes, the fleet stays as it was");
}

/// Signals, the watchdog and the status line, until we are told to stop.
void watch(engine::Engine& engine, const Signals& signals, const Notify& notify) {
  const auto interval = watchdogInterval();
  const auto now = std::chrono::steady_clock::now;
  auto told = statusOf(engine);
  auto fed = now();
  // Nobody wakes us for nothing where nobody listens.
  std::optional<std::chrono::microseconds> most = interval;
  if (notify.heard()) most = std::min<std::chrono::microseconds>(interval.value_or(kStatusEvery), kStatusEvery);
  for (;;) {
    const int signal = signals.wait(most);
    if (signal == SIGHUP) reload(engine, notify);
    if (signal == SIGTERM || signal == SIGINT) return;
    auto status = statusOf(engine);
    if (signal == 0 && status != told) notify.status(told = std::move(status));
    // The question takes the engine's locks and its database: who hangs there does not come back to say it is alive.
    if (!interval || (signal == 0 && now() - fed < *interval - kStatusEvery)) continue;
    if (engine.jobs(1)) notify.alive(), fed = now();
  }
}

void stop(std::unique_ptr<engine::Engine> engine) {
  const auto began = std::chrono::steady_clock::now();
  const LatestEnd latest(kLatestEnd, kStopped);
  const auto lines = interruptions(*engine->snapshot());
  say(LogLevel::Info, "stopping");
  for (const auto& line : lines) say(LogLevel::Info, line);
  engine.reset();
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
  say(LogLevel::Info, "stopped within " + std::to_string(took.count()) + " ms");
}

} // namespace

int runDaemon(const Options& options, std::shared_ptr<ports::SecretStore> keychain) {
  const Signals signals;
  const auto notify = Notify::fromEnvironment();
  if (std::getenv("MERIDIAN_LOG") == nullptr)
    base::configureLog("*=warning,node=info,jobs=info,hooks=info,attach=info");

  engine::EngineOptions wanted;
  wanted.fleet_file = options.fleet;
  wanted.state_dir = options.state;
  wanted.keychain = std::move(keychain);
  wanted.program = "meridiand";
  auto opened = [&] {
    const Patience patience(notify);
    return engine::Engine::open(std::move(wanted));
  }();
  if (!opened) {
    complain(opened.error().text());
    const auto code = opened.error().code;
    return code == Errc::ConfigInvalid || code == Errc::NotFound || code == Errc::Busy ? kUnusable : kFailed;
  }
  auto engine = std::move(*opened);
  if (auto started = engine->startServices(); !started) {
    complain(started.error().text());
    return kFailed;
  }
  // Mirroring matters more than that somebody can watch it.
  auto door = attach::openDoor(*engine, {"meridiand", std::string(manual::version()), options.fleet, options.state});
  if (!door) say(LogLevel::Error, "no console and no command line can attach: " + door.error().text());
  say(LogLevel::Info, "at work: " + fleetLine(*engine->fleet()));
  notify.ready(statusOf(*engine));
  watch(*engine, signals, notify);
  notify.stopping();
  if (door) door->reset();
  stop(std::move(engine));
  return kStopped;
}

} // namespace meridian::node
