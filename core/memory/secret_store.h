// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/secret_store.h"

#include <map>
#include <mutex>

namespace meridian::memory {

/// Credentials that end with the object: for the offline console and tests. Asked by name only.
class SecretStore final : public ports::SecretStore {
public:
  [[nodiscard]] std::string place() const override { return "memory"; }
  base::Result<std::optional<auth::Credential>> find(std::string_view name, std::string_view host,
                                                     std::stop_token stop) override;
  base::Result<void> put(std::string_view name, const auth::Credential& credential,
                         std::stop_token stop) override;
  base::Result<void> erase(std::string_view name, std::stop_token stop) override;

private:
  std::mutex m_mutex;
  std::map<std::string, auth::Credential, std::less<>> m_credentials;
};

} // namespace meridian::memory
