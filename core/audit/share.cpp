// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/share.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace meridian::audit {

bool isTonight(const oci::Digest& digest, double percent, std::int64_t night) {
  constexpr std::int64_t kAll = 10'000; // hundredths of a percent
  const std::int64_t share = std::clamp<std::int64_t>(std::llround(percent * 100), 1, kAll);
  std::uint32_t value = 0; // a digest is as good as random
  const auto text = digest.encoded().substr(0, 8);
  std::from_chars(text.data(), text.data() + text.size(), value, 16);
  const auto place = static_cast<std::int64_t>(value % kAll);
  const auto first = ((night * share) % kAll + kAll) % kAll;
  return (place - first + kAll) % kAll < share;
}

} // namespace meridian::audit
