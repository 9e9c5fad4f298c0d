// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/probe.h"

#include "lab/netns.h"
#include "lab/profile.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <numeric>
#include <thread>

namespace meridian::lab {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

namespace {

Handle open(const std::string& space, int type, int protocol) {
  Handle made;
  inside(space, [&] { made = Handle(::socket(AF_INET, type | SOCK_CLOEXEC, protocol)); });
  if (made.get() < 0) throw Failure(std::string("socket: ") + std::strerror(errno));
  return made;
}

sockaddr_in endpoint(const std::string& address, std::uint16_t port) {
  sockaddr_in result{};
  result.sin_family = AF_INET;
  result.sin_port = htons(port);
  ::inet_pton(AF_INET, address.c_str(), &result.sin_addr);
  return result;
}

/// Binds to a free port and answers it.
std::uint16_t bindFree(const Handle& socket, const std::string& address) {
  auto name = endpoint(address, 0);
  socklen_t size = sizeof name;
  if (::bind(socket.get(), reinterpret_cast<sockaddr*>(&name), size) != 0 ||
      ::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&name), &size) != 0)
    throw Failure(std::string("bind: ") + std::strerror(errno));
  return ntohs(name.sin_port);
}

bool readable(const Handle& socket, milliseconds wait) {
  pollfd polled{socket.get(), POLLIN, 0};
  return ::poll(&polled, 1, static_cast<int>(wait.count())) > 0;
}

void patience(const Handle& socket, milliseconds time) {
  const timeval value{time.count() / 1000, (time.count() % 1000) * 1000};
  ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &value, sizeof value);
  ::setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &value, sizeof value);
}

std::uint16_t checksum(const std::uint8_t* bytes, std::size_t size) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i + 1 < size; i += 2)
    sum += static_cast<std::uint32_t>(bytes[i] << 8 | bytes[i + 1]);
  while (sum >> 16)
    sum = (sum & 0xffff) + (sum >> 16);
  return htons(static_cast<std::uint16_t>(~sum));
}

} // namespace

double Echoes::minimum() const {
  return milliseconds.empty() ? 0 : *std::min_element(milliseconds.begin(), milliseconds.end());
}
double Echoes::maximum() const {
  return milliseconds.empty() ? 0 : *std::max_element(milliseconds.begin(), milliseconds.end());
}
double Echoes::mean() const {
  const auto count = static_cast<double>(milliseconds.size());
  return count > 0 ? std::accumulate(milliseconds.begin(), milliseconds.end(), 0.0) / count : 0;
}

Echoes ping(const std::string& space, const std::string& address, int count, milliseconds interval) {
  const auto socket = open(space, SOCK_RAW, IPPROTO_ICMP);
  const auto to = endpoint(address, 0);
  Echoes echoes;
  std::vector<Clock::time_point> sent;
  const auto id = static_cast<std::uint16_t>(::getpid());
  auto next = Clock::now();
  for (auto end = next + interval * count + std::chrono::seconds(1); Clock::now() < end;) {
    if (echoes.sent < count && Clock::now() >= next) {
      std::uint8_t packet[64] = {};
      icmphdr header{};
      header.type = ICMP_ECHO;
      header.un.echo.id = id;
      header.un.echo.sequence = htons(static_cast<std::uint16_t>(echoes.sent));
      std::memcpy(packet, &header, sizeof header);
      header.checksum = checksum(packet, sizeof packet);
      std::memcpy(packet, &header, sizeof header);
      sent.push_back(Clock::now());
      ::sendto(socket.get(), packet, sizeof packet, 0, reinterpret_cast<const sockaddr*>(&to), sizeof to);
      ++echoes.sent;
      next += interval;
      end = std::max(end, Clock::now() + std::chrono::seconds(1));
    }
    const auto until = echoes.sent < count ? next : end;
    const auto wait = std::chrono::ceil<milliseconds>(until - Clock::now());
    if (!readable(socket, std::max(wait, milliseconds(0)))) continue;
    std::uint8_t answer[256];
    const auto size = ::recv(socket.get(), answer, sizeof answer, 0);
    const auto now = Clock::now();
    icmphdr header{};
    if (size < static_cast<ssize_t>(20 + sizeof header)) continue;
    std::memcpy(&header, answer + (answer[0] & 15) * 4, sizeof header);
    const std::size_t number = ntohs(header.un.echo.sequence);
    if (header.type != ICMP_ECHOREPLY || header.un.echo.id != id || number >= sent.size()) continue;
    echoes.milliseconds.push_back(std::chrono::duration<double, std::milli>(now - sent[number]).count());
    if (echoes.sent == count && static_cast<int>(echoes.milliseconds.size()) == count) break;
  }
  return echoes;
}

