// SPDX-License-Identifier: GPL-3.0-or-later
#include "sockets/unix_stream.h"

#include "base/user_name.h"

#include <cerrno>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace meridian::sockets {

using base::Errc;
using base::fail;

namespace {

base::Unexpected lost(int error) {
  return fail(Errc::ConnectionLost, "the other side is gone: " + std::generic_category().message(error));
}

} // namespace

base::Result<std::unique_ptr<ports::ByteStream>> UnixStream::over(int socket) {
  ucred who{};
  socklen_t size = sizeof who;
  const bool known = ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0;
  if (!known || who.uid != ::geteuid()) {
    ::close(socket);
    return fail(Errc::Denied, known ? "the process at the other end belongs to " + base::userAtHost(who.uid) + ", not to this user"
                                    : "the kernel does not say who is at the other end");
  }
  return std::unique_ptr<ports::ByteStream>(new UnixStream(socket, {base::userAtHost(who.uid), who.pid}));
}

UnixStream::~UnixStream() { ::close(m_socket); }

base::Result<std::size_t> UnixStream::read(std::span<char> into, std::chrono::milliseconds patience, std::stop_token stop) {
  for (;;) {
    const auto got = ::recv(m_socket, into.data(), into.size(), MSG_DONTWAIT);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno == EINTR) continue;
    if (errno == ECONNRESET) return std::size_t{0}; // ended with something of ours unread
    if (errno != EAGAIN && errno != EWOULDBLOCK) return lost(errno);
    switch (waitFor(m_socket, false, m_closed, patience, stop)) {
    case Waited::Ready: break;
    case Waited::Woken: return stop.stop_requested() ? base::Result<std::size_t>(fail(Errc::Cancelled, "cancelled")) : std::size_t{0};
    case Waited::Late: return fail(Errc::Timeout, "nothing came in " + std::to_string(patience.count()) + " ms");
    }
  }
}

base::Result<void> UnixStream::write(std::string_view bytes, std::chrono::milliseconds patience, std::stop_token stop) {
  while (!bytes.empty()) {
    const auto put = ::send(m_socket, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (put > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(put));
      continue;
    }
    if (put < 0 && errno == EINTR) continue;
    if (put < 0 && errno != EAGAIN && errno != EWOULDBLOCK) return lost(errno);
    switch (waitFor(m_socket, true, m_closed, patience, stop)) {
    case Waited::Ready: break;
    case Waited::Woken: return fail(stop.stop_requested() ? Errc::Cancelled : Errc::ConnectionLost, "cancelled");
    case Waited::Late: return fail(Errc::Timeout, "the other side takes nothing any more");
    }
  }
  return {};
}

void UnixStream::close() {
  ::shutdown(m_socket, SHUT_RDWR);
  m_closed.ring();
}

} // namespace meridian::sockets
