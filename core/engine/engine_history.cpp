// SPDX-License-Identifier: GPL-3.0-or-later
// What was: links over a day, and who did what.
#include "engine/engine.h"

#include "engine/interior.h"
#include "engine/once.h"

#include <map>

namespace meridian::engine {

using base::Result;

namespace {
constexpr std::size_t kMostRecalled = 100'000;
} // namespace

bool Engine::Interior::recall(std::size_t most) {
  auto& state = *workshop.parts.state;
  const auto outcomes = state.outcomesSince(born - WorkMemory::kSpan, most + 1);
  if (!outcomes) return true;
  if (outcomes->size() > most && most < kMostRecalled) return false;
  std::shared_ptr<const Fleet> current;
  {
    const std::lock_guard lock(mutex);
    current = fleet;
  }
  struct Known {
    std::string source; ///< empty: not known
    bool compared = false;
  };
  std::map<std::string, Known, std::less<>> known; // by job
  const auto look = [&](const std::string& job) -> Known {
    const auto record = state.job(job);
    if (!record || !*record) return {};
    const bool compared = (*record)->kind == name(JobKind::Audit);
    if (const auto* rule = current->rule((*record)->rule)) return {rule->source, compared};
    const auto once = loadOnce(state, job);
    return {once ? once->once->source : std::string(), compared};
  };
  for (const auto& outcome : *outcomes) {
    if (outcome.finished >= born) continue; // this life's are counted as they come
    auto job = known.find(outcome.job);
    if (job == known.end()) job = known.emplace(outcome.job, look(outcome.job)).first;
    if (!job->second.compared || outcome.result == "copied") board.worked(job->second.source, outcome);
  }
  board.refreshFigures();
  return true;
}

void Engine::Interior::recall() {
  std::call_once(recalled, [this] {
    (void)recall(kMostRecalled);
    markChanged();
  });
}

Result<LineHistory> Engine::lineHistory(std::string_view from, std::string_view to) {
  m_interior->recall();
  return m_interior->board.history(from, to);
}

Result<std::vector<ports::ActionRecord>> Engine::actions(std::uint64_t before_seq, std::size_t limit) {
  auto& log = m_interior->workshop.parts.actions;
  if (!log) return std::vector<ports::ActionRecord>{};
  return log->actions(before_seq, limit);
}

} // namespace meridian::engine
