// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/thread_pool.h"
#include "plan/plan.h"
#include "ports/registry.h"
#include "ports/state_store.h"
#include "promote/journals.h"
#include "promote/report.h"

#include <functional>
#include <map>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::promote {

/// A tag that is to be switched. Its content has been staged by digest at every target.
struct Tag {
  std::string repository;
  std::string tag;
  plan::ManifestPtr root; ///< exact bytes
  oci::Digest source;     ///< what the source's tag points to; another digest than root's where the index was rewritten
  Closure closure;        ///< root, children at all depths, their blobs, and the referrers that are required
};

/// Tags that switch together: one, or all of a release.
struct Group {
  std::string id; ///< unique for ever, e.g. the job's id and a number
  std::string rule;
  std::string job;
  std::vector<Tag> tags;
  std::vector<std::string> targets;
  std::vector<std::vector<std::string>> waves; ///< ids; empty: all at once; who is in none goes last
  Policy policy;
};

/// The ends of a promotion.
struct Ends {
  ports::Registry* source = nullptr; ///< null: its tags are not read again (rollback, recovery)
  std::map<std::string, ports::Registry*, std::less<>> targets; ///< by region id
};

/// Two ways to stop. `cancel`: somebody does not want it any more; what is set already is put back (between waves: as
/// the policy says). `halt`: the process goes away; everything ends at once, and the journal stays open for recover().
/// Whoever halts requests both.
struct Stops {
  std::stop_token cancel;
  std::stop_token halt;
};

/// Called from pool threads and the caller's; empty ones are left out.
struct Hooks {
  std::function<void(const Report&)> changed = {};
  std::function<void(std::string_view level, std::string text)> tell = {};
  /// Asked before a wave is flipped; blocks while somebody has paused. Not asked in mid-flip: the window stays short.
  std::function<void(std::stop_token)> hold = {};
};

/// The two-phase switch of tags: look, check that all content is there, then set the tags everywhere, read back. Blocks;
/// requests run on the pool. No registry has compare-and-swap for tags, so the promise is this: the window in which
/// targets differ is bounded by policy, measured, and whatever ends in it is found, repaired or reported. Another writer
/// who sets the same tag between our look and our flip is overwritten, or overwrites us and is reported.
class Promoter {
public:
  /// `pool` null: one request after the other, in the caller's thread.
  Promoter(ports::StateStore& store, base::ThreadPool* pool, base::Clock& clock) : m_journals(store), m_pool(pool), m_clock(clock) {}

  /// Report::error tells why it did not end as Promoted or Unchanged; TagMoved: the source has something newer, plan anew.
  [[nodiscard]] Report promote(const Group& group, const Ends& ends, const Hooks& hooks, Stops stops);

  /// Ends what a crash left open: forward where the content is everywhere, else back, else Mixed: it stays open and is
  /// tried again the next time.
  [[nodiscard]] Report recover(const Journal& journal, const Ends& ends, const Hooks& hooks, Stops stops);

  /// Puts back what a finished promotion replaced, as one group, while the content exists. `id`: of the new journal;
  /// `refs`: these of its tags, empty = all.
  [[nodiscard]] Report rollback(const Journal& finished, const std::set<std::string>& refs, std::string id, std::string job,
                                const Ends& ends, const Hooks& hooks, Stops stops);

private:
  void supersede(const Journal& by);

  Journals m_journals;
  base::ThreadPool* m_pool;
  base::Clock& m_clock;
};

} // namespace meridian::promote
