// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/share.h"

#include <algorithm>
#include <charconv>

namespace meridian::audit {

bool isTonight(const oci::Digest& digest, unsigned percent, std::int64_t night) {
  const std::int64_t share = std::clamp<std::int64_t>(percent, 1, 100);
  std::uint32_t value = 0; // a digest is as good as random
  const auto text = digest.encoded().substr(0, 8);
  std::from_chars(text.data(), text.data() + text.size(), value, 16);
  const auto place = static_cast<std::int64_t>(value % 100U);
  const auto first = ((night * share) % 100 + 100) % 100;
  return (place - first + 100) % 100 < share;
}

} // namespace meridian::audit
