// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/services.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <pthread.h>

namespace meridian::engine {

using base::Errc;
using base::Result;

namespace {

constexpr std::string_view kFacts = "timetable ";
/// The clock on the wall may be set, and machines sleep: nobody waits longer than this without looking at it
/// again.
constexpr std::chrono::minutes kLongestWait{1};
/// Between an event and the first look at its tag: distribution sends the event, then writes the tag. Far
/// below the second that a push may wait, and long enough to make one job of a burst.
constexpr std::chrono::milliseconds kGrace{250};
constexpr std::chrono::milliseconds kLookAgain[] = {std::chrono::seconds(2), std::chrono::seconds(15)};

/// "127.0.0.1:8085", "[::1]:8085", ":8085" for all addresses.
ports::ListenOptions listenOptions(const Webhooks& webhooks) {
  ports::ListenOptions options;
  const std::string_view listen = webhooks.listen;
  const auto colon = std::min(listen.rfind(':'), listen.size());
  auto host = listen.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  options.address = host.empty() ? "::" : host == "localhost" ? "127.0.0.1" : std::string(host);
  const auto digits = listen.substr(std::min(colon + 1, listen.size()));
  std::from_chars(digits.data(), digits.data() + digits.size(), options.port);
  options.certificate_file = webhooks.certificate;
  options.key_file = webhooks.key;
  options.most_body = hooks::kMostBodyBytes;
  return options;
}

/// Changes when the certificate or its key were renewed.
std::string stampOf(const Webhooks& webhooks) {
  std::string out;
  for (const auto& file : {webhooks.certificate, webhooks.key}) {
    std::error_code missing;
    const auto time = std::filesystem::last_write_time(file, missing);
    out += missing ? "-" : std::to_string(time.time_since_epoch().count()) + " ";
  }
  return out;
}

} // namespace

Services::Services(Ground ground)
    : m_ground(std::move(ground)),
      m_intake(m_ground.clock, {[this](const std::string& rule, std::string ref, const std::string& cause) {
                                  want(rule, std::move(ref), cause);
                                },
                                m_ground.tell}) {
  if (const auto known = m_ground.state.facts(kFacts))
    for (const auto& [key, value] : *known) {
      std::int64_t milliseconds = 0;
      std::from_chars(value.data(), value.data() + value.size(), milliseconds);
      m_timetable.remember(
          {key.substr(kFacts.size()), base::Timestamp(std::chrono::milliseconds(milliseconds))});
    }
}

void Services::stop() {
  {
    const std::lock_guard lock(m_listen_mutex);
    m_server.reset();
  }
  m_thread = {};
}

Result<void> Services::start(std::shared_ptr<const Fleet> fleet) {
  auto listening = follow(std::move(fleet));
  if (!m_thread.joinable()) m_thread = std::jthread([this](std::stop_token stop) { run(std::move(stop)); });
  return listening;
}

Result<void> Services::follow(std::shared_ptr<const Fleet> fleet) {
  {
    const std::lock_guard lock(m_mutex);
    m_timetable.follow(*fleet, m_ground.clock.now());
    std::set<std::string, std::less<>> rules;
    for (const auto& rule : fleet->rules)
      rules.insert(rule.id);
    m_errands.keepOnly(rules);
    std::erase_if(m_looks, [&](const auto& entry) { return !rules.contains(entry.second.rule); });
    std::erase_if(m_tries, [&](const auto& entry) { return !rules.contains(entry.first.first); });
  }
  m_intake.follow(*fleet, m_ground.secrets, {});
  wake();
  return listen(fleet->webhooks);
}

Result<void> Services::listen(const Webhooks& webhooks) {
  const std::lock_guard lock(m_listen_mutex);
  const bool wanted = !webhooks.sources.empty() && m_ground.http_server;
  const auto stamp = stampOf(webhooks);
  const bool same = webhooks.listen == m_heard.listen && webhooks.certificate == m_heard.certificate &&
                    webhooks.key == m_heard.key && stamp == m_stamp;
  if (m_server && wanted && same) return {};
  m_server.reset();
  m_port = 0;
  if (!wanted) {
    m_heard = {};
    return {};
  }
  const auto open = [this](const Webhooks& as) -> Result<std::uint16_t> {
    auto server = m_ground.http_server();
    auto port = server->start(
        listenOptions(as), [this](const ports::ServedRequest& request) { return m_intake.answer(request); });
    if (port) m_server = std::move(server);
    return port;
  };
  auto port = open(webhooks);
  if (!port) {
    auto failed = std::move(port).error().during("listen for webhooks at " + webhooks.listen);
    // Better at the old address than at none.
    if (!m_heard.sources.empty())
      if (auto old = open(m_heard)) m_port = *old;
    m_ground.tell("error", failed.text());
    return base::fail(std::move(failed));
  }
  m_port = *port;
  m_heard = webhooks;
  m_stamp = stamp;
  m_ground.tell("info", "listening for webhooks at " + webhooks.listen);
  return {};
}

std::uint16_t Services::port() const {
  const std::lock_guard lock(m_listen_mutex);
  return m_port;
}

void Services::want(std::string_view rule, std::string ref, std::string_view cause) {
  const std::lock_guard lock(m_mutex);
  // The first look that is still to come sees what this event tells of; a later one would only cost.
  for (const auto& [due, look] : m_looks)
    if (look.rule == rule && look.ref == ref && look.tries == 0) return;
  m_looks.emplace(m_ground.clock.steady() + kGrace,
                  Look{std::string(rule), std::move(ref), std::string(cause), 0});
  m_news = true;
  m_bell.ring();
}

void Services::takeLooks() {
  const std::lock_guard lock(m_mutex);
  const auto end = m_looks.upper_bound(m_ground.clock.steady());
  for (auto at = m_looks.begin(); at != end; ++at) {
    m_tries[{at->second.rule, at->second.ref}] = at->second.tries;
    m_errands.addTag(at->second.rule, at->second.ref, at->second.cause);
  }
  m_looks.erase(m_looks.begin(), end);
}

/// A job that found less to copy than was told came too early, or somebody told of what we had already.
void Services::lookAgain(const Running& ended) {
  const auto& request = ended.request;
  if (request.tags.empty() || request.kind == JobKind::Audit) return;
  const bool all = m_ground.copied(ended.job) >= request.tags.size();
  const std::lock_guard lock(m_mutex);
  for (const auto& ref : request.tags) {
    const auto known = m_tries.find({request.rule, ref});
    if (known == m_tries.end()) continue;
    const auto tries = known->second;
    m_tries.erase(known);
    if (!all && tries < std::size(kLookAgain))
      m_looks.emplace(m_ground.clock.steady() + kLookAgain[tries],
                      Look{request.rule, ref, request.cause, tries + 1});
  }
  m_news = true;
  m_bell.ring();
}

void Services::resume(const ports::JobRecord& interrupted) {
  const bool promote = interrupted.kind == name(JobKind::Promote);
  if (!promote && interrupted.kind != name(JobKind::Sync))
    return; // an audit comes again, a rollback is for people to repeat
  const std::lock_guard lock(m_mutex);
  m_errands.addAll(interrupted.rule, "restart", promote ? JobKind::Promote : JobKind::Sync);
  m_news = true;
  m_bell.ring();
}

void Services::audit(std::string_view rule, std::string_view cause) {
  const std::lock_guard lock(m_mutex);
  m_errands.addAudit(rule, cause);
  m_news = true;
  m_bell.ring();
}

void Services::jobEnded(std::string_view job) {
  std::optional<Running> ours;
  {
    const std::lock_guard lock(m_mutex);
    const auto found = std::find_if(m_running.begin(), m_running.end(),
                                    [&](const auto& entry) { return entry.second.job == job; });
    if (found != m_running.end()) {
      ours = std::move(found->second);
      m_running.erase(found);
    }
    if (m_ended.size() > 64) m_ended.erase(m_ended.begin());
    m_ended.emplace_back(job);
    m_news = true;
    m_bell.ring();
  }
  if (ours) lookAgain(*ours);
}

void Services::wake() {
  const std::lock_guard lock(m_mutex);
  m_news = true;
  m_bell.ring();
}

void Services::run(std::stop_token stop) {
  pthread_setname_np(pthread_self(), "times");
  while (!stop.stop_requested()) {
    const auto now = m_ground.clock.now();
    takeTurns(now);
    takeLooks();
    holdOutsideOfWindows(now);
    startWhatMay(now);
    std::chrono::milliseconds wait = std::chrono::hours(24); // nothing to come: until the bell rings
    {
      const std::lock_guard lock(m_mutex);
      if (m_news) {
        m_news = false;
        continue;
      }
      if (const auto next = m_timetable.next(now))
        wait = std::clamp<std::chrono::milliseconds>(*next - now, std::chrono::milliseconds(1), kLongestWait);
      if (!m_looks.empty())
        wait = std::min(wait, std::max(std::chrono::ceil<std::chrono::milliseconds>(m_looks.begin()->first -
                                                                                    m_ground.clock.steady()),
                                       std::chrono::milliseconds(1)));
      m_bell.arm();
    }
    m_bell.sleep(m_ground.clock, wait, stop);
    const std::lock_guard lock(m_mutex);
    m_news = false; // looked at next
  }
}

void Services::takeTurns(base::Timestamp now) {
  std::vector<Timetable::Taken> taken;
  {
    const std::lock_guard lock(m_mutex);
    for (const auto& turn : m_timetable.due(now, taken)) {
      if (turn.what == Timetable::What::Audit)
        m_errands.addAudit(turn.rule, "schedule");
      else
        m_errands.addAll(turn.rule, turn.what == Timetable::What::Poll ? "poll" : "schedule");
    }
  }
  if (taken.empty()) return;
  std::vector<std::pair<std::string, std::string>> facts;
  for (const auto& [name, time] : taken)
    facts.emplace_back(std::string(kFacts) + name, std::to_string(time.time_since_epoch().count()));
  if (auto put = m_ground.state.putFacts(facts); !put)
    m_ground.tell("warning", "when rules ran is not remembered: " + put.error().text());
}

void Services::startWhatMay(base::Timestamp now) {
  std::vector<std::string> rules;
  {
    const std::lock_guard lock(m_mutex);
    rules = m_errands.rules();
  }
  for (const auto& rule : rules) {
    std::optional<JobRequest> request;
    {
      const std::lock_guard lock(m_mutex);
      if (!m_running.contains(rule)) request = m_errands.next(rule, m_timetable.isOpen(rule, now));
      // Taken before it starts: what comes from now on may be too late for this job to see, and starts
      // another.
      if (request) m_errands.taken(*request);
      if (request && request->kind != JobKind::Audit &&
          request->tags.empty()) // holds what waited of its tags
        std::erase_if(m_tries, [&](const auto& entry) { return entry.first.first == rule; });
      m_ended.clear();
    }
    if (!request) continue;
    auto job = m_ground.start(*request);
    std::unique_lock lock(m_mutex);
    if (job) {
      Running running{*job, std::move(*request)};
      if (std::find(m_ended.begin(), m_ended.end(), *job) == m_ended.end()) {
        m_running.insert_or_assign(rule, std::move(running));
        continue;
      }
      lock.unlock();
      lookAgain(running);
      continue;
    }
    if (job.error().code != Errc::AlreadyExists) {
      m_ground.tell("error",
                    "rule \"" + rule + "\" was not started (" + request->cause + "): " + job.error().text());
      continue;
    }
    // Somebody else runs it: again when that has ended.
    if (request->kind == JobKind::Audit)
      m_errands.addAudit(rule, request->cause);
    else if (request->tags.empty())
      m_errands.addAll(rule, request->cause, request->kind);
    else
      for (auto& ref : request->tags)
        m_errands.addTag(rule, std::move(ref), request->cause);
  }
}

void Services::holdOutsideOfWindows(base::Timestamp now) {
  std::vector<std::pair<std::string, bool>> changes;
  {
    const std::lock_guard lock(m_mutex);
    for (auto& [rule, running] : m_running) {
      const bool hold = running.request.kind != JobKind::Audit && !m_timetable.isOpen(rule, now);
      if (hold == running.held) continue;
      running.held = hold;
      changes.emplace_back(running.job, hold);
    }
  }
  for (const auto& [job, on] : changes)
    m_ground.pause(job, on);
}

} // namespace meridian::engine
