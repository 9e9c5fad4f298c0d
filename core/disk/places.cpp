// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk/places.h"

#include <cstdlib>
#include <pwd.h>
#include <unistd.h>

namespace meridian::disk {

namespace fs = std::filesystem;

namespace {
fs::path folder(const char* variable, const char* otherwise) {
  if (const char* set = std::getenv(variable); set != nullptr && *set == '/') return set;
  return homeFolder() / otherwise;
}
} // namespace

fs::path homeFolder() {
  if (const char* set = std::getenv("HOME"); set != nullptr && *set == '/') return set;
  const passwd* entry = ::getpwuid(::getuid());
  return entry != nullptr && entry->pw_dir != nullptr ? entry->pw_dir : "/";
}

fs::path configFolder() {
  return folder("XDG_CONFIG_HOME", ".config") / "meridian";
}
fs::path stateFolder() {
  return folder("XDG_STATE_HOME", ".local/state") / "meridian";
}

} // namespace meridian::disk
