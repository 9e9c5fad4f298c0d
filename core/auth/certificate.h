// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"

#include <string>
#include <string_view>
#include <vector>

namespace meridian::auth {

/// An X.509 certificate as people compare it. Its signature is not checked.
struct Certificate {
  std::string subject, issuer; ///< "CN=Example CA, O=Example"; what could be read as a separator is escaped
  std::string fingerprint;     ///< SHA-256 of the DER bytes: "AB:CD:...", 32 pairs
  base::Timestamp not_before{}, not_after{};
  std::vector<std::string> names; ///< subject alternative names: hosts and addresses, at most 100
  std::string pem;
  bool authority = false; ///< may sign others
};

/// All certificates of a PEM text, in its order; what is none (keys, words) is left out. Errors: NotFound (none in it),
/// ParseFailed (one is damaged; the text is larger than 1 MiB).
[[nodiscard]] base::Result<std::vector<Certificate>> parseCertificates(std::string_view pem);

} // namespace meridian::auth
