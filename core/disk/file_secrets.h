// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/secret_store.h"

#include <filesystem>
#include <mutex>

namespace meridian::disk {

/// A JSON file of credentials by name, mode 0600: {"version": 1, "credentials": {"fra": {"user": "...",
/// "password":
/// "..."}}}. It is plain text; it is refused (Denied, with the command that mends it) while others may read
/// it. Writes are atomic, and writers of several processes wait for each other.
class FileSecrets final : public ports::SecretStore {
public:
  explicit FileSecrets(std::filesystem::path file) : m_file(std::move(file)) {}
  /// $XDG_CONFIG_HOME/meridian/credentials.json
  [[nodiscard]] static std::filesystem::path defaultFile();

  [[nodiscard]] std::string place() const override { return "file " + m_file.string(); }
  /// Errors: Denied, IoFailed, ConfigInvalid (the file is not what this class writes).
  base::Result<std::optional<auth::Credential>> find(std::string_view name, std::string_view host,
                                                     std::stop_token stop) override;
  base::Result<void> put(std::string_view name, const auth::Credential& credential,
                         std::stop_token stop) override;
  base::Result<void> erase(std::string_view name, std::stop_token stop) override;

protected:
  [[nodiscard]] ports::SecretTrace::Place kind() const override { return ports::SecretTrace::Place::File; }

private:
  [[nodiscard]] base::Result<void> change(std::string_view name, const auth::Credential* credential);

  const std::filesystem::path m_file;
  std::mutex m_mutex;
};

} // namespace meridian::disk
