// SPDX-License-Identifier: GPL-3.0-or-later
#include "node/report.h"

namespace meridian::node {

namespace {

std::string count(std::size_t number, const char* one) {
  return std::to_string(number) + " " + one + (number == 1 ? "" : "s");
}

bool runs(const engine::JobStatus& job) { return job.phase != engine::JobPhase::Done; }

} // namespace

std::string fleetLine(const engine::Fleet& fleet) {
  return count(fleet.rules.size(), "rule") + ", " + count(fleet.regions.size(), "region") +
         (fleet.webhooks.sources.empty() ? "" : ", webhooks at " + fleet.webhooks.listen);
}

std::string statusLine(const engine::Snapshot& snapshot, const engine::Fleet& fleet) {
  std::size_t jobs = 0, paused = 0;
  base::BytesPerSecond rate{};
  for (const auto& job : snapshot.jobs)
    if (runs(job)) {
      ++jobs;
      paused += job.paused ? 1 : 0;
      rate.value += job.rate.value;
    }
  if (jobs > 0)
    return count(jobs, "job") + (paused > 0 ? " (" + std::to_string(paused) + " paused)" : "") + ", " +
           base::formatRate(rate);
  return "idle, " + fleetLine(fleet);
}

std::vector<std::string> interruptions(const engine::Snapshot& snapshot) {
  std::vector<std::string> lines;
  for (const auto& job : snapshot.jobs)
    if (runs(job))
      lines.push_back("job " + job.record.id + " (rule \"" + job.record.rule + "\") is interrupted" +
                      (job.total.value > 0 ? " at " + base::formatBytes(job.done) + " of " + base::formatBytes(job.total) : "") +
                      "; the next start goes on with it");
  return lines;
}

} // namespace meridian::node
