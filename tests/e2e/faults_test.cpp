// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong in real life, and what the tool says: exit status, error code, and no tag written.
#include "e2e/ctl.h"

#include <QTest>

using namespace meridian;
using namespace std::chrono_literals;
using test::Ctl;
using test::RegistryProcess;
using test::RegistryProcessOptions;
using test::storedTags;
namespace fs = std::filesystem;

class E2eFaultsTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() {
    auto source = start();
    QVERIFY(source && test::makeCorpus(*source));
    m_wanted = storedTags(*source);
    m_source = std::move(source);
    auto target = start();
    QVERIFY(target);
    m_good = std::move(target);
  }

  void loginOverTlsFromAPrivateCa() {
    RegistryProcessOptions options;
    options.user = "robot";
    options.password = "s3cret:with-colon";
    options.tls = true;
    const auto target = start(options);
    QVERIFY(target);
    const auto sync = [&](const std::string& password, const std::string& ca) {
      Ctl ctl({{"fra", m_source->url(), {}, {}}, {"tyo", target->url(), ca, "robot"}});
      if (!password.empty()) ctl.environment("MERIDIAN_CREDENTIAL_ROBOT=robot:" + password);
      const auto result = ctl.run({"--json", "sync", "all"});
      return std::pair(result, QString("%1 %2").arg(result.status).arg(result.errors()));
    };
    QCOMPARE(sync("wrong", target->ca()).second, QString("1 tyo UNAUTHORIZED"));
    QCOMPARE(sync("s3cret:with-colon", "").second, QString("1 tyo TLS_UNTRUSTED"));
    QVERIFY(storedTags(*target).empty());
    const auto [result, told] = sync("s3cret:with-colon", target->ca());
    QVERIFY2(told == "0 ", qPrintable(result.out + result.err));
    QVERIFY(storedTags(*target) == m_wanted);
    QVERIFY(!result.out.contains("s3cret") && !result.err.contains("s3cret"));
  }

  void loginAtTheSource() {
    RegistryProcessOptions options;
    options.user = "robot";
    options.password = "s3cret";
    const auto target = start();
    const auto source = start(copied(options));
    QVERIFY(source && target);
    for (const auto* password : {"wrong", "s3cret"}) {
      Ctl ctl({{"fra", source->url(), {}, "robot"}, {"tyo", target->url(), {}, {}}});
      ctl.environment(std::string("MERIDIAN_CREDENTIAL_ROBOT=robot:") + password);
      const auto result = ctl.run({"--json", "sync", "all"});
      if (std::string_view(password) == "wrong") {
        QCOMPARE(QString("%1 %2").arg(result.status).arg(result.errors()), QString("1  UNAUTHORIZED"));
        QCOMPARE(result.json["result"].toString(), QString("failed"));
        QVERIFY(storedTags(*target).empty());
      } else {
        QVERIFY2(result.status == 0, qPrintable(result.out + result.err));
        QVERIFY(storedTags(*target) == m_wanted);
      }
    }
  }

  void unreachable_data() {
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("code");
    QTest::newRow("unknown host") << "http://no-such-registry.invalid:5000" << "HOST_UNKNOWN";
    QTest::newRow("refused connection") << QString("http://127.0.0.1:%1").arg(test::freePort()) << "CONNECTION_REFUSED";
  }
  void unreachable() {
    QFETCH(QString, url);
    QFETCH(QString, code);
    const auto good = start();
    QVERIFY(good);
    Ctl as_target({{"fra", m_source->url(), {}, {}}, {"bad", url.toStdString(), {}, {}}, {"good", good->url(), {}, {}}});
    const auto target = as_target.run({"--json", "sync", "all"});
    QCOMPARE(target.status, 1);
    QCOMPARE(target.errors(), "bad " + code);
    QCOMPARE(target.json["result"].toString(), QString("partial"));
    QVERIFY(storedTags(*good) == m_wanted); // the other target does not suffer
    Ctl as_source({{"bad", url.toStdString(), {}, {}}, {"good", m_good->url(), {}, {}}});
    const auto source = as_source.run({"--json", "sync", "all"});
    QCOMPARE(source.status, 1);
    QCOMPARE(source.errors(), " " + code);
    QCOMPARE(source.json["result"].toString(), QString("failed"));
    const auto check = as_source.run({"check"});
    QCOMPARE(check.status, 1);
  }

  void aRepositoryThatIsNotThere() {
    const auto target = start();
    QVERIFY(target);
    Ctl ctl({{"fra", m_source->url(), {}, {}}, {"tyo", target->url(), {}, {}}}, "\"no/such\"");
    const auto result = ctl.run({"--json", "sync", "all"});
    QCOMPARE(result.status, 1);
    QCOMPARE(result.errors(true), QString(" no/such NAME_UNKNOWN"));
    QCOMPARE(result.json["errors"].toArray()[0].toObject()["http_status"].toInt(), 404);
    QVERIFY(storedTags(*target).empty());
  }

  void aCorruptBlobAtTheSource() {
    const auto source = start(copied({}));
    const auto target = start();
    QVERIFY(source && target);
    // One byte of the largest blob, which is a layer and not a manifest.
    fs::path largest;
    for (const auto& entry : fs::recursive_directory_iterator(source->storage() / "docker/registry/v2/blobs"))
      if (entry.is_regular_file() && (largest.empty() || entry.file_size() > fs::file_size(largest))) largest = entry.path();
    auto bytes = test::readFile(largest);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    QVERIFY(test::writeFile(largest, bytes));
    Ctl ctl({{"fra", source->url(), {}, {}}, {"tyo", target->url(), {}, {}}});
    const auto result = ctl.run({"--json", "sync", "all"});
    QCOMPARE(result.status, 1);
    QCOMPARE(result.errors(), QString("tyo CONTENT_MISMATCH"));
    QVERIFY(result.tags("failed") > 0);
    const auto written = storedTags(*target);
    for (const auto& value : result.json["errors"].toArray())
      QVERIFY(!written.contains(value.toObject()["ref"].toString().toStdString()));
    QVERIFY(!fs::exists(target->blobFile(largest.parent_path().filename().string())));
    QCOMPARE(target->openUploads(), 0);
  }

  void aFullDiskAtTheTarget() {
    RegistryProcessOptions options;
    options.disk = 256 * 1024;
    auto target = RegistryProcess::start(options);
    if (!target && target.error().code == base::Errc::Unsupported) QSKIP("needs root for a small disk");
    QVERIFY(target);
    Ctl ctl({{"fra", m_source->url(), {}, {}}, {"full", (*target)->url(), {}, {}}});
    const auto result = ctl.run({"--json", "sync", "all"});
    QCOMPARE(result.status, 1);
    QVERIFY(result.tags("failed") > 0);
    // docker-registry says 500 with the system's words for it.
    const auto text = QJsonDocument(result.json["errors"].toArray()).toJson();
    QVERIFY2(result.errors().contains("DISK_FULL") || text.contains("no space left"), text.constData());
    const auto written = storedTags(**target);
    for (const auto& value : result.json["errors"].toArray())
      QVERIFY(!written.contains(value.toObject()["ref"].toString().toStdString()));
  }

  void aReadOnlyTarget() {
    RegistryProcessOptions options;
    options.read_only = true;
    const auto target = start(options);
    QVERIFY(target);
    Ctl ctl({{"fra", m_source->url(), {}, {}}, {"tyo", target->url(), {}, {}}});
    const auto result = ctl.run({"--json", "sync", "all"});
    QCOMPARE(result.status, 1);
    QCOMPARE(result.tags("failed"), static_cast<int>(m_wanted.size()));
    QVERIFY(storedTags(*target).empty());
  }

  void unusable_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("no verb") << QStringList{} << "--help";
    QTest::newRow("unknown verb") << QStringList{"snyc", "all"} << "sync";
    QTest::newRow("unknown option") << QStringList{"--jsn", "check"} << "--jsn";
    QTest::newRow("unknown rule") << QStringList{"sync", "nothing"} << "nothing";
    QTest::newRow("unknown target") << QStringList{"sync", "all", "--target", "mars"} << "mars";
  }
  void unusable() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    Ctl ctl({{"fra", m_source->url(), {}, {}}, {"tyo", m_good->url(), {}, {}}});
    const auto result = ctl.run(arguments);
    QCOMPARE(result.status, 2);
    QVERIFY2(result.err.contains(says), qPrintable(result.err));
    QVERIFY(result.out.isEmpty());
  }

private:
  static std::unique_ptr<RegistryProcess> start(const RegistryProcessOptions& options = {}) {
    auto started = RegistryProcess::start(options);
    return started ? std::move(*started) : nullptr;
  }
  /// The same, on a copy of the source's storage.
  RegistryProcessOptions copied(RegistryProcessOptions options) {
    m_copies.push_back(std::make_unique<test::TemporaryFolder>());
    options.folder = m_copies.back()->file("storage");
    fs::copy(m_source->storage(), options.folder, fs::copy_options::recursive);
    return options;
  }

  std::unique_ptr<RegistryProcess> m_source, m_good;
  std::map<std::string, std::string> m_wanted;
  std::vector<std::unique_ptr<test::TemporaryFolder>> m_copies;
};

QTEST_GUILESS_MAIN(E2eFaultsTest)
#include "faults_test.moc"
