// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <optional>
#include <string>

// What a registry shows of itself to somebody who has not logged in.
namespace meridian::ports {

/// Certificates of a TLS handshake. Nothing was sent after it.
struct ShownCertificates {
  std::string pem;                     ///< all, as sent: the server's own first
  std::optional<base::Error> distrust; ///< why the system's store does not trust them for that host name
};

/// Which registry it is, for people: nothing depends on it.
struct RegistryProduct {
  /// distribution, harbor, zot, quay, ecr, acr, gar, ghcr, dockerhub, gitea, gitlab, artifactory, nexus, unknown
  std::string name = "unknown";
  std::string text; ///< "Harbor", "zot 2.1.2"; what the server calls itself where the product is unknown, or empty
  std::string auth; ///< how it asks for a login: "none", "basic", "bearer"; empty: not known
};

} // namespace meridian::ports
