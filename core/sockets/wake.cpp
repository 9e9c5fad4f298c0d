// SPDX-License-Identifier: GPL-3.0-or-later
#include "sockets/wake.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace meridian::sockets {

Wake::Wake() : m_fd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
Wake::~Wake() {
  if (m_fd >= 0) ::close(m_fd);
}
void Wake::ring() const {
  const std::uint64_t one = 1;
  (void)!::write(m_fd, &one, sizeof one);
}

Waited waitFor(int fd, bool to_write, const Wake& closed, std::chrono::milliseconds patience, const std::stop_token& stop) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + patience;
  const Wake stopped;
  const std::stop_callback on_stop(stop, [&] { stopped.ring(); });
  std::array<pollfd, 3> looked{{{fd, static_cast<short>(to_write ? POLLOUT : POLLIN), 0},
                                {closed.descriptor(), POLLIN, 0},
                                {stopped.descriptor(), POLLIN, 0}}};
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now()).count();
    const int found = ::poll(looked.data(), looked.size(), static_cast<int>(std::clamp<std::int64_t>(left, 0, 3'600'000)));
    if (found < 0 && errno == EINTR) continue;
    if (looked[1].revents != 0 || looked[2].revents != 0) return Waited::Woken;
    if (looked[0].revents != 0) return Waited::Ready; // an error shows at the call that follows
    if (Clock::now() >= end) return Waited::Late;
  }
}

} // namespace meridian::sockets
