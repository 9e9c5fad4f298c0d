// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/secret_store.h"

namespace meridian::disk {

/// MERIDIAN_CREDENTIAL_<NAME>=user:password, the name in upper case with "_" for "-" and ".". A user of
/// "<token>" makes the rest a refresh token, as in docker's helpers. Read-only.
class EnvironmentSecrets final : public ports::SecretStore {
public:
  [[nodiscard]] std::string place() const override { return "environment"; }
  /// ConfigInvalid when the variable is there without a colon.
  base::Result<std::optional<auth::Credential>> find(std::string_view name, std::string_view host,
                                                     std::stop_token stop) override;
  base::Result<void> put(std::string_view name, const auth::Credential& credential,
                         std::stop_token stop) override;
  base::Result<void> erase(std::string_view name, std::stop_token stop) override;

  /// Name of the variable; empty for names that no variable can have.
  [[nodiscard]] static std::string variable(std::string_view name);
  /// "user:password" or "<token>:..."; nullopt for anything else.
  [[nodiscard]] static std::optional<auth::Credential> parse(std::string_view text);

protected:
  [[nodiscard]] ports::SecretTrace::Place kind() const override { return ports::SecretTrace::Place::Environment; }
};

} // namespace meridian::disk
