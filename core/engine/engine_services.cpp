// SPDX-License-Identifier: GPL-3.0-or-later
// The engine as something that runs by itself, and whose fleet changes meanwhile.
#include "engine/audit_memory.h"
#include "engine/fleet_changes.h"
#include "engine/interior.h"
#include "engine/unfinished.h"
#include "ports/rebuilt.h"

#include <charconv>

namespace meridian::engine {

using base::Result;

namespace {

/// Where what is remembered may be behind what registries hold, every rule is compared once. Asked at each start until
/// that is done: a power cut over it costs nothing.
void compareAgain(Workshop& workshop, Services& services, const Fleet& fleet) {
  auto& state = *workshop.parts.state;
  const auto since = state.fact(ports::kRebuiltFact);
  if (!since || !*since) return;
  std::int64_t ms = 0;
  std::from_chars((*since)->data(), (*since)->data() + (*since)->size(), ms);
  std::size_t rules = 0;
  for (const auto& rule : fleet.rules) {
    const auto audited = loadAudit(state, rule.id);
    if (audited && audited->finished.time_since_epoch().count() >= ms) continue;
    services.audit(rule.id, "rebuilt state");
    ++rules;
  }
  if (rules > 0)
    workshop.tell({}, "info", "the state was rebuilt: " + std::to_string(rules) + (rules == 1 ? " rule is" : " rules are") + " compared, so that it is known again how the regions stand");
  else
    (void)state.putFact(ports::kRebuiltFact, "");
}

} // namespace

Result<void> Engine::startServices() {
  auto& in = *m_interior;
  if (in.runningServices()) return base::fail(base::Errc::AlreadyExists, "the engine runs by itself already");
  auto& workshop = in.workshop;
  auto services = std::make_shared<Services>(Services::Ground{
      *workshop.parts.clock, *workshop.parts.state, workshop.parts.secrets.get(), workshop.parts.http_server,
      [this](JobRequest request) { return start(std::move(request)); },
      [&in](std::string_view id, bool on) {
        if (const auto job = in.find(id)) job->pause(on);
      },
      [&workshop](std::string_view id) -> std::uint64_t {
        const auto record = workshop.parts.state->job(id);
        return record && *record ? (*record)->tags_copied : 0;
      },
      [&workshop](std::string_view level, std::string text) { workshop.tell({}, level, std::move(text)); }});
  std::shared_ptr<const Fleet> fleet;
  {
    const std::lock_guard lock(in.mutex);
    in.services = services;
    fleet = in.fleet;
  }
  for (const auto& record : unfinished(*workshop.parts.state)) {
    if (fleet->rule(record.rule) != nullptr) {
      services->resume(record);
      continue;
    }
    in.resumeOnce(record);
    forgetUnfinished(*workshop.parts.state, record.id);
  }
  compareAgain(workshop, *services, *fleet);
  return services->start(std::move(fleet));
}

Result<void> Engine::reloadFleet() {
  auto fleet = loadFleet(m_interior->fleet_file);
  const auto changed = fleet ? changes(*this->fleet(), *fleet) : std::vector<FleetChange>{};
  auto& ledger = m_interior->ledger;
  ledger.put("fleet.reload", "fleet",
             !fleet ? "" : changed.empty() ? "nothing is different" : "what somebody else changed in the file", fleet);
  for (const auto& change : changed) ledger.put("fleet.change", change.subject, change.detail);
  if (!fleet) return base::pass(std::move(fleet));
  m_interior->applyFleet(std::move(*fleet));
  return m_interior->followFleet();
}

void Engine::Interior::applyFleet(Fleet changed) {
  {
    const std::lock_guard lock(mutex);
    fleet = std::make_shared<const Fleet>(std::move(changed));
    workshop.roads.follow(*fleet);
  }
  markChanged();
}

Result<void> Engine::Interior::followFleet() {
  const auto running = runningServices();
  if (!running) return {};
  std::shared_ptr<const Fleet> current;
  {
    const std::lock_guard lock(mutex);
    current = fleet;
  }
  return running->follow(std::move(current));
}

std::shared_ptr<Services> Engine::Interior::runningServices() const {
  const std::lock_guard lock(mutex);
  return services;
}

void Engine::Interior::stopServices() {
  std::shared_ptr<Services> ending;
  {
    const std::lock_guard lock(mutex);
    ending.swap(services);
  }
  if (ending) ending->stop();
}

} // namespace meridian::engine
