// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/http_bodies.h"
#include "curl/client.h"
#include "support/certificates.h"
#include "support/http_calls.h"
#include "support/http_server.h"
#include "support/nginx.h"

#include <QTest>

#include <atomic>
#include <semaphore>
#include <thread>

using namespace meridian;
using namespace meridian::test;
using namespace std::chrono_literals;
using base::Errc;
using ports::HttpMethod;

/// TLS and HTTP/2 against a real nginx with certificates of a private CA.
class TlsTest : public QObject {
  Q_OBJECT
private slots:
  void initTestCase();
  void speaksHttp2();
  void sharesConnectionOverHttp2();
  void movesBodiesOverHttp2();
  void bulkHasItsOwnConnection();
  void slowSinkHoldsNobodyElseOverHttp2();
  void cancelsOverHttp2();
  void trustsNobodyElse_data();
  void trustsNobodyElse();
  void clientCertificates_data();
  void clientCertificates();
  void brokenFiles();
  void plainHttpOnThePort();
  void oldVersionsAreRefused();
  void sessionsAreResumed();
  void slowSinkHoldsTheServerOverHttp2();
  void neverDowngrades();
  void otherOriginGetsNoCredentials();
  void tunnelsThroughProxy();
  void proxyRefusesTunnel();

private:
  std::string tlsServer(const KeyPair& pair, const std::string& rest) const {
    return "server { listen 127.0.0.1:@PORT@ ssl http2; server_name localhost; ssl_certificate " +
           pair.certificate + "; ssl_certificate_key " + pair.key + "; client_max_body_size 0; " + rest +
           " }\n";
  }
  ports::HttpRoute trusting() const {
    ports::HttpRoute route;
    route.ca_file = m_authority->ca();
    return route;
  }

  TemporaryFolder m_folder;
  std::optional<Certificates> m_authority, m_other;
  KeyPair m_server;
  HttpServer m_behind;
  std::unique_ptr<Nginx> m_nginx;
};

void TlsTest::initTestCase() {
  auto authority = Certificates::make(m_folder.path());
  QVERIFY2(authority, authority ? "" : authority.error().text().c_str());
  m_authority = std::move(*authority);
  auto other = Certificates::make(m_folder.path(), "Other CA");
  QVERIFY(other);
  m_other = std::move(*other);
  auto pair = m_authority->server();
  QVERIFY(pair);
  m_server = *pair;
  auto nginx =
      Nginx::start(tlsServer(m_server, "location / { proxy_pass " + m_behind.url("") +
                                           "; proxy_http_version 1.1; proxy_buffering off; "
                                           "proxy_request_buffering off; proxy_set_header Connection \"\"; }"
                                           "location /down { return 302 http://127.0.0.1:1/x; }"));
  QVERIFY2(nginx, nginx ? "" : nginx.error().text().c_str());
  m_nginx = std::move(*nginx);
  m_behind.on("GET", "/small", answers(200, "x"));
  m_behind.on("GET", "/large", answers(200, pattern(50'000'000)));
  m_behind.on("HEAD", "/small", answers(200, "x"));
}

void TlsTest::speaksHttp2() {
  curl::Client client;
  const auto told = tell(client, asking(HttpMethod::Get, m_nginx->url("https", "/small"), trusting()));
  QCOMPARE(told.text, std::string("200 x"));
  QCOMPARE(told.response->version, curl::features().http2 ? 20 : 11);
  const auto head = tell(client, asking(HttpMethod::Head, m_nginx->url("https", "/small"), trusting()));
  QCOMPARE(head.text, std::string("200 "));
  QCOMPARE(head.response->headers.get("content-length"), std::string_view("1"));
}

void TlsTest::sharesConnectionOverHttp2() {
  curl::Client client;
  std::atomic<int> right = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 50; ++i)
    threads.emplace_back([&] {
      right +=
          tell(client, asking(HttpMethod::Get, m_nginx->url("https", "/small"), trusting())).text == "200 x";
    });
  threads.clear();
  QCOMPARE(right.load(), 50);
}

