// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace meridian::lab {

/// A file descriptor that closes itself.
class Handle {
public:
  explicit Handle(int fd = -1) : m_fd(fd) {}
  Handle(Handle&& other) noexcept : m_fd(other.release()) {}
  Handle& operator=(Handle&& other) noexcept;
  ~Handle();
  int get() const { return m_fd; }
  int release() {
    const int fd = m_fd;
    m_fd = -1;
    return fd;
  }

private:
  int m_fd;
};

/// Runs ip(8); throws Failure with its words.
void runIp(const std::vector<std::string>& arguments);

/// A network namespace by name, as `ip netns` knows it; it goes away with this object.
class Namespace {
public:
  explicit Namespace(std::string name);
  Namespace(Namespace&& other) noexcept : m_name(std::exchange(other.m_name, {})) {}
  Namespace& operator=(Namespace&&) = delete;
  ~Namespace();
  const std::string& name() const { return m_name; }

  /// Makes a TUN device with an address, MTU 1500; whoever holds the descriptor is the wire. Nonblocking.
  Handle makeTun(const std::string& device, const std::string& address) const;

private:
  std::string m_name;
};

/// Runs something on a thread of its own inside the namespace and waits for it. Throws what it throws.
void inside(const std::string& name, const std::function<void()>& what);

/// Moves the calling thread into the namespace. For a process that is about to become another program.
void enter(const std::string& name);

/// Names of namespaces that start like this.
std::vector<std::string> namespaces(const std::string& prefix);

/// Writes /proc/sys/<key with slashes>; throws Failure. Under net/ it holds for the namespace of the thread.
void writeSetting(const std::string& key, const std::string& value);
std::string readSetting(const std::string& key);

/// Lets namespaces choose cubic (and reno, bbr): the kernel allows there only what the machine allows.
void allowCongestionControls();

} // namespace meridian::lab
