// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory/secret_store.h"

namespace meridian::memory {

base::Result<std::optional<auth::Credential>> SecretStore::find(std::string_view name, std::string_view,
                                                                std::stop_token) {
  const std::lock_guard lock(m_mutex);
  const auto found = m_credentials.find(name);
  return found == m_credentials.end() ? std::optional<auth::Credential>() : std::optional(found->second);
}

base::Result<void> SecretStore::put(std::string_view name, const auth::Credential& credential,
                                    std::stop_token) {
  const std::lock_guard lock(m_mutex);
  m_credentials.insert_or_assign(std::string(name), credential);
  return {};
}

base::Result<void> SecretStore::erase(std::string_view name, std::stop_token) {
  const std::lock_guard lock(m_mutex);
  if (const auto found = m_credentials.find(name); found != m_credentials.end()) m_credentials.erase(found);
  return {};
}

} // namespace meridian::memory
