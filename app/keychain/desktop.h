// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/secret_store.h"

#include <memory>

namespace meridian::keychain {

/// For a program with a QCoreApplication: the keychain of its session; null where it was built without one, where there is
/// no session bus to reach it by, and with MERIDIAN_KEYCHAIN=off (a service that has to work while nobody is logged in
/// keeps its credentials in the private file). A program without Qt takes byProgram() of program_store.h.
[[nodiscard]] std::shared_ptr<ports::SecretStore> desktop();

} // namespace meridian::keychain
