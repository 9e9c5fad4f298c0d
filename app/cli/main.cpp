// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verbs.h"
#include "keychain/desktop.h"
#include "manual/version.h"

#include <cstdio>

namespace meridian::cli {

namespace {

int run(const Options& options, std::shared_ptr<ports::SecretStore> keychain) {
  if (options.verb == "import") return importFleet(options);
  Interrupt interrupt;
  engine::EngineOptions wanted;
  wanted.fleet_file = options.fleet;
  wanted.state_dir = options.state;
  wanted.keychain = std::move(keychain);
  wanted.program = "meridianctl";
  const bool retries = options.verb == "job" && options.arguments.size() > 1 && options.arguments[1] == "retry";
  // A sync writes, and a probe keeps what it found; everything else may look on beside a running engine.
  wanted.read_only = !retries && (options.verb != "prewarm" || options.plan_only) && options.verb != "sync" && options.verb != "promote" && options.verb != "rollback" &&
                     options.verb != "undelete" && options.verb != "audit" && options.verb != "profile";
  auto engine = engine::Engine::open(std::move(wanted));
  if (!engine) return complain(options, engine.error());
  Desk desk{options, interrupt, **engine};
  if (options.verb == "check") return check(desk);
  if (options.verb == "plan") return plan(desk);
  if (options.verb == "sync") return sync(desk);
  if (options.verb == "promote") return promote(desk);
  if (options.verb == "rollback") return rollback(desk);
  if (options.verb == "deleted") return deleted(desk);
  if (options.verb == "undelete") return undelete(desk);
  if (options.verb == "audit") return audit(desk);
  if (options.verb == "jobs") return jobs(desk);
  if (options.verb == "prewarm") return prewarm(desk);
  if (options.verb == "activity") return activity(desk);
  if (retries) return retry(desk);
  if (options.verb == "job") return options.arguments.size() > 1 ? control(desk) : job(desk);
  if (options.verb == "tags") return tags(desk);
  if (options.verb == "image") return image(desk);
  if (options.verb == "certificate") return certificate(desk);
  if (options.verb == "profile") return profile(desk);
  return credential(desk);
}

} // namespace

} // namespace meridian::cli

int main(int argc, char** argv) {
  using namespace meridian::cli;
  const auto options = parseOptions({argv + 1, argv + argc});
  if (!options) {
    std::fprintf(stderr, "meridianctl: %s\n", options.error().message.c_str());
    return kUnusable;
  }
  if (options->version) return std::printf("meridianctl %s\n", std::string(meridian::manual::version()).c_str()), kDone;
  if (options->help) return std::fputs(helpText(options->verb).c_str(), stdout), kDone;
  if (options->verb == kComplete) return complete(*options);
  return run(*options, meridian::keychain::desktop(argc, argv));
}
