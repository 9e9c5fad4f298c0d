// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/certificate.h"

#include "auth/base64.h"
#include "base/clock.h"
#include "base/sha256.h"
#include "support/certificates.h"
#include "support/process.h"

#include <QTest>

using namespace meridian;
using base::Errc;

class CertificateTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() {
    auto made = test::Certificates::make(m_folder.path(), "Example CA");
    QVERIFY2(made, made ? "" : made.error().text().c_str());
    m_authority = std::move(*made);
    const auto pair = m_authority->server("server", "DNS:registry.example.com,IP:127.0.0.1,IP:2001:db8::7,email:x@example.com");
    QVERIFY(pair);
    m_server = test::readFile(pair->certificate);
    m_key = test::readFile(pair->key);
    m_ca = test::readFile(m_authority->ca());
  }

  void readsAChain() {
    const auto chain = auth::parseCertificates(m_server + m_ca);
    QVERIFY2(chain, chain ? "" : chain.error().text().c_str());
    QCOMPARE(chain->size(), 2u);
    const auto& [server, ca] = std::tie((*chain)[0], (*chain)[1]);
    QCOMPARE(server.subject, std::string("CN=server"));
    QCOMPARE(server.issuer, std::string("CN=Example CA"));
    QVERIFY(server.names == std::vector<std::string>({"registry.example.com", "127.0.0.1", "2001:0DB8:0000:0000:0000:0000:0000:0007"}));
    QVERIFY(!server.authority && ca.authority);
    QCOMPARE(ca.subject, ca.issuer);
    QCOMPARE(server.pem, m_server);
    const auto now = base::SystemClock().now();
    QVERIFY(server.not_before <= now && now < server.not_after);
    QVERIFY(server.not_after - server.not_before > std::chrono::days(29));
    QVERIFY(server.not_after - server.not_before < std::chrono::days(31));
  }

  void fingerprintIsThatOfTheBytes() {
    const auto chain = auth::parseCertificates(m_ca);
    QVERIFY(chain);
    std::string body;
    for (const auto& line : QString::fromStdString(m_ca).split('\n'))
      if (!line.startsWith('-')) body += line.trimmed().toStdString();
    const auto der = auth::decodeBase64(body);
    QVERIFY(der);
    const auto hex = QString::fromStdString(base::Sha256::hex(std::as_bytes(std::span(*der)))).toUpper();
    QCOMPARE(QString::fromStdString(chain->front().fingerprint).remove(':'), hex);
    QCOMPARE(chain->front().fingerprint.size(), 32u * 3 - 1);
  }

  void keepsNothingElse() {
    const auto chain = auth::parseCertificates("words\n" + m_key + m_ca + "more words");
    QVERIFY(chain);
    QCOMPARE(chain->size(), 1u);
    QCOMPARE(chain->front().pem, m_ca);
  }

  void separatorsInANameAreEscaped() {
    auto made = test::Certificates::make(m_folder.path(), "Good, O=Bank");
    QVERIFY2(made, made ? "" : made.error().text().c_str());
    const auto chain = auth::parseCertificates(test::readFile(made->ca()));
    QVERIFY(chain);
    QCOMPARE(chain->front().subject, std::string("CN=Good\\, O=Bank"));
  }

  void refuses_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    QTest::newRow("nothing") << QByteArray() << int(Errc::NotFound);
    QTest::newRow("words") << QByteArray("hello") << int(Errc::NotFound);
    QTest::newRow("a key alone") << QByteArray::fromStdString(m_key) << int(Errc::NotFound);
    QTest::newRow("cut") << QByteArray::fromStdString(m_ca).left(200) << int(Errc::ParseFailed);
    QTest::newRow("no DER") << QByteArray("-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n") << int(Errc::ParseFailed);
    QTest::newRow("the second is none") << QByteArray::fromStdString(m_ca) + "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n"
                                        << int(Errc::ParseFailed);
    QTest::newRow("endless") << QByteArray(2 << 20, 'x') << int(Errc::ParseFailed);
  }
  void refuses() {
    QFETCH(QByteArray, text);
    const auto chain = auth::parseCertificates(text.toStdString());
    QVERIFY(!chain);
    QTEST(int(chain.error().code), "code");
  }

private:
  test::TemporaryFolder m_folder;
  std::optional<test::Certificates> m_authority;
  std::string m_server, m_key, m_ca;
};

QTEST_APPLESS_MAIN(CertificateTest)
#include "certificate_test.moc"