void TlsTest::movesBodiesOverHttp2() {
  curl::Client client;
  const auto down = tell(client, asking(HttpMethod::Get, m_nginx->url("https", "/large"), trusting()));
  QVERIFY2(down.response, down.text.c_str());
  QVERIFY(down.text == "200 " + pattern(50'000'000));
  const auto body = pattern(20'000'000);
  std::atomic<bool> same = false;
  m_behind.on("PATCH", "/up",
              [&](Exchange& exchange) { same = exchange.readAll() == body, exchange.answer(202); });
  for (const bool sized : {true, false}) {
    same = false;
    ports::StringSource source(body);
    auto request = asking(HttpMethod::Patch, m_nginx->url("https", "/up"), trusting());
    request.body = &source;
    if (sized) request.body_size = base::ByteCount{body.size()};
    const auto up = tell(client, request);
    QCOMPARE(up.text, std::string("202 "));
    QVERIFY(same);
  }
}

void TlsTest::bulkHasItsOwnConnection() {
  curl::Client client;
  auto request = asking(HttpMethod::Get, m_nginx->url("https", "/small"), trusting());
  for (int i = 0; i < 2; ++i) {
    request.bulk = false;
    QCOMPARE(tell(client, request).response->version, 20);
    request.bulk = true;
    QCOMPARE(tell(client, request).response->version, 11);
  }
  m_behind.on("PUT", "/small", [](Exchange& exchange) { exchange.readAll(), exchange.answer(201); });
  request = asking(HttpMethod::Put, m_nginx->url("https", "/small"), trusting());
  ports::StringSource source("abc");
  request.body = &source;
  QCOMPARE(tell(client, request).response->version, 11); // of unknown size
  QVERIFY(source.rewind());
  request.body_size = base::ByteCount{3};
  QCOMPARE(tell(client, request).response->version, 20);
}

void TlsTest::slowSinkHoldsNobodyElseOverHttp2() {
  curl::Client client;
  std::binary_semaphore go(0), reached(0);
  std::uint64_t taken = 0;
  FunctionSink sink([&](std::span<const std::byte> data, std::stop_token) {
    if (taken == 0) reached.release(), go.acquire();
    taken += data.size();
    return base::Result<void>();
  });
  std::thread slow([&] {
    (void)client.send(asking(HttpMethod::Get, m_nginx->url("https", "/large"), trusting()),
                      [&](const ports::HttpResponse&) -> base::Result<ports::BodySink*> { return &sink; },
                      {});
  });
  reached.acquire();
  std::string others;
  auto route = trusting();
  route.stall_timeout = 5s;
  for (int i = 0; i < 20 && (i == 0 || others == "200 x"); ++i) {
    idle(10ms, {});
    others = tell(client, asking(HttpMethod::Get, m_nginx->url("https", "/small"), route)).text;
  }
  go.release();
  slow.join();
  QCOMPARE(others, std::string("200 x"));
  QCOMPARE(taken, std::uint64_t(50'000'000));
}

void TlsTest::cancelsOverHttp2() {
  curl::Client client;
  m_behind.on("GET", "/never", [](Exchange& exchange) { exchange.stall(1h), exchange.close(); });
  std::stop_source stop;
  std::jthread canceller([&] { idle(100ms, {}), stop.request_stop(); });
  QVERIFY(tell(client, asking(HttpMethod::Get, m_nginx->url("https", "/never"), trusting()), stop.get_token())
              .failed(Errc::Cancelled));
  QCOMPARE(tell(client, asking(HttpMethod::Get, m_nginx->url("https", "/small"), trusting())).text,
           std::string("200 x"));
}

void TlsTest::trustsNobodyElse_data() {
  QTest::addColumn<QString>("kind");
  QTest::addColumn<QString>("reason");
  QTest::newRow("system's trust") << "system"
                                  << "unknown authority";
  QTest::newRow("other CA") << "other"
                            << "unknown authority";
  QTest::newRow("expired") << "expired"
                           << "expired";
  QTest::newRow("wrong host name") << "name"
                                   << "another host name";
}

void TlsTest::trustsNobodyElse() {
  QFETCH(QString, kind);
  QFETCH(QString, reason);
  auto pair = base::Result<KeyPair>(m_server);
  if (kind == "expired") pair = m_authority->server("old", "DNS:localhost", Certificates::Validity::Expired);
  if (kind == "name") pair = m_authority->server("elsewhere", "DNS:elsewhere.example");
  QVERIFY(pair);
  auto nginx = Nginx::start(tlsServer(*pair, "location / { return 200 secret; }"));
  QVERIFY2(nginx, nginx ? "" : nginx.error().text().c_str());
  auto route = trusting();
  if (kind == "system") route.ca_file.clear();
  if (kind == "other") route.ca_file = m_other->ca();
  curl::Client client;
  const auto told = tell(client, asking(HttpMethod::Get, (*nginx)->url("https", "/"), route));
  QVERIFY2(told.failed(Errc::TlsUntrusted), told.text.c_str());
  QVERIFY2(told.text.find(reason.toStdString()) != std::string::npos, told.text.c_str());
}

