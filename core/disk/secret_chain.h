// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/secret_store.h"

#include <memory>
#include <vector>

namespace meridian::disk {

/// Several places, asked in order.
class SecretChain final : public ports::SecretStore {
public:
  explicit SecretChain(std::vector<std::shared_ptr<ports::SecretStore>> places)
      : m_places(std::move(places)) {}
  /// The product's order: keychain (where there is one; may be null), environment, the 0600 file, docker's
  /// config.
  [[nodiscard]] static std::shared_ptr<SecretChain> standard(std::shared_ptr<ports::SecretStore> keychain);

  /// "keychain, environment, file ..., docker's ...".
  [[nodiscard]] std::string place() const override;
  /// The first that has it. When none has it, the first error on the way, so that a file open to others is
  /// not passed over in silence.
  base::Result<std::optional<auth::Credential>> find(std::string_view name, std::string_view host,
                                                     std::stop_token stop) override;
  /// Into the first place that can keep it.
  base::Result<void> put(std::string_view name, const auth::Credential& credential,
                         std::stop_token stop) override;
  /// As put(), and says which place() it was.
  [[nodiscard]] base::Result<std::string> store(std::string_view name, const auth::Credential& credential,
                                                std::stop_token stop);
  /// From all places that can be written.
  base::Result<void> erase(std::string_view name, std::stop_token stop) override;
  /// Of all places. One that fails hides none of the others; its error comes where there is nothing else.
  base::Result<std::vector<ports::SecretTrace>> traces(std::string_view name, std::string_view host,
                                                       std::stop_token stop) override;

  /// Each by itself, in order.
  [[nodiscard]] const std::vector<std::shared_ptr<ports::SecretStore>>& places() const { return m_places; }

private:
  const std::vector<std::shared_ptr<ports::SecretStore>> m_places;
};

} // namespace meridian::disk
