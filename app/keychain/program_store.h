// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keychain/wire.h"
#include "ports/secret_store.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>

namespace meridian::keychain {

/// The desktop's keychain by way of the program meridian-keychain, which is asked over a socket that it inherits: the
/// programs for servers then need no toolkit, and a secret is in no argv, environment or file. Any thread.
class ProgramStore final : public ports::SecretStore {
public:
  explicit ProgramStore(std::filesystem::path program, std::chrono::milliseconds patience = std::chrono::seconds(130))
      : m_program(std::move(program)), m_patience(patience) {}

  [[nodiscard]] std::string place() const override { return "keychain"; }
  /// As of keychain::SecretStore; a keychain that was not there is asked again after half a minute.
  base::Result<std::optional<auth::Credential>> find(std::string_view name, std::string_view host,
                                                     std::stop_token stop) override;
  base::Result<void> put(std::string_view name, const auth::Credential& credential, std::stop_token stop) override;
  base::Result<void> erase(std::string_view name, std::stop_token stop) override;

private:
  Answer ask(const Question& question, const std::stop_token& stop) const;
  const std::filesystem::path m_program;
  const std::chrono::milliseconds m_patience;
  std::mutex m_mutex;
  std::chrono::steady_clock::time_point m_absent_until{};
};

/// The keychain of the session that this program runs in; null where there is no session bus to reach it by, where
/// meridian-keychain is not installed, and with MERIDIAN_KEYCHAIN=off.
[[nodiscard]] std::shared_ptr<ports::SecretStore> byProgram();

} // namespace meridian::keychain