void TlsTest::clientCertificates_data() {
  QTest::addColumn<QString>("which");
  QTest::addColumn<QString>("expected");
  QTest::newRow("right") << "right"
                         << "200 CN=node-1";
  QTest::newRow("none") << "none"
                        << "400 ";
  QTest::newRow("of another CA") << "other"
                                 << "400 ";
}

void TlsTest::clientCertificates() {
  QFETCH(QString, which);
  QFETCH(QString, expected);
  auto nginx =
      Nginx::start(tlsServer(m_server, "ssl_verify_client on; ssl_client_certificate " + m_authority->ca() +
                                           "; location / { return 200 $ssl_client_s_dn; }"));
  QVERIFY2(nginx, nginx ? "" : nginx.error().text().c_str());
  auto route = trusting();
  if (which != "none") {
    const auto pair = (which == "right" ? m_authority : m_other)->client("node-1");
    QVERIFY(pair);
    route.client_cert_file = pair->certificate;
    route.client_key_file = pair->key;
  }
  curl::Client client;
  const auto told = tell(client, asking(HttpMethod::Get, (*nginx)->url("https", "/"), route));
  QVERIFY2(told.text.starts_with(expected.toStdString()), told.text.c_str());
}

void TlsTest::brokenFiles() {
  curl::Client client;
  auto route = trusting();
  route.ca_file = m_folder.file("not-there.pem");
  const auto ca = tell(client, asking(HttpMethod::Get, m_nginx->url("https", "/small"), route));
  QVERIFY2(ca.failed(Errc::ConfigInvalid), ca.text.c_str());
  QVERIFY2(ca.text.find("not-there.pem") != std::string::npos, ca.text.c_str());
  route = trusting();
  route.client_cert_file = m_folder.file("no-client.pem");
  const auto cert = tell(client, asking(HttpMethod::Get, m_nginx->url("https", "/small"), route));
  QVERIFY2(cert.failed(Errc::ConfigInvalid), cert.text.c_str());
  QVERIFY2(cert.text.find("no-client.pem") != std::string::npos, cert.text.c_str());
}

void TlsTest::plainHttpOnThePort() {
  auto nginx = Nginx::start("server { listen 127.0.0.1:@PORT@; }");
  QVERIFY2(nginx, nginx ? "" : nginx.error().text().c_str());
  curl::Client client;
  const auto told = tell(client, asking(HttpMethod::Get, (*nginx)->url("https", "/"), trusting()));
  QVERIFY2(told.failed(Errc::BadAnswer), told.text.c_str());
  QVERIFY2(told.text.find("does not speak TLS") != std::string::npos, told.text.c_str());
}

void TlsTest::oldVersionsAreRefused() {
  auto nginx = Nginx::start(tlsServer(
      m_server, "ssl_protocols TLSv1 TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0; location / { return 200 x; }"));
  QVERIFY2(nginx, nginx ? "" : nginx.error().text().c_str());
  curl::Client client;
  const auto told = tell(client, asking(HttpMethod::Get, (*nginx)->url("https", "/"), trusting()));
  QVERIFY2(told.failed(Errc::TlsUntrusted), told.text.c_str());
}

void TlsTest::sessionsAreResumed() {
  if (!curl::features().resumes_tls)
    QSKIP(("libcurl " + curl::features().version + " with GnuTLS never resumes").c_str());
  auto nginx = Nginx::start(tlsServer(
      m_server,
      "ssl_protocols TLSv1.2 TLSv1.3; location / { return 200 $ssl_protocol$ssl_session_reused; }"));
  QVERIFY2(nginx, nginx ? "" : nginx.error().text().c_str());
  curl::Client client;
  auto request = asking(HttpMethod::Get, (*nginx)->url("https", "/"), trusting());
  request.fresh_connection = true;
  QCOMPARE(tell(client, request).text, std::string("200 TLSv1.3."));
  QCOMPARE(tell(client, request).text, std::string("200 TLSv1.3r"));
  QCOMPARE(tell(client, request).response->version, 20);
}

