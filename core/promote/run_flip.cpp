// SPDX-License-Identifier: GPL-3.0-or-later
#include "promote/down.h"
#include "promote/run.h"

#include <algorithm>
#include <utility>

namespace meridian::promote {

using base::Errc;
using base::Error;
using base::fail;
using base::Result;
using std::chrono::milliseconds;

namespace {
/// A look that is older is taken again before anything is set.
constexpr std::chrono::seconds kFresh{1};

milliseconds since(std::chrono::steady_clock::time_point first, std::chrono::steady_clock::time_point now) {
  return std::chrono::duration_cast<milliseconds>(now - first);
}
} // namespace

Report Run::promote() {
  m_journal.created = m_clock.now();
  showChanged();
  if (!look()) return shown();
  const auto cells = active(0, m_journal.waves.size());
  if (!without(checkContent(cells))) return shown();
  if (!without(keepPrevious(active(0, m_journal.waves.size())))) return shown();
  if (flipFrom(0)) conclude();
  return shown();
}

void Run::conclude() {
  const auto any = [&](CellState state) {
    return std::any_of(m_journal.cells.begin(), m_journal.cells.end(), [&](const Cell& cell) { return cell.state == state; });
  };
  const auto left = report(m_journal).lagging();
  std::string text;
  if (!left.empty()) text = std::to_string(left.size()) + " tags lag behind";
  if (any(CellState::Foreign))
    text += std::string(text.empty() ? "" : "; ") + "somebody else set tags right after us";
  if (any(CellState::Confirmed)) return finish(Outcome::Promoted, text);
  if (any(CellState::Foreign)) return finish(Outcome::Superseded, text);
  if (!left.empty() && !any(CellState::Unchanged)) return finish(Outcome::NotFlipped, text);
  finish(Outcome::Unchanged, text);
}

/// True: all waves from there on are flipped. False: it has ended otherwise.
bool Run::flipFrom(std::size_t wave) {
  for (; wave < m_journal.waves.size(); ++wave) {
    auto cells = inState(active(wave, wave), {CellState::Waiting});
    if (cells.empty()) continue;
    const bool first = m_journal.phase == Phase::Checking;
    if (!first && !observe()) return false;
    if (m_hooks.hold) m_hooks.hold(m_stops.cancel);
    if (m_stops.cancel.stop_requested()) {
      if (first) return without({});
      return stopHere("stopped before wave " + std::to_string(wave + 1)), false;
    }
    if ((!first || m_clock.steady() - m_looked > kFresh) && !lookAgain(cells)) return false;
    if (first && !sourceStands()) return false;
    cells = inState(cells, {CellState::Waiting});
    if (cells.empty()) continue;
    m_journal.wave = wave;
    m_journal.phase = Phase::Flipping;
    for (const auto i : cells) m_journal.cells[i].touched = true;
    if (!save()) {
      const auto error = *m_error;
      if (first) return giveUp(error), false;
      return stopHere(error.text()), false;
    }
    if (!flip(cells)) return false;
  }
  return true;
}

bool Run::observe() {
  if (m_journal.phase != Phase::Observing) {
    m_journal.phase = Phase::Observing;
    m_journal.observed = m_clock.now();
    if (!save()) return stopHere(m_error->text()), false;
  }
  const auto left = m_journal.observed + m_journal.policy.observe - m_clock.now();
  if (left.count() <= 0) return true;
  tell("info", "wave " + std::to_string(m_journal.wave + 1) + " of " + std::to_string(m_journal.waves.size()) +
                   " is set; it is watched for " + base::formatDuration(left) + " before the next");
  if (m_clock.sleep(left, m_stops.cancel)) return true;
  stopHere("stopped while wave " + std::to_string(m_journal.wave + 1) + " was watched");
  return false;
}

/// Ends between two waves.
void Run::stopHere(std::string why) {
  if (m_stops.halt.stop_requested()) return stayOpen(std::move(why));
  if (!m_error)
    m_error = Error{m_stops.cancel.stop_requested() ? Errc::Cancelled : Errc::Internal, why, {}, 0, {}, {}, {}};
  if (m_journal.policy.on_stop == OnStop::RollBack) return putBack(std::move(why));
  for (const auto i : inState(active(0, m_journal.waves.size()), {CellState::Waiting})) mark(i, CellState::Waiting, why);
  finish(Outcome::Stopped, std::move(why));
}

Result<void> Run::set(const Cell& cell, const std::optional<oci::Digest>& digest, std::stop_token stop) {
  const auto& name = m_journal.tags[cell.tag];
  if (!digest) return at(cell).deleteManifest(name.repository, name.tag, stop);
  plan::ManifestPtr root;
  {
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_content.roots.find(*digest); found != m_content.roots.end()) root = found->second;
  }
  if (!root) {
    auto there = at(cell).getManifest(name.repository, digest->text(), stop);
    if (!there) return base::pass(std::move(there), "read " + name.repository + "@" + digest->text());
    root = std::make_shared<const oci::Manifest>(std::move(*there));
  }
  return at(cell).putManifest(name.repository, name.tag, *root, stop);
}

