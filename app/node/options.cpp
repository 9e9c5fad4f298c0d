// SPDX-License-Identifier: GPL-3.0-or-later
#include "node/options.h"

#include "base/quoted.h"
#include "engine/fleet.h"

#include <optional>

namespace meridian::node {

using base::Errc;
using base::fail;

base::Result<Options> parseOptions(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    auto word = arguments[i];
    std::optional<std::string> value;
    if (const auto equals = word.find('='); word.starts_with("--") && equals != std::string::npos) {
      value = word.substr(equals + 1);
      word.resize(equals);
    }
    if (word == "--help" || word == "-h") {
      options.help = true;
    } else if (word == "--version") {
      options.version = true;
    } else if (word == "--fleet" || word == "--state") {
      if (!value && i + 1 < arguments.size()) value = arguments[++i];
      if (!value || value->empty()) return fail(Errc::ConfigInvalid, word + " needs a value");
      (word == "--fleet" ? options.fleet : options.state) = *value;
      continue;
    } else {
      return fail(Errc::ConfigInvalid,
                  "unknown argument " + base::quoted(arguments[i]) + "; see meridiand --help");
    }
    if (value) return fail(Errc::ConfigInvalid, word + " takes no value");
  }
  if (options.fleet.empty()) options.fleet = engine::defaultFleetFile();
  if (options.state.empty()) options.state = engine::defaultStateDir();
  return options;
}

std::string helpText() {
  return "Usage: meridiand [--fleet FILE] [--state DIR]\n\n"
         "Meridian without a display: keeps the registries of a fleet alike, by the schedules, polls, audits "
         "and\n"
         "webhooks of its fleet file, until it is told to stop.\n\n"
         "Options:\n"
         "  --fleet FILE   fleet file (default $XDG_CONFIG_HOME/meridian/fleet.json)\n"
         "  --state DIR    jobs and what is remembered (default $XDG_STATE_HOME/meridian); one engine at a "
         "time\n"
         "  --version, --help\n\n"
         "Signals: SIGHUP reads the fleet file again (one with mistakes is refused, the old one stays);\n"
         "SIGTERM and SIGINT stop; jobs that run then are completed by the next start.\n"
         "Exit status: 0 stopped as told; 1 failed; 2 unusable arguments or fleet file, or another engine "
         "works on\n"
         "the state directory.\n"
         "Environment: MERIDIAN_CREDENTIAL_<NAME>=user:password, MERIDIAN_LOG=category=level; NOTIFY_SOCKET "
         "and\n"
         "WATCHDOG_USEC of systemd.\n";
}

} // namespace meridian::node
