// SPDX-License-Identifier: GPL-3.0-or-later
#include "node/page.h"

namespace meridian::node {

using manual::Offer;

const manual::Page& page() {
  static const manual::Page kPage{
      .program = "meridiand",
      .section = 8,
      .title = "keep the registries of a fleet alike",
      .about = "Meridian without a display: keeps the registries of a fleet alike, by the schedules, polls, audits and webhooks "
               "of its fleet file, until it is told to stop.",
      .options = {{"--fleet", "", "FILE", "fleet file (default $XDG_CONFIG_HOME/meridian/fleet.json)", "", Offer::Files},
                  {"--state", "", "DIR", "jobs and what is remembered (default $XDG_STATE_HOME/meridian); one engine at a time", "", Offer::Folders},
                  {"--help", "-h", "", "say how it is called", ""},
                  {"--version", "", "", "print the version", ""}},
      .verbs = {},
      .sections = {{"Signals",
                    "SIGHUP\treads the fleet file again; one with mistakes is refused, and the old one stays\n"
                    "SIGTERM, SIGINT\tstop; jobs that run then are completed by the next start"},
                   {"Exit status",
                    "0\tstopped as told\n1\tfailed\n2\tunusable arguments or fleet file, or another engine works on the state directory"},
                   {"Environment",
                    "MERIDIAN_CREDENTIAL_<NAME>\tuser:password of the credential NAME, in capitals\n"
                    "MERIDIAN_LOG\tcategory=level, on stderr\n"
                    "NOTIFY_SOCKET, WATCHDOG_USEC\tof systemd: readiness and watchdog"},
                   {"Files",
                    "$XDG_CONFIG_HOME/meridian/fleet.json\tthe fleet: regions and rules; ~/.config where XDG_CONFIG_HOME is not set\n"
                    "$XDG_STATE_HOME/meridian/\tjobs, journals and what is remembered; ~/.local/state where XDG_STATE_HOME is not set"}},
      .see = "meridianctl(1), meridian(1), systemd.service(5)"};
  return kPage;
}

} // namespace meridian::node
