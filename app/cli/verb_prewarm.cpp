// SPDX-License-Identifier: GPL-3.0-or-later
// prewarm REPO:TAG...: images into regions ahead of need, with or without a rule of the fleet that mirrors them.
#include "cli/verbs.h"

#include "base/quoted.h"
#include "engine/job_words.h"

#include <algorithm>
#include <cstdio>

namespace meridian::cli {

namespace {

using base::Errc;
using base::fail;

void addOnce(std::vector<std::string>& list, std::string word) {
  if (std::find(list.begin(), list.end(), word) == list.end()) list.push_back(std::move(word));
}

/// "app/web", "1.2"; a port is part of a registry's name, which does not belong here.
base::Result<std::pair<std::string, std::string>> split(const std::string& image) {
  const auto colon = image.rfind(':');
  if (image.find('@') != std::string::npos)
    return fail(Errc::ConfigInvalid, base::quoted(image) + " is named by digest; a prewarm brings tags: REPOSITORY:TAG");
  if (colon == std::string::npos || colon == 0 || colon + 1 == image.size() || image.find('/', colon) != std::string::npos)
    return fail(Errc::ConfigInvalid, base::quoted(image) + " is no image; it is named REPOSITORY:TAG, such as app/web:1.2");
  return std::pair(image.substr(0, colon), image.substr(colon + 1));
}

/// What a person wants to know before it starts: how much, from where, how long.
std::string planLine(const plan::Plan& plan) {
  std::string targets;
  for (const auto& target : plan.targets) targets += (targets.empty() ? "" : ", ") + target.id;
  auto line = " from " + plan.source + " to " + targets + ": ";
  if (plan.empty()) return line + "everything is there already";
  line += base::formatBytes(plan.read) + " to read, " + base::formatBytes(plan.write()) + " to write";
  if (plan.estimate.count() > 0) line += ", about " + base::formatDuration(plan.estimate);
  return line;
}

} // namespace

base::Result<engine::JobRequest> prewarmRequest(const Options& options, const engine::Fleet& fleet) {
  plan::Rule rule;
  rule.id = "prewarm"; // the engine gives it one of its own
  rule.tags.include.clear();
  engine::JobRequest request;
  request.kind = engine::JobKind::Prewarm;
  request.rule = rule.id;
  for (const auto& image : options.arguments) {
    auto parts = split(image);
    if (!parts) return base::pass(std::move(parts));
    addOnce(rule.repositories, std::move(parts->first));
    addOnce(rule.tags.include, std::move(parts->second));
    addOnce(request.tags, image);
  }
  for (const auto& text : options.platforms) {
    auto platform = oci::Platform::parse(text);
    if (!platform) return fail(Errc::ConfigInvalid, platform.error().message);
    rule.platforms.push_back(std::move(*platform));
  }
  rule.source = options.from;
  if (rule.source.empty())
    for (const auto& region : fleet.regions)
      if (region.role == engine::Role::Primary && rule.source.empty()) rule.source = region.id;
  if (rule.source.empty()) return fail(Errc::ConfigInvalid, "the fleet has no primary region; say which has the images: --from ID");
  rule.targets = options.to;
  if (rule.targets.empty())
    for (const auto& region : fleet.regions)
      if (region.id != rule.source) rule.targets.push_back(region.id);
  request.once = std::move(rule);
  return request;
}

int prewarm(Desk& desk) {
  auto wanted = prewarmRequest(desk.options, *desk.engine.fleet());
  if (!wanted) return complain(desk.options, wanted.error());
  if (desk.options.plan_only) return showPlan(desk, *wanted);
  if (!desk.options.json && !desk.options.quiet) {
    const auto plan = desk.engine.plan(*wanted, desk.interrupt.token());
    if (!plan) return complain(desk.options, plan.error());
    std::printf("%s%s\n", engine::title(*wanted).c_str(), planLine(*plan).c_str());
    std::fflush(stdout);
  }
  return runJob(desk, std::move(*wanted));
}

} // namespace meridian::cli