Datagrams flood(const std::string& from, const std::string& to, const std::string& address, int count,
                std::size_t size, double rate) {
  const auto receiver = open(to, SOCK_DGRAM, 0), sender = open(from, SOCK_DGRAM, 0);
  const int space = 64 << 20; // root may exceed rmem_max; the receiver must not be what loses packets
  ::setsockopt(receiver.get(), SOL_SOCKET, SO_RCVBUFFORCE, &space, sizeof space);
  const auto target = endpoint(address, bindFree(receiver, address));
  Datagrams result;
  std::atomic<bool> done = false;
  std::thread counting([&] {
    char buffer[2048];
    for (auto quiet = Clock::now(); !done || Clock::now() - quiet < std::chrono::seconds(1);) {
      if (!readable(receiver, milliseconds(50))) continue;
      if (::recv(receiver.get(), buffer, sizeof buffer, MSG_DONTWAIT) > 0) {
        ++result.received;
        quiet = Clock::now();
      }
    }
  });
  const std::vector<char> payload(size, 'x');
  const auto start = Clock::now();
  for (int i = 0; i < count; ++i) {
    const auto due = start + std::chrono::nanoseconds(
                                 static_cast<long long>(i * 8000.0 * static_cast<double>(size + 28) / rate));
    if (due - Clock::now() > std::chrono::microseconds(200)) std::this_thread::sleep_until(due);
    if (::sendto(sender.get(), payload.data(), size, 0, reinterpret_cast<const sockaddr*>(&target),
                 sizeof target) > 0)
      ++result.sent;
  }
  done = true;
  counting.join();
  return result;
}

double bulk(const std::string& from, const std::string& to, const std::string& address,
            const std::string& congestion, milliseconds time) {
  const auto listener = open(to, SOCK_STREAM, 0), sender = open(from, SOCK_STREAM, 0);
  const auto target = endpoint(address, bindFree(listener, address));
  ::listen(listener.get(), 1);
  if (::setsockopt(sender.get(), IPPROTO_TCP, TCP_CONGESTION, congestion.data(),
                   static_cast<socklen_t>(congestion.size())) != 0)
    throw Failure(congestion + ": " + std::strerror(errno));
  patience(sender, std::chrono::seconds(5));
  if (::connect(sender.get(), reinterpret_cast<const sockaddr*>(&target), sizeof target) != 0)
    throw Failure("connect to " + address + ": " + std::strerror(errno));
  const Handle receiver(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
  patience(receiver, milliseconds(200));
  const auto start = Clock::now(), half = start + time / 2, end = start + time;
  std::atomic<bool> done = false;
  std::thread sending([&] {
    const std::vector<char> block(256 << 10, 'x');
    patience(sender, milliseconds(200));
    while (!done)
      ::send(sender.get(), block.data(), block.size(), MSG_NOSIGNAL);
  });
  std::vector<char> buffer(1 << 20);
  double bytes = 0;
  for (auto now = start; now < end; now = Clock::now()) {
    const auto size = ::recv(receiver.get(), buffer.data(), buffer.size(), 0);
    if (size > 0 && now >= half) bytes += static_cast<double>(size);
  }
  done = true;
  sending.join();
  const linger now{1, 0}; // what is still to be sent would disturb the next measurement
  ::setsockopt(sender.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
  return bytes * 8e-6 / std::chrono::duration<double>(end - half).count();
}

} // namespace meridian::lab
