// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/check.h"
#include "lab/client.h"
#include "lab/wan.h"

#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <random>

namespace {

using namespace meridian::lab;

constexpr auto kUsage = R"(usage: wan up PROFILE [--name NAME] [--cc NAME] [--seed N] [--background]
       wan down [NAME]
       wan list
       wan exec [--name NAME] SITE [--] COMMAND...
       wan ctl [--name NAME] COMMAND...     set A [to] B KEY=NUMBER... | down A [to] B | up A [to] B |
                                            reset A B | cc SITE NAME | stats | zero   ("all" for every link)
       wan check PROFILE [--seconds N]      measures what the profile promises; status 1 when something is off

Joins network namespaces by links with delay, loss, rate and a queue. Needs root. tests/lab/README.md says more.
)";

struct Options {
  std::string name, congestion;
  std::uint64_t seed = std::random_device()();
  double seconds = 4;
  bool background = false;
  std::vector<std::string> words;
};

Options parse(int argc, char** argv) {
  Options options;
  const auto takesWords = [&] { // what follows a site or a control command is not ours
    return !options.words.empty() && (options.words[0] == "exec" || options.words[0] == "ctl") &&
           options.words.size() > 1;
  };
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (takesWords() || !word.starts_with("--")) {
      options.words.push_back(word);
      continue;
    }
    if (word == "--background") {
      options.background = true;
      continue;
    }
    if (i + 1 == argc) throw Failure(word + " needs a value");
    const std::string value = argv[++i];
    if (word == "--name")
      options.name = value;
    else if (word == "--cc")
      options.congestion = value;
    else if (word == "--seed")
      options.seed = std::strtoull(value.c_str(), nullptr, 10);
    else if (word == "--seconds")
      options.seconds = std::strtod(value.c_str(), nullptr);
    else
      throw Failure("no option " + word);
  }
  return options;
}

std::string plainName(const std::string& file) {
  std::string name;
  for (const char c : std::filesystem::path(file).stem().string())
    if (std::isalnum(static_cast<unsigned char>(c))) name += c;
  return name;
}

int up(const Options& options) {
  auto profile = readProfile(options.words.at(1));
  if (!options.congestion.empty())
    for (auto& site : profile.sites)
      site.congestion = options.congestion;
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGTERM);
  sigaddset(&ending, SIGINT);
  sigaddset(&ending, SIGHUP);
  int ready[2] = {-1, -1};
  if (options.background) {
    if (::pipe(ready) != 0) throw Failure("pipe");
    if (const auto child = ::fork(); child != 0) {
      ::close(ready[1]);
      char byte = 0;
      return child > 0 && ::read(ready[0], &byte, 1) == 1 ? 0 : 1;
    }
    ::close(ready[0]);
    ::setsid();
  }
  ::sigprocmask(SIG_BLOCK, &ending, nullptr);
  const Handle signals(::signalfd(-1, &ending, SFD_CLOEXEC));
  Wan wan(options.name.empty() ? plainName(options.words[1]) : options.name, profile, options.seed);
  hurry();
  for (std::size_t i = 0; i < profile.sites.size(); ++i)
    std::cout << profile.sites[i].id << "  " << addressOf(i) << "  "
              << namespaceOf(wan.name(), profile.sites[i].id) << "  " << profile.sites[i].congestion << "\n";
  std::cout << "up  " << wan.name() << "  " << wan.socket().string() << std::endl;
  if (options.background) {
    if (::write(ready[1], "1", 1) != 1) return 1;
    ::close(ready[1]);
    for (const int fd : {0, 1, 2})
      ::close(fd);
  }
  wan.run(signals.get());
  return 0;
}

int exec(const Options& options) {
  auto words = options.words;
  const auto lab = labNamed(options.name);
  const auto site = words.at(1);
  words.erase(words.begin(), words.begin() + 2);
  if (!words.empty() && words[0] == "--") words.erase(words.begin());
  if (words.empty()) throw Failure("exec: which command?");
  enter(namespaceOf(lab, site));
  std::vector<char*> argv;
  for (auto& word : words)
    argv.push_back(word.data());
  argv.push_back(nullptr);
  ::execvp(argv[0], argv.data());
  throw Failure(words[0] + ": " + std::strerror(errno));
}

int ctl(const Options& options) {
  auto words = options.words;
  words.erase(words.begin());
  auto socket = words.at(0);
  if (socket.find('/') != std::string::npos)
    words.erase(words.begin());
  else
    socket = folderOf(labNamed(options.name)) / "control";
  std::string line;
  for (const auto& word : words)
    line += (line.empty() ? "" : " ") + word;
  std::cout << tell(socket, line);
  return 0;
}

int run(const Options& options) {
  const auto verb = options.words.empty() ? std::string() : options.words[0];
  if (verb == "up") return up(options);
  if (verb == "exec") return exec(options);
  if (verb == "ctl") return ctl(options);
  if (verb == "check") return check(readProfile(options.words.at(1)), options.seconds, std::cout) ? 0 : 1;
  if (verb == "list") {
    for (const auto& name : running())
      std::cout << name << "\n";
    return 0;
  }
  if (verb == "down") {
    takeDown(labNamed(options.words.size() > 1 ? options.words[1] : options.name));
    return 0;
  }
  std::cerr << kUsage;
  return 2;
}

} // namespace

int main(int argc, char** argv) {
  try {
    const std::string first = argc > 1 ? argv[1] : "";
    if (first == "--help" || first == "-h") {
      std::cout << kUsage;
      return 0;
    }
    return run(parse(argc, argv));
  } catch (const std::out_of_range&) {
    std::cerr << kUsage;
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "wan: " << error.what() << "\n";
    return 1;
  }
}
