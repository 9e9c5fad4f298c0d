// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <chrono> otherwise

#include "base/clock.h"
#include "contract/registry_contract.h"
#include "memory/registry.h"

using namespace meridian;

namespace {

class InMemory final : public test::RegistryUnderTest {
public:
  explicit InMemory(bool deletes = true) {
    memory::RegistryOptions options;
    options.page_size = 2;
    options.deletes = deletes;
    m_registry = std::make_unique<memory::Registry>(m_clock, options);
  }
  ports::Registry& registry() override { return *m_registry; }
  bool hasReferrersApi() const override { return true; }

private:
  base::SystemClock m_clock;
  std::unique_ptr<memory::Registry> m_registry;
};

} // namespace

class RegistryMemoryTest : public test::RegistryContract {
  Q_OBJECT

protected:
  std::unique_ptr<test::RegistryUnderTest> make(std::string&) override {
    return std::make_unique<InMemory>();
  }

private slots:
  void deletesSwitchedOff() {
    m_under_test = std::make_unique<InMemory>(false);
    const auto image = pushImage("a", "1", "layer");
    checkRefusesDeletes(registry(), "a", image, "1");
  }
};

QTEST_APPLESS_MAIN(RegistryMemoryTest)
#include "registry_memory_test.moc"
