// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/secret_store.h"

#include <memory>

namespace meridian::keychain {

/// The keychain of the session that this program runs in; null where the program was built without one, where there is
/// no session bus to reach it by, and with MERIDIAN_KEYCHAIN=off (a service that has to work while nobody is logged in
/// keeps its credentials in the private file). Makes the QCoreApplication that the keychain needs where there is none;
/// numbers are printed as in the C locale all the same. Call it from main, before threads start.
[[nodiscard]] std::shared_ptr<ports::SecretStore> desktop(int& argc, char** argv);

} // namespace meridian::keychain
