// SPDX-License-Identifier: GPL-3.0-or-later
#include "node/patience.h"

#include "base/log.h"

#include <condition_variable>
#include <mutex>
#include <pthread.h>
#include <unistd.h>

namespace meridian::node {

namespace {

using namespace std::chrono_literals;
constexpr auto kLongestStart = 30min;

/// False: stopped before.
bool waits(std::chrono::milliseconds time, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  wake.wait_for(lock, stop, time, [] { return false; });
  return !stop.stop_requested();
}

} // namespace

Patience::Patience(const Notify& notify, std::chrono::milliseconds step)
    : m_thread([notify, step](const std::stop_token& stop) {
        pthread_setname_np(pthread_self(), "patience");
        const auto last = std::chrono::steady_clock::now() + kLongestStart;
        while (notify.heard() && waits(step, stop) && std::chrono::steady_clock::now() < last)
          notify.takesLonger(3 * step);
      }) {}

LatestEnd::LatestEnd(std::chrono::milliseconds after, int status)
    : m_thread([after, status](const std::stop_token& stop) {
        pthread_setname_np(pthread_self(), "latest");
        if (!waits(after, stop)) return;
        base::log("node", base::LogLevel::Warning, "something cannot be woken; the next start takes over from the journal");
        ::_exit(status);
      }) {}

} // namespace meridian::node
