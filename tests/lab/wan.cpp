// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/wan.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace meridian::lab {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

constexpr auto kRun = "/run/meridian-wan";
constexpr auto kPrefix = "mw-";
constexpr std::uint32_t kNetwork = 10U << 24 | 77U << 16;
/// Packets read from one site before the others get their turn.
constexpr int kBatch = 64;

/// The lock of a lab; an empty handle when somebody holds it.
Handle lockOf(const std::string& name) {
  const auto file = folderOf(name) / "lock";
  Handle lock(::open(file.c_str(), O_RDWR | O_CLOEXEC | O_CREAT, 0600));
  if (lock.get() >= 0 && ::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) return Handle();
  return lock;
}

std::vector<std::string> known() {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(kRun, ignored))
    names.push_back(entry.path().filename());
  return names;
}

/// What a lab that was killed left behind.
void sweep(const std::string& name) {
  for (const auto& left : namespaces(kPrefix + name + "-"))
    runIp({"netns", "delete", left});
  std::error_code ignored;
  fs::remove_all(folderOf(name), ignored);
}

} // namespace

fs::path folderOf(const std::string& name) {
  return fs::path(kRun) / name;
}

std::string namespaceOf(const std::string& lab, const std::string& site) {
  return kPrefix + lab + "-" + site;
}

std::vector<std::string> running() {
  std::vector<std::string> names;
  for (const auto& name : known())
    if (lockOf(name).get() < 0) names.push_back(name);
  return names;
}

void hurry() {
  sched_param priority{};
  priority.sched_priority = 10;
  if (::sched_setscheduler(0, SCHED_RR | SCHED_RESET_ON_FORK, &priority) != 0)
    ::setpriority(PRIO_PROCESS, 0, -10);
  ::prctl(PR_SET_TIMERSLACK, 1000);
}

