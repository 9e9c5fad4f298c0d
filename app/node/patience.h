// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "node/notify.h"

#include <chrono>
#include <thread>

namespace meridian::node {

/// While this lives, the service manager is asked for more time: a start that checks a large database or brings it to a
/// new version is not a hung one. After half an hour it is one, and is not asked for any more.
class Patience {
public:
  explicit Patience(const Notify& notify, std::chrono::milliseconds step = std::chrono::seconds(10));

private:
  std::jthread m_thread;
};

/// Ends the process, with `status`, where that takes longer than it may: something waits that cannot be woken. Nothing is
/// lost, since all that moves is journalled as for a power cut.
class LatestEnd {
public:
  LatestEnd(std::chrono::milliseconds after, int status);

private:
  std::jthread m_thread;
};

} // namespace meridian::node