void TlsTest::slowSinkHoldsTheServerOverHttp2() {
  std::atomic<std::uint64_t> left = 0;
  m_behind.on("GET", "/endless", [&](Exchange& exchange) {
    const auto block = pattern(100'000);
    exchange.head(200, fields({{"Content-Length", "200000000"}}));
    for (int i = 0; i < 2000 && exchange.write(block); ++i)
      left += block.size();
  });
  curl::Client client;
  std::binary_semaphore go(0);
  std::uint64_t taken = 0;
  FunctionSink sink([&](std::span<const std::byte> data, std::stop_token) {
    if (taken == 0) go.acquire();
    taken += data.size();
    return base::Result<void>();
  });
  std::thread caller([&] {
    (void)client.send(asking(HttpMethod::Get, m_nginx->url("https", "/endless"), trusting()),
                      [&](const ports::HttpResponse&) -> base::Result<ports::BodySink*> { return &sink; },
                      {});
  });
  std::uint64_t last = 0;
  const auto still = [&] {
    last = left;
    return last > 0 && !waitUntil([&] { return left != last; }, 500ms);
  };
  const bool stood = waitUntil(still, 20s);
  const auto held = left.load();
  go.release();
  caller.join();
  QVERIFY(stood);
  QVERIFY2(held < 20'000'000, std::to_string(held).c_str());
  QCOMPARE(taken, std::uint64_t(200'000'000));
}

void TlsTest::neverDowngrades() {
  curl::Client client;
  const auto told = tell(client, asking(HttpMethod::Get, m_nginx->url("https", "/down"), trusting()));
  QVERIFY2(told.failed(Errc::BadAnswer), told.text.c_str());
}

void TlsTest::otherOriginGetsNoCredentials() {
  // nginx's second server asks for, but does not demand, a client certificate and shows what it got.
  auto storage = Nginx::start(
      tlsServer(m_server, "ssl_verify_client optional; ssl_client_certificate " + m_authority->ca() +
                              "; location / { return 200 \"$ssl_client_s_dn|$http_authorization\"; }"));
  QVERIFY2(storage, storage ? "" : storage.error().text().c_str());
  auto registry =
      Nginx::start(tlsServer(m_server, "location / { return 307 " + (*storage)->url("https", "/x") + "; }"));
  QVERIFY2(registry, registry ? "" : registry.error().text().c_str());
  const auto pair = m_authority->client("node-1");
  QVERIFY(pair);
  auto route = trusting();
  route.client_cert_file = pair->certificate;
  route.client_key_file = pair->key;
  curl::Client client;
  auto request = asking(HttpMethod::Get, (*storage)->url("https", "/x"), route);
  request.headers.add("Authorization", "Bearer t");
  QCOMPARE(tell(client, request).text, std::string("200 CN=node-1|Bearer t")); // it would show
  request.url = (*registry)->url("https", "/");
  QCOMPARE(tell(client, request).text, std::string("200 |"));
}

void TlsTest::tunnelsThroughProxy() {
  HttpServer proxy(proxies([](Exchange& exchange) { exchange.answer(500, "not a tunnel"); }));
  auto route = trusting();
  route.proxy = proxy.url("");
  auto request = asking(HttpMethod::Get, m_nginx->url("https", "/small"), route);
  request.headers.add("Authorization", "Bearer t");
  curl::Client client;
  const auto told = tell(client, request);
  QCOMPARE(told.text, std::string("200 x"));
  QCOMPARE(proxy.requests().at(0).method, std::string("CONNECT"));
  QCOMPARE(proxy.requests().at(0).headers.get("Authorization"), std::string_view());
}

void TlsTest::proxyRefusesTunnel() {
  HttpServer proxy([](Exchange& exchange) { exchange.answer(403, "no"); });
  auto route = trusting();
  route.proxy = proxy.url("");
  curl::Client client;
  const auto told = tell(client, asking(HttpMethod::Get, m_nginx->url("https", "/small"), route));
  QVERIFY2(told.failed(Errc::ConnectionRefused), told.text.c_str());
  QVERIFY2(told.text.find("403") != std::string::npos, told.text.c_str());
}

QTEST_APPLESS_MAIN(TlsTest)
#include "tls_test.moc"
