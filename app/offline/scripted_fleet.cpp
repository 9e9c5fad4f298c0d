// SPDX-License-Identifier: GPL-3.0-or-later
#include "offline/scripted_fleet.h"

#include "memory/action_log.h"
#include "memory/secret_store.h"
#include "memory/state_store.h"
#include "offline/seat.h"
#include "offline/warm_clock.h"
#include "offline/world.h"

#include <pthread.h>
#include <set>
#include <string>
#include <thread>

namespace meridian::offline {

namespace {

using namespace std::chrono_literals;

/// The engine owns its clock; the script and the registries run by the same one.
class SharedClock final : public base::Clock {
public:
  explicit SharedClock(std::shared_ptr<base::Clock> clock) : m_clock(std::move(clock)) {}
  base::Timestamp now() const override { return m_clock->now(); }
  std::chrono::steady_clock::time_point steady() const override { return m_clock->steady(); }
  bool sleep(std::chrono::nanoseconds duration, std::stop_token stop) override { return m_clock->sleep(duration, stop); }

private:
  const std::shared_ptr<base::Clock> m_clock;
};

base::Error tooMany() {
  base::Error error;
  error.code = base::Errc::TooManyRequests;
  error.message = "rate limit exceeded: 600 requests per 6 hours";
  error.http_status = 429;
  error.registry_code = "TOOMANYREQUESTS";
  error.retry_after = 40s;
  return error;
}

} // namespace

struct ScriptedFleet::Stage {
  Stage(Script played, std::shared_ptr<base::Clock> time)
      : script(played), clock(std::move(time)), world(std::make_shared<World>(*clock, played.seed)) {}

  void fill();
  void run(std::stop_token stop);
  void feed(std::stop_token stop);
  /// The job; none when refused, as while the rule runs already.
  base::Result<std::string> sync(const std::string& rule, engine::JobKind kind = engine::JobKind::Sync);
  void release();
  void conflict(std::stop_token stop);
  void hold(const std::string& rule);
  [[nodiscard]] bool running(const std::string& rule) const;

