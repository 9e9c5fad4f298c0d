// SPDX-License-Identifier: GPL-3.0-or-later
// What the guided set-up finds out about a registry while its address is typed.
#include "setup_desk.h"

using namespace meridian;
using namespace meridian::console;
using test::failed;
using test::passed;

class SetupRegionTest : public test::SetupDesk {
  Q_OBJECT

private slots:
  void findsOutWhatIsBehindAnAddress() {
    describe("registry.fra.example.com");
    QCOMPARE(m_link->addresses.back(), std::string("registry.fra.example.com"));
    QCOMPARE(region().address(), QString("https://registry.fra.example.com"));
    QCOMPARE(region().phase(), QString("ready"));
    QVERIFY2(region().found().startsWith("Harbor · TLS"), qPrintable(region().found()));
    QCOMPARE(region().form()["id"].toString(), QString("fra"));
    QCOMPARE(region().form()["name"].toString(), QString("Frankfurt"));
    QVERIFY(region().placeText().startsWith("Frankfurt · 50.1"));
    QVERIFY2(m_setup->canGoOn(), qPrintable(m_setup->missing()));
  }
  void looksByItselfOnceTheTypingRests() {
    region().put("url", "registry.fra");
    region().put("url", "registry.fra.example.com");
    QTRY_COMPARE(region().phase(), QString("ready"));
    QCOMPARE(m_link->addresses.size(), std::size_t(1));
  }
  void whatIsTypedIsNotGuessedOver() {
    region().put("name", "Main");
    region().placeAt(1, 2);
    describe("registry.fra.example.com");
    QCOMPARE(region().form()["name"].toString(), QString("Main"));
    QCOMPARE(region().form()["lat"].toDouble(), 1.0);
  }
  void anAddressWithoutAPlaceAsksForOne() {
    describe("https://harbor.acme.org");
    QCOMPARE(m_setup->canGoOn(), false);
    QCOMPARE(m_setup->missing(), QString("Choose a city, or click on the map"));
    const auto cities = region().searchCities("lisb");
    QCOMPARE(cities.size(), 1);
    region().placeIn(cities.first().toMap());
    QCOMPARE(region().form()["name"].toString(), QString("Lisbon"));
    QCOMPARE(region().form()["id"].toString(), QString("lis"));
    QVERIFY(m_setup->canGoOn());
  }

