// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/interior.h"

#include "base/log.h"
#include "engine/job_words.h"
#include "engine/promotions.h"
#include "engine/unfinished.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <pthread.h>
#include <random>

namespace meridian::engine {

namespace {
using namespace std::chrono_literals;
constexpr auto kFrame = 100ms;            ///< at most ten snapshots a second
constexpr std::size_t kRecalledAtOnce = 8'000; ///< outcomes; more are read in the background
constexpr std::size_t kEndedJobsKept = 20; ///< for images() of what has just finished
} // namespace

Engine::Interior::Interior(Parts parts, Fleet fleet_at_start, std::filesystem::path file)
    : workshop{std::move(parts)}, fleet_file(std::move(file)),
      fleet(std::make_shared<const Fleet>(std::move(fleet_at_start))), born(workshop.parts.clock->now()) {
  if (workshop.parts.actor.empty()) workshop.parts.actor = actorHere({});
  workshop.worked = [this](std::string_view from, const ports::OutcomeRecord& outcome) { board.worked(from, outcome); };
  workshop.changed = [this] { markChanged(); };
  workshop.audited = [this](AuditStatus status) { board.note(std::move(status)); };
  workshop.roads.follow(*fleet);
  if (const auto slow = workshop.parts.state->fact("slow mode"); slow && *slow)
    if (const auto limit = base::parseRateLimit(**slow)) workshop.roads.slowDown(*limit);
  board.load(*fleet);
  board.refreshHistory();
  // Who only looks on shows no figures.
  if (!workshop.parts.read_only && recall(kRecalledAtOnce))
    std::call_once(recalled, [] {});
  else if (!workshop.parts.read_only)
    job_threads.submit([this] { recall(); });
  publish(false);
  endPromotions();
  ticker = std::jthread([this](std::stop_token stop) { tick(stop); });
}

void Engine::Interior::endPromotions() {
  const auto open = promote::Journals(*workshop.parts.state).open();
  if (workshop.parts.read_only || !open || open->empty()) return;
  recovery_threads.submit([this, current = fleet] {
    (void)endOpenPromotions(workshop, *current, {}, {leaving.get_token(), leaving.get_token()});
    board.refreshHistory();
    markChanged();
  });
}

Engine::Interior::~Interior() {
  leaving.request_stop();
  const auto left = running();
  for (const auto& job : left) job->interrupt();
  for (const auto& job : left) {
    (void)job->wait({});
    if (const auto record = job->status().record; record.state == ports::JobState::Interrupted)
      noteUnfinished(*workshop.parts.state, record);
  }
  ticker.request_stop();
  ticker.join();
}

void Engine::Interior::tick(std::stop_token stop) {
  pthread_setname_np(pthread_self(), "sched");
  auto next_second = workshop.parts.clock->steady() + 1s;
  while (!stop.stop_requested()) {
    {
      // Nothing runs and nothing moves: sleep until somebody has news, at no cost at all.
      std::unique_lock lock(mutex);
      const bool busy = std::any_of(jobs.begin(), jobs.end(), [](const auto& job) { return !job->ended(); });
      if (!dirty && !busy && !board.moving()) {
        wake.wait(lock, stop, [this] { return dirty; });
        next_second = workshop.parts.clock->steady() + 1s;
      }
    }
    if (!workshop.parts.clock->sleep(kFrame, stop)) return;
    const auto now = workshop.parts.clock->steady();
    const bool second = now >= next_second;
    if (second) next_second = std::max(next_second + 1s, now);
    bool due = second;
    {
      const std::lock_guard lock(mutex);
      due = due || dirty || std::any_of(jobs.begin(), jobs.end(), [](const auto& job) { return !job->ended(); });
      dirty = false;
    }
    hearWishes();
    if (due) publish(second);
  }
}

void Engine::Interior::hearWishes() {
  if (!workshop.parts.wishes) return;
  workshop.parts.wishes([this](std::string_view verb, std::string_view id) -> base::Result<std::string> {
    const auto known = running();
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto& job) {
      return job->id() == id || (id.size() >= 4 && (job->id().ends_with(id) || job->id().starts_with(id)));
    });
    if (found == known.end()) {
      std::string ids;
      for (const auto& job : known) ids += (ids.empty() ? "" : ", ") + job->id();
      return base::fail(base::Errc::NotFound, "no running job " + std::string(id) + (ids.empty() ? "" : "; running: " + ids));
    }
    auto& job = **found;
    // It came through a folder that is this user's alone, by the tool that is made for it.
    const auto& actor = workshop.parts.actor;
    ledger.put("job." + std::string(verb), "job " + job.id(), title(job.request()), nullptr,
               actor.substr(0, actor.find(" with ")) + " with meridianctl");
    if (verb == "pause") return job.pause(true), "job " + job.id() + " is paused";
    if (verb == "resume") return job.pause(false), "job " + job.id() + " goes on";
    if (verb == "top") return job.moveToTop(), "job " + job.id() + " goes first";
    if (verb == "cancel") return job.cancel(), "job " + job.id() + " is being cancelled";
    return base::fail(base::Errc::Unsupported, "a job cannot \"" + std::string(verb) + "\"");
  });
}

