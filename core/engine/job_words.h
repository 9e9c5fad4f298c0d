// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/answers.h"

#include <string>

namespace meridian::engine {

/// What a job is, for people: `sync of rule "base"`, "prewarm of app/web:1.2 and 3 more".
[[nodiscard]] std::string title(const JobRequest& request);
/// What it is about: "rule base", "image app/web:1.2".
[[nodiscard]] std::string subject(const JobRequest& request);
/// All that was asked for: "sync; targets tyo, sjc; 3 tags: app/web:1, ...".
[[nodiscard]] std::string details(const JobRequest& request);

} // namespace meridian::engine
