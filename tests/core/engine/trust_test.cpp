// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/base64.h"
#include "engine/engine.h"
#include "support/certificates.h"
#include "support/process.h"
#include "support/registry_process.h"

#include <QTest>

#include <sys/stat.h>

using namespace meridian;
using base::Errc;

namespace {

QString text(const std::vector<engine::CredentialHint>& hints) {
  static const char* const kSources[] = {"keychain", "environment", "file", "docker"};
  QStringList out;
  for (const auto& one : hints) out << QString("%1 %2 %3").arg(kSources[int(one.source)], QString::fromStdString(one.name), QString::fromStdString(one.user));
  return out.join("; ");
}

/// Remembers who was asked for.
class Keychain final : public ports::SecretStore {
public:
  [[nodiscard]] std::string place() const override { return "keychain"; }
  base::Result<std::optional<auth::Credential>> find(std::string_view name, std::string_view, std::stop_token) override {
    asked.emplace_back(name);
    if (name == "locked") return base::fail(Errc::Denied, "the keychain is locked");
    if (name == "fra") return std::optional(auth::Credential{"anna", "pw", {}});
    return std::optional<auth::Credential>();
  }
  base::Result<void> put(std::string_view, const auth::Credential&, std::stop_token) override { return base::fail(Errc::Unsupported, "no"); }
  base::Result<void> erase(std::string_view, std::stop_token) override { return {}; }
  std::vector<std::string> asked;
};

} // namespace

/// What a guided set-up asks, on a real engine: certificates, credentials, addresses, products.
class TrustTest : public QObject {
  Q_OBJECT

private slots:
  void init() {
    m_folder = std::make_unique<test::TemporaryFolder>();
    m_keychain = std::make_shared<Keychain>();
    qputenv("DOCKER_CONFIG", QByteArray::fromStdString(m_folder->path()));
    qputenv("XDG_CONFIG_HOME", QByteArray::fromStdString(m_folder->file("config")));
    engine::EngineOptions options;
    options.fleet_file = m_folder->file("fleet.json");
    options.state_dir = m_folder->file("state");
    options.keychain = m_keychain;
    options.new_fleet = true;
    auto opened = engine::Engine::open(std::move(options));
    QVERIFY2(opened, opened ? "" : opened.error().text().c_str());
    m_engine = std::move(*opened);
  }
  void cleanup() {
    m_engine.reset();
    for (const auto* name : {"DOCKER_CONFIG", "XDG_CONFIG_HOME", "MERIDIAN_CREDENTIAL_FRA", "MERIDIAN_CREDENTIAL_REGISTRY_TEST"}) qunsetenv(name);
  }

  /// From "who is that?" to a region that is trusted.
  void aPrivateCaIsShownKeptAndTrusted() {
    test::RegistryProcessOptions tls;
    tls.tls = true;
    const auto registry = test::RegistryProcess::start(tls);
    QVERIFY2(registry, registry ? "" : registry.error().text().c_str());
    engine::Region region{"fra", "Frankfurt", engine::Role::Primary, 50, 8, (*registry)->url(), {}, {}};
    const auto refused = m_engine->check(region, {}, {});
    QVERIFY(refused.error && refused.error->code == Errc::TlsUntrusted);
    QCOMPARE(refused.steps.back().kind, engine::CheckStep::Kind::Trust);
    QCOMPARE(refused.product, std::string("unknown")); // nobody knows who was spoken to

    const auto shown = m_engine->certificate(region.registry_url, {});
    QVERIFY2(shown, shown ? "" : shown.error().text().c_str());
    QVERIFY(!shown->trusted);
    QVERIFY2(shown->problem.find("unknown authority") != std::string::npos, shown->problem.c_str());
    QVERIFY(!shown->chain.empty());
    QVERIFY(shown->chain.front().names == std::vector<std::string>({"localhost", "127.0.0.1"}));
    QCOMPARE(shown->chain.front().fingerprint.size(), 95u);

    const auto kept = m_engine->keepCertificate("fra", shown->chain.back().pem);
    QVERIFY2(kept, kept ? "" : kept.error().text().c_str());
    QCOMPARE(*kept, m_folder->file("trust/fra.pem"));
    struct stat info {};
    QVERIFY(::stat(kept->c_str(), &info) == 0);
    QCOMPARE(int(info.st_mode & 0777), 0644);
    region.ca = *kept;
    const auto trusted = m_engine->check(region, {}, {});
    QVERIFY2(trusted.passed, trusted.steps.back().text.c_str());
    QCOMPARE(trusted.product, std::string("distribution"));
    QCOMPARE(trusted.steps[3].text, trusted.product_text);
  }

