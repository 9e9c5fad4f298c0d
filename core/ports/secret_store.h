// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/credential.h"
#include "base/result.h"

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace meridian::ports {

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
};

} // namespace meridian::ports
