// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/find_engine.h"
#include "cli/verbs.h"
#include "keychain/program_store.h"
#include "manual/version.h"

#include <cstdio>

namespace meridian::cli {

namespace {

int run(const Options& options, std::shared_ptr<ports::SecretStore> keychain) {
  if (options.verb == "import") return importFleet(options);
  if (options.verb == "backup") return backUp(options);
  if (options.verb == "restore") return restore(options);
  if (options.verb == "support") return support(options, std::move(keychain));
  Interrupt interrupt;
  auto engine = findEngine(options, std::move(keychain), interrupt.token());
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
  if (options.verb == "job") return options.arguments.size() < 2 ? job(desk) : writes(options) ? retry(desk) : control(desk);
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
  return run(*options, meridian::keychain::byProgram());
}
