// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/netns.h"

#include "lab/profile.h"

#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <utility>

namespace meridian::lab {

namespace {

constexpr auto kFolder = "/run/netns";

[[noreturn]] void failErrno(const std::string& what) {
  throw Failure(what + ": " + std::strerror(errno));
}

} // namespace

Handle& Handle::operator=(Handle&& other) noexcept {
  if (this != &other) {
    if (m_fd >= 0) ::close(m_fd);
    m_fd = other.release();
  }
  return *this;
}

Handle::~Handle() {
  if (m_fd >= 0) ::close(m_fd);
}

void runIp(const std::vector<std::string>& arguments) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) failErrno("pipe");
  Handle reading(ends[0]), writing(ends[1]);
  std::string line = "ip", ip = "ip";
  std::vector<char*> argv{ip.data()};
  auto words = arguments;
  for (auto& word : words) {
    argv.push_back(word.data());
    line += " " + word;
  }
  argv.push_back(nullptr);
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::dup2(writing.get(), 2);
    for (const char* path : {"/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip", "/bin/ip"})
      ::execv(path, argv.data());
    ::_exit(127);
  }
  if (pid < 0) failErrno("fork");
  writing = Handle();
  std::string said;
  char buffer[512];
  for (ssize_t n; (n = ::read(reading.get(), buffer, sizeof buffer)) > 0;)
    said.append(buffer, static_cast<std::size_t>(n));
  int status = 0;
  ::waitpid(pid, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) throw Failure("ip(8) is missing (package iproute2)");
  if (status != 0) throw Failure(line + ": " + said);
}

Namespace::Namespace(std::string name) : m_name(std::move(name)) {
  runIp({"netns", "add", m_name});
  try {
    runIp({"-n", m_name, "link", "set", "lo", "up"});
  } catch (...) {
    runIp({"netns", "delete", m_name});
    throw;
  }
}

Namespace::~Namespace() {
  try {
    if (!m_name.empty()) runIp({"netns", "delete", m_name});
  } catch (const Failure&) {
    // Somebody else removed it.
  }
}

Handle Namespace::makeTun(const std::string& device, const std::string& address) const {
  Handle tun;
  inside(m_name, [&] {
    Handle fd(::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC));
    if (fd.get() < 0) failErrno("/dev/net/tun");
    ifreq request{};
    // No IFF_VNET_HDR: the kernel then hands over whole packets of at most the MTU, checksums done.
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    std::strncpy(request.ifr_name, device.c_str(), IFNAMSIZ - 1);
    if (::ioctl(fd.get(), TUNSETIFF, &request) != 0) failErrno("TUNSETIFF");
    tun = std::move(fd);
  });
  runIp({"-n", m_name, "address", "add", address + "/24", "dev", device});
  // A sender's burst waits here until the lab reads it; the stock 500 packets would be a second, hidden queue
  // limit.
  runIp({"-n", m_name, "link", "set", device, "mtu", "1500", "txqueuelen", "20000", "up"});
  return tun;
}

void enter(const std::string& name) {
  const Handle fd(::open((std::string(kFolder) + "/" + name).c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) failErrno("namespace " + name);
  if (::setns(fd.get(), CLONE_NEWNET) != 0) failErrno("setns " + name);
}

void inside(const std::string& name, const std::function<void()>& what) {
  std::exception_ptr thrown;
  std::thread([&] {
    try {
      enter(name);
      what();
    } catch (...) {
      thrown = std::current_exception();
    }
  }).join();
  if (thrown) std::rethrow_exception(thrown);
}

std::vector<std::string> namespaces(const std::string& prefix) {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder, ignored))
    if (entry.path().filename().string().starts_with(prefix)) names.push_back(entry.path().filename());
  return names;
}

void writeSetting(const std::string& key, const std::string& value) {
  const Handle fd(::open(("/proc/sys/" + key).c_str(), O_WRONLY | O_CLOEXEC));
  if (fd.get() < 0 || ::write(fd.get(), value.data(), value.size()) != static_cast<ssize_t>(value.size()))
    failErrno(key + " = " + value);
}

std::string readSetting(const std::string& key) {
  std::ifstream file("/proc/sys/" + key);
  std::string line;
  std::getline(file, line);
  return line;
}

void allowCongestionControls() {
  constexpr auto key = "net/ipv4/tcp_allowed_congestion_control";
  std::stringstream available(readSetting("net/ipv4/tcp_available_congestion_control"));
  auto allowed = readSetting(key);
  const auto before = allowed;
  for (std::string name; available >> name;)
    if ((" " + allowed + " ").find(" " + name + " ") == std::string::npos) allowed += " " + name;
  if (allowed != before) writeSetting(key, allowed);
}

} // namespace meridian::lab
