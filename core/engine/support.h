// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"
#include "engine/backup.h"
#include "ports/secret_store.h"

#include <array>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What somebody who helps from afar asks for first, in one text that a person can read before sending it.
namespace meridian::engine {

struct SupportRequest {
  Places places;
  std::vector<std::pair<std::string, std::string>> programs; ///< versions that the engine does not know of
  std::shared_ptr<ports::SecretStore> keychain;              ///< may be null
  bool systemd = false; ///< ask systemctl for the state of meridiand's units
};

/// What is in it, a sentence each, to be said before it is written.
inline constexpr std::array<std::string_view, 6> kSupportContent{
    "versions of Meridian, its libraries, the kernel and the distribution; limits and MERIDIAN_ variables of this process",
    "the fleet file: regions, registry addresses, rules; credentials by name only",
    "the state: schema, sizes, integrity, how much of what is in it",
    "the newest jobs with their errors, which name repositories and tags; the newest events",
    "who did what (the activity), with user and machine names",
    "what probes found of the registries"};

/// One JSON object. No secrets: those that this user's stores hold for the fleet are looked up and taken out of every text
/// in whatever form, and so is what looks like one. What cannot be read is named in it; there is always a text.
[[nodiscard]] std::string supportText(const SupportRequest& request, base::Timestamp now, std::stop_token stop);

} // namespace meridian::engine
