// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "base/sha256.h"
#include "curl/client.h"
#include "support/caddy.h"
#include "support/certificates.h"
#include "support/http_calls.h"
#include "support/registry_process.h"
#include "support/udp_hole.h"

using namespace meridian;
using namespace meridian::test;
using namespace std::chrono_literals;
using ports::HttpMethod;
using ports::HttpVersions;
using EarlyData = ports::HttpResponse::EarlyData;

#define NEEDS_HTTP3                                                                                          \
  if (!curl::features().http3)                                                                               \
  QSKIP(("libcurl " + curl::features().version + " has no HTTP/3 (bookworm-backports' has)").c_str())

/// The three versions of HTTP against Caddy in front of a docker-registry.
class Http3Test : public QObject {
  Q_OBJECT
private slots:
  void initTestCase();
  void speaksWhatIsWished_data();
  void speaksWhatIsWished();
  void freshConnectionsAreMeasured_data();
  void freshConnectionsAreMeasured();
  void readsLeaveWithTheFirstPacket();
  void writesNeverDo();
  void closedFirstAddress();
  void nobodyListens();
  void datagramsVanish();
  void serverComesBackWithoutIt();
  void clientCertificates();

private:
  ports::HttpRoute wishing(HttpVersions versions) const {
    ports::HttpRoute route;
    route.ca_file = m_authority->ca();
    route.versions = versions;
    return route;
  }
  ports::HttpRequest fresh(HttpMethod method, const std::string& url, HttpVersions versions) const {
    auto request = asking(method, url, wishing(versions));
    request.fresh_connection = true;
    return request;
  }
  Caddy::Options options() const {
    Caddy::Options options;
    options.certificate = m_server.certificate;
    options.key = m_server.key;
    options.site = "reverse_proxy 127.0.0.1:" + std::to_string(m_registry->port());
    return options;
  }

  TemporaryFolder m_folder;
  std::optional<Certificates> m_authority;
  KeyPair m_server;
  std::unique_ptr<RegistryProcess> m_registry;
  std::unique_ptr<Caddy> m_caddy;
};

void Http3Test::initTestCase() {
  auto authority = Certificates::make(m_folder.path());
  QVERIFY2(authority, authority ? "" : authority.error().text().c_str());
  m_authority = std::move(*authority);
  auto pair = m_authority->server();
  QVERIFY(pair);
  m_server = *pair;
  auto registry = RegistryProcess::start();
  QVERIFY2(registry, registry ? "" : registry.error().text().c_str());
  m_registry = std::move(*registry);
  auto caddy = Caddy::start(options());
  QVERIFY2(caddy, caddy ? "" : caddy.error().text().c_str());
  m_caddy = std::move(*caddy);
}

void Http3Test::speaksWhatIsWished_data() {
  QTest::addColumn<int>("wish");
  QTest::addColumn<int>("spoken");
  const int newest = curl::features().http3 ? 30 : 20;
  QTest::newRow("no wish") << static_cast<int>(HttpVersions::Auto) << 20;
  QTest::newRow("HTTP/1.1") << static_cast<int>(HttpVersions::Http1) << 11;
  QTest::newRow("HTTP/2") << static_cast<int>(HttpVersions::Http2) << 20;
  QTest::newRow("HTTP/3") << static_cast<int>(HttpVersions::Http3) << newest;
}

