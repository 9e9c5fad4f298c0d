// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk/docker_secrets.h"
#include "disk/environment_secrets.h"
#include "disk/file_secrets.h"
#include "disk/secret_chain.h"
#include "disk/systemd_secrets.h"
#include "memory/secret_store.h"
#include "support/process.h"

#include <QTest>
#include <sys/stat.h>

using namespace meridian;
using base::Errc;
namespace fs = std::filesystem;

namespace {
const std::stop_token kNever;

QString pair(const base::Result<std::optional<auth::Credential>>& found) {
  if (!found) return "error: " + QString::fromStdString(found.error().text());
  if (!found->has_value()) return "none";
  return QString::fromStdString((*found)->user + ":" + (*found)->password + ":" + (*found)->identity_token);
}

/// A helper program in `folder`, as docker-credential-helpers behave.
void installHelper(const fs::path& folder, const std::string& name, const std::string& script) {
  const auto file = folder / ("docker-credential-" + name);
  QVERIFY(test::writeFile(file, "#!/bin/sh\n" + script));
  QVERIFY(::chmod(file.c_str(), 0700) == 0);
}

/// Can be read, cannot be written, or fails.
class Broken final : public ports::SecretStore {
public:
  [[nodiscard]] std::string place() const override { return "broken"; }
  base::Result<std::optional<auth::Credential>> find(std::string_view, std::string_view,
                                                     std::stop_token) override {
    return base::fail(Errc::Denied, "locked");
  }
  base::Result<void> put(std::string_view, const auth::Credential&, std::stop_token) override {
    return base::fail(Errc::Unsupported, "no keychain here");
  }
  base::Result<void> erase(std::string_view, std::stop_token) override {
    return base::fail(Errc::Unsupported, "no keychain here");
  }
};
} // namespace

