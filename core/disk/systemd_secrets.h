// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/secret_store.h"

#include <filesystem>

namespace meridian::disk {

/// Credentials that the service manager hands to its service: files of $CREDENTIALS_DIRECTORY, each "user:password" in
/// one line ("<token>:..." as in EnvironmentSecrets). Asked for "fra" it looks for "fra" (LoadCredential=fra:...),
/// "credentials_fra" (LoadCredential=credentials:FOLDER) and "meridian.fra" (ImportCredential=meridian.*). Read-only.
/// https://systemd.io/CREDENTIALS/
class SystemdSecrets final : public ports::SecretStore {
public:
  explicit SystemdSecrets(std::filesystem::path folder) : m_folder(std::move(folder)) {}
  /// $CREDENTIALS_DIRECTORY; empty where nobody handed any.
  [[nodiscard]] static std::filesystem::path defaultFolder();

  [[nodiscard]] std::string place() const override { return "the service manager's credentials"; }
  /// Errors: ConfigInvalid (not user:password), Denied, IoFailed.
  base::Result<std::optional<auth::Credential>> find(std::string_view name, std::string_view host,
                                                     std::stop_token stop) override;
  base::Result<void> put(std::string_view name, const auth::Credential& credential,
                         std::stop_token stop) override;
  base::Result<void> erase(std::string_view name, std::stop_token stop) override;

protected:
  [[nodiscard]] ports::SecretTrace::Place kind() const override { return ports::SecretTrace::Place::Environment; }

private:
  const std::filesystem::path m_folder;
};

} // namespace meridian::disk
