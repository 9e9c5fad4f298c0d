// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engine.h"

#include <string>

namespace meridian::cli {

/// The progress line of a job: bytes, rate, time left. Pure text; `width` in columns.
[[nodiscard]] std::string progressLine(const engine::JobStatus& status, std::size_t width);

/// Shows progress on stderr while a job runs: one line rewritten on a terminal, a line every few seconds elsewhere,
/// nothing when quiet.
class Meter {
public:
  explicit Meter(bool quiet);
  ~Meter();
  void show(const engine::JobStatus& status);

private:
  bool m_quiet;
  bool m_terminal;
  bool m_drawn = false;
  std::string m_last;
  double m_next = 0;
};

} // namespace meridian::cli
