// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace meridian::test {

/// A child process that ends with this object, and with the test program however that dies (PR_SET_PDEATHSIG;
/// start it from the main thread, because the signal is bound to the starting thread). One thread at a time.
class Process {
public:
  struct Options {
    std::vector<std::string> environment; ///< "KEY=value", added to the test's own
    std::string folder;                   ///< working directory; empty = the test's
    std::string output;                   ///< file for stdout and stderr, appended; empty = dropped
  };

  /// argv[0] is looked up in PATH and in /usr/sbin. NotFound when there is no such program.
  [[nodiscard]] static base::Result<Process> start(std::vector<std::string> argv, Options options);
  [[nodiscard]] static base::Result<Process> start(std::vector<std::string> argv) {
    return start(std::move(argv), Options{});
  }

  Process() = default;
  Process(Process&& other) noexcept { *this = std::move(other); }
  Process& operator=(Process&& other) noexcept;
  ~Process() { kill(); }

  [[nodiscard]] pid_t pid() const { return m_pid; } ///< 0 when it never started or was waited for
  [[nodiscard]] bool running();
  /// Waits for the end: the exit status, or 128 + signal as in a shell; nullopt when it still runs at the
  /// deadline.
  std::optional<int> wait(std::chrono::milliseconds deadline);
  /// SIGTERM, then SIGKILL at the deadline. Exit status as in wait().
  int terminate(std::chrono::milliseconds deadline = std::chrono::seconds(5));
  void kill(); ///< SIGKILL and wait
  void signal(int number) const;

private:
  pid_t m_pid = 0;
  std::optional<int> m_status;
};

/// Runs to the end. Output = stdout and stderr mixed.
struct Finished {
  int status = 0;
  std::string output;
};
[[nodiscard]] base::Result<Finished> run(std::vector<std::string> argv, std::chrono::milliseconds deadline);

/// Polls every few ms; false at the deadline.
bool waitUntil(const std::function<bool()>& condition, std::chrono::milliseconds deadline);
/// Whether something accepts connections on 127.0.0.1:port before the deadline.
bool waitForPort(std::uint16_t port, std::chrono::milliseconds deadline);
[[nodiscard]] std::string readFile(const std::filesystem::path& path); ///< empty when it is not there
bool writeFile(const std::filesystem::path& path, std::string_view text);

/// A fresh folder that goes away with the object.
class TemporaryFolder {
public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
  [[nodiscard]] std::string file(std::string_view name) const { return (m_path / name).string(); }

private:
  std::filesystem::path m_path;
};

} // namespace meridian::test
