// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/desktop.h"

#ifdef MERIDIAN_HAS_KEYCHAIN
#include "keychain/secret_store.h"

#include <QCoreApplication>

#include <clocale>
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

bool hasSessionBus() {
  if (!variable("DBUS_SESSION_BUS_ADDRESS").empty()) return true;
  const std::string runtime(variable("XDG_RUNTIME_DIR"));
  std::error_code ignored;
  return !runtime.empty() && std::filesystem::exists(runtime + "/bus", ignored);
}

} // namespace

std::shared_ptr<ports::SecretStore> desktop(int& argc, char** argv) {
  if (variable("MERIDIAN_KEYCHAIN") == "off" || !hasSessionBus()) return nullptr;
  if (!QCoreApplication::instance()) {
    // Lives as long as the process: the keychain's thread refers to it until the end.
    static QCoreApplication application(argc, argv);
    // It has taken the user's locale, in which JSON's numbers would get commas.
    std::setlocale(LC_NUMERIC, "C");
  }
  return std::make_shared<SecretStore>();
}

} // namespace meridian::keychain

#else

namespace meridian::keychain {

std::shared_ptr<ports::SecretStore> desktop(int&, char**) { return nullptr; }

} // namespace meridian::keychain

#endif