  const Script script;
  const std::shared_ptr<base::Clock> clock;
  const std::shared_ptr<World> world;
  std::set<std::string> ready; ///< rules whose next images are at the primary
  std::unique_ptr<engine::Engine> engine;
  std::jthread thread; ///< ends before the engine
};

void ScriptedFleet::Stage::fill() {
  for (const char* name : {"platform/api", "platform/web", "platform/worker"})
    world->fill(name, 60, {"fra", "tyo", "sjc"});
  for (const char* name : {"payments/api", "payments/ledger"}) world->fill(name, 45, {"fra", "tyo"});
  for (const char* name : {"ml/inference-gpu", "ml/features"}) world->fill(name, 40, {"fra", "sin"});
  world->fill("legacy/billing", 36, {"fra", "gru"});
  for (const char* name : {"release/gateway", "release/portal"}) world->fill(name, 24, {"fra", "tyo", "sjc", "sin"});
  world->fill("storefront/web", 30, {"fra", "tyo", "sjc"});
  // São Paulo's registry lets nobody in any more.
  memory::Fault limit;
  limit.error = tooMany();
  world->at("gru")->addFault(limit);
}

bool ScriptedFleet::Stage::running(const std::string& rule) const {
  for (const auto& job : engine->snapshot()->jobs)
    if (job.record.rule == rule && job.phase != engine::JobPhase::Done) return true;
  return false;
}

base::Result<std::string> ScriptedFleet::Stage::sync(const std::string& rule, engine::JobKind kind) {
  engine::JobRequest request;
  request.rule = rule;
  request.kind = kind;
  return engine->start(std::move(request));
}

/// Somebody paused this one in the middle.
void ScriptedFleet::Stage::hold(const std::string& rule) {
  for (const auto& job : engine->snapshot()->jobs)
    if (job.record.rule == rule && job.phase == engine::JobPhase::Copying && !job.paused) (void)engine->pause(job.record.id);
}

/// Two images that appear everywhere or nowhere, in Tokyo first.
void ScriptedFleet::Stage::release() {
  for (const char* name : {"release/gateway", "release/portal"}) world->push(name, 2, 6);
  (void)sync("release");
}

/// Somebody pushes to Tokyo what was promoted there, and then the source has something new for the tag.
void ScriptedFleet::Stage::conflict(std::stop_token stop) {
  const auto tag = world->push("storefront/web", 1, 2);
  if (const auto job = sync("storefront")) (void)engine->wait(*job, stop);
  world->intrude("tyo", "storefront/web", tag);
  world->retag("storefront/web", tag, 900);
  while (!sync("storefront") && clock->sleep(200ms, stop)) {}
}

/// Each rule's next images are made while its job still runs, and synced as soon as that has ended.
void ScriptedFleet::Stage::feed(std::stop_token stop) {
  struct Line {
    const char *rule, *first, *second;
    int images, layers, megabytes;
  };
  for (const auto& line : {Line{"platform", "platform/api", "platform/web", 4, 2, 22},
                           Line{"payments", "payments/api", "payments/ledger", 3, 2, 12}}) {
    for (int i = 0; i < line.images && !ready.contains(line.rule) && !stop.stop_requested(); ++i)
      world->push(i % 2 == 0 ? line.first : line.second, line.layers, line.megabytes);
    ready.insert(line.rule);
    if (stop.stop_requested() || running(line.rule)) continue;
    (void)sync(line.rule);
    ready.erase(line.rule);
  }
}

void ScriptedFleet::Stage::run(std::stop_token stop) {
  pthread_setname_np(pthread_self(), "script");
  const auto look = [&](const char* rule) {
    engine::JobRequest request;
    request.rule = rule;
    (void)engine->plan(request, stop);
  };
  for (int i = 0; i < 3; ++i) world->push("models/vision", 1, 120);
  (void)sync("models");
  feed(stop);
  // Three images were rebuilt under their old tags and nobody has synced them: Singapore drifts.
  const auto drift = [&] {
    for (const char* tag : {"4.3.7", "4.3.8", "4.3.9"}) world->retag("ml/inference-gpu", tag, 900);
    look("ml");
  };
  drift();
  (void)sync("ml", engine::JobKind::Audit);
  (void)sync("legacy");
  release();
  conflict(stop);
  constexpr int kDriftTurns = 90; // of 2 s: repaired after three minutes, and again after three more
  for (int turn = 1; clock->sleep(2s, stop); ++turn) {
    feed(stop);
    if (turn == 3) hold("models");
    if (turn == 5) (void)sync("release", engine::JobKind::Audit);
    if (turn % 120 == 0) release();
    if (turn % (2 * kDriftTurns) == kDriftTurns) (void)sync("ml");
    if (turn % (2 * kDriftTurns) == 0) drift();
    if (turn % 300 == 0) (void)sync("legacy");
  }
}

base::Result<std::unique_ptr<ScriptedFleet>> ScriptedFleet::start(Script script) {
  auto stage = std::make_unique<Stage>(script, std::make_shared<WarmClock>(script.lead, script.speed));
  stage->fill();
  const auto fleet = scriptedFleet();
  engine::Parts parts;
  parts.clock = std::make_unique<SharedClock>(stage->clock);
  auto state = std::make_unique<memory::StateStore>();
  writeHistory(*state, fleet, stage->clock->now(), script.seed);
  parts.state = std::move(state);
  parts.secrets = std::make_shared<memory::SecretStore>();
  parts.actions = std::make_shared<memory::ActionLog>();
  parts.registry = [world = stage->world](const engine::Region& region, engine::Access)
      -> std::unique_ptr<ports::Registry> {
    // A region that was added in the console stands on an empty registry of its own.
    return std::make_unique<Seat>(world->open(region.id));
  };
  parts.keep = std::make_shared<std::pair<std::shared_ptr<World>, std::shared_ptr<base::Clock>>>(stage->world, stage->clock);
  auto engine = engine::Engine::assemble(std::move(parts), fleet, {});
  if (!engine) return base::pass(std::move(engine), "set up the offline fleet");
  stage->engine = std::move(*engine);
  auto* played = stage.get();
  stage->thread = std::jthread([played](std::stop_token stop) { played->run(stop); });
  return std::unique_ptr<ScriptedFleet>(new ScriptedFleet(std::move(stage)));
}

ScriptedFleet::ScriptedFleet(std::unique_ptr<Stage> stage) : m_stage(std::move(stage)) {}
ScriptedFleet::~ScriptedFleet() = default;

engine::Engine& ScriptedFleet::engine() { return *m_stage->engine; }

} // namespace meridian::offline
