// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/program_store.h"
#include "manual/version.h"
#include "node/daemon.h"

#include <cstdio>

int main(int argc, char** argv) {
  using namespace meridian::node;
  const auto options = parseOptions({argv + 1, argv + argc});
  if (!options) {
    std::fprintf(stderr, "meridiand: %s\n", options.error().message.c_str());
    return kUnusable;
  }
  if (options->version) return std::printf("meridiand %s\n", std::string(meridian::manual::version()).c_str()), kStopped;
  if (options->help) return std::fputs(helpText().c_str(), stdout), kStopped;
  return runDaemon(*options, meridian::keychain::byProgram());
}
