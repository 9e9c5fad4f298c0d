// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/session.h"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

namespace meridian::keychain {

namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

} // namespace

bool sessionMayHaveKeychain() {
  if (variable("MERIDIAN_KEYCHAIN") == "off") return false;
  if (!variable("DBUS_SESSION_BUS_ADDRESS").empty()) return true;
  const std::string runtime(variable("XDG_RUNTIME_DIR"));
  std::error_code ignored;
  return !runtime.empty() && std::filesystem::exists(runtime + "/bus", ignored);
}

} // namespace meridian::keychain
