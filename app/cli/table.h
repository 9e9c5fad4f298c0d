// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meridian::cli {

/// Columns for people. Widths count code points, so names in any script line up (wide CJK cells count as two).
class Table {
public:
  explicit Table(std::vector<std::string> header, std::vector<bool> right = {});
  void add(std::vector<std::string> row);
  [[nodiscard]] std::string text() const;
  [[nodiscard]] bool empty() const { return m_rows.size() < 2; }

private:
  std::vector<std::vector<std::string>> m_rows;
  std::vector<bool> m_right;
};

/// Colour only on a terminal and without NO_COLOR (https://no-color.org).
enum class Tone { Plain, Good, Warn, Bad, Dim };
[[nodiscard]] std::string tinted(std::string_view text, Tone tone, int descriptor = 1);
[[nodiscard]] bool coloured(int descriptor);

} // namespace meridian::cli
