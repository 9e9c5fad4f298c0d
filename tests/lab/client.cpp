// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/client.h"

#include "lab/wan.h"

#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

namespace meridian::lab {

std::string tell(const std::filesystem::path& path, const std::string& command) {
  const Handle socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  if (::connect(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    throw Failure(path.string() + ": " + std::strerror(errno));
  const auto line = command + "\n";
  if (::send(socket.get(), line.data(), line.size(), MSG_NOSIGNAL) < 0)
    throw Failure("the lab does not listen");
  std::string answer;
  char buffer[4096];
  for (ssize_t n; (n = ::recv(socket.get(), buffer, sizeof buffer, 0)) > 0;)
    answer.append(buffer, static_cast<std::size_t>(n));
  if (answer.starts_with("ok\n")) return answer.substr(3);
  throw Failure(answer.starts_with("error\n") ? answer.substr(6, answer.size() - 7)
                                              : "the lab gave no answer");
}

std::string labNamed(const std::string& name) {
  const auto labs = running();
  if (!name.empty()) {
    if (std::find(labs.begin(), labs.end(), name) == labs.end()) throw Failure("no lab " + name + " is up");
    return name;
  }
  if (labs.size() == 1) return labs[0];
  std::string list;
  for (const auto& lab : labs)
    list += " " + lab;
  throw Failure(labs.empty() ? "no lab is up" : "several labs are up, say which with --name:" + list);
}

void takeDown(const std::string& name) {
  pid_t pid = 0;
  std::ifstream(folderOf(name) / "lock") >> pid;
  if (pid <= 1 || ::kill(pid, SIGTERM) != 0) throw Failure("lab " + name + " cannot be ended");
  for (int i = 0; i < 500 && ::kill(pid, 0) == 0; ++i)
    ::usleep(10'000);
}

} // namespace meridian::lab
