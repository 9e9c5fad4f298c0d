// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk/program.h"

#include "disk/file.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace meridian::disk {

using base::Errc;
using Clock = std::chrono::steady_clock;

namespace {

class Fd {
public:
  explicit Fd(int fd = -1) : m_fd(fd) {}
  ~Fd() { close(); }
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  [[nodiscard]] int get() const { return m_fd; }
  void close() {
    if (m_fd >= 0) ::close(std::exchange(m_fd, -1));
  }

private:
  int m_fd;
};

/// A started program; killed with its group and waited for on every way out.
class Child {
public:
  explicit Child(pid_t pid) : m_pid(pid) {}
  ~Child() {
    if (m_pid <= 0) return;
    ::kill(-m_pid, SIGKILL);
    (void)wait();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  int wait() {
    int status = 0;
    while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
    }
    m_pid = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

private:
  pid_t m_pid;
};

/// argv and the two ends; -1 with errno in `error`.
pid_t spawn(const std::vector<std::string>& argv, int in_and_out, int& error) {
  std::vector<char*> words;
  for (const auto& word : argv)
    words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_adddup2(&actions, in_and_out, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, in_and_out, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  sigset_t none, defaults;
  sigemptyset(&none);
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes,
                           POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  pid_t pid = -1;
  error = ::posix_spawnp(&pid, words.front(), &actions, &attributes, words.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? pid : -1;
}

} // namespace

base::Result<ProgramEnd> runProgram(const std::vector<std::string>& argv, std::string_view input,
                                    std::size_t output_limit, std::chrono::milliseconds time_limit,
                                    std::stop_token stop) {
  const auto& name = argv.front();
  if (stop.stop_requested()) return base::fail(Errc::Cancelled, "cancelled before " + name + " was asked");
  // A socket pair, because writing to one whose reader has left gives an error instead of SIGPIPE.
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return failErrno(errno, "cannot run " + name);
  Fd ours(ends[0]), theirs(ends[1]), woken(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  int error = 0;
  const pid_t pid = spawn(argv, theirs.get(), error);
  if (pid < 0)
    return error == ENOENT ? base::fail(Errc::NotFound, "the program " + name + " is not installed")
                           : failErrno(error, "cannot run " + name);
  Child child(pid);
  theirs.close();
  const std::stop_callback wake(stop, [&woken] {
    const std::uint64_t one = 1;
    (void)!::write(woken.get(), &one, sizeof one);
  });

  const auto deadline = Clock::now() + time_limit;
  ProgramEnd end;
  bool sending = true;
  while (true) {
    if (sending && input.empty()) {
      ::shutdown(ours.get(), SHUT_WR);
      sending = false;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (stop.stop_requested()) return base::fail(Errc::Cancelled, "cancelled while " + name + " was asked");
    if (left <= 0) return base::fail(Errc::Timeout, name + " did not answer in time");
    pollfd waits[] = {{ours.get(), static_cast<short>(POLLIN | (sending ? POLLOUT : 0)), 0},
                      {woken.get(), POLLIN, 0}};
    if (::poll(waits, 2, static_cast<int>(std::min<std::int64_t>(left, 60'000))) < 0 && errno != EINTR)
      return failErrno(errno, "cannot wait for " + name);
    if (sending && (waits[0].revents & POLLOUT) != 0) {
      const auto count = ::send(ours.get(), input.data(), input.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (count > 0)
        input.remove_prefix(static_cast<std::size_t>(count));
      else if (errno != EAGAIN && errno != EINTR)
        input = {}; // it does not want to hear more
    }
    if ((waits[0].revents & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
    char buffer[4096];
    const auto count = ::recv(ours.get(), buffer, sizeof buffer, MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (count <= 0) break; // a reset as well: it ended without reading all
    end.output.append(buffer, static_cast<std::size_t>(count));
    if (end.output.size() > output_limit) return base::fail(Errc::BadAnswer, name + " answers with too much");
  }
  // Its output is closed; a program that stays all the same is ended at the limit.
  const Fd process(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
  while (process.get() >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (stop.stop_requested()) return base::fail(Errc::Cancelled, "cancelled while " + name + " was asked");
    if (left <= 0) return base::fail(Errc::Timeout, name + " did not end in time");
    pollfd waits[] = {{process.get(), POLLIN, 0}, {woken.get(), POLLIN, 0}};
    if (::poll(waits, 2, static_cast<int>(std::min<std::int64_t>(left, 60'000))) > 0 && waits[0].revents != 0)
      break;
  }
  end.status = child.wait();
  return end;
}

} // namespace meridian::disk
