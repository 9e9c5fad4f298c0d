// SPDX-License-Identifier: GPL-3.0-or-later
#include "manual/shells.h"

namespace meridian::manual {

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  while (true) {
    const auto at = text.find(from);
    out += text.substr(0, at);
    if (at == text.npos) return out;
    out += to;
    text.remove_prefix(at + from.size());
  }
}

std::string shellQuoted(std::string_view text) { return "'" + replaced(text, "'", "'\\''") + "'"; }

} // namespace meridian::manual
