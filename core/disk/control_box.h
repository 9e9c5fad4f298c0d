// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::disk {

/// What may be wished of a running job.
enum class ControlVerb { Pause, Resume, Cancel, Top };
[[nodiscard]] std::string_view name(ControlVerb verb); ///< "pause", "resume", "cancel", "top"
[[nodiscard]] std::optional<ControlVerb> controlVerb(std::string_view name);

/// A wish that another process has for a job of the engine.
struct ControlRequest {
  std::string ticket; ///< the name of its files
  std::string job;
  ControlVerb verb = ControlVerb::Pause;
};

/// How processes of one user tell a running engine what to do with its jobs: files in the folder "control" of
/// the state directory, each put there in one step, so that nobody reads half of one. Requests are
/// "<ticket>.request", answers "<ticket>.answer". Whoever can write there owns the state anyway: the folder
/// is 0700, its files 0600, and files of other users are not read. Any thread, any number of processes.
class ControlBox {
public:
  static constexpr std::chrono::seconds kStale{60}; ///< nobody waits for older files

  /// `state` is the engine's state directory, `clock` outlives the box.
  ControlBox(const std::filesystem::path& state, base::Clock& clock)
      : m_state(state), m_folder(state / "control"), m_clock(clock) {}

  // The engine's side: the one process that holds the lock of the state directory.

  /// The requests that came since the last call, oldest first, each once. Cheap while there are none: to be
  /// polled, at most ten times a second. Removes what is stale or no request.
  [[nodiscard]] std::vector<ControlRequest> take();
  /// Must follow each taken request. `text` is for people: what was done, or why not.
  [[nodiscard]] base::Result<void> answer(const ControlRequest& request, bool done, std::string_view text);

  // The other side.

  /// Asks the engine that runs on this state directory and waits for its words. Errors: NotFound where no
  /// engine runs; Denied with the engine's words where it refuses; Timeout where it does not answer;
  /// Cancelled; IoFailed, DiskFull. The request is taken back where it is not answered.
  [[nodiscard]] base::Result<std::string> ask(std::string_view job, ControlVerb verb,
                                              std::chrono::milliseconds timeout, std::stop_token stop);

private:
  [[nodiscard]] bool isStale(const std::filesystem::path& file) const;

  std::filesystem::path m_state, m_folder;
  base::Clock& m_clock;
};

} // namespace meridian::disk
