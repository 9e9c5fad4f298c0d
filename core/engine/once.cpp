// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/once.h"

#include <algorithm>

namespace meridian::engine {

using base::Errc;
using base::fail;
using base::Result;

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

} // namespace meridian::engine