  void keepsOnlyCertificates() {
    const auto authority = test::Certificates::make(m_folder->path());
    QVERIFY(authority);
    const auto ca = test::readFile(authority->ca());
    auto key = authority->ca();
    key.replace(key.size() - 4, 4, ".key");
    const auto kept = m_engine->keepCertificate("fra", test::readFile(key) + ca);
    QVERIFY2(kept, kept ? "" : kept.error().text().c_str());
    QCOMPARE(test::readFile(*kept), ca);
    for (const auto* name : {"", "../fra", "a/b", ".hidden"}) {
      const auto refused = m_engine->keepCertificate(name, ca);
      QVERIFY2(!refused && refused.error().code == Errc::ConfigInvalid, name);
    }
    const auto none = m_engine->keepCertificate("fra", "hello");
    QVERIFY(!none && none.error().code == Errc::ConfigInvalid);
    QCOMPARE(test::readFile(*kept), ca);
  }

  void namesTheCredentialsForAHost_data() {
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("hints");
    QTest::newRow("a region's name, wherever it is kept; then docker's") << "https://registry.test" << "keychain fra anna; environment fra bob; environment registry.test eve; docker  dora";
    QTest::newRow("names of other registries are not offered") << "https://other.test" << "";
    QTest::newRow("another port is another registry") << "https://registry.test:5000" << "";
    QTest::newRow("a token has no user") << "https://tokens.test" << "docker  ";
  }
  void namesTheCredentialsForAHost() {
    QFETCH(QString, url);
    engine::Fleet fleet;
    fleet.regions = {{"fra", "Frankfurt", engine::Role::Primary, 50, 8, "https://registry.test/", "fra", {}},
                     {"tyo", "Tokyo", engine::Role::Replica, 35, 139, "https://tyo.test", "locked", {}}};
    QVERIFY(m_engine->replaceFleet(fleet));
    qputenv("MERIDIAN_CREDENTIAL_FRA", "bob:hunter2");
    qputenv("MERIDIAN_CREDENTIAL_REGISTRY_TEST", "eve:hunter2");
    QVERIFY(test::writeFile(m_folder->file("config.json"), R"({"auths":{"registry.test":{"auth":")" + auth::encodeBase64("dora:hunter2") +
                                                               R"("},"tokens.test":{"identitytoken":"hunter2"}}})"));
    const auto hints = m_engine->credentials(url.toStdString(), {});
    QVERIFY2(hints, hints ? "" : hints.error().text().c_str());
    QTEST(text(*hints), "hints");
  }

  void aPlaceThatFailsSaysSo() {
    engine::Fleet fleet;
    fleet.regions = {{"tyo", "Tokyo", engine::Role::Primary, 35, 139, "https://tyo.test", "locked", {}}};
    QVERIFY(m_engine->replaceFleet(fleet));
    const auto hints = m_engine->credentials("https://tyo.test", {});
    QVERIFY(!hints && hints.error().code == Errc::Denied);
    const auto no_url = m_engine->credentials("tyo.test", {});
    QVERIFY(!no_url && no_url.error().code == Errc::ConfigInvalid);
  }

  void aLoginThatIsMissingIsTold() {
    test::RegistryProcessOptions closed;
    closed.user = "me";
    closed.password = "pw";
    const auto registry = test::RegistryProcess::start(closed);
    QVERIFY2(registry, registry ? "" : registry.error().text().c_str());
    const engine::Region region{"fra", "Frankfurt", engine::Role::Primary, 50, 8, (*registry)->url(), {}, {}};
    const auto check = m_engine->check(region, {}, {});
    QVERIFY(check.error && check.error->code == Errc::Unauthorized);
    QCOMPARE(check.auth, std::string("basic"));
    QCOMPARE(check.product, std::string("distribution"));
    const auto typed = m_engine->check(region, auth::Credential{"me", "pw", {}}, {});
    QVERIFY(typed.passed);
    QCOMPARE(typed.auth, std::string("basic"));
  }

  void findsTheSchemeOfRealRegistries() {
    test::RegistryProcessOptions tls;
    tls.tls = true;
    for (const bool secure : {false, true}) {
      const auto registry = test::RegistryProcess::start(secure ? tls : test::RegistryProcessOptions{});
      QVERIFY2(registry, registry ? "" : registry.error().text().c_str());
      const auto url = (*registry)->url();
      const auto found = m_engine->findRegistry(url.substr(url.find("//") + 2) + "/v2/", {});
      QVERIFY2(found, found ? "" : found.error().text().c_str());
      QCOMPARE(*found, url);
    }
    QCOMPARE(m_keychain->asked.size(), 0u); // no credential goes anywhere
  }

private:
  std::unique_ptr<test::TemporaryFolder> m_folder;
  std::shared_ptr<Keychain> m_keychain;
  std::unique_ptr<engine::Engine> m_engine;
};

QTEST_GUILESS_MAIN(TrustTest)
#include "trust_test.moc"
