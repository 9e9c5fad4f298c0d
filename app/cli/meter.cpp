// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/meter.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <sys/ioctl.h>
#include <unistd.h>

namespace meridian::cli {

namespace {

constexpr double kPlainInterval = 2; ///< s between lines where there is no terminal

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::size_t terminalWidth() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : 80;
}

} // namespace

std::string progressLine(const engine::JobStatus& status, std::size_t width) {
  if (status.phase == engine::JobPhase::Waiting) return "waiting";
  if (status.phase == engine::JobPhase::Planning) return "looking at what the registries have";
  const double share = status.total.value == 0
                           ? (status.tags_total == 0 ? 1.0 : static_cast<double>(status.tags_done) / static_cast<double>(status.tags_total))
                           : std::min(1.0, static_cast<double>(status.done.value) / static_cast<double>(status.total.value));
  std::string facts = std::to_string(static_cast<int>(share * 100)) + " %  ";
  // Where only tags and manifests are missing, bytes would say nothing.
  if (status.total.value > 0)
    facts += base::formatBytes(status.done) + " of " + base::formatBytes(status.total) + "  " + base::formatRate(status.rate) + "  ";
  facts += std::to_string(status.tags_done) + "/" + std::to_string(status.tags_total) + " tags";
  if (status.left.count() > 0) facts += "  " + base::formatDuration(status.left) + " left";
  if (!status.waiting.empty()) facts += "  " + status.waiting;
  constexpr std::size_t kBar = 24;
  if (width < facts.size() + kBar + 4) return facts.substr(0, width);
  const auto full = static_cast<std::size_t>(share * kBar);
  return "[" + std::string(full, '#') + std::string(kBar - full, '.') + "] " + facts;
}

Meter::Meter(bool quiet) : m_quiet(quiet), m_terminal(::isatty(STDERR_FILENO) != 0) {}

Meter::~Meter() {
  if (m_drawn) std::fputs("\r\x1b[K", stderr);
}

void Meter::show(const engine::JobStatus& status) {
  if (m_quiet) return;
  const auto line = progressLine(status, m_terminal ? terminalWidth() - 1 : 200);
  if (line == m_last) return;
  if (m_terminal) {
    std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
    std::fflush(stderr);
    m_drawn = true;
  } else {
    if (now() < m_next) return;
    m_next = now() + kPlainInterval;
    std::fprintf(stderr, "%s\n", line.c_str());
  }
  m_last = line;
}

} // namespace meridian::cli
