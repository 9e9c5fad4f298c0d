// SPDX-License-Identifier: GPL-3.0-or-later
#include "offline/scene_fleet.h"
#include "offline/scene_parts.h"

#include <cmath>

namespace meridian::offline {

using engine::DriftFinding;
using engine::PromotionStatus;
using namespace std::chrono_literals;

namespace {

PromotionStatus promotionOf(const Scene& scene, const plan::Rule& rule, std::size_t place) {
  PromotionStatus status;
  status.job = jobId(sceneTime() - 40min, 0xe000 + place);
  status.rule = rule.id;
  status.phase = !scene.failing  ? PromotionStatus::Phase::Done
                 : place % 2 == 0 ? PromotionStatus::Phase::Waiting
                                  : PromotionStatus::Phase::Conflict;
  status.time = sceneTime() - 38min;
  if (status.phase == PromotionStatus::Phase::Waiting) status.until = sceneTime() + 19min;
  status.reversible = status.phase == PromotionStatus::Phase::Done;
  status.skew = status.reversible ? 1400ms : 0ms;
  for (const auto& target : rule.targets) {
    PromotionStatus::Region region;
    region.id = target;
    region.wave = rule.promotion.waves.empty() || target == rule.promotion.waves.front().front() ? 0 : 1;
    region.total = region.staged = 2;
    region.flipped = status.reversible ? 2 : 0;
    if (status.phase == PromotionStatus::Phase::Waiting && target == rule.targets.back()) {
      region.staged = 0;
      region.text = "connection refused";
    }
    status.regions.push_back(std::move(region));
  }
  const auto ref = rule.id + "/web:" + tagOf(23);
  if (status.phase == PromotionStatus::Phase::Conflict)
    status.conflicts = {{rule.targets.front(), ref, digestOf(ref), digestOf(ref + "theirs"), digestOf(ref + "new")}};
  return status;
}

DriftFinding finding(const plan::Rule& rule, std::size_t number) {
  const auto cause = static_cast<DriftFinding::Cause>(number % 5);
  DriftFinding found;
  found.region = rule.targets[number % rule.targets.size()];
  found.ref = rule.id + "/api:" + tagOf(23 - number % 24);
  found.cause = cause;
  if (cause != DriftFinding::Cause::Extra) found.wanted = digestOf(found.ref);
  if (cause == DriftFinding::Cause::Different || cause == DriftFinding::Cause::Extra) found.found = digestOf(found.ref + "other");
  if (cause == DriftFinding::Cause::Corrupt) found.detail = "blob " + digestOf(found.ref + "blob").substr(0, 19) + " has other bytes than its digest says";
  if (cause == DriftFinding::Cause::Unreadable) found.detail = "500 Internal Server Error";
  found.repairable = cause != DriftFinding::Cause::Extra && cause != DriftFinding::Cause::Unreadable;
  found.repair = found.repairable ? "is copied again from the source" : "nothing is deleted by a repair";
  return found;
}

engine::AuditStatus auditOf(const Scene& scene, const plan::Rule& rule, std::size_t place) {
  engine::AuditStatus audit;
  audit.rule = rule.id;
  audit.job = jobId(sceneTime() - 50min, 0xd000 + place);
  audit.finished = sceneTime() - 31min - place * 47min;
  audit.depth = place % 2 == 0 ? plan::AuditDepth::Content : plan::AuditDepth::Tags;
  if (scene.failing)
    for (std::size_t i = 0; i < 6 + place; ++i) audit.findings.push_back(finding(rule, i));
  audit.findings_total = audit.findings.size();
  std::size_t tags = 0;
  for (const auto& target : rule.targets) {
    engine::AuditStatus::Region region{target, 72, 72, 0, {}};
    for (const auto& found : audit.findings)
      if (found.region == target) ++region.findings;
    region.good -= region.findings;
    tags += region.tags;
    audit.regions.push_back(std::move(region));
  }
  audit.pass_rate = 1.0 - static_cast<double>(audit.findings_total) / static_cast<double>(tags);
  for (int i = 0; i < 30; ++i)
    audit.history.push_back(static_cast<float>(scene.failing ? *audit.pass_rate + 0.03 * (30 - i) / 30 : i == 11 ? 0.995 : 1.0));
  audit.requests = 310 * rule.targets.size();
  audit.read = {4'100'000};
  audit.seconds = base::Seconds(6.5 + static_cast<double>(place));
  return audit;
}

} // namespace

void fillReleases(Scene& scene) {
  std::size_t place = 0;
  for (const auto& rule : scene.snapshot.fleet->rules) {
    if (rule.promotion.mode == plan::Promotion::Mode::AllOrNothing)
      scene.snapshot.promotions.push_back(promotionOf(scene, rule, scene.snapshot.promotions.size()));
    if (place < 4) scene.snapshot.audits.push_back(auditOf(scene, rule, place));
    ++place;
  }
}

} // namespace meridian::offline
