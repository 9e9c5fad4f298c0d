// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/secret_store.h"

#include <QObject>

#include <functional>
#include <memory>

namespace meridian::test {

/// What every writable adapter of the secret store port must do. `make` gives a store without the entries
/// "contract-a" and "contract-b".
class SecretStoreContract : public QObject {
  Q_OBJECT
public:
  explicit SecretStoreContract(std::function<std::shared_ptr<ports::SecretStore>()> make)
      : m_make(std::move(make)) {}

private slots:
  void init() { m_store = m_make(); }
  void cleanup();
  void namesItsPlace();
  void hasNothingAtFirst();
  void keepsWhatItIsGiven_data();
  void keepsWhatItIsGiven();
  void replaces();
  void erases();
  void namesAreExact();
  void servesManyThreads();

private:
  std::function<std::shared_ptr<ports::SecretStore>()> m_make;
  std::shared_ptr<ports::SecretStore> m_store;
};

} // namespace meridian::test
