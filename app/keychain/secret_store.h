// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/secret_store.h"

#include <chrono>
#include <mutex>
#include <string>

namespace meridian::keychain {

/// The desktop's keychain. Calls wait for it, which includes the time that a person takes to unlock it; they
/// end on stop and after `patience` (Timeout). Any thread.
class SecretStore final : public ports::SecretStore {
public:
  explicit SecretStore(std::string service = "meridian",
                       std::chrono::milliseconds patience = std::chrono::minutes(2))
      : m_service(std::move(service)), m_patience(patience) {}

  [[nodiscard]] std::string place() const override { return "keychain"; }
  /// Unsupported with the reason where there is no keychain. Reads a made-up entry; a good answer is
  /// remembered, a bad one for half a minute.
  [[nodiscard]] base::Result<void> available(std::stop_token stop);

  /// nullopt also where there is no keychain. Errors: Denied (locked, or refused by the user), IoFailed,
  /// ParseFailed (an entry that another program wrote), Timeout, Cancelled.
  base::Result<std::optional<auth::Credential>> find(std::string_view name, std::string_view host,
                                                     std::stop_token stop) override;
  /// Unsupported also where it is locked and nobody can be asked because there is no display.
  base::Result<void> put(std::string_view name, const auth::Credential& credential,
                         std::stop_token stop) override;
  base::Result<void> erase(std::string_view name, std::stop_token stop) override;

private:
  const std::string m_service;
  const std::chrono::milliseconds m_patience;
  std::mutex m_mutex;
  bool m_known_good = false;
  std::string m_absent; ///< why there is none, since m_asked
  std::chrono::steady_clock::time_point m_asked{};
};

} // namespace meridian::keychain
