// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "engine/engine.h"

namespace meridian::cli {

/// What a verb works with. Each verb prints its result on stdout and returns the exit status.
struct Desk {
  const Options& options;
  Interrupt& interrupt;
  engine::AnyEngine& engine;
};

[[nodiscard]] int check(Desk& desk);
[[nodiscard]] int plan(Desk& desk);
[[nodiscard]] int sync(Desk& desk);
[[nodiscard]] int promote(Desk& desk);
[[nodiscard]] int rollback(Desk& desk);
/// Images into regions ahead of need: the plan in a line, then as sync. With --plan only what it would move.
[[nodiscard]] int prewarm(Desk& desk);
/// Errors: ConfigInvalid (no image, no platform, no primary region).
[[nodiscard]] base::Result<engine::JobRequest> prewarmRequest(const Options& options, const engine::Fleet& fleet);
/// Who did what, newest first.
[[nodiscard]] int activity(Desk& desk);
/// What failed in a job once more, as a job of this process.
[[nodiscard]] int retry(Desk& desk);
[[nodiscard]] int showPlan(Desk& desk, const engine::JobRequest& wanted);
/// Starts it, shows it, prints its end.
[[nodiscard]] int runJob(Desk& desk, engine::JobRequest request);
/// What became of the regions, for people.
void printPromotion(const engine::PromotionStatus& promotion);
[[nodiscard]] int deleted(Desk& desk);
[[nodiscard]] int undelete(Desk& desk);
/// Compares all regions of one rule or of all, and repairs where that is asked for: 0 consistent, 1 not.
[[nodiscard]] int audit(Desk& desk);
[[nodiscard]] int jobs(Desk& desk);
[[nodiscard]] int job(Desk& desk);
/// What is to be done with a job that runs in another process: 0 done, 1 refused.
[[nodiscard]] int control(Desk& desk);
[[nodiscard]] int tags(Desk& desk);
/// One image in all regions: 0 all could be asked, 1 a region failed or none has it.
[[nodiscard]] int image(Desk& desk);
/// What a registry shows of itself: 0 trusted (or from now on, with --trust), 1 not.
[[nodiscard]] int certificate(Desk& desk);
/// Probes a registry and remembers what it can do: 0 done, 1 the registry failed or the state is busy, 2 no such region.
[[nodiscard]] int profile(Desk& desk);
[[nodiscard]] int credential(Desk& desk);
/// A fleet file from another tool's set-up; needs no engine and no fleet: 0 done, 1 something is left out, 2 no such file.
[[nodiscard]] int importFleet(const Options& options);
/// Ids for a shell's completion, out of the fleet file alone; silent about one that cannot be read.
[[nodiscard]] int complete(const Options& options);

/// One file with fleet, state and trusted certificates; needs no engine: 0 done, 1 not, 2 no fleet.
[[nodiscard]] int backUp(const Options& options);
/// Puts it back: 0 done, 1 an engine runs or the file is damaged, 2 no such file or too new.
[[nodiscard]] int restore(const Options& options);
/// A text for those who help; needs no engine: 0 done, 1 it cannot be written.
[[nodiscard]] int support(const Options& options, std::shared_ptr<ports::SecretStore> keychain);

/// Shows progress until the job has ended; a signal cancels the job and goes on waiting for its orderly end.
void follow(Desk& desk, const std::string& job);
[[nodiscard]] int exitStatus(ports::JobState state);

/// "meridianctl: ..." on stderr (and an errors object on stdout with --json); the exit status that fits the error.
int complain(const Options& options, const base::Error& error);
/// Every line of a failure for people: what, where, and the registry's words.
void printProblem(const std::string& target, const std::string& ref, const std::string& text);
/// The figures of a job in three lines.
void printFigures(const ports::JobRecord& record);
[[nodiscard]] engine::JobRequest request(const Options& options);

} // namespace meridian::cli
