// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/program_store.h"

#include "keychain/session.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace meridian::keychain {

using base::Errc;
using Found = std::optional<auth::Credential>;

namespace {

constexpr auto kAskAgain = std::chrono::seconds(30);
constexpr int kLook = 100; // ms between two looks at the stop token
constexpr std::size_t kLongest = 1 << 20;

/// Our end of the socket, and the program at the other.
class Child {
public:
  Child() = default;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (m_socket >= 0) ::close(m_socket);
    if (m_pid <= 0) return;
    ::kill(m_pid, SIGKILL); // a no-op for one that has answered and ended
    while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {}
  }
  [[nodiscard]] int socket() const { return m_socket; }

  base::Result<void> start(const std::filesystem::path& program) {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return failed("a socket");
    m_socket = ends[0];
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO}) posix_spawn_file_actions_adddup2(&files, ends[1], stream);
    // Our threads block signals that it has to get.
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    std::string name = program.string();
    char* argv[] = {name.data(), nullptr};
    const int wrong = posix_spawn(&m_pid, name.c_str(), &files, &attributes, argv, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    ::close(ends[1]);
    if (wrong == 0) return {};
    m_pid = -1;
    errno = wrong;
    return failed(name.c_str());
  }

private:
  static base::Unexpected failed(const char* what) {
    return base::fail(Errc::Unsupported, std::string("no keychain can be used here (") + what + ": " + std::strerror(errno) + ")");
  }
  int m_socket = -1;
  pid_t m_pid = -1;
};

void send(int socket, std::string_view text) {
  while (!text.empty()) {
    const auto sent = ::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
  ::shutdown(socket, SHUT_WR);
}

base::Result<std::string> receive(int socket, std::chrono::milliseconds patience, const std::stop_token& stop) {
  const auto until = std::chrono::steady_clock::now() + patience;
  std::string text;
  while (text.size() < kLongest) {
    if (stop.stop_requested()) return base::fail(Errc::Cancelled, "cancelled while the keychain was asked");
    if (std::chrono::steady_clock::now() >= until) return base::fail(Errc::Timeout, "the keychain did not answer in time");
    pollfd ready{socket, POLLIN, 0};
    if (::poll(&ready, 1, kLook) <= 0) continue;
    char bytes[4096];
    const auto got = ::recv(socket, bytes, sizeof bytes, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return text;
    text.append(bytes, static_cast<std::size_t>(got));
  }
  return text;
}

} // namespace

Answer ProgramStore::ask(const Question& question, const std::stop_token& stop) const {
  if (stop.stop_requested()) return base::fail(Errc::Cancelled, "cancelled before the keychain was asked");
  Child child;
  if (auto started = child.start(m_program); !started) return base::pass(std::move(started));
  send(child.socket(), written(question)); // who does not listen gives no answer either
  auto text = receive(child.socket(), m_patience, stop);
  if (!text) return base::pass(std::move(text));
  return readAnswer(*text);
}

base::Result<Found> ProgramStore::find(std::string_view name, std::string_view, std::stop_token stop) {
  if (name.empty()) return Found();
  // One question at a time: a person is asked once to unlock the keychain.
  const std::lock_guard lock(m_mutex);
  if (std::chrono::steady_clock::now() < m_absent_until) return Found();
  auto answer = ask({"find", std::string(name), {}}, stop);
  if (answer || answer.error().code != Errc::Unsupported) return answer;
  m_absent_until = std::chrono::steady_clock::now() + kAskAgain;
  return Found();
}

base::Result<void> ProgramStore::put(std::string_view name, const auth::Credential& credential, std::stop_token stop) {
  if (name.empty() || credential.empty())
    return base::fail(Errc::ConfigInvalid, "a credential needs a name, and a user or a token");
  const std::lock_guard lock(m_mutex);
  auto answer = ask({"put", std::string(name), credential}, stop);
  if (!answer) return base::pass(std::move(answer));
  m_absent_until = {};
  return {};
}

base::Result<void> ProgramStore::erase(std::string_view name, std::stop_token stop) {
  const std::lock_guard lock(m_mutex);
  auto answer = ask({"erase", std::string(name), {}}, stop);
  if (!answer) return base::pass(std::move(answer));
  return {};
}

std::shared_ptr<ports::SecretStore> byProgram() {
  if (!sessionMayHaveKeychain()) return nullptr;
  std::error_code ignored;
  // Beside a program that was built here, or where an installation has it.
  const auto folder = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
  for (const auto& program : {folder / "meridian-keychain", folder.parent_path() / "libexec" / "meridian" / "meridian-keychain"})
    if (::access(program.c_str(), X_OK) == 0) return std::make_shared<ProgramStore>(program);
  return nullptr;
}

} // namespace meridian::keychain