  void troubleKeepsEverything_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("phase");
    QTest::newRow("refused") << int(base::Errc::ConnectionRefused) << "failed";
    QTest::newRow("no such host") << int(base::Errc::HostUnknown) << "failed";
    QTest::newRow("http on an https port") << int(base::Errc::ConnectionLost) << "failed";
    QTest::newRow("no registry") << int(base::Errc::BadAnswer) << "failed";
    QTest::newRow("wants a login") << int(base::Errc::Unauthorized) << "login";
    QTest::newRow("wrong password") << int(base::Errc::Denied) << "login";
  }
  void troubleKeepsEverything() {
    QFETCH(int, code);
    m_link->check_answer = failed(static_cast<base::Errc>(code), "the registry's own words", "do this");
    describe("registry.fra.example.com");
    QTEST(region().phase(), "phase");
    QVERIFY2(region().error().contains("the registry's own words"), qPrintable(region().error()));
    if (code == int(base::Errc::Unauthorized))
      QVERIFY(region().advice().contains("password"));
    else
      QCOMPARE(region().advice(), QString("do this"));
    QVERIFY(!m_setup->canGoOn() && !m_setup->missing().isEmpty());
    QCOMPARE(region().form()["url"].toString(), QString("registry.fra.example.com"));
    m_link->check_answer = passed();
    region().look();
    QTRY_VERIFY(m_setup->canGoOn());
  }
  void anAddressThatCannotBe() {
    m_link->address_answer = base::Result<std::string>(base::fail(base::Error{base::Errc::ConfigInvalid, "no host in it", {}, 0, {}, {}, {}}));
    describe("http://");
    QCOMPARE(region().phase(), QString("failed"));
    QVERIFY(region().error().contains("no host in it") && !region().advice().isEmpty());
  }

  void anUnknownCertificateIsForPeopleToDecide() {
    m_link->check_answer = failed(base::Errc::TlsUntrusted, "self-signed certificate in chain", "set the CA");
    engine::ServerCertificate certificate;
    certificate.chain = {{"CN=registry", "CN=Acme", "AA", {}, {}, {}, "leaf"}, {"CN=Acme", "CN=Acme", "BB:CC", {}, {}, {}, "root"}};
    m_link->certificate_answer = certificate;
    describe("https://registry.fra.example.com:5443");
    QTRY_COMPARE(region().phase(), QString("untrusted"));
    QCOMPARE(region().certificate()["fingerprint"].toString(), QString("BB:CC"));
    QVERIFY(m_link->kept.empty());
    QVERIFY(!m_setup->canGoOn());
    m_link->check_answer = passed();
    region().trust();
    QTRY_COMPARE(region().phase(), QString("ready"));
    QCOMPARE(m_link->kept, std::vector<std::string>{"registry.fra.example.com-5443"});
    QCOMPARE(m_link->checked.back().ca, std::string("/etc/meridian/ca.pem"));
    QVERIFY(region().certificate().isEmpty());
    m_setup->next();
    QTRY_COMPARE(m_setup->step(), QString("regions"));
    QCOMPARE(fleet().regions[0].ca, std::string("/etc/meridian/ca.pem"));
  }

  void aTypedLoginIsTriedThenKept() {
    m_link->check_answer = failed(base::Errc::Unauthorized, "authentication required", "log in");
    QSignalSpy asked(&region(), &SetupRegion::asksForLogin);
    describe("registry.fra.example.com");
    QCOMPARE(asked.size(), 1);
    QCOMPARE(region().login(), QString("typed"));
    region().put("user", "ci");
    region().typeSecret("s3cr3t-word");
    QVERIFY(!m_setup->canGoOn());
    m_link->check_answer = passed("basic");
    m_setup->confirm(); // Enter
    QTRY_COMPARE(region().phase(), QString("ready"));
    QCOMPARE(m_link->stored["typed"].password, std::string("s3cr3t-word"));
    QVERIFY(region().found().contains("signed in"));
    m_setup->next();
    QTRY_COMPARE(m_setup->step(), QString("regions"));
    QCOMPARE(m_link->stored["fra"].password, std::string("s3cr3t-word"));
    QCOMPARE(fleet().regions[0].credential, std::string("fra"));
    QTRY_VERIFY(!m_paper->isEmpty());
    QVERIFY2(!m_paper->contains("s3cr3t"), "a draft has no secret");
    QVERIFY2(!m_paper->contains("\"ci\""), "nor who somebody is");
  }
  void aLoginThatIsThereIsOffered() {
    m_link->credential_answer = std::vector<engine::CredentialHint>{
        {engine::CredentialHint::Source::Keychain, "fra", "robot"}, {engine::CredentialHint::Source::Docker, "", "me"}};
    describe("registry.fra.example.com");
    QTRY_COMPARE(region().logins().size(), 3);
    QCOMPARE(region().logins()[0].toMap()["key"].toString(), QString("entry:fra"));
    QVERIFY(region().logins()[1].toMap()["label"].toString().contains("me"));
    region().chooseLogin("entry:fra");
    QTRY_COMPARE(region().phase(), QString("ready"));
    QCOMPARE(m_link->checked.back().credential, std::string("fra"));
    m_setup->next();
    QTRY_COMPARE(m_setup->step(), QString("regions"));
    QCOMPARE(fleet().regions[0].credential, std::string("fra"));
  }
  void aRefusalIsTold() {
    describe("registry.fra.example.com");
    m_link->refusal = base::Error{base::Errc::IoFailed, "no space left", {}, 0, {}, {}, {}};
    m_setup->next();
    QTRY_VERIFY(m_setup->refused().contains("no space left"));
    QCOMPARE(m_setup->step(), QString("registry"));
    m_link->refusal.reset();
    m_setup->next();
    QTRY_COMPARE(m_setup->step(), QString("regions"));
    QVERIFY(m_setup->refused().isEmpty());
  }
};

QTEST_GUILESS_MAIN(SetupRegionTest)
#include "setup_region_test.moc"