class SecretsTest : public QObject {
  Q_OBJECT

private slots:
  void systemd_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* title, const char* file, const char* text, const char* name, const char* expected) {
      QTest::newRow(title) << QString(file) << QByteArray(text) << name << expected;
    };
    row("by its name", "fra", "me:pw", "fra", "me:pw:");
    row("out of a folder", "credentials_fra", "me:pw\n", "fra", "me:pw:");
    row("imported", "meridian.fra", "me:pw\r\n", "fra", "me:pw:");
    row("refresh token", "fra", "<token>:abc\n", "fra", "::abc");
    row("a password that ends in a blank", "fra", "me:pw \n", "fra", "me:pw :");
    row("other name", "fra", "me:pw", "tyo", "none");
    row("no name", "fra", "me:pw", "", "none");
    row("a way out", "fra", "me:pw", "../fra", "none");
    row("the folder itself", "fra", "me:pw", ".", "none");
    row("no colon", "fra", "hunter2", "fra", "error: the service's credential fra is not of the form user:password");
    row("empty", "fra", "", "fra", "error: the service's credential fra is not of the form user:password");
  }
  void systemd() {
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    QFETCH(QString, name);
    const test::TemporaryFolder folder;
    QVERIFY(test::writeFile(folder.file(file.toStdString()), text.toStdString()));
    disk::SystemdSecrets secrets(folder.path());
    QTEST(pair(secrets.find(name.toStdString(), "registry.example.com", kNever)), "expected");
    QVERIFY(!secrets.put("fra", {}, kNever) && !secrets.erase("fra", kNever));
  }
  void systemdHandsThemInTheEnvironment() {
    const test::TemporaryFolder folder;
    QVERIFY(test::writeFile(folder.file("credentials_only-there"), "me:pw\n"));
    qputenv("CREDENTIALS_DIRECTORY", folder.path().c_str());
    const auto chain = disk::SecretChain::standard(nullptr);
    qunsetenv("CREDENTIALS_DIRECTORY");
    QCOMPARE(pair(chain->find("only-there", {}, kNever)), QString("me:pw:"));
    QCOMPARE(pair(disk::SystemdSecrets({}).find("only-there", {}, kNever)), QString("none"));
  }
  void environment_data() {
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* title, const char* variable, const char* value, const char* name,
                        const char* expected) {
      QTest::newRow(title) << QByteArray(variable) << QByteArray(value) << name << expected;
    };
    row("plain", "MERIDIAN_CREDENTIAL_FRA", "me:pw", "fra", "me:pw:");
    row("dash and dot", "MERIDIAN_CREDENTIAL_EU_WEST_1", "me:pw", "eu-west.1", "me:pw:");
    row("colons in the password", "MERIDIAN_CREDENTIAL_FRA", "me:p:w:", "fra", "me:p:w::");
    row("no password", "MERIDIAN_CREDENTIAL_FRA", "me:", "fra", "me::");
    row("refresh token", "MERIDIAN_CREDENTIAL_FRA", "<token>:abc", "fra", "::abc");
    row("other name", "MERIDIAN_CREDENTIAL_FRA", "me:pw", "tyo", "none");
    row("no name", "MERIDIAN_CREDENTIAL_", "me:pw", "", "none");
    row("name that no variable has", "MERIDIAN_CREDENTIAL_A", "me:pw", "a b", "none");
    row("no colon", "MERIDIAN_CREDENTIAL_FRA", "hunter2", "fra",
        "error: the environment variable MERIDIAN_CREDENTIAL_FRA is not of the form user:password");
    row("no user", "MERIDIAN_CREDENTIAL_FRA", ":hunter2", "fra",
        "error: the environment variable MERIDIAN_CREDENTIAL_FRA is not of the form user:password");
  }
  void environment() {
    QFETCH(QByteArray, variable);
    QFETCH(QByteArray, value);
    QFETCH(QString, name);
    qputenv(variable, value);
    disk::EnvironmentSecrets secrets;
    QTEST(pair(secrets.find(name.toStdString(), "", kNever)), "expected");
    qunsetenv(variable);
    QCOMPARE(secrets.put("fra", {"a", "b", {}}, kNever).error().code, Errc::Unsupported);
  }

  void fileIsPrivate() {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "meridian" / "credentials.json";
    disk::FileSecrets secrets(file);
    QCOMPARE(pair(secrets.find("fra", "", kNever)), QString("none"));
    QVERIFY(!fs::exists(file));
    QVERIFY(secrets.put("fra", {"me", "hunter2", {}}, kNever));
    struct stat info {};
    QVERIFY(::stat(file.c_str(), &info) == 0);
    QCOMPARE(info.st_mode & 07777u, 0600u);
    QVERIFY(::chmod(file.c_str(), 0640) == 0);
    const auto refused = secrets.find("fra", "", kNever);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Errc::Denied);
    QVERIFY(refused.error().message.find("chmod 600 " + file.string()) != std::string::npos);
    QCOMPARE(secrets.put("tyo", {"me", "pw", {}}, kNever).error().code, Errc::Denied);
    QVERIFY(::chmod(file.c_str(), 0400) == 0);
    QCOMPARE(pair(secrets.find("fra", "", kNever)), QString("me:hunter2:"));
    QCOMPARE(secrets.put("", {"me", "pw", {}}, kNever).error().code, Errc::ConfigInvalid);
    QCOMPARE(secrets.put("x", {}, kNever).error().code, Errc::ConfigInvalid);
  }

  void brokenFiles_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("fra hunter2");
    QTest::newRow("list") << QByteArray("[\"hunter2\"]");
    QTest::newRow("other version") << QByteArray("{\"version\": 2, \"credentials\": {}}");
    QTest::newRow("no credentials") << QByteArray("{\"version\": 1}");
    QTest::newRow("entry as text") << QByteArray(
        "{\"version\": 1, \"credentials\": {\"fra\": \"me:hunter2\"}}");
    QTest::newRow("password as number")
        << QByteArray("{\"version\": 1, \"credentials\": {\"fra\": {\"user\": \"a\", \"password\": 2}}}");
    QTest::newRow("nothing in it") << QByteArray("{\"version\": 1, \"credentials\": {\"fra\": {}}}");
    QTest::newRow("deep") << QByteArray(1000, '[');
  }
  void brokenFiles() {
    QFETCH(QByteArray, text);
    const test::TemporaryFolder folder;
    const auto file = folder.file("c.json");
    QVERIFY(test::writeFile(file, text.toStdString()));
    QVERIFY(::chmod(file.c_str(), 0600) == 0);
    disk::FileSecrets secrets(file);
    const auto found = secrets.find("fra", "", kNever);
    QVERIFY(!found);
    QCOMPARE(found.error().code, Errc::ConfigInvalid);
    QVERIFY(found.error().message.find("hunter2") == std::string::npos);
    QVERIFY(!secrets.put("tyo", {"a", "b", {}}, kNever)); // what cannot be read is not written over
    QCOMPARE(test::readFile(file), text.toStdString());
  }

  void docker_data() {
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("expected"); // starts with
    const auto row = [](const char* title, const char* config, const char* host, const char* expected) {
      QTest::newRow(title) << QByteArray(config) << host << expected;
    };
    // "bWU6cHc=" is me:pw
    row("auths", "{\"auths\": {\"r.example\": {\"auth\": \"bWU6cHc=\"}}}", "r.example", "me:pw:");
    row("port counts", "{\"auths\": {\"r.example:5000\": {\"auth\": \"bWU6cHc=\"}}}", "r.example", "none");
    row("Docker Hub", "{\"auths\": {\"https://index.docker.io/v1/\": {\"auth\": \"bWU6cHc=\"}}}",
        "registry-1.docker.io", "me:pw:");
    row("helper of the host", "{\"credHelpers\": {\"r.example\": \"good\"}}", "r.example",
        "helped:r.example:");
    row("helper, Docker Hub", "{\"credHelpers\": {\"docker.io\": \"good\"}}", "docker.io",
        "helped:https://index.docker.io/v1/:");
    row("helper for all", "{\"credsStore\": \"good\"}", "r.example:5000", "helped:r.example:5000:");
    row("helper with a token", "{\"credsStore\": \"token\"}", "r.example", "::tok");
    row("helper without the entry", "{\"credsStore\": \"empty\"}", "r.example", "none");
    row("helper without the entry, then auths",
        "{\"credsStore\": \"empty\", \"auths\": {\"r.example\": {\"auth\": \"bWU6cHc=\"}}}", "r.example",
        "me:pw:");
    row("helper for all is missing", "{\"credsStore\": \"absent\"}", "r.example", "none");
    row("helper of the host is missing", "{\"credHelpers\": {\"r.example\": \"absent\"}}", "r.example",
        "error: reading docker's credentials for r.example: the program docker-credential-absent is not "
        "installed");
    row("helper fails", "{\"credsStore\": \"fails\"}", "r.example",
        "error: docker-credential-fails failed with status 3: \"the vault is locked\"");
    row("helper answers nonsense", "{\"credsStore\": \"nonsense\"}", "r.example",
        "error: docker-credential-nonsense: ");
    row("helper hangs", "{\"credsStore\": \"hangs\"}", "r.example",
        "error: reading docker's credentials for r.example: docker-credential-hangs did not answer in time");
    row("helper elsewhere", "{\"credsStore\": \"../../evil\"}", "r.example", "error: ");
    row("no config", "nonsense", "r.example", "error: ");
    row("no host", "{\"credsStore\": \"good\"}", "", "none");
  }
  void docker() {
    QFETCH(QByteArray, config);
    QFETCH(QString, host);
    QFETCH(QString, expected);
    const test::TemporaryFolder folder;
    installHelper(folder.path(), "good",
                  "read host; echo \"{\\\"Username\\\":\\\"helped\\\",\\\"Secret\\\":\\\"$host\\\"}\"");
    installHelper(folder.path(), "token",
                  "cat >/dev/null; echo '{\"Username\":\"<token>\",\"Secret\":\"tok\"}'");
    installHelper(folder.path(), "empty", "echo 'credentials not found in native keychain'; exit 1");
    installHelper(folder.path(), "fails", "echo 'the vault is locked'; exit 3");
    installHelper(folder.path(), "nonsense", "echo hunter2");
    installHelper(folder.path(), "hangs", "exec sleep 1000");
    const auto path = qgetenv("PATH");
    qputenv("PATH", QByteArray::fromStdString(folder.path().string()) + ":" + path);
    const auto file = folder.file("config.json");
    QVERIFY(test::writeFile(file, config.toStdString()));
    const bool hangs = config.contains("hangs");
    disk::DockerSecrets secrets(file, hangs ? std::chrono::milliseconds(200) : std::chrono::seconds(60));
    const auto got = pair(secrets.find("", host.toStdString(), kNever));
    qputenv("PATH", path);
    QVERIFY2(got.startsWith(expected), qPrintable(got));
    QVERIFY(!got.contains("hunter2"));
  }

  void dockerWithoutConfig() {
    const test::TemporaryFolder folder;
    disk::DockerSecrets secrets(folder.file("none.json"));
    QCOMPARE(pair(secrets.find("", "r.example", kNever)), QString("none"));
    QCOMPARE(secrets.put("a", {"a", "b", {}}, kNever).error().code, Errc::Unsupported);
    qputenv("DOCKER_CONFIG", "/somewhere");
    QCOMPARE(disk::DockerSecrets::defaultFile(), fs::path("/somewhere/config.json"));
    qunsetenv("DOCKER_CONFIG");
    qputenv("HOME", "/home/someone");
    QCOMPARE(disk::DockerSecrets::defaultFile(), fs::path("/home/someone/.docker/config.json"));
  }

  void chainAsksInOrder() {
    const auto first = std::make_shared<memory::SecretStore>(),
               second = std::make_shared<memory::SecretStore>();
    QVERIFY(second->put("a", {"second", "", {}}, kNever));
    disk::SecretChain chain({first, std::make_shared<Broken>(), second});
    QCOMPARE(chain.place(), std::string("memory, broken, memory"));
    QCOMPARE(pair(chain.find("a", "", kNever)), QString("second::"));
    QVERIFY(first->put("a", {"first", "", {}}, kNever));
    QCOMPARE(pair(chain.find("a", "", kNever)), QString("first::"));
    QCOMPARE(pair(chain.find("b", "", kNever)), QString("error: locked")); // nobody has it: the error is told
    QVERIFY(chain.erase("a", kNever));
    QCOMPARE(pair(second->find("a", "", kNever)), QString("none"));
  }

  void chainStoresInTheFirstPlaceThatCan() {
    const auto store = std::make_shared<memory::SecretStore>();
    disk::SecretChain chain({std::make_shared<Broken>(), store});
    QCOMPARE(*chain.store("a", {"me", "pw", {}}, kNever), std::string("memory"));
    QCOMPARE(pair(store->find("a", "", kNever)), QString("me:pw:"));
    disk::SecretChain hopeless({std::make_shared<Broken>()});
    const auto refused = hopeless.store("a", {"me", "hunter2", {}}, kNever);
    QCOMPARE(refused.error().code, Errc::Unsupported);
    QVERIFY(refused.error().message.find("no keychain here") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(SecretsTest)
#include "secrets_test.moc"
