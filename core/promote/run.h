// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "promote/promoter.h"

#include <functional>
#include <initializer_list>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace meridian::promote {

/// One promotion from where its journal stands to its end. Used by one thread; requests run on the pool.
class Run {
public:
  Run(Journal journal, Content content, Journals& journals, base::ThreadPool* pool, base::Clock& clock, const Ends& ends,
      const Hooks& hooks, Stops stops);

  [[nodiscard]] Report promote();
  [[nodiscard]] Report recover();
  [[nodiscard]] const Journal& journal() const { return m_journal; }

private:
  using Cells = std::vector<std::size_t>;
  using Failures = std::map<std::size_t, base::Error>;
  using Action = std::function<base::Result<void>(std::size_t)>;
  /// Which failures are tried again. Ready: all but missing content. Flip: of targets that are down; one that refuses
  /// ends it at once, for the window is open. Back: of targets that are down, to the end, even when cancelled.
  enum class Patience { None, Ready, Flip, Back };
  /// Runs the action for each item in parallel and, as patience says, again for those that failed.
  [[nodiscard]] Failures forAll(const Cells& items, Patience patience, std::string_view what, const Action& action);
  [[nodiscard]] Patience whenDown(Patience waiting) const;

  // run_ready.cpp: what happens before anything is set
  [[nodiscard]] bool look();
  using Found = std::map<std::size_t, std::optional<oci::Digest>>; ///< by cell
  [[nodiscard]] Failures readAll(const Cells& cells, Patience patience, Found& found);
  [[nodiscard]] bool judge(const Found& found, const Found& expected);
  [[nodiscard]] Failures checkContent(const Cells& cells);
  [[nodiscard]] Failures keepPrevious(const Cells& cells);
  [[nodiscard]] bool sourceStands();
  [[nodiscard]] bool lookAgain(const Cells& cells);
  [[nodiscard]] bool without(const Failures& failed);
  void leaveOut(const Failures& failed);

  // run_flip.cpp
  [[nodiscard]] bool flipFrom(std::size_t wave);
  [[nodiscard]] bool flip(const Cells& cells);
  [[nodiscard]] base::Result<void> flipOne(std::size_t cell);
  [[nodiscard]] base::Result<void> readBack(std::size_t cell);
  [[nodiscard]] bool observe();
  void conclude();
  void stopHere(std::string why);
  void putBack(std::string why);
  [[nodiscard]] base::Result<void> putBackOne(std::size_t cell);
  [[nodiscard]] base::Result<void> set(const Cell& cell, const std::optional<oci::Digest>& digest, std::stop_token stop);
  [[nodiscard]] base::Result<std::optional<oci::Digest>> read(const Cell& cell, std::stop_token stop);

  // run_recover.cpp
  void sort(const Found& found);
  void forward();

  [[nodiscard]] Cells active(std::size_t first_wave, std::size_t last_wave) const;
  [[nodiscard]] Cells inState(const Cells& cells, std::initializer_list<CellState> states) const;
  [[nodiscard]] Cells ofTargets(const Failures& failed) const; ///< all cells of the targets of these
  [[nodiscard]] bool save();
  void note();
  [[nodiscard]] Journals::Facts records(); ///< what is known of who set what, as far as the store has it otherwise
  void finish(Outcome outcome, std::string text);
  void giveUp(const base::Error& error);
  void stayOpen(std::string text);
  void tell(std::string_view level, std::string text) const;
  void showChanged();
  void mark(std::size_t cell, CellState state, std::string text = {});
  [[nodiscard]] ports::Registry& at(const Cell& cell) const;
  [[nodiscard]] Report shown() const;
  void contest(std::size_t cell, std::optional<oci::Digest> expected, std::optional<oci::Digest> found);

  Journal m_journal;
  Content m_content;
  Journals& m_journals;
  base::ThreadPool* m_pool;
  base::Clock& m_clock;
  const Ends& m_ends;
  const Hooks& m_hooks;
  const Stops m_stops;

  mutable std::mutex m_mutex; ///< over m_journal's cells, m_errors and what follows, while actions run
  Failures m_errors;
  std::vector<Conflict> m_conflicts;
  std::optional<base::Error> m_error;
  std::optional<std::chrono::steady_clock::time_point> m_first_flip;
  std::chrono::steady_clock::time_point m_looked;
  bool m_saving = false, m_dirty = false;
  bool m_saved = false; ///< the journal stands in the database
  bool m_content_saved = false;
  bool m_recovering = false, m_forward_tried = false;
  Found m_recorded; ///< by cell: what the store has as set by us
};

} // namespace meridian::promote
