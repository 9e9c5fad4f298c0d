// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/quit_signals.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <atomic>
#include <csignal>
#include <sys/eventfd.h>
#include <unistd.h>

namespace meridian::console {

namespace {

std::atomic<int> g_event{-1}; // a signal handler can reach nothing else

extern "C" void wakeUp(int) {
  const std::uint64_t one = 1;
  if (const int event = g_event; event >= 0) (void)!write(event, &one, sizeof one);
}

extern "C" void endNow(int) { _exit(0); }

} // namespace

void endWithin(std::chrono::seconds time) {
  std::signal(SIGALRM, endNow);
  alarm(static_cast<unsigned>(time.count()));
}

QuitSignals::QuitSignals(QObject* parent) : QObject(parent), m_event(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (m_event < 0) return;
  auto* notifier = new QSocketNotifier(m_event, QSocketNotifier::Read, this);
  connect(notifier, &QSocketNotifier::activated, this, [] { QCoreApplication::exit(0); });
  g_event = m_event;
  for (const int number : {SIGINT, SIGTERM}) std::signal(number, wakeUp);
}

QuitSignals::~QuitSignals() {
  for (const int number : {SIGINT, SIGTERM}) std::signal(number, SIG_DFL);
  g_event = -1;
  if (m_event >= 0) close(m_event);
}

} // namespace meridian::console
