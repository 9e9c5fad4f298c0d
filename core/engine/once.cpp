// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/once.h"

#include "base/log.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace meridian::engine {

using base::Errc;
using base::fail;
using base::Result;

namespace {
constexpr std::string_view kPrefix = "once ";
std::string key(std::string_view job) { return std::string(kPrefix) + std::string(job); }
} // namespace

Result<std::shared_ptr<const Fleet>> fleetFor(std::shared_ptr<const Fleet> fleet, const JobRequest& request, bool replace) {
  if (request.once) {
    if (request.kind != JobKind::Sync && request.kind != JobKind::Prewarm)
      return fail(Errc::Unsupported, std::string("a job of kind ") + std::string(name(request.kind)) + " takes a rule of the fleet");
    if (request.once->id != request.rule)
      return fail(Errc::ConfigInvalid, "the job names rule \"" + request.rule + "\" and brings \"" + request.once->id + "\"");
    auto own = std::make_shared<Fleet>(*fleet);
    const auto taken = std::find_if(own->rules.begin(), own->rules.end(), [&](const auto& rule) { return rule.id == request.rule; });
    if (taken != own->rules.end() && !replace)
      return fail(Errc::AlreadyExists, "the fleet has a rule \"" + request.rule + "\" already");
    if (taken != own->rules.end()) own->rules.erase(taken);
    own->rules.push_back(*request.once);
    if (!replace) {
      auto& rule = own->rules.back();
      rule.schedule = {};
      rule.promotion = {};
      rule.deletes = {};
      rule.audit = {};
    }
    if (const auto problems = validate(*own); !problems.empty())
      return fail(Errc::ConfigInvalid, problems.front().path + ": " + problems.front().message);
    fleet = std::move(own);
  }
  const auto* rule = fleet->rule(request.rule);
  if (rule == nullptr) return fail(Errc::NotFound, "the fleet has no rule \"" + request.rule + "\"");
  for (const auto& id : request.targets)
    if (std::find(rule->targets.begin(), rule->targets.end(), id) == rule->targets.end())
      return fail(Errc::ConfigInvalid, "rule \"" + rule->id + "\" has no target \"" + id + "\"");
  return fleet;
}

// The first line has kind, targets ("," between) and tags, of which none holds a blank; what follows is a fleet file.
void saveOnce(ports::StateStore& state, std::string_view job, const Fleet& fleet, const JobRequest& request) {
  const auto* rule = fleet.rule(request.rule);
  if (rule == nullptr) return;
  Fleet own;
  own.rules = {*rule};
  for (const auto& region : fleet.regions)
    if (region.id == rule->source || std::find(rule->targets.begin(), rule->targets.end(), region.id) != rule->targets.end())
      own.regions.push_back(region);
  std::string text(name(request.kind));
  std::string targets;
  for (const auto& target : request.targets) targets += (targets.empty() ? "" : ",") + target;
  text += " " + (targets.empty() ? "," : targets);
  for (const auto& tag : request.tags) text += " " + tag;
  if (auto put = state.putFact(key(job), text + "\n" + toJson(own)); !put)
    base::log("engine", base::LogLevel::Warning, put.error().text());
}

std::optional<JobRequest> loadOnce(ports::StateStore& state, std::string_view job) {
  const auto fact = state.fact(key(job));
  if (!fact || !*fact) return std::nullopt;
  const auto end = (*fact)->find('\n');
  if (end == std::string::npos) return std::nullopt;
  auto own = parseFleet(std::string_view(**fact).substr(end + 1), "once");
  if (!own || own->rules.size() != 1) return std::nullopt;
  JobRequest request;
  request.rule = own->rules.front().id;
  request.once = std::move(own->rules.front());
  std::istringstream words((*fact)->substr(0, end));
  std::string word;
  words >> word;
  request.kind = word == name(JobKind::Prewarm) ? JobKind::Prewarm : JobKind::Sync;
  words >> word;
  std::istringstream targets(word);
  for (std::string target; std::getline(targets, target, ',');)
    if (!target.empty()) request.targets.push_back(target);
  while (words >> word) request.tags.push_back(word);
  return request;
}

void sweepOnce(ports::StateStore& state) {
  const auto known = state.facts(kPrefix);
  if (!known) return;
  std::vector<std::pair<std::string, std::string>> gone;
  for (const auto& [name, rule] : *known) {
    const auto job = state.job(std::string_view(name).substr(kPrefix.size()));
    if (!job || *job) break; // by age, as their jobs are pruned
    gone.emplace_back(name, "");
  }
  if (auto swept = state.putFacts(gone); !swept) base::log("engine", base::LogLevel::Warning, swept.error().text());
}

} // namespace meridian::engine
