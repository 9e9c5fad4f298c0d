// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>

namespace meridian::base {

namespace {

constexpr std::string_view kJobs = "jobs";

struct Settings {
  std::mutex mutex;
  const bool journal = stderrIsJournal();
  std::map<std::string, LogLevel, std::less<>> levels;
};

LogLevel parseLevel(std::string_view text) {
  if (text == "debug") return LogLevel::Debug;
  if (text == "info") return LogLevel::Info;
  if (text == "error") return LogLevel::Error;
  if (text == "off") return LogLevel::Off;
  return LogLevel::Warning;
}

void parseInto(std::map<std::string, LogLevel, std::less<>>& levels, std::string_view spec) {
  levels.clear();
  levels["*"] = LogLevel::Warning;
  while (!spec.empty()) {
    const auto comma = spec.find(',');
    const auto item = spec.substr(0, comma);
    const auto equals = item.find('=');
    if (equals != std::string_view::npos)
      levels[std::string(item.substr(0, equals))] = parseLevel(item.substr(equals + 1));
    else if (!item.empty())
      levels["*"] = parseLevel(item);
    if (comma == std::string_view::npos) break;
    spec.remove_prefix(comma + 1);
  }
  const auto all = levels["*"];
  levels.try_emplace(std::string(kJobs), all <= LogLevel::Info ? all : LogLevel::Off);
}

// The one process-wide object: stderr is process-wide as well.
Settings& settings() {
  static Settings instance;
  static const bool once = [] {
    const char* env = std::getenv("MERIDIAN_LOG");
    parseInto(instance.levels, env != nullptr ? env : "");
    return true;
  }();
  (void)once;
  return instance;
}

} // namespace

bool logs(std::string_view category, LogLevel level) {
  auto& all = settings();
  const std::lock_guard lock(all.mutex);
  auto it = all.levels.find(category);
  if (it == all.levels.end()) it = all.levels.find("*");
  return level >= it->second && it->second != LogLevel::Off;
}

void log(std::string_view category, LogLevel level, std::string_view text) {
  if (!logs(category, level)) return;
  const auto line = logLine(category, level, text, settings().journal);
  std::fwrite(line.data(), 1, line.size(), stderr);
}

std::string logLine(std::string_view category, LogLevel level, std::string_view text, bool journal) {
  static constexpr const char* kNames[] = {"debug ", "info ", "warning ", "error ", ""};
  static constexpr const char* kPriorities[] = {"<7>", "<6>", "<4>", "<3>", "<5>"};
  const std::string start = (journal ? kPriorities : kNames)[static_cast<int>(level)];
  std::string out = start;
  out.append(category).append(": ");
  for (const char c : text) {
    out += c;
    if (c == '\n' && journal) out += start;
  }
  return out += '\n';
}

bool stderrIsJournal() {
  const char* const told = std::getenv("JOURNAL_STREAM");
  struct stat is {};
  if (told == nullptr || ::fstat(STDERR_FILENO, &is) != 0) return false;
  return told == std::to_string(is.st_dev) + ":" + std::to_string(is.st_ino);
}

void configureLog(std::string_view spec) {
  auto& all = settings();
  const std::lock_guard lock(all.mutex);
  parseInto(all.levels, spec);
}

} // namespace meridian::base
