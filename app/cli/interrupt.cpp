// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/interrupt.h"

#include "cli/options.h"

#include <pthread.h>
#include <unistd.h>

namespace meridian::cli {

Interrupt::Interrupt() {
  sigemptyset(&m_signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGUSR2}) sigaddset(&m_signals, signal);
  pthread_sigmask(SIG_BLOCK, &m_signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  m_thread = std::thread([this] {
    for (int signal = 0; sigwait(&m_signals, &signal) == 0;) {
      if (signal == SIGUSR2) return; // our own: the end
      if (m_stop.stop_requested()) _exit(kCancelled);
      m_stop.request_stop();
    }
  });
}

Interrupt::~Interrupt() {
  pthread_kill(m_thread.native_handle(), SIGUSR2);
  m_thread.join();
}

} // namespace meridian::cli
