// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace meridian::engine {

/// Where an engine is and whether it answers.
struct Presence {
  bool here = true;         ///< in this process
  bool live = true;         ///< it answers
  std::string program{};    ///< that runs it: "meridiand"; empty: this one
  std::string release{};    ///< its version
  std::int64_t process = 0; ///< its id
  std::string problem{};    ///< why it is not live, for people

  [[nodiscard]] bool operator==(const Presence&) const = default;
};

} // namespace meridian::engine