void Engine::Interior::publish(bool second) {
  const auto now_running = running();
  board.sample(now_running, second);
  std::shared_ptr<const Fleet> current;
  {
    const std::lock_guard lock(mutex);
    current = fleet;
  }
  if (const auto told = workshop.told.load(); !told_seen || *told_seen != told)
    if (const auto last = workshop.parts.state->lastEvent()) last_event = *last, told_seen = told;
  auto picture = board.picture(std::move(current), now_running, workshop.roads, last_event);
  {
    const std::lock_guard lock(mutex);
    snapshot = std::move(picture);
  }
  // Under the lock, so that a subscription that has ended is never called again.
  const std::lock_guard lock(subscribers_mutex);
  for (const auto& [id, changed] : *subscribers) changed();
}

void Engine::Interior::ended(const std::string& id) {
  board.refreshHistory();
  board.refreshFigures();
  if (const auto job = find(id)) {
    board.sample({job}, false); // what moved since the last frame
    if (const auto promotion = job->promotion()) board.note(*promotion);
  }
  board.forget(id);
  {
    const std::lock_guard lock(mutex);
    const auto count = static_cast<std::size_t>(std::count_if(jobs.begin(), jobs.end(), [](const auto& job) { return job->ended(); }));
    if (count > kEndedJobsKept) {
      const auto oldest = std::find_if(jobs.begin(), jobs.end(), [](const auto& job) { return job->ended(); });
      jobs.erase(oldest);
    }
  }
  // An engine may run for years: what is forgotten at its start has to be forgotten on the way too.
  if (const auto kept = workshop.parts.jobs_kept; kept > 0 && !workshop.parts.read_only && ++jobs_ended % std::clamp<std::size_t>(kept / 50, 1, 200) == 0)
    if (const auto pruned = workshop.parts.state->prune(kept); !pruned) base::log("engine", base::LogLevel::Warning, pruned.error().text());
  markChanged();
  if (const auto told = runningServices()) told->jobEnded(id);
}

void Engine::Interior::markChanged() {
  {
    const std::lock_guard lock(mutex);
    dirty = true;
  }
  wake.notify_all();
}

std::vector<std::shared_ptr<Job>> Engine::Interior::running() const {
  const std::lock_guard lock(mutex);
  std::vector<std::shared_ptr<Job>> out;
  for (const auto& job : jobs)
    if (!job->ended()) out.push_back(job);
  return out;
}

std::shared_ptr<Job> Engine::Interior::find(std::string_view id) const {
  const std::lock_guard lock(mutex);
  const auto found = std::find_if(jobs.rbegin(), jobs.rend(), [&](const auto& job) { return job->id() == id; });
  return found == jobs.rend() ? nullptr : *found;
}

std::string Engine::Interior::newId() {
  // The random part keeps two engines on one day apart; the counter two jobs in one second.
  thread_local std::minstd_rand random{std::random_device{}()};
  const std::time_t seconds =
      std::chrono::floor<std::chrono::seconds>(workshop.parts.clock->now()).time_since_epoch().count();
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 24> stamp{};
  std::strftime(stamp.data(), stamp.size(), "%Y%m%dT%H%M%SZ", &utc);
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%s-%02llx%04lx", stamp.data(),
                static_cast<unsigned long long>(jobs_made++ & 0xffU), static_cast<unsigned long>(random() & 0xffffU));
  return text.data();
}

} // namespace meridian::engine
