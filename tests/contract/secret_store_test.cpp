// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/secret_store_contract.h"
#include "disk/environment_secrets.h"
#include "disk/file_secrets.h"
#include "disk/secret_chain.h"
#include "memory/secret_store.h"
#include "support/process.h"

#include <QTest>

using namespace meridian;

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  const test::TemporaryFolder folder;
  const auto file = [&] {
    return std::make_shared<disk::FileSecrets>(folder.path() / "meridian" / "credentials.json");
  };
  int failed = 0;
  const auto run = [&](const char* name, std::function<std::shared_ptr<ports::SecretStore>()> make) {
    test::SecretStoreContract contract(std::move(make));
    contract.setObjectName(name);
    qInfo("adapter: %s", name);
    failed += QTest::qExec(&contract, argc, argv);
  };
  run("memory", [] { return std::make_shared<memory::SecretStore>(); });
  run("file", file);
  run("chain", [&] {
    return std::make_shared<disk::SecretChain>(std::vector<std::shared_ptr<ports::SecretStore>>{
        std::make_shared<disk::EnvironmentSecrets>(), file()});
  });
  return failed;
}
