// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/quoted.h"

namespace meridian::base {

std::string quoted(std::string_view text, std::size_t most) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text.substr(0, most)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f)
      out += c;
    else
      out.append("\\x") += {kDigits[byte >> 4U], kDigits[byte & 15U]};
  }
  return out + (text.size() > most ? "...\"" : "\"");
}

} // namespace meridian::base
