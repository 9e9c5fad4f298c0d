// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ledger.h"

#include "base/log.h"
#include "base/user_name.h"

#include <unistd.h>
#include <utility>

namespace meridian::engine {

namespace {
constexpr std::size_t kKept = 20'000;
constexpr std::size_t kPruneEvery = 500;
thread_local const std::string* t_acting = nullptr;
} // namespace

void Ledger::put(std::string_view verb, std::string subject, std::string detail, const base::Error* problem,
                 std::string_view other) {
  // An engine that only looks on changes nothing, and the log is another's.
  if (!m_parts.actions || m_parts.read_only) return;
  ports::ActionRecord action;
  action.time = m_parts.clock->now();
  action.actor = !other.empty() ? std::string(other) : t_acting != nullptr ? *t_acting : m_parts.actor;
  action.verb = verb;
  action.subject = std::move(subject);
  action.detail = std::move(detail);
  if (problem != nullptr) action.problem = problem->text();
  auto done = m_parts.actions->putAction(action);
  if (done && m_put++ % kPruneEvery == 0) done = m_parts.actions->pruneActions(kKept);
  if (!done) base::log("engine", base::LogLevel::Warning, "the audit trail: " + done.error().text());
}

ActingAs::ActingAs(const std::string& who) : m_before(std::exchange(t_acting, &who)) {}
ActingAs::~ActingAs() { t_acting = m_before; }

std::string actorHere(std::string_view program) {
  auto who = base::userAtHost(::getuid());
  if (!program.empty()) who.append(" with ").append(program);
  return who;
}

} // namespace meridian::engine
