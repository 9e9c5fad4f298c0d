// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/control.h"

#include "base/clock.h"
#include "base/quoted.h"
#include "disk/control_box.h"

#include <utility>

namespace meridian::engine {

bool isJobVerb(std::string_view word) {
  return disk::controlVerb(word).has_value();
}

base::Result<std::string> tellRunningEngine(const std::filesystem::path& state_dir, std::string_view job,
                                            std::string_view verb, std::chrono::milliseconds timeout,
                                            std::stop_token stop) {
  const auto known = disk::controlVerb(verb);
  if (!known)
    return base::fail(base::Errc::ConfigInvalid,
                      base::quoted(verb) + " is nothing that a job can do; pause, resume, cancel or top");
  base::SystemClock clock;
  disk::ControlBox box(state_dir, clock);
  return box.ask(job, *known, timeout, std::move(stop));
}

} // namespace meridian::engine