Result<std::optional<oci::Digest>> Run::read(const Cell& cell, std::stop_token stop) {
  const auto& name = m_journal.tags[cell.tag];
  auto head = at(cell).headManifest(name.repository, name.tag, stop);
  if (!head) return base::pass(std::move(head), "look at " + name.ref() + " at " + m_journal.targets[cell.target]);
  return *head ? std::optional((*head)->digest) : std::optional<oci::Digest>();
}

Result<void> Run::flipOne(std::size_t i) {
  const auto& cell = m_journal.cells[i];
  if (auto done = set(cell, cell.wanted, m_stops.halt); !done) {
    mark(i, CellState::Unclear);
    // The answer may be what was lost, not the request.
    auto now = m_stops.halt.stop_requested() ? Result<std::optional<oci::Digest>>(fail(Errc::Cancelled, "cancelled"))
                                             : read(cell, m_stops.halt);
    if (!now || *now != cell.wanted)
      return base::pass(std::move(done), "set " + m_journal.ref(cell) + " at " + m_journal.targets[cell.target]);
  }
  const auto now = m_clock.steady();
  {
    const std::lock_guard lock(m_mutex);
    if (!m_first_flip) m_first_flip = now;
    auto& flipped = m_journal.cells[i];
    flipped.state = CellState::Flipped;
    flipped.text.clear();
    flipped.after = since(*m_first_flip, now);
    m_journal.flip_skew = std::max(m_journal.flip_skew.value_or(milliseconds{0}), *flipped.after);
  }
  note();
  return {};
}

Result<void> Run::readBack(std::size_t i) {
  const auto& cell = m_journal.cells[i];
  auto now = read(cell, m_stops.halt);
  if (!now) return base::pass(std::move(now), "read back");
  if (*now == cell.wanted) return mark(i, CellState::Confirmed), Result<void>{};
  contest(i, cell.wanted, *now);
  auto told = m_journal.ref(cell) + " at " + m_journal.targets[cell.target] + " was set to " +
              (*now ? (*now)->text() : std::string("nothing")) + " by somebody else right after us";
  tell("warning", told);
  mark(i, CellState::Foreign, std::move(told));
  return {};
}

