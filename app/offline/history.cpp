// SPDX-License-Identifier: GPL-3.0-or-later
#include "offline/world.h"

#include "base/sha256.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <span>

namespace meridian::offline {

namespace {

using namespace std::chrono_literals;
using ports::JobState;

constexpr auto kPast = 48h;
constexpr auto kEvery = 25min;

std::string idOf(base::Timestamp time, std::uint64_t number) {
  const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 24> stamp{};
  std::strftime(stamp.data(), stamp.size(), "%Y%m%dT%H%M%SZ", &utc);
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%s-%04x", stamp.data(), static_cast<unsigned>(number & 0xffffU));
  return text.data();
}

const char* const kRepositories[] = {"api", "web", "worker"};

/// One finished job of a rule with its outcomes. Later hours are a little better: figures have a change to show.
ports::JobRecord play(const plan::Rule& rule, base::Timestamp start, double failing, Dice& dice,
                      std::vector<ports::OutcomeRecord>& outcomes) {
  ports::JobRecord job;
  job.id = idOf(start, dice.number());
  job.rule = rule.id;
  job.created = job.started = start;
  const auto images = 4 + dice.below(8);
  job.tags_matched = 180;
  std::chrono::milliseconds at{800};
  for (std::uint64_t i = 0; i < images; ++i) {
    const auto size = 4'000'000 + dice.below(40'000'000);
    for (const auto& target : rule.targets) {
      ports::OutcomeRecord outcome;
      outcome.job = job.id;
      outcome.target = target;
      outcome.ref = rule.id + "/" + kRepositories[dice.below(3)] + ":4.0." + std::to_string(i);
      const auto digest = outcome.ref + job.id;
      outcome.digest = "sha256:" + base::Sha256::hex(std::as_bytes(std::span(digest)));
      outcome.seconds = base::Seconds(2 + 4.0 * dice.share() + static_cast<double>(size) / 2.4e6);
      outcome.finished = start + at + std::chrono::milliseconds(static_cast<int>(outcome.seconds.count() * 1000));
      if (dice.share() < failing) {
        outcome.result = "failed";
        outcome.error_code = "CONNECTION_LOST";
        outcome.error_message = "the connection was closed in the middle of a blob";
        ++job.tags_failed;
        if (job.error.empty()) job.error = outcome.ref + " at " + target + ": " + outcome.error_message;
      } else {
        outcome.result = "copied";
        outcome.bytes = {size};
        ++job.tags_copied;
        job.written += {size};
      }
      job.finished = std::max(job.finished, outcome.finished);
      outcomes.push_back(std::move(outcome));
    }
    job.read += {size};
    at += std::chrono::milliseconds(700 + dice.below(2500));
  }
  job.tags_unchanged = job.tags_matched * rule.targets.size() - job.tags_copied - job.tags_failed;
  job.bytes_total = job.written;
  job.source_requests = 200;
  job.target_requests = 230 * rule.targets.size();
  job.state = job.tags_failed == 0 ? JobState::Succeeded : job.tags_copied == 0 ? JobState::Failed : JobState::Partial;
  return job;
}

} // namespace

void writeHistory(ports::StateStore& state, const engine::Fleet& fleet, base::Timestamp now, std::uint64_t seed) {
  Dice dice(seed ^ 0x6d65726964ULL);
  std::vector<ports::OutcomeRecord> outcomes;
  std::uint64_t turn = 0;
  for (auto time = now - kPast + 3min; time < now - 12min; time += kEvery, ++turn) {
    const auto& rule = fleet.rules[turn % 3]; // São Paulo's rule has been failing for long and is not tried any more
    const double failing = now - time > 24h ? 0.006 : 0.003;
    const auto job = play(rule, time + std::chrono::seconds(dice.below(300)), failing, dice, outcomes);
    (void)state.putJob(job);
    (void)state.putEvents({{0, job.id, job.started, "info", "sync of rule \"" + rule.id + "\" started"},
                           {0, job.id, job.finished, job.tags_failed == 0 ? "info" : "warning",
                            std::to_string(job.tags_copied) + " copied, " + std::to_string(job.tags_failed) + " failed"}});
  }
  std::ranges::stable_sort(outcomes, {}, &ports::OutcomeRecord::finished);
  (void)state.putOutcomes(outcomes);
  // What each target had at its last look (the engine's fact "check/TARGET/RULE": total, equal, when, last in sync).
  for (const auto& rule : fleet.rules) {
    const bool legacy = rule.id == "legacy";
    for (const auto& target : rule.targets) {
      const auto looked = (now - (legacy ? 47min : 6min)).time_since_epoch().count();
      (void)state.putFact("check/" + target + "/" + rule.id,
                          "180 " + std::to_string(legacy ? 176 : 180) + " " + std::to_string(looked) + " " +
                              std::to_string(legacy ? (now - 3h).time_since_epoch().count() : looked));
    }
  }
}

} // namespace meridian::offline
