// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verbs.h"

#include <cstdio>
#include <iostream>
#include <string>
#include <termios.h>
#include <unistd.h>

namespace meridian::cli {

namespace {

/// Reads a line without showing it; on a pipe there is nothing to hide.
std::string readSecret(const char* prompt) {
  const bool terminal = ::isatty(STDIN_FILENO) != 0;
  termios before{};
  if (terminal) {
    std::fputs(prompt, stderr);
    tcgetattr(STDIN_FILENO, &before);
    auto hidden = before;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
  }
  std::string line;
  std::getline(std::cin, line);
  if (terminal) {
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    std::fputs("\n", stderr);
  }
  return line;
}

} // namespace

int credential(Desk& desk) {
  const auto& what = desk.options.arguments[0];
  const auto& name = desk.options.arguments[1];
  if (what == "remove") {
    const auto removed = desk.engine.storeCredential(name, {}, desk.interrupt.token());
    return removed ? kDone : complain(desk.options, removed.error());
  }
  if (what != "set") return complain(desk.options, {base::Errc::ConfigInvalid, "usage: meridianctl credential set|remove NAME", {}, 0, {}, {}, {}});
  const auto line = readSecret(("user:password for \"" + name + "\": ").c_str());
  const auto colon = line.find(':');
  if (colon == std::string::npos || colon == 0)
    return complain(desk.options, {base::Errc::ConfigInvalid, "expected user:password on stdin; nothing was stored", {}, 0, {}, {}, {}});
  auth::Credential typed;
  typed.user = line.substr(0, colon);
  typed.password = line.substr(colon + 1);
  const auto stored = desk.engine.storeCredential(name, typed, desk.interrupt.token());
  if (!stored) return complain(desk.options, stored.error());
  if (!desk.options.json && !desk.options.quiet) std::printf("stored \"%s\"\n", name.c_str());
  return kDone;
}

} // namespace meridian::cli