bool Run::flip(const Cells& cells) {
  m_first_flip.reset();
  auto failed = forAll(cells, whenDown(Patience::Flip), "setting the tags", [&](std::size_t i) { return flipOne(i); });
  const auto set = inState(cells, {CellState::Flipped});
  if (failed.empty() || m_journal.policy.when_down == WhenDown::Continue)
    failed.merge(forAll(set, whenDown(Patience::Flip), "reading the tags back", [&](std::size_t i) { return readBack(i); }));
  if (m_stops.halt.stop_requested() && !failed.empty()) return stayOpen("halted while tags were being set"), false;
  if (failed.empty()) return true;
  const auto& first = failed.begin()->second;
  m_errors.insert(failed.begin(), failed.end());
  if (!m_error) m_error = first;
  if (m_stops.cancel.stop_requested() || m_journal.policy.when_down != WhenDown::Continue) return putBack(first.text()), false;

  // A target with a part of a release is as wrong as two targets that differ.
  const auto left = inState(ofTargets(failed), {CellState::Flipped, CellState::Confirmed, CellState::Unclear});
  const auto stuck = forAll(left, Patience::None, "putting back", [&](std::size_t i) { return putBackOne(i); });
  leaveOut(failed);
  for (const auto& [i, error] : stuck)
    m_journal.cells[i].text = "left behind, perhaps with the new tag: " + error.text();
  return true;
}

Result<void> Run::putBackOne(std::size_t i) {
  const auto& cell = m_journal.cells[i];
  const auto what = "put back " + m_journal.ref(cell) + " at " + m_journal.targets[cell.target];
  auto now = read(cell, m_stops.halt);
  if (!now) return base::pass(std::move(now), what);
  if (*now == cell.previous) return mark(i, CellState::RolledBack), Result<void>{};
  if (*now != cell.wanted) {
    contest(i, cell.wanted, *now);
    mark(i, CellState::Foreign, "somebody else has set it meanwhile; it is left so");
    return {};
  }
  auto done = set(cell, cell.previous, m_stops.halt);
  auto back = read(cell, m_stops.halt);
  if (back && *back == cell.previous) return mark(i, CellState::RolledBack), Result<void>{};
  if (!done) return base::pass(std::move(done), what);
  if (!back) return base::pass(std::move(back), what);
  return fail(Error{Errc::BadAnswer, "the registry took the old tag but still shows another", {what}, 0, {}, {}, {}});
}

void Run::putBack(std::string why) {
  m_journal.phase = Phase::RollingBack;
  m_journal.cancelled = m_journal.cancelled || m_stops.cancel.stop_requested();
  m_journal.text = why;
  tell("warning", "the tags that were set are put back: " + why);
  // One that was left out half-way may have the new tag: now that is what has to go.
  for (std::size_t i = 0; i < m_journal.cells.size(); ++i)
    if (m_journal.cells[i].state == CellState::Lagging && m_journal.cells[i].touched) mark(i, CellState::Unclear);
  if (!save()) tell("error", m_error->text()); // the targets come first
  const auto cells = inState(active(0, m_journal.wave),
                             {CellState::Flipped, CellState::Confirmed, CellState::Unclear, CellState::Stays});
  const auto failed = forAll(cells, Patience::Back, "putting back", [&](std::size_t i) { return putBackOne(i); });
  if (m_stops.halt.stop_requested() && !failed.empty()) return stayOpen("halted while tags were being put back");
  if (failed.empty()) return finish(Outcome::RolledBack, std::move(why));
  for (const auto& [i, error] : failed) {
    mark(i, CellState::Stays, error.text());
    m_errors.insert_or_assign(i, error);
  }
  const bool refused = std::none_of(failed.begin(), failed.end(), [](const auto& entry) { return isDown(entry.second); });
  if (m_recovering && refused && !std::exchange(m_forward_tried, true)) {
    tell("warning", "putting back is refused (" + failed.begin()->second.text() + "); forward is tried instead");
    Found found;
    if (readAll(active(0, m_journal.wave), Patience::None, found).empty()) {
      sort(found);
      return forward();
    }
  }
  std::string text = "not all could be put back; " + std::to_string(failed.size()) + " tags may differ from the others: " +
                     failed.begin()->second.text();
  tell("error", text);
  if (!m_error) m_error = failed.begin()->second;
  stayOpen(std::move(text));
}

} // namespace meridian::promote
