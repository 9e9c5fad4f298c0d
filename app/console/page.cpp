// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/page.h"

namespace meridian::console {

using manual::Offer;

const manual::Page& page() {
  static const manual::Page kPage{
      .program = "meridian",
      .section = 1,
      .title = "console of a fleet of container image registries",
      .about = "Meridian's console: mirrors container images between registries and shows it on a map.",
      .options =
          {{"--fleet", "", "FILE", "fleet file (default $XDG_CONFIG_HOME/meridian/fleet.json)", "", Offer::Files},
           {"--state", "", "DIR", "state directory (default $XDG_STATE_HOME/meridian)", "", Offer::Folders},
           {"--offline", "", "", "a made-up fleet in memory; no network at all", ""},
           {"--scene", "", "NAME", "with --offline: demo (default), or a still one: fine, empty, failing, wide, vast or three", "", Offer::Words,
            "demo fine empty failing wide vast three"},
           {"--screenshot", "", "FILE", "render one page into a PNG file without a display, and end", "", Offer::Files},
           {"--screenshots", "", "DIR", "with --scene: render every page in both themes and languages into PAGE-THEME-LANG.png", "", Offer::Folders},
           {"--page", "", "NAME", "the page to begin with: overview, regions, region, rules, images, image, jobs, consistency, activity, settings, setup or guide", "",
            Offer::Words, "overview regions region rules images image jobs consistency activity settings setup guide"},
           {"--subject", "", "NAME", "what a page shows: a region's id, REPOSITORY:TAG, or PAGE#PLACE of the guide", ""},
           {"--theme", "", "NAME", "dark or light", "", Offer::Words, "dark light"},
           {"--lang", "", "CODE", "en or zh_CN", "", Offer::Words, "en zh_CN"},
           {"--size", "", "WxH", "with --screenshot or --screenshots: size in pixels (default: 1440x900)", ""},
           {"--help", "-h", "", "say how it is called", ""},
           {"--version", "-v", "", "print the version", ""}},
      .verbs = {},
      .sections = {{"Exit status", "0\tended as told\n2\tunusable arguments or fleet file, or no display"},
                   {"Environment",
                    "MERIDIAN_KEYCHAIN\toff: the desktop's keychain is left alone\n"
                    "MERIDIAN_LOG\tcategory=level, on stderr"},
                   {"Files",
                    "$XDG_CONFIG_HOME/meridian/fleet.json\tthe fleet: regions and rules; ~/.config where XDG_CONFIG_HOME is not set\n"
                    "$XDG_STATE_HOME/meridian/\tjobs, journals and what is remembered; ~/.local/state where XDG_STATE_HOME is not set"}},
      .see = "meridianctl(1), meridiand(8)"};
  return kPage;
}

} // namespace meridian::console