Wan::Wan(std::string name, Profile profile, std::uint64_t seed)
    : m_name(std::move(name)), m_profile(std::move(profile)) {
  // The name becomes part of others: no '-', so that a sweep of "a" never takes "a-b".
  const bool plain =
      std::all_of(m_name.begin(), m_name.end(), [](unsigned char c) { return std::isalnum(c); });
  if (m_name.empty() || !plain) throw Failure("the name of a lab has letters and digits only: " + m_name);
  for (const auto& other : known())
    if (const auto lock = lockOf(other); lock.get() >= 0) sweep(other);
  fs::create_directories(folderOf(m_name));
  // Whoever lists the labs that are up holds the lock for a moment.
  for (int i = 0; i < 20 && m_lock.get() < 0; ++i) {
    if (i > 0) ::usleep(10'000);
    m_lock = lockOf(m_name);
  }
  if (m_lock.get() < 0) throw Failure("a lab named " + m_name + " is up");
  const auto pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(m_lock.get(), 0) != 0 || ::write(m_lock.get(), pid.data(), pid.size()) < 0)
    throw Failure("the lock cannot be written");
  for (const auto& left : namespaces(kPrefix + m_name + "-"))
    runIp({"netns", "delete", left});

  allowCongestionControls();
  for (std::size_t i = 0; i < m_profile.sites.size(); ++i) {
    const auto& site = m_profile.sites[i];
    m_namespaces.emplace_back(namespaceOf(m_name, site.id));
    m_tuns.push_back(m_namespaces.back().makeTun("wan0", addressOf(i)));
    inside(m_namespaces.back().name(), [&] {
      writeSetting("net/ipv4/tcp_congestion_control", site.congestion);
      writeSetting("net/ipv4/tcp_rmem", "4096 131072 33554432");
      writeSetting("net/ipv4/tcp_wmem", "4096 131072 33554432");
      // What one run learnt about a path must not help or hinder the next one.
      writeSetting("net/ipv4/tcp_no_metrics_save", "1");
    });
  }
  const auto count = m_profile.sites.size();
  m_route.assign(count, std::vector<int>(count, -1));
  for (const auto& path : m_profile.paths) {
    for (const bool forward : {true, false}) {
      const auto from = forward ? path.one : path.other, to = forward ? path.other : path.one;
      m_route[from][to] = static_cast<int>(m_directions.size());
      m_directions.push_back({from, to, Link(forward ? path.forward : path.backward, ++seed)});
    }
  }
  m_wake = Handle(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  listen();
}

Wan::~Wan() {
  std::error_code ignored;
  fs::remove_all(folderOf(m_name), ignored);
}

void Wan::stop() {
  m_stop = true;
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(m_wake.get(), &one, sizeof one);
}

void Wan::run(int ending) {
  std::vector<pollfd> polled{{ending, POLLIN, 0}, {m_wake.get(), POLLIN, 0}, {m_listener.get(), POLLIN, 0}};
  for (const auto& tun : m_tuns)
    polled.push_back({tun.get(), POLLIN, 0});
  while (!m_stop) {
    const auto now = Clock::now();
    std::optional<Time> next;
    for (auto& direction : m_directions) {
      direction.link.deliver(now, [&](Packet&& packet) { write(direction.to, packet); });
      if (const auto at = direction.link.next()) next = next ? std::min(*next, *at) : *at;
    }
    timespec wait{};
    if (next) {
      const auto left = std::max(std::chrono::nanoseconds(0), std::chrono::nanoseconds(*next - Clock::now()));
      wait = {static_cast<time_t>(left.count() / 1'000'000'000),
              static_cast<long>(left.count() % 1'000'000'000)};
    }
    if (::ppoll(polled.data(), polled.size(), next ? &wait : nullptr, nullptr) < 0 && errno != EINTR)
      throw Failure(std::string("poll: ") + std::strerror(errno));
    if (polled[0].revents & POLLIN) return;
    if (polled[2].revents & POLLIN) serve();
    for (std::size_t site = 0; site < m_tuns.size(); ++site)
      if (polled[3 + site].revents & POLLIN) readSite(site, Clock::now());
  }
}

void Wan::readSite(std::size_t site, Time now) {
  std::uint8_t buffer[2048];
  for (int i = 0; i < kBatch; ++i) {
    const auto size = ::read(m_tuns[site].get(), buffer, sizeof buffer);
    if (size <= 0) return;
    if (size < 20 || buffer[0] >> 4 != 4) continue; // router solicitations and the like
    const auto to =
        static_cast<std::uint32_t>(buffer[16] << 24 | buffer[17] << 16 | buffer[18] << 8 | buffer[19]);
    const auto target = static_cast<std::size_t>(to - kNetwork) - 1;
    if (target >= m_tuns.size() || m_route[site][target] < 0) continue;
    Packet packet(buffer, buffer + size);
    std::optional<Packet> answer;
    if (m_flows.see(packet, answer) == Flows::Verdict::Drop) {
      if (answer) write(site, *answer);
      continue;
    }
    m_directions[static_cast<std::size_t>(m_route[site][target])].link.offer(std::move(packet), now);
  }
}

void Wan::write(std::size_t site, const Packet& packet) {
  if (::write(m_tuns[site].get(), packet.data(), packet.size()) < 0) ++m_unwritten;
}

void Wan::listen() {
  m_listener = Handle(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const auto path = socket().string();
  if (path.size() >= sizeof address.sun_path) throw Failure("path too long: " + path);
  std::strcpy(address.sun_path, path.c_str());
  ::unlink(path.c_str());
  if (::bind(m_listener.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(m_listener.get(), 16) != 0)
    throw Failure(path + ": " + std::strerror(errno));
}

void Wan::serve() {
  const Handle client(::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
  if (client.get() < 0) return;
  // Commands are one line and come from this machine's root; a client that stalls must not stall the packets.
  const timeval patience{0, 50'000};
  ::setsockopt(client.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  std::string line;
  char buffer[1024];
  while (line.find('\n') == std::string::npos) {
    const auto size = ::recv(client.get(), buffer, sizeof buffer, 0);
    if (size <= 0) return;
    line.append(buffer, static_cast<std::size_t>(size));
  }
  std::string answer;
  try {
    answer = "ok\n" + command(line.substr(0, line.find('\n')));
  } catch (const Failure& error) {
    answer = std::string("error\n") + error.what() + "\n";
  }
  [[maybe_unused]] const auto sent = ::send(client.get(), answer.data(), answer.size(), MSG_NOSIGNAL);
}

} // namespace meridian::lab
