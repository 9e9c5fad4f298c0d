// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/link.h"

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace meridian::lab {

/// What went wrong, for the person at the terminal. The lab is a test program; main() and control catch it.
struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A site becomes a network namespace; the first one has the address 10.77.0.1, the next one 10.77.0.2, ...
struct Site {
  std::string id;
  std::string congestion = "bbr"; ///< TCP congestion control of senders there
};

/// Both directions between two sites. Sites without a link between them do not reach each other.
struct Path {
  std::size_t one = 0, other = 0; ///< indices of sites
  Settings forward, backward;     ///< one to other, other to one
};

/// A file that names sites and links; README.md describes it.
struct Profile {
  std::vector<Site> sites;
  std::vector<Path> paths;

  std::size_t indexOf(const std::string& site) const; ///< throws Failure for an unknown site
};

/// "10.77.0.1" for site 0.
std::string addressOf(std::size_t site);

/// Throws Failure that names the file and the mistake.
Profile readProfile(const std::filesystem::path& file);
Profile parseProfile(const std::string& text);

} // namespace meridian::lab
