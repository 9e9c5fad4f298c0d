// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/credential.h"
#include "base/result.h"
#include "base/retry_policy.h"
#include "base/units.h"
#include "ports/gate.h"
#include "ports/http.h"
#include "ports/registry_profile.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace meridian::distribution {

/// Where a credential comes from. Asked at the first 401 and again after a refused one (short-lived
/// passwords), from the calling thread of an operation, never twice at once. nullopt: go on anonymously.
using CredentialSource = std::function<base::Result<std::optional<auth::Credential>>(std::stop_token)>;

/// How to reach one registry with one identity.
struct ClientOptions {
  std::string url; ///< http(s)://host[:port][/prefix]
  ports::HttpRoute route;
  base::RetryPolicy retry;
  CredentialSource credential; ///< may be empty: anonymous
  std::string user_agent = "meridian/0.1";
  std::string client_id = "meridian"; ///< what a token server is told (token.md)
  int tags_page = 1000;               ///< n= of a tag listing; 0 = do not ask
  int catalogue_page = 500;           ///< n= of the catalogue
  /// Blobs up to this size go in one PUT after the POST instead of PATCH and PUT, out of memory.
  base::ByteCount small_blob{64 * 1024};
  ports::RegistryProfile profile;             ///< what an earlier probe found; default: nothing is known
  std::shared_ptr<ports::RequestGate> gate;   ///< asked before each request; may be null
  /// Told before each wait: after which error, and how long. May be empty.
  base::RetryNotice notice;
};

} // namespace meridian::distribution
