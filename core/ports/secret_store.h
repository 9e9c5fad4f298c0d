// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/credential.h"
#include "base/result.h"

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace meridian::ports {

/// That a place has a credential, without the secret.
struct SecretTrace {
  enum class Place { Keychain, Environment, File, Docker } place = Place::Keychain;
  std::string user; ///< empty where it is a token
};

/// A place that keeps credentials by name (fleet file key `credential`) or by registry host. Any thread.
class SecretStore {
public:
  virtual ~SecretStore() = default;
  /// For messages: "keychain", "environment", "file /home/x/.config/meridian/credentials".
  [[nodiscard]] virtual std::string place() const = 0;
  /// nullopt: this store has no such entry (or is not there at all). Errors: IoFailed, Denied (file open to others).
  [[nodiscard]] virtual base::Result<std::optional<auth::Credential>> find(std::string_view name,
                                                                           std::string_view host,
                                                                           std::stop_token stop) = 0;
  /// Unsupported for read-only places.
  [[nodiscard]] virtual base::Result<void> put(std::string_view name, const auth::Credential& credential,
                                               std::stop_token stop) = 0;
  [[nodiscard]] virtual base::Result<void> erase(std::string_view name, std::stop_token stop) = 0;
  /// Which places have what find() would give, the first that it would take first. Errors: as find().
  [[nodiscard]] virtual base::Result<std::vector<SecretTrace>> traces(std::string_view name, std::string_view host,
                                                                      std::stop_token stop) {
    auto found = find(name, host, std::move(stop));
    if (!found) return base::pass(std::move(found));
    if (!*found) return std::vector<SecretTrace>{};
    return std::vector<SecretTrace>{{kind(), (*found)->user}};
  }

protected:
  [[nodiscard]] virtual SecretTrace::Place kind() const { return SecretTrace::Place::Keychain; }
};

} // namespace meridian::ports
