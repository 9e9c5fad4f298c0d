// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/desktop.h"

#ifdef MERIDIAN_HAS_KEYCHAIN
#include "keychain/secret_store.h"
#include "keychain/session.h"

namespace meridian::keychain {

std::shared_ptr<ports::SecretStore> desktop() {
  if (!sessionMayHaveKeychain()) return nullptr;
  return std::make_shared<SecretStore>();
}

} // namespace meridian::keychain

#else

namespace meridian::keychain {

std::shared_ptr<ports::SecretStore> desktop() { return nullptr; }

} // namespace meridian::keychain

#endif