void Http3Test::speaksWhatIsWished() {
  QFETCH(int, wish);
  QFETCH(int, spoken);
  curl::Client client;
  const auto route = wishing(static_cast<HttpVersions>(wish));
  const auto opened = tell(client, asking(HttpMethod::Post, m_caddy->url("/v2/a/b/blobs/uploads/"), route));
  QVERIFY2(opened.text.starts_with("202"), opened.text.c_str());
  QCOMPARE(opened.response->version, spoken);
  const std::string body = "layer " + std::to_string(wish);
  const auto digest = "sha256:" + base::Sha256::hex(std::as_bytes(std::span(body)));
  const auto location =
      ports::resolveUrl(m_caddy->url("/"), std::string(opened.response->headers.get("Location")));
  ports::StringSource source(body);
  auto put = asking(HttpMethod::Put,
                    location + (location.find('?') == location.npos ? "?" : "&") + "digest=" + digest, route);
  put.body = &source;
  put.body_size = base::ByteCount{body.size()};
  const auto done = tell(client, put);
  QVERIFY2(done.text.starts_with("201"), done.text.c_str());
  QCOMPARE(done.response->version, spoken);
  const auto blob = m_caddy->url("/v2/a/b/blobs/" + digest);
  QCOMPARE(tell(client, asking(HttpMethod::Head, blob, route)).text, std::string("200 "));
  QCOMPARE(tell(client, asking(HttpMethod::Get, blob, route)).text, "200 " + body);
  auto bulk = asking(HttpMethod::Get, blob, route);
  bulk.bulk = true;
  const auto got = tell(client, bulk);
  QCOMPARE(got.text, "200 " + body);
  QCOMPARE(got.response->version, 11);
}

void Http3Test::freshConnectionsAreMeasured_data() {
  speaksWhatIsWished_data();
}

void Http3Test::freshConnectionsAreMeasured() {
  QFETCH(int, wish);
  QFETCH(int, spoken);
  curl::Client client;
  for (int round = 0; round < 3; ++round) {
    auto request = fresh(HttpMethod::Get, m_caddy->url("/v2/"), static_cast<HttpVersions>(wish));
    const auto first = tell(client, request);
    QVERIFY2(first.text.starts_with("200"), first.text.c_str());
    QCOMPARE(first.response->version, spoken);
    QVERIFY(first.response->connect > 0us);
    QVERIFY(first.response->tls >= first.response->connect);
    QVERIFY(first.response->first_byte >= first.response->tls);
    request.fresh_connection = false;
    const auto second = tell(client, request);
    QCOMPARE(second.response->connect, 0us);
    QCOMPARE(second.response->tls, 0us);
    QVERIFY(second.response->first_byte > 0us);
  }
}

void Http3Test::readsLeaveWithTheFirstPacket() {
  NEEDS_HTTP3;
  curl::Client client;
  const auto first = tell(client, fresh(HttpMethod::Get, m_caddy->url("/v2/"), HttpVersions::Http3));
  QCOMPARE(first.response->version, 30);
  QCOMPARE(first.response->early_data, EarlyData::None); // no session yet
  for (const auto method : {HttpMethod::Get, HttpMethod::Head}) {
    // A session is used once, and the next one comes after the answer: a quick caller may be too early for it.
    const auto leaves = [&] {
      const auto again = tell(client, fresh(method, m_caddy->url("/v2/"), HttpVersions::Http3));
      return again.text.starts_with("200") && again.response->version == 30 &&
             again.response->early_data == EarlyData::Accepted;
    };
    QVERIFY(waitUntil(leaves, 10s));
  }
}

void Http3Test::writesNeverDo() {
  NEEDS_HTTP3;
  curl::Client client;
  QCOMPARE(tell(client, fresh(HttpMethod::Get, m_caddy->url("/v2/"), HttpVersions::Http3)).response->version,
           30);
  const auto post =
      tell(client, fresh(HttpMethod::Post, m_caddy->url("/v2/a/b/blobs/uploads/"), HttpVersions::Http3));
  QVERIFY2(post.text.starts_with("202"), post.text.c_str());
  QCOMPARE(post.response->version, 30);
  QCOMPARE(post.response->early_data, EarlyData::None);
  const auto gone =
      tell(client, fresh(HttpMethod::Delete, m_caddy->url("/v2/a/b/blobs/sha256:" + std::string(64, '0')),
                         HttpVersions::Http3));
  QCOMPARE(gone.response->status, 404);
  QCOMPARE(gone.response->early_data, EarlyData::None);
}

/// "localhost" is ::1 first for most resolvers, where nobody listens. With early data curl never tries the
/// second.
void Http3Test::closedFirstAddress() {
  NEEDS_HTTP3;
  curl::Client client;
  for (int round = 0; round < 3; ++round) {
    const auto told =
        tell(client, fresh(HttpMethod::Get, m_caddy->url("/v2/", "localhost"), HttpVersions::Http3));
    QVERIFY2(told.text.starts_with("200"), told.text.c_str());
    QCOMPARE(told.response->version, 30);
  }
}

