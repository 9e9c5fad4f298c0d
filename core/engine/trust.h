// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <string>
#include <vector>

namespace meridian::engine {

/// What a server shows of itself in the TLS handshake, for an operator who has to decide whether to trust it.
struct ServerCertificate {
  struct Link {
    std::string subject, issuer; ///< "CN=Example CA, O=Example"
    std::string fingerprint;     ///< SHA-256 of the DER bytes, "AB:CD:..." (32 pairs)
    base::Timestamp not_before{}, not_after{};
    std::vector<std::string> names; ///< subject alternative names
    std::string pem;
  };
  /// As sent: the server's own first. The last is what to keep in order to trust this server: its CA where that is sent,
  /// else the nearest to it, which works as well.
  std::vector<Link> chain;
  bool trusted = false;    ///< by the system's store, for that host name
  std::string problem;     ///< why it is not, in the TLS library's words
};

/// Where a credential for a registry would come from, without the secret. It was kept for that very host.
struct CredentialHint {
  enum class Source { Keychain, Environment, File, Docker } source = Source::Docker;
  std::string name; ///< of the entry, as a region's `credential` names it; empty for docker's config
  std::string user; ///< empty where it is a token
};

} // namespace meridian::engine
