// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/job.h"

#include "engine/line_memory.h"
#include "engine/profile_memory.h"
#include "engine/rollback_hold.h"
#include "plan/placement.h"

#include <algorithm>
#include <optional>

namespace meridian::engine {

using base::Errc;
using base::fail;

namespace {

/// The ids that a request means, checked against rule and fleet.
base::Result<std::vector<std::string>> chooseTargets(const plan::Rule& rule, const JobRequest& request) {
  if (request.targets.empty()) return rule.targets;
  for (const auto& id : request.targets)
    if (std::find(rule.targets.begin(), rule.targets.end(), id) == rule.targets.end())
      return fail(Errc::ConfigInvalid, "rule \"" + rule.id + "\" has no target \"" + id + "\"");
  return request.targets;
}

std::optional<bool> answer(ports::Ability ability) {
  if (ability == ports::Ability::Unknown) return std::nullopt;
  return ability == ports::Ability::Yes;
}

/// The survey has just asked every end, so that the round trips are those of today.
std::vector<std::string> advise(const Workshop& workshop, const Fleet& fleet, const Prepared& prepared) {
  const auto way = [&](const std::string& id, const ports::Registry& registry, ports::Ability ports::RegistryProfile::*what,
                       base::ByteCount bytes) {
    const auto known = loadProfile(*workshop.parts.state, *fleet.region(id)).value_or(ports::RegistryProfile{});
    return plan::Way{id, std::chrono::microseconds(registry.traffic().round_trip.load()), answer(known.*what), bytes};
  };
  const auto& plan = prepared.plan;
  std::vector<plan::Way> targets;
  for (std::size_t i = 0; i < plan.targets.size(); ++i)
    if (const auto& target = plan.targets[i]; target.blobs > 0)
      targets.push_back(way(target.id, *prepared.targets[i], &ports::RegistryProfile::resume, target.write));
  return plan::placement(way(plan.source, *prepared.source, &ports::RegistryProfile::range, plan.read), std::move(targets));
}

/// What a choice of platforms does to digests, said before anything moves.
std::vector<std::string> remarks(const plan::Rule& rule, const plan::Plan& plan) {
  std::vector<std::string> out;
  if (plan.tags_rewritten > 0)
    out.push_back(std::to_string(plan.tags_rewritten) + " tags get an index of their own with the chosen platforms only: "
                  "their digest differs from that at " + rule.source + ", and signatures of the original no longer match");
  if (plan.tags_sparse > 0)
    out.push_back(std::to_string(plan.tags_sparse) + " tags keep their index and digest, but only the chosen platforms can "
                  "be pulled; the registry has to accept that children are missing");
  return out;
}

} // namespace

base::Result<Prepared> prepare(Workshop& workshop, const Fleet& fleet, const JobRequest& request,
                               const std::function<void(const CheckNote&)>& noted,
                               const std::function<void(std::string)>& notice, std::stop_token stop) {
  const auto* rule = fleet.rule(request.rule);
  if (rule == nullptr) return fail(Errc::NotFound, "the fleet has no rule \"" + request.rule + "\"");
  auto chosen = chooseTargets(*rule, request);
  if (!chosen) return base::pass(std::move(chosen));

  const auto waiting = [&notice](const std::string& id) -> base::RetryNotice {
    if (!notice) return {};
    return [notice, id](const base::Error& error, std::chrono::milliseconds pause, int attempt) {
      notice(id + " is asked again in " + base::formatDuration(pause) + " (try " + std::to_string(attempt) + "): " + error.text());
    };
  };
  Prepared prepared;
  prepared.source = workshop.connect(*fleet.region(rule->source), {}, waiting(rule->source));
  std::vector<Survey::Target> targets;
  for (const auto& id : *chosen) {
    prepared.targets.push_back(workshop.connect(*fleet.region(id), {}, waiting(id)));
    const auto profile = loadProfile(*workshop.parts.state, *fleet.region(id)).value_or(ports::RegistryProfile{});
    targets.push_back({id, prepared.targets.back().get(), loadMountIndex(*workshop.parts.state, id),
                       profile.sparse_index != ports::Ability::No});
  }
  ManifestShelf shelf(*workshop.parts.state);
  Survey survey(*rule, request, *prepared.source, std::move(targets), workshop.ask, *workshop.parts.clock, shelf);
  auto listing = survey.run(stop);
  if (!listing) {
    // The source is what every target waits for, but the targets are not to blame.
    if (listing.error().code != Errc::Cancelled) {
      CheckNote note{rule->id, rule->source, 0, 0, workshop.parts.clock->now(), listing.error()};
      noted(note);
    }
    return base::pass(std::move(listing));
  }
  std::vector<std::string> held;
  if (!request.cause.empty()) held = RollbackHold(*workshop.parts.state, rule->id).apply(*listing);
  plan::LinkRates rates;
  rates.read = loadLine(*workshop.parts.state, rule->source).rate;
  prepared.plan = plan::diff(rule->id, rule->source, *listing, rates);
  prepared.plan.staged =
      request.kind == JobKind::Promote || rule->promotion.mode == plan::Promotion::Mode::AllOrNothing;
  prepared.plan.advice = advise(workshop, fleet, prepared);
  for (auto& remark : remarks(*rule, prepared.plan)) prepared.plan.advice.push_back(std::move(remark));

  prepared.plan.held = std::move(held);

  // A partial look (some tags, some targets) says nothing about a region as a whole.
  if (request.tags.empty()) {
    const auto now = workshop.parts.clock->now();
    const auto matched = prepared.plan.tags_matched;
    noted({rule->id, rule->source, matched, listing->tags.size(), now, std::nullopt});
    for (const auto& target : prepared.plan.targets) {
      CheckNote note{rule->id, target.id, matched, target.tags_unchanged, now, std::nullopt};
      if (!target.reachable) note.problem = target.error;
      noted(note);
    }
  }
  return prepared;
}

} // namespace meridian::engine
