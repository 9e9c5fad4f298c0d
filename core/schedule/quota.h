// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace meridian::schedule {

/// A value of the headers ratelimit-limit and ratelimit-remaining ("100;w=21600": so many in 21600 s).
struct QuotaValue {
  std::uint64_t number = 0;
  std::chrono::seconds window{0}; ///< zero: not told
};

/// The first item of the header (Docker Hub sends one; draft-ietf-httpapi-ratelimit-headers-03 section 4
/// allows a list). nullopt for what is no such value. Pure; any thread.
[[nodiscard]] std::optional<QuotaValue> parseQuota(std::string_view header);

} // namespace meridian::schedule
