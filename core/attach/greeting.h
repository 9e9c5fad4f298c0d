// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attach/reception.h"

#include <chrono>
#include <cstdint>

namespace meridian::attach {

/// The messages of this program. Two sides talk in the highest version that both know; fields may be added without one.
constexpr int kVersion = 1, kOldestVersion = 1;

/// The first message in each direction.
struct Greeting {
  Identity who;
  std::int64_t process = 0;
  int version = kVersion, oldest = kOldestVersion; ///< those that the sender knows
};

/// Sends ours and takes theirs; the one who came speaks first. Errors: Unsupported (no version in common: both programs and
/// what to do are named), BadAnswer (it is no Meridian), those of the stream.
[[nodiscard]] base::Result<Greeting> greet(ports::ByteStream& stream, const Identity& self, bool came, std::stop_token stop);

/// How long a greeting may take.
constexpr std::chrono::seconds kGreetingTime{5};

} // namespace meridian::attach