void Http3Test::nobodyListens() {
  auto without = options();
  without.protocols = "h1 h2";
  const auto caddy = Caddy::start(without);
  QVERIFY2(caddy, caddy ? "" : caddy.error().text().c_str());
  curl::Client client;
  for (const auto method : {HttpMethod::Post, HttpMethod::Get, HttpMethod::Head}) {
    const auto told =
        tell(client, asking(method, (*caddy)->url("/v2/a/b/blobs/uploads/"), wishing(HttpVersions::Http3)));
    QVERIFY2(told.response, told.text.c_str());
    QCOMPARE(told.response->version, 20);
  }
}

void Http3Test::datagramsVanish() {
  auto without = options();
  without.protocols = "h1 h2";
  std::optional<UdpHole> at;
  auto caddy = base::Result<std::unique_ptr<Caddy>>(base::fail(base::Errc::Internal, ""));
  for (int tries = 0; !caddy && tries < 5; ++tries) { // TCP may have given that number away
    without.port = at.emplace().port();
    caddy = Caddy::start(without);
  }
  auto& hole = *at;
  QVERIFY2(caddy, caddy ? "" : caddy.error().text().c_str());
  for (const auto method : {HttpMethod::Get, HttpMethod::Post}) {
    curl::Client client;
    const auto request =
        asking(method, (*caddy)->url("/v2/a/b/blobs/uploads/"), wishing(HttpVersions::Http3));
    const auto told = tell(client, request);
    QVERIFY2(told.response, told.text.c_str());
    QCOMPARE(told.response->version, 20);
    QCOMPARE(hole.taken() > 0, curl::features().http3);
    QVERIFY2(told.response->first_byte < 10s, "it waited for a timeout of curl's or of the route's");
    const auto before = hole.taken();
    QCOMPARE(tell(client, request).response->version, 20);
    QCOMPARE(hole.taken(), before); // the origin is left alone
  }
}

void Http3Test::serverComesBackWithoutIt() {
  auto caddy = Caddy::start(options());
  QVERIFY2(caddy, caddy ? "" : caddy.error().text().c_str());
  curl::Client client;
  const auto request = asking(HttpMethod::Get, (*caddy)->url("/v2/"), wishing(HttpVersions::Http3));
  QCOMPARE(tell(client, request).response->version, curl::features().http3 ? 30 : 20);
  auto without = options();
  without.protocols = "h1 h2";
  without.port = (*caddy)->port();
  (*caddy)->stop();
  caddy = Caddy::start(without);
  QVERIFY2(caddy, caddy ? "" : caddy.error().text().c_str());
  const auto told = tell(client, request);
  QVERIFY2(told.response, told.text.c_str());
  QCOMPARE(told.response->version, 20);
}

/// Caddy 2.6 answers 421 over HTTP/3 as soon as client certificates are asked for.
void Http3Test::clientCertificates() {
  auto strict = options();
  strict.tls = "client_auth {\n mode require_and_verify\n trusted_ca_cert_file " + m_authority->ca() + "\n }";
  const auto caddy = Caddy::start(strict);
  QVERIFY2(caddy, caddy ? "" : caddy.error().text().c_str());
  auto route = wishing(HttpVersions::Http3);
  const auto pair = m_authority->client("node-1");
  QVERIFY(pair);
  route.client_cert_file = pair->certificate;
  route.client_key_file = pair->key;
  curl::Client client;
  for (int round = 0; round < 3; ++round) {
    auto request = asking(HttpMethod::Get, (*caddy)->url("/v2/", "localhost"), route);
    request.fresh_connection = round > 0;
    const auto told = tell(client, request);
    QVERIFY2(told.text.starts_with("200"), told.text.c_str());
  }
}

QTEST_APPLESS_MAIN(Http3Test)
#include "http3_test.moc"
