// SPDX-License-Identifier: GPL-3.0-or-later
#include "offline/scene_fleet.h"
#include "offline/scene_parts.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace meridian::offline {

using engine::RegionState;
using engine::RegionStatus;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kTags = 360;

base::Error error(base::Errc code, std::string message, int status, std::string registry_code) {
  base::Error made;
  made.code = code;
  made.message = std::move(message);
  made.http_status = status;
  made.registry_code = std::move(registry_code);
  return made;
}

std::vector<float> traffic(double rate, double phase) {
  std::vector<float> history;
  for (int i = 0; i < 60; ++i)
    history.push_back(static_cast<float>(rate * (0.78 + 0.16 * std::sin(i / 7.0 + phase) + 0.06 * std::sin(i * 1.7 + phase))));
  return history;
}

/// Each replica has another trouble, in the order of the fleet.
void trouble(RegionStatus& status, std::size_t place) {
  status.last_in_sync = sceneTime() - 3h - place * 17min;
  status.tags_equal = kTags - 4 - place * 11;
  switch (place % 4) {
  case 0:
    status.state = RegionState::Offline;
    status.problem = error(base::Errc::ConnectionRefused, "connection refused", 0, {}).during("GET /v2/ at " + status.region.id);
    return;
  case 1:
    status.state = RegionState::Failed;
    status.problem = error(base::Errc::TooManyRequests, "rate limit exceeded: 600 requests per 6 hours", 429, "TOOMANYREQUESTS");
    status.problem->retry_after = 40s;
    status.held = "429, asked to wait";
    status.held_until = sceneTime() + 53min;
    return;
  case 2:
    status.state = RegionState::Drift;
    status.tags_equal = kTags - 3;
    return;
  default:
    status.state = RegionState::Failed;
    status.problem = error(base::Errc::Unauthorized, "authentication required", 401, "UNAUTHORIZED");
    status.problem->request_id = "7f3c9a10-2d4e";
  }
}

void move(RegionStatus& status, std::size_t place) {
  status.state = RegionState::Syncing;
  status.done = {1'900'000'000 - place * 700'000'000};
  status.total = {4'100'000'000 - place * 800'000'000};
  status.in = {1.36e8 / static_cast<double>(place)};
  status.history = traffic(status.in.value, static_cast<double>(place));
  status.history.back() = static_cast<float>(status.in.value);
}

} // namespace

RegionStatus unknownRegion(const engine::Region& region) {
  RegionStatus status;
  status.region = region;
  return status;
}

void fillRegions(Scene& scene, bool moving) {
  auto& regions = scene.snapshot.regions;
  for (const auto& region : scene.snapshot.fleet->regions) {
    auto status = unknownRegion(region);
    const auto place = regions.size();
    const bool primary = region.role == engine::Role::Primary;
    status.state = RegionState::InSync;
    status.last_check = sceneTime() - 2min - std::chrono::seconds(numberOf(region.id) % 240);
    status.last_in_sync = status.last_check;
    status.history.assign(60, 0);
    status.tags_total = status.tags_equal = primary ? 0 : kTags;
    if (scene.failing && !primary) trouble(status, place - 1);
    if (!scene.failing && moving && !primary && place <= 2) move(status, place);
    regions.push_back(std::move(status));
  }
  double out = 0;
  for (const auto& status : regions) out += status.in.value;
  regions.front().out = {out};
  if (out > 0) regions.front().history = traffic(out, 0.4);
}

void fillLinks(Scene& scene) {
  auto& s = scene.snapshot;
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& rule : s.fleet->rules)
    for (const auto& target : rule.targets) {
      const auto end = std::ranges::find(s.regions, target, [](const auto& status) { return status.region.id; });
      if (end == s.regions.end() || !seen.emplace(rule.source, target).second) continue;
      engine::LinkStatus link;
      link.from = rule.source;
      link.to = target;
      link.rate = end->in;
      link.active = end->in.value > 0;
      link.state = end->state;
      link.transfers = link.active ? 3 : 0;
      link.waiting = link.active ? 14 : 0;
      link.from_round_trip = 4ms;
      link.to_round_trip = std::chrono::milliseconds(18 + numberOf(target) % 220);
      link.p95 = 4.0 + static_cast<double>(numberOf(target) % 90) / 10;
      link.copied = 96 + numberOf(target) % 200;
      link.failed = scene.failing ? 31 + numberOf(target) % 20 : 0;
      link.history = end->history;
      s.links.push_back(std::move(link));
    }
}

} // namespace meridian::offline
