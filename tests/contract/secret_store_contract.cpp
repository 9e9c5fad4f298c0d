// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/secret_store_contract.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

namespace meridian::test {

namespace {
constexpr const char* kA = "contract-a";
constexpr const char* kB = "contract-b";
constexpr const char* kHost = "registry.example";
const std::stop_token kNever;

QString words(const base::Result<void>& result) {
  return result ? QString() : QString::fromStdString(result.error().text());
}
} // namespace

void SecretStoreContract::cleanup() {
  for (const char* name : {kA, kB})
    (void)m_store->erase(name, kNever);
}

void SecretStoreContract::namesItsPlace() {
  QVERIFY(!m_store->place().empty());
}

void SecretStoreContract::hasNothingAtFirst() {
  const auto found = m_store->find(kA, kHost, kNever);
  QVERIFY2(found, found ? "" : found.error().message.c_str());
  QVERIFY(!found->has_value());
}

void SecretStoreContract::keepsWhatItIsGiven_data() {
  QTest::addColumn<QString>("user");
  QTest::addColumn<QString>("password");
  QTest::addColumn<QString>("token");
  QTest::newRow("user and password") << "me"
                                     << "hunter2"
                                     << "";
  QTest::newRow("no password") << "me"
                               << ""
                               << "";
  QTest::newRow("colons, quotes, other scripts") << "robot$a:b"
                                                 << "p\"':\\ 密码\n"
                                                 << "";
  QTest::newRow("refresh token") << ""
                                 << ""
                                 << "eyJ.a.b";
  QTest::newRow("long") << "me" << QString(4096, 'x') << "";
}

void SecretStoreContract::keepsWhatItIsGiven() {
  QFETCH(QString, user);
  QFETCH(QString, password);
  QFETCH(QString, token);
  const auto put =
      m_store->put(kA, {user.toStdString(), password.toStdString(), token.toStdString()}, kNever);
  QVERIFY2(put, qPrintable(words(put)));
  const auto found = m_store->find(kA, kHost, kNever);
  QVERIFY2(found, found ? "" : found.error().message.c_str());
  QVERIFY(found->has_value());
  QCOMPARE(QString::fromStdString((*found)->user), user);
  QCOMPARE(QString::fromStdString((*found)->password), password);
  QCOMPARE(QString::fromStdString((*found)->identity_token), token);
}

void SecretStoreContract::replaces() {
  QVERIFY(m_store->put(kA, {"old", "1", {}}, kNever));
  QVERIFY(m_store->put(kA, {"new", "2", {}}, kNever));
  QCOMPARE((*m_store->find(kA, kHost, kNever))->user, std::string("new"));
}

void SecretStoreContract::erases() {
  QVERIFY(m_store->put(kA, {"a", "1", {}}, kNever));
  QVERIFY(m_store->put(kB, {"b", "2", {}}, kNever));
  const auto erased = m_store->erase(kA, kNever);
  QVERIFY2(erased, qPrintable(words(erased)));
  QVERIFY(!m_store->find(kA, kHost, kNever)->has_value());
  QVERIFY(m_store->find(kB, kHost, kNever)->has_value());
  const auto again = m_store->erase(kA, kNever); // nothing there is no error
  QVERIFY2(again, qPrintable(words(again)));
}

void SecretStoreContract::namesAreExact() {
  QVERIFY(m_store->put(kA, {"a", "1", {}}, kNever));
  for (const char* other : {"contract", "contract-", "CONTRACT-A", "contract-a ", ""})
    QVERIFY2(!m_store->find(other, kHost, kNever)->has_value(), other);
}

void SecretStoreContract::servesManyThreads() {
  QVERIFY(m_store->put(kB, {"b", "0", {}}, kNever));
  std::atomic<int> failures{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 10; ++i) {
        const auto found = m_store->find(kB, kHost, kNever);
        bool good = found && found->has_value() && (*found)->user == "b";
        if (t == 0) good = good && m_store->put(kA, {"a", std::to_string(i), {}}, kNever).has_value();
        if (!good) ++failures;
      }
    });
  for (auto& thread : threads)
    thread.join();
  QCOMPARE(failures.load(), 0);
  QCOMPARE((*m_store->find(kA, kHost, kNever))->password, std::string("9"));
}

} // namespace meridian::test
