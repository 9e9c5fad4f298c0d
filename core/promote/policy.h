// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace meridian::promote {

/// A target that is down, refuses, or lacks content when its turn comes.
enum class WhenDown {
  Wait,     ///< it is asked again until patience ends; then nothing is set, or what was set is put back
  Continue, ///< the others go on without it; it is marked lagging, and the next run mends it
  RollBack  ///< no waiting: nothing is set, or what was set is put back
};

/// A tag at a target that points neither to what we set last, nor to what is wanted.
enum class OnConflict {
  Stop,      ///< nothing is set anywhere; the conflicts are handed back
  Overwrite, ///< what is wanted wins
  Keep       ///< that target keeps its own for this tag
};

/// What becomes of earlier waves when a later one is not to come.
enum class OnStop { Leave, RollBack };

struct Policy {
  WhenDown when_down = WhenDown::Wait;
  OnConflict on_conflict = OnConflict::Stop;
  OnStop on_stop = OnStop::Leave;
  std::chrono::seconds patience{600}; ///< for each phase that waits, and for putting back
  std::chrono::seconds pause{5};      ///< between two tries
  std::chrono::seconds observe{0};    ///< between two waves
};

} // namespace meridian::promote
