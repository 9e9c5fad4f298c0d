// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/table.h"

#include <algorithm>
#include <cstdlib>
#include <unistd.h>

namespace meridian::cli {

namespace {

/// Columns that a UTF-8 text takes; escape sequences take none.
std::size_t columns(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == 0x1b) {
      const auto end = text.find('m', i);
      if (end == std::string_view::npos) break;
      i = end + 1;
      continue;
    }
    const std::size_t length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    width += length == 3 && byte >= 0xe3 ? 2 : 1; // U+3000 and above: mostly wide
    i += length;
  }
  return width;
}

} // namespace

Table::Table(std::vector<std::string> header, std::vector<bool> right) : m_right(std::move(right)) {
  m_right.resize(header.size());
  m_rows.push_back(std::move(header));
}

void Table::add(std::vector<std::string> row) {
  row.resize(m_rows.front().size());
  m_rows.push_back(std::move(row));
}

std::string Table::text() const {
  std::vector<std::size_t> widths(m_rows.front().size());
  for (const auto& row : m_rows)
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], columns(row[c]));
  std::string out;
  for (const auto& row : m_rows) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string pad(widths[c] - columns(row[c]), ' ');
      if (c > 0) line += "  ";
      line += m_right[c] ? pad + row[c] : row[c] + pad;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

bool coloured(int descriptor) {
  const char* no_color = std::getenv("NO_COLOR");
  return ::isatty(descriptor) != 0 && (no_color == nullptr || *no_color == '\0');
}

std::string tinted(std::string_view text, Tone tone, int descriptor) {
  if (tone == Tone::Plain || !coloured(descriptor)) return std::string(text);
  static constexpr const char* kCodes[] = {"0", "32", "33", "31", "2"};
  return std::string("\x1b[") + kCodes[static_cast<int>(tone)] + "m" + std::string(text) + "\x1b[0m";
}

} // namespace meridian::cli
