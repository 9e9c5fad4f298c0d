// SPDX-License-Identifier: GPL-3.0-or-later
#include "curl/poller.h"

#include <curl/curl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace meridian::curl {

using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t kWake = ~std::uint64_t{0};
constexpr int kEvents = 128; // more come with the next turn

std::uint32_t interest(int what) {
  return (what & CURL_POLL_IN ? EPOLLIN : 0U) | (what & CURL_POLL_OUT ? EPOLLOUT : 0U);
}

int ready(std::uint32_t events) {
  return (events & (EPOLLIN | EPOLLHUP) ? CURL_CSELECT_IN : 0) | (events & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
         (events & EPOLLERR ? CURL_CSELECT_ERR : 0);
}

} // namespace

struct Poller::Callbacks {
  static int socket(CURL* easy, curl_socket_t socket, int what, void* self, void* known) {
    auto& multi = *static_cast<Multi*>(self);
    multi.poller->watch(multi, socket, what, known != nullptr);
    if (what == CURL_POLL_REMOVE) return 0;
    if (!known) curl_multi_assign(multi.handle, socket, &multi);
    multi.poller->m_uses_socket(easy, socket);
    return 0;
  }
  static int timer(CURLM*, long milliseconds, void* self) {
    auto& due = static_cast<Multi*>(self)->due;
    if (milliseconds < 0)
      due.reset();
    else
      due = Clock::now() + std::chrono::milliseconds(milliseconds);
    return 0;
  }
};

Poller::Poller(UsesSocket uses_socket)
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC)), m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      m_uses_socket(uses_socket) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = kWake;
  ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &event);
}

Poller::~Poller() {
  ::close(m_wake);
  ::close(m_epoll);
}

void Poller::attach(void* multi) {
  auto& added = m_multis.emplace_back(Multi{this, multi, m_multis.size(), {}});
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, &Callbacks::socket);
  curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, &added);
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, &Callbacks::timer);
  curl_multi_setopt(multi, CURLMOPT_TIMERDATA, &added);
}

void Poller::wake() {
  const std::uint64_t one = 1;
  (void)!::write(m_wake, &one, sizeof one);
}

void Poller::watch(const Multi& multi, int socket, int what, bool known) const {
  if (what == CURL_POLL_REMOVE) {
    ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, socket, nullptr); // closed sockets have left by themselves
    return;
  }
  epoll_event event{};
  event.events = interest(what);
  event.data.u64 = multi.number << 32 | static_cast<std::uint32_t>(socket);
  // What curl knows and what the kernel knows part when a number is closed and used again.
  if (::epoll_ctl(m_epoll, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event) != 0)
    ::epoll_ctl(m_epoll, errno == EEXIST ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event);
}

void Poller::fire(Multi& multi) {
  int running = 0;
  multi.due.reset();
  curl_multi_socket_action(multi.handle, CURL_SOCKET_TIMEOUT, 0, &running);
  if (multi.due) return;
  long left = -1; // curl tells a time only once, also when we came too early for it
  if (curl_multi_timeout(multi.handle, &left) == CURLM_OK && left >= 0)
    multi.due = Clock::now() + std::chrono::milliseconds(left);
}

void Poller::turn(std::chrono::milliseconds limit) {
  const auto began = Clock::now();
  for (const auto& multi : m_multis)
    if (multi.due)
      limit = std::clamp(std::chrono::ceil<std::chrono::milliseconds>(*multi.due - began), 0ms, limit);
  epoll_event events[kEvents];
  const int count = ::epoll_wait(m_epoll, events, kEvents, static_cast<int>(limit.count()));
  for (int i = 0; i < count; ++i) {
    const auto tag = events[i].data.u64;
    if (tag == kWake) {
      std::uint64_t calls = 0;
      (void)!::read(m_wake, &calls, sizeof calls);
      continue;
    }
    int running = 0;
    curl_multi_socket_action(std::next(m_multis.begin(), static_cast<long>(tag >> 32))->handle,
                             static_cast<curl_socket_t>(tag & 0xffffffffU), ready(events[i].events),
                             &running);
  }
  const auto now = Clock::now();
  for (auto& multi : m_multis)
    if (multi.due && *multi.due <= now) fire(multi);
}

} // namespace meridian::curl
