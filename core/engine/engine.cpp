// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include "audit/report.h"
#include "engine/audit_memory.h"
#include "engine/delete_memory.h"
#include "engine/fleet_changes.h"
#include "engine/interior.h"
#include "engine/job_words.h"
#include "engine/once.h"
#include "engine/profile_memory.h"
#include "engine/region_check.h"
#include "engine/unfinished.h"

namespace meridian::engine {

using base::Errc;
using base::fail;
using base::Result;

Engine::Engine(std::unique_ptr<Interior> interior) : m_interior(std::move(interior)) {}
Engine::~Engine() { m_interior->stopServices(); }

Result<std::unique_ptr<Engine>> Engine::assemble(Parts parts, Fleet fleet, std::filesystem::path fleet_file) {
  if (const auto problems = validate(fleet); !problems.empty())
    return fail(Errc::ConfigInvalid, problems.front().path + ": " + problems.front().message);
  auto interrupted = parts.state->markInterrupted(parts.clock->now());
  if (!interrupted) return base::pass(std::move(interrupted), "read the state database");
  auto interior = std::make_unique<Interior>(std::move(parts), std::move(fleet), std::move(fleet_file));
  for (const auto& job : *interrupted) {
    noteUnfinished(*interior->workshop.parts.state, job);
    const auto once = loadOnce(*interior->workshop.parts.state, job.id);
    interior->workshop.tell(job.id, "warning",
                            once ? title(*once) + " was interrupted; trying it again completes it"
                                 : job.kind + " of rule \"" + job.rule + "\" was interrupted; the next sync of the rule completes it");
  }
  if (!interrupted->empty()) interior->board.refreshHistory();
  return std::unique_ptr<Engine>(new Engine(std::move(interior)));
}

std::shared_ptr<const Fleet> Engine::fleet() const {
  const std::lock_guard lock(m_interior->mutex);
  return m_interior->fleet;
}

Result<void> Engine::replaceFleet(Fleet fleet) {
  const auto before = this->fleet();
  auto saved = [&]() -> Result<void> {
    if (const auto problems = validate(fleet); !problems.empty())
      return fail(Errc::ConfigInvalid, problems.front().path + ": " + problems.front().message);
    return m_interior->fleet_file.empty() ? Result<void>{} : saveFleet(fleet, m_interior->fleet_file);
  }();
  for (auto& change : changes(*before, fleet))
    m_interior->ledger.put("fleet.change", std::move(change.subject), std::move(change.detail), saved);
  if (!saved) return saved;
  m_interior->applyFleet(std::move(fleet));
  // A listener that cannot move has said so; the fleet holds.
  (void)m_interior->followFleet();
  return {};
}

Result<void> Engine::storeCredential(std::string_view name, const auth::Credential& credential, std::stop_token stop) {
  auto& secrets = m_interior->workshop.parts.secrets;
  if (!secrets) return fail(Errc::Unsupported, "this engine keeps no credentials");
  const bool erase = credential.empty();
  auto done = erase ? secrets->erase(name, stop) : secrets->put(name, credential, stop);
  m_interior->ledger.put(erase ? "credential.erase" : "credential.set", "credential " + std::string(name), {}, done);
  return done;
}

Result<void> Engine::setSlowMode(base::RateLimit limit) {
  auto& workshop = m_interior->workshop;
  workshop.roads.slowDown(limit);
  const auto text = limit ? base::formatRateLimit(limit) : std::string();
  if (auto put = workshop.parts.state->putFact("slow mode", text); !put)
    workshop.tell({}, "warning", "slow mode is not remembered: " + put.error().text());
  workshop.tell({}, "info", limit ? "slow mode: all transfers together at " + text + " at most" : "slow mode is off");
  m_interior->ledger.put("slow_mode", "all transfers", limit ? text + " at most" : "off");
  m_interior->markChanged();
  return {};
}

Result<ports::RegistryProfile> Engine::profile(std::string_view id, const ports::ProbeRequest& request, std::stop_token stop) {
  const auto current = fleet();
  const auto* region = current->region(id);
  if (region == nullptr) return fail(Errc::NotFound, "the fleet has no region \"" + std::string(id) + "\"");
  const auto registry = m_interior->workshop.connect(*region);
  auto found = registry->probe(request, stop);
  m_interior->ledger.put("region.probe", "region " + region->id, "writes to " + request.repository, found);
  if (!found) return base::pass(std::move(found), "probe " + region->id);
  m_interior->board.sawRoundTrip(region->id, found->round_trip);
  if (auto saved = saveProfile(*m_interior->workshop.parts.state, *region, *found); !saved) return base::pass(std::move(saved));
  m_interior->markChanged();
  return found;
}

std::optional<ports::RegistryProfile> Engine::knownProfile(std::string_view id) {
  const auto current = fleet();
  const auto* region = current->region(id);
  return region ? loadProfile(*m_interior->workshop.parts.state, *region) : std::nullopt;
}

Result<plan::Plan> Engine::plan(const JobRequest& request, std::stop_token stop) {
  auto found = fleetFor(fleet(), request, true);
  if (!found) return fail(found.error());
  const auto current = std::move(*found);
  auto prepared = prepare(m_interior->workshop, *current, request,
                          [this, once = request.once.has_value()](const CheckNote& note) {
                            if (!once) m_interior->board.note(note); // says nothing of the fleet as it is
                          },
                          {}, stop);
  m_interior->markChanged();
  if (!prepared) return base::pass(std::move(prepared));
  if (request.tags.empty())
    if (auto seen = foreseeDeletes(m_interior->workshop, *current->rule(request.rule), *prepared, stop); !seen) {
      if (seen.error().code == Errc::Cancelled) return base::pass(std::move(seen));
      prepared->plan.deletion_remarks.push_back("nothing can be said of deletes: " + seen.error().text());
    }
  return std::move(prepared->plan);
}

Result<std::vector<DeletedTag>> Engine::deleted(std::string_view rule) {
  auto saved = savedTags(*m_interior->workshop.parts.state);
  if (!saved) return base::pass(std::move(saved));
  std::vector<DeletedTag> tags;
  for (auto& one : *saved)
    if (rule.empty() || one.tag.rule == rule) tags.push_back(std::move(one.tag));
  return tags;
}

RegionCheck Engine::check(const Region& region, std::optional<auth::Credential> typed, std::stop_token stop) {
  const auto registry = m_interior->workshop.connect(region, std::move(typed));
  auto found = checkRegion(region, *registry, stop);
  const auto& product = m_interior->workshop.parts.product;
  if (product && speaksHttp(found)) tellProduct(found, product(region, stop));
  const auto known = fleet()->region(region.id);
  if (known != nullptr && known->registry_url == region.registry_url)
    m_interior->board.sawRoundTrip(region.id, std::chrono::microseconds(registry->traffic().round_trip.load()));
  return found;
}

std::optional<AuditStatus> Engine::audited(std::string_view rule) {
  return loadAudit(*m_interior->workshop.parts.state, rule);
}

Result<std::string> Engine::auditReport(std::string_view rule, ReportFormat format) {
  const auto result = loadAuditResult(*m_interior->workshop.parts.state, rule);
  if (!result) return fail(result.error());
  return format == ReportFormat::Html ? audit::toHtml(*result) : audit::toJson(*result);
}

std::vector<ports::EventRecord> Engine::events(std::string_view job, std::uint64_t seq) {
  auto found = m_interior->workshop.parts.state->events(job, seq, 500);
  if (!found) return {};
  return std::move(*found);
}

std::shared_ptr<const Snapshot> Engine::snapshot() const {
  const std::lock_guard lock(m_interior->mutex);
  return m_interior->snapshot;
}

base::Subscription Engine::onSnapshot(std::function<void()> changed) {
  auto& in = *m_interior;
  const std::lock_guard lock(in.subscribers_mutex);
  const auto id = ++in.subscribers_made;
  in.subscribers->emplace(id, std::move(changed));
  return base::Subscription([&in, id, alive = std::weak_ptr(in.subscribers)] {
    // The engine may be gone before the subscription is.
    const auto all = alive.lock();
    if (!all) return;
    const std::lock_guard guard(in.subscribers_mutex);
    all->erase(id);
  });
}

} // namespace meridian::engine
