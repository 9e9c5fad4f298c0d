// SPDX-License-Identifier: GPL-3.0-or-later
// How long an engine takes to open over a long history: start_bench [JOBS [OUTCOMES_PER_JOB [DAYS]]]
#include "engine/engine.h"
#include "sqlite/state_store.h"
#include "support/process.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace meridian;

namespace {

using Steady = std::chrono::steady_clock;

double since(Steady::time_point start) { return std::chrono::duration<double, std::milli>(Steady::now() - start).count(); }

/// Of all threads, in ms: what the machine does beside it does not count.
double used() { return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

engine::Fleet fleet(int replicas) {
  engine::Fleet fleet;
  fleet.regions = {{"fra", "Frankfurt", engine::Role::Primary, 50, 8, "http://fra.test:5000", {}, {}}};
  plan::Rule rule;
  rule.id = "base";
  rule.source = "fra";
  rule.repositories = {"**"};
  for (int i = 0; i < replicas; ++i) {
    const auto id = "r" + std::to_string(i);
    fleet.regions.push_back({id, "Region " + id, engine::Role::Replica, 1.0 * i, 2.0 * i, "http://" + id + ".test:5000", {}, {}});
    rule.targets.push_back(id);
  }
  fleet.rules = {rule};
  return fleet;
}

bool fill(const std::filesystem::path& file, int jobs, int outcomes, int days) {
  auto store = sqlite::StateStore::open(file, {});
  if (!store) return false;
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  for (int j = 0; j < jobs; ++j) {
    ports::JobRecord job;
    char id[64];
    std::snprintf(id, sizeof id, "20261122T%08dZ-%06x", j, j);
    job.id = id;
    job.rule = "base";
    job.state = j % 50 == 0 ? ports::JobState::Partial : ports::JobState::Succeeded;
    job.created = now - std::chrono::milliseconds(86'400'000LL * days / jobs * (jobs - j));
    job.started = job.created;
    job.finished = job.created + std::chrono::seconds(5);
    job.tags_matched = job.tags_copied = static_cast<std::uint64_t>(outcomes);
    if (!(*store)->putJob(job)) return false;
    std::vector<ports::OutcomeRecord> rows;
    for (int o = 0; o < outcomes; ++o) {
      ports::OutcomeRecord row;
      row.job = job.id;
      row.target = "r" + std::to_string(o % 10);
      row.ref = "team/application-" + std::to_string(o) + ":1.2." + std::to_string(j);
      row.digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
      row.result = o == 0 && j % 50 == 0 ? "failed" : "copied";
      row.bytes = {50'000'000};
      row.seconds = base::Seconds{1 + 0.1 * (o % 30)};
      row.finished = job.finished;
      rows.push_back(row);
    }
    if (!(*store)->putOutcomes(rows)) return false;
    if (!(*store)->putEvents({{0, job.id, job.created, "info", "sync of rule \"base\" started (schedule)"},
                              {0, job.id, job.created, "info", "20 tags match; 20 to copy, 0 unchanged over 10 targets"},
                              {0, job.id, job.finished, "info", "sync of rule \"base\" succeeded: 20 tags copied"}}))
      return false;
  }
  std::vector<std::pair<std::string, std::string>> manifests; // as the engine's shelf keeps them
  for (int i = 0; i < 5'000; ++i) {
    char digest[96];
    std::snprintf(digest, sizeof digest, "manifest/sha256:%064x", i);
    manifests.emplace_back(digest, std::string(2'000, 'm'));
  }
  if (!(*store)->putFacts(manifests)) return false;
  for (int i = 0; i < 20'000; ++i)
    if (!(*store)->actions()->putAction({0, now, "anna@desk with meridian", "job.start", "job " + std::to_string(i), "sync of rule \"base\"", {}}))
      return false;
  return true;
}

} // namespace

int main(int argc, char** argv) {
  const int jobs = argc > 1 ? std::atoi(argv[1]) : 10'000;
  const int outcomes = argc > 2 ? std::atoi(argv[2]) : 20;
  const int days = argc > 3 ? std::atoi(argv[3]) : 14;
  const test::TemporaryFolder folder;
  const std::filesystem::path state = folder.path() / "state";
  const std::filesystem::path file = folder.file("fleet.json");
  if (!engine::saveFleet(fleet(10), file) || !fill(state / "state.db", jobs, outcomes, days)) {
    std::fputs("the state could not be made\n", stderr);
    return 1;
  }
  std::printf("%d jobs, %d outcomes over %d days, state.db %.1f MB\n", jobs, jobs * outcomes, days,
              static_cast<double>(std::filesystem::file_size(state / "state.db")) / 1e6);
  for (const bool read_only : {false, false, true}) {
    engine::EngineOptions options;
    options.fleet_file = file;
    options.state_dir = state;
    options.read_only = read_only;
    options.program = "start_bench";
    const auto before = used();
    const auto start = Steady::now();
    auto engine = engine::Engine::open(std::move(options));
    const auto opened = since(start);
    const auto cpu = used() - before;
    if (!engine) {
      std::fprintf(stderr, "%s\n", engine.error().text().c_str());
      return 1;
    }
    const auto shown = (*engine)->snapshot()->jobs.size();
    const auto line = (*engine)->lineHistory("", "r1");
    std::printf("%-9s open %7.1f ms (%.1f ms of CPU)   %zu jobs in the first snapshot   all figures %7.1f ms (%zu copied to r1 in 24 h)\n",
                read_only ? "read only" : "writing", opened, cpu, shown, since(start), line ? line->copied : 0);
  }
  return 0;
}
