// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace meridian::keychain {

/// There is a session bus, and MERIDIAN_KEYCHAIN does not say "off".
[[nodiscard]] bool sessionMayHaveKeychain();

} // namespace meridian::keychain
