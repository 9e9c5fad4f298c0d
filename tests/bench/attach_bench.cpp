// SPDX-License-Identifier: GPL-3.0-or-later
// What it costs that the engine is another process: the same questions to an engine in this process and to the same one
// through a Unix socket, one after the other in one run; and what a moving picture is on the wire.
//   attach_bench [TAGS] [ROUNDS]      2000 200
#include "attach/door.h"
#include "attach/json/message_json.h"
#include "attach/json/snapshots_json.h"

#include "core/engine/world.h"
#include "offline/scene.h"
#include "support/process.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace meridian;

namespace {

double medianMs(int rounds, const std::function<bool()>& ask) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    const auto begun = std::chrono::steady_clock::now();
    if (!ask()) std::puts("a question failed");
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
  }
  std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2));
  return times[times.size() / 2];
}

double cpuMs() { return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void picture(const char* scene_name) {
  const auto scene = offline::makeScene(scene_name);
  if (!scene) return;
  attach::SnapshotSender sender;
  attach::SnapshotReceiver receiver;
  auto now = std::make_shared<engine::Snapshot>(scene->snapshot);
  const auto whole = attach::text(sender.next(now));
  (void)receiver.take(*attach::parse(whole));
  constexpr int kFrames = 200;
  std::size_t bytes = 0;
  const auto begun = cpuMs();
  double encoded = 0;
  for (int i = 1; i <= kFrames; ++i) {
    // A second of a transfer: one job, two regions and one link move.
    auto next = std::make_shared<engine::Snapshot>(*now);
    ++next->revision;
    for (auto& job : next->jobs)
      if (job.phase == engine::JobPhase::Copying) job.done.value += 1000;
    for (std::size_t r = 0; r < 2 && r < next->regions.size(); ++r) next->regions[r].in.value += 1;
    if (!next->links.empty()) next->links[0].rate.value += 1;
    now = next;
    const auto before = cpuMs();
    const auto message = attach::text(sender.next(now));
    encoded += cpuMs() - before;
    bytes += message.size();
    if (!receiver.take(*attach::parse(message))) std::puts("a picture was not understood");
  }
  std::printf("scene %-5s  %zu regions, %zu links, %zu jobs: whole %zu B; a frame %zu B, %.3f ms to write, %.3f ms to read\n", scene_name,
              now->regions.size(), now->links.size(), now->jobs.size(), whole.size(), bytes / kFrames, encoded / kFrames,
              (cpuMs() - begun - encoded) / kFrames);
}

} // namespace

int main(int argc, char** argv) {
  const int tags = argc > 1 ? std::atoi(argv[1]) : 2000, rounds = argc > 2 ? std::atoi(argv[2]) : 200;
  const test::TemporaryFolder folder;
  ::setenv("XDG_RUNTIME_DIR", folder.path().c_str(), 1);
  test::World world;
  for (int i = 0; i < tags; ++i) test::addImage(world.at("fra"), "app/web", "v" + std::to_string(i), test::config("web " + std::to_string(i)), {"one"});
  const auto engine = world.engine();
  const attach::Identity who{"attach_bench", "1", {}, folder.path()};
  auto door = attach::openDoor(*engine, who);
  auto remote = attach::reach(who, {});
  if (!door || !remote) return 2;
  const auto both = [&](const char* what, int times, const std::function<bool(engine::AnyEngine&)>& ask) {
    const double here = medianMs(times, [&] { return ask(*engine); }), there = medianMs(times, [&] { return ask(**remote); });
    std::printf("%-28s here %8.3f ms, there %8.3f ms, ratio %.1f\n", what, here, there, there / here);
  };
  both("newest 50 jobs", rounds, [](engine::AnyEngine& e) { return e.jobs(50).has_value(); });
  both("tags of a repository", std::max(rounds / 20, 3), [](engine::AnyEngine& e) { return e.tags("app/web", {}).has_value(); });
  both("plan of all of them", std::max(rounds / 20, 3), [](engine::AnyEngine& e) { return e.plan({"base", {}, {}}, {}).has_value(); });
  for (const char* scene : {"fine", "wide"}) picture(scene);
  return 0;
}
