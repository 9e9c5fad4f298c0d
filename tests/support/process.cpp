// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/process.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

namespace meridian::test {

using base::Errc;
using base::fail;
using Clock = std::chrono::steady_clock;

namespace {

std::string lookUp(const std::string& program) {
  if (program.find('/') != std::string::npos) return program;
  const char* path = std::getenv("PATH");
  std::stringstream folders(std::string(path ? path : "") + ":/usr/sbin:/usr/bin");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (const auto file = folder + "/" + program; ::access(file.c_str(), X_OK) == 0) return file;
  return {};
}

int statusOf(int raw) {
  return WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
}

} // namespace

base::Result<Process> Process::start(std::vector<std::string> argv, Options options) {
  const auto program = argv.empty() ? std::string() : lookUp(argv[0]);
  if (program.empty()) return fail(Errc::NotFound, "no program " + (argv.empty() ? "" : argv[0]));

  // Everything that allocates happens before fork(): other threads may hold malloc's lock.
  std::vector<char*> arguments, environment;
  for (auto& argument : argv)
    arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  for (char** variable = environ; *variable; ++variable) {
    const std::string_view old(*variable);
    const auto key = old.substr(0, old.find('=') + 1);
    const bool replaced = std::any_of(options.environment.begin(), options.environment.end(),
                                      [&](const std::string& fresh) { return fresh.starts_with(key); });
    if (!replaced) environment.push_back(*variable);
  }
  for (auto& variable : options.environment)
    environment.push_back(variable.data());
  environment.push_back(nullptr);
  const char* output = options.output.empty() ? "/dev/null" : options.output.c_str();
  const int out = ::open(output, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const int in = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  const pid_t parent = ::getpid();

  // Qt Test catches SIGTERM and the like: a signal that comes before execve() must not run its handler in the child.
  sigset_t all, before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t pid = ::fork();
  if (pid == 0) {
    for (const int number : {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGCHLD}) ::signal(number, SIG_DFL);
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(127);
    ::dup2(in, 0);
    ::dup2(out, 1);
    ::dup2(out, 2);
    if (!options.folder.empty() && ::chdir(options.folder.c_str()) != 0) ::_exit(127);
    ::execve(program.c_str(), arguments.data(), environment.data());
    ::_exit(127);
  }
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  ::close(out);
  ::close(in);
  if (pid < 0) return fail(Errc::IoFailed, "fork failed");
  Process process;
  process.m_pid = pid;
  return process;
}

Process& Process::operator=(Process&& other) noexcept {
  if (this == &other) return *this;
  kill();
  m_pid = std::exchange(other.m_pid, 0);
  m_status = std::exchange(other.m_status, std::nullopt);
  return *this;
}

bool Process::running() {
  return m_pid != 0 && !wait(std::chrono::milliseconds(0));
}

std::optional<int> Process::wait(std::chrono::milliseconds deadline) {
  waitUntil(
      [this] {
        int raw = 0;
        if (m_pid != 0 && ::waitpid(m_pid, &raw, WNOHANG) == m_pid) {
          m_status = statusOf(raw);
          m_pid = 0;
        }
        return m_pid == 0;
      },
      deadline);
  return m_pid == 0 ? m_status : std::nullopt;
}

int Process::terminate(std::chrono::milliseconds deadline) {
  signal(SIGTERM);
  if (!wait(deadline)) kill();
  return m_status.value_or(0);
}

void Process::kill() {
  signal(SIGKILL);
  int raw = 0;
  if (m_pid != 0 && ::waitpid(m_pid, &raw, 0) == m_pid) m_status = statusOf(raw);
  m_pid = 0;
}

void Process::signal(int number) const {
  if (m_pid != 0) ::kill(m_pid, number);
}

base::Result<Finished> run(std::vector<std::string> argv, std::chrono::milliseconds deadline) {
  const TemporaryFolder folder;
  const auto name = argv.empty() ? std::string() : argv[0];
  auto process = Process::start(std::move(argv), {{}, {}, folder.file("output")});
  if (!process) return pass(std::move(process));
  const auto status = process->wait(deadline);
  if (!status) return fail(Errc::Timeout, name + " did not end: " + readFile(folder.file("output")));
  return Finished{*status, readFile(folder.file("output"))};
}

bool waitUntil(const std::function<bool()>& condition, std::chrono::milliseconds deadline) {
  const auto end = Clock::now() + deadline;
  for (auto pause = std::chrono::microseconds(200);;
       pause = std::min(pause * 2, std::chrono::microseconds(10'000))) {
    if (condition()) return true;
    if (Clock::now() >= end) return false;
    std::this_thread::sleep_for(pause);
  }
}

bool waitForPort(std::uint16_t port, std::chrono::milliseconds deadline) {
  return waitUntil(
      [port] {
        const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(port);
        const bool answers = ::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
        ::close(fd);
        return answers;
      },
      deadline);
}

std::string readFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

bool writeFile(const std::filesystem::path& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  return !file.fail();
}

TemporaryFolder::TemporaryFolder() {
  auto pattern = (std::filesystem::temp_directory_path() / "meridian-test-XXXXXX").string();
  if (::mkdtemp(pattern.data())) m_path = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!m_path.empty()) std::filesystem::remove_all(m_path, ignored);
}

} // namespace meridian::test
