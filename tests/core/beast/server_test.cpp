// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "beast/server.h"
#include "curl/client.h"
#include "support/certificates.h"
#include "support/free_port.h"
#include "support/http_calls.h"
#include "support/process.h"
#include "support/raw_client.h"

#include <atomic>
#include <semaphore>
#include <thread>

using namespace meridian;
using namespace meridian::test;
using namespace std::chrono_literals;
using base::Errc;
using ports::HttpMethod;
using ports::ServedRequest;
using ports::ServedResponse;

namespace {

/// Says what it was asked.
ServedResponse echo(const ServedRequest& request) {
  ServedResponse response{
      request.method == "PUT" ? 201 : 200, {}, request.method + " " + request.target + " " + request.body};
  response.headers.add("X-Peer", request.peer);
  response.headers.add("X-Got", std::string(request.headers.get("x-sent")));
  return response;
}

std::string post(std::string_view body, const std::string& more = {}) {
  return "POST /hooks/a HTTP/1.1\r\nHost: here\r\n" + more +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

} // namespace

class ServerTest : public QObject {
  Q_OBJECT
private slots:
  void answers();
  void speaksTls();
  void oneConnectionForSeveralRequests();
  void continues();
  void refuses_data();
  void refuses();
  void truncatedBodiesReachNobody();
  void slowSendersAreDropped_data();
  void slowSendersAreDropped();
  void idlersGiveWay();
  void workersDoNotGiveWay();
  void stopsWhileBusy();
  void stopDoesNotWaitForever();
  void startsAgain();
  void cannotStart();

private:
  std::string urlOf(std::uint16_t port, const std::string& path, const char* scheme = "http") const {
    return std::string(scheme) + "://127.0.0.1:" + std::to_string(port) + path;
  }
  Told send(HttpMethod method, const std::string& url, const std::string& body = {}, ports::HttpRoute route = {}) {
    auto request = asking(method, url, std::move(route));
    ports::StringSource source(body);
    if (method == HttpMethod::Post || method == HttpMethod::Put) {
      request.body = &source;
      request.body_size = base::ByteCount{body.size()};
    }
    request.headers.add("X-Sent", "words");
    return tell(m_http, request);
  }

  TemporaryFolder m_folder;
  curl::Client m_http;
};

void ServerTest::answers() {
  beast::Server server;
  const auto port = server.start({}, echo);
  QVERIFY2(port, port ? "" : port.error().text().c_str());
  QVERIFY(*port != 0);
  const auto got = send(HttpMethod::Get, urlOf(*port, "/a%20b?c=d"));
  QCOMPARE(got.text, std::string("200 GET /a%20b?c=d "));
  QCOMPARE(std::string(got.response->headers.get("x-peer")), std::string("127.0.0.1"));
  QCOMPARE(std::string(got.response->headers.get("x-got")), std::string("words"));
  QCOMPARE(send(HttpMethod::Put, urlOf(*port, "/x"), "body").text, std::string("201 PUT /x body"));
  const std::string large(1U << 20U, 'x');
  QCOMPARE(send(HttpMethod::Post, urlOf(*port, "/x"), large).text, "200 POST /x " + large);
  const auto head = send(HttpMethod::Head, urlOf(*port, "/h"));
  QCOMPARE(head.text, std::string("200 "));
  QCOMPARE(std::string(head.response->headers.get("content-length")), std::string("8")); // "HEAD /h "
  server.stop();
  QVERIFY(send(HttpMethod::Get, urlOf(*port, "/")).failed(Errc::ConnectionRefused));
}

void ServerTest::speaksTls() {
  const auto authority = Certificates::make(m_folder.path());
  if (!authority) QSKIP("skipped: no openssl command");
  const auto pair = authority->server();
  QVERIFY(pair);
  ports::ListenOptions options;
  options.certificate_file = pair->certificate;
  options.key_file = pair->key;
  beast::Server server;
  const auto port = server.start(options, echo);
  QVERIFY2(port, port ? "" : port.error().text().c_str());
  ports::HttpRoute route;
  route.ca_file = authority->ca();
  QCOMPARE(send(HttpMethod::Post, urlOf(*port, "/x", "https"), "body", route).text,
           std::string("200 POST /x body"));
  QVERIFY(send(HttpMethod::Get, urlOf(*port, "/x", "https")).failed(Errc::TlsUntrusted));
  RawClient plain(*port);
  QVERIFY(plain.say(post("hello")));
  QVERIFY(plain.ends());
  QCOMPARE(send(HttpMethod::Get, urlOf(*port, "/y", "https"), {}, route).text, std::string("200 GET /y "));
}

void ServerTest::oneConnectionForSeveralRequests() {
  beast::Server server;
  const auto port = server.start({}, echo);
  QVERIFY(port);
  RawClient client(*port);
  QVERIFY(client.say(post("one") + post("two"))); // without waiting for the answer
  const auto heard = client.hear("/hooks/a two");
  QVERIFY2(heard.find("/hooks/a one") != std::string::npos, heard.c_str());
  QVERIFY(client.say(post("three", "Connection: close\r\n")));
  QVERIFY(client.hear("/hooks/a three").find("Connection: close") != std::string::npos);
  QVERIFY(client.ends());
}

void ServerTest::continues() {
  beast::Server server;
  const auto port = server.start({}, echo);
  QVERIFY(port);
  RawClient client(*port);
  QVERIFY(client.say("POST /x HTTP/1.1\r\nHost: here\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n"));
  QVERIFY(client.hear("\r\n\r\n").starts_with("HTTP/1.1 100"));
  QVERIFY(client.say("body"));
  QVERIFY(client.hear("POST /x body").starts_with("HTTP/1.1 200"));
}

void ServerTest::refuses_data() {
  QTest::addColumn<QByteArray>("said");
  QTest::addColumn<QByteArray>("status");
  const auto row = [](const char* name, std::string said, const char* status) {
    QTest::newRow(name) << QByteArray::fromStdString(said) << QByteArray(status);
  };
  row("a body that is too large, told before", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n",
      "413");
  row("a body that is too large, sent", post(std::string(300'000, 'x')), "413");
  row("a body that is too large, in chunks",
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n" + std::string(1000, 'x') +
          "\r\n1\r\nx\r\n0\r\n\r\n",
      "413");
  row("a body that is too large, asked before",
      "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 99999999999\r\n\r\n", "413");
  row("a head that is too large", "GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(40'000, 'x') + "\r\n\r\n",
      "431");
  row("no HTTP", "hello?\r\n\r\n", "400");
  row("a length that is none", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n", "400");
  row("two lengths", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "400");
  row("a length and chunks",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "400");
}

void ServerTest::refuses() {
  QFETCH(QByteArray, said);
  QFETCH(QByteArray, status);
  std::atomic<int> handled = 0;
  ports::ListenOptions options;
  options.most_body = 1000;
  beast::Server server;
  const auto port =
      server.start(options, [&](const ServedRequest& request) { return ++handled, echo(request); });
  QVERIFY(port);
  RawClient client(*port);
  QVERIFY(client.say(said.toStdString()));
  const auto heard = client.hear("\r\n\r\n");
  QVERIFY2(heard.starts_with("HTTP/1.1 " + status.toStdString()), heard.c_str());
  client.endSaying();
  QVERIFY(client.ends());
  QCOMPARE(handled.load(), 0);
  QCOMPARE(send(HttpMethod::Get, urlOf(*port, "/")).text, std::string("200 GET / "));
}

void ServerTest::truncatedBodiesReachNobody() {
  std::atomic<int> handled = 0;
  beast::Server server;
  const auto port = server.start({}, [&](const ServedRequest& request) { return ++handled, echo(request); });
  QVERIFY(port);
  for (const auto* said :
       {"", "P", "POST / HTTP/1.1\r\nHost:", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"}) {
    RawClient client(*port);
    QVERIFY(client.say(said));
    client.endSaying();
    QVERIFY(client.ends());
  }
  QCOMPARE(handled.load(), 0);
  QCOMPARE(send(HttpMethod::Get, urlOf(*port, "/")).text, std::string("200 GET / "));
}

void ServerTest::slowSendersAreDropped_data() {
  QTest::addColumn<QByteArray>("first");
  QTest::newRow("nothing at all") << QByteArray();
  QTest::newRow("a slow head") << QByteArray("POST / HTTP/1.1\r\nX: ");
  QTest::newRow("a slow body") << QByteArray("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n");
}

void ServerTest::slowSendersAreDropped() {
  QFETCH(QByteArray, first);
  ports::ListenOptions options;
  options.head_time = 300ms;
  options.body_time = 300ms;
  beast::Server server;
  const auto port = server.start(options, echo);
  QVERIFY(port);
  RawClient client(*port);
  QVERIFY(client.say(first.toStdString()));
  // A byte now and then does not keep it.
  const auto dropped =
      waitUntil([&] { return (!first.isEmpty() && !client.say("x")) || client.ends(20ms); }, 20s);
  QVERIFY(dropped);
}

void ServerTest::idlersGiveWay() {
  ports::ListenOptions options;
  options.most_connections = 8;
  beast::Server server;
  const auto port = server.start(options, echo);
  QVERIFY(port);
  std::vector<RawClient> idlers;
  for (int i = 0; i < 60; ++i) {
    idlers.emplace_back(*port);
    QVERIFY(idlers.back().say("POST / HTTP/1.1\r\n"));
  }
  for (int i = 0; i < 20; ++i)
    QCOMPARE(send(HttpMethod::Get, urlOf(*port, "/")).text, std::string("200 GET / "));
  QVERIFY(idlers.front().ends());
}

void ServerTest::workersDoNotGiveWay() {
  ports::ListenOptions options;
  options.most_connections = 2;
  std::counting_semaphore<> at_work(0);
  std::counting_semaphore<> go(0);
  beast::Server server;
  const auto port = server.start(options, [&](const ServedRequest& request) {
    if (request.target == "/slow") {
      at_work.release();
      go.acquire();
    }
    return echo(request);
  });
  QVERIFY(port);
  RawClient slow(*port);
  QVERIFY(slow.say("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n"));
  at_work.acquire();
  RawClient half(*port);
  QVERIFY(half.say("POST /half HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n"));
  QVERIFY(half.hear("\r\n\r\n").starts_with("HTTP/1.1 100")); // its head is in: at work
  RawClient third(*port);
  QVERIFY(third.ends());
  QVERIFY(half.say("body"));
  QVERIFY(half.hear("POST /half body").starts_with("HTTP/1.1 200"));
  go.release();
  QVERIFY(slow.hear("GET /slow").starts_with("HTTP/1.1 200"));
}

void ServerTest::stopsWhileBusy() {
  std::counting_semaphore<> at_work(0);
  std::counting_semaphore<> go(0);
  std::atomic<bool> stopped = false;
  ports::ListenOptions options;
  options.stop_time = 60s;
  beast::Server server;
  const auto port = server.start(options, [&](const ServedRequest& request) {
    at_work.release();
    go.acquire();
    return echo(request);
  });
  QVERIFY(port);
  RawClient idle(*port);
  RawClient busy(*port);
  QVERIFY(busy.say("GET /busy HTTP/1.1\r\nHost: h\r\n\r\n"));
  at_work.acquire();
  std::thread stopper([&] {
    server.stop();
    stopped = true;
  });
  const bool idle_ended = idle.ends();
  const bool refused = waitUntil([&] { return !RawClient(*port).open(); }, 20s);
  const bool early = stopped;
  go.release();
  const auto heard = busy.hear("GET /busy");
  const bool busy_ended = busy.ends();
  stopper.join();
  QVERIFY(idle_ended);
  QVERIFY(refused);
  QVERIFY(!early);
  QVERIFY2(heard.starts_with("HTTP/1.1 200"), heard.c_str());
  QVERIFY(heard.find("Connection: close") != std::string::npos);
  QVERIFY(busy_ended);
}

void ServerTest::stopDoesNotWaitForever() {
  ports::ListenOptions options;
  options.stop_time = 100ms;
  beast::Server server;
  const auto port = server.start(options, echo);
  QVERIFY(port);
  RawClient half(*port);
  QVERIFY(half.say("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n"));
  QVERIFY(half.hear("\r\n\r\n").starts_with("HTTP/1.1 100"));
  server.stop(); // or the test's own time limit ends it
  QVERIFY(half.ends());
}

void ServerTest::startsAgain() {
  beast::Server server;
  ports::ListenOptions options;
  options.port = freePort();
  for (int i = 0; i < 3; ++i) {
    const auto port = server.start(options, echo);
    QVERIFY2(port, port ? "" : port.error().text().c_str());
    QVERIFY(!server.start(options, echo));
    QCOMPARE(send(HttpMethod::Get, urlOf(*port, "/")).text, std::string("200 GET / "));
    server.stop();
    server.stop();
  }
}

void ServerTest::cannotStart() {
  beast::Server first;
  const auto port = first.start({}, echo);
  QVERIFY(port);
  const auto fails = [](const ports::ListenOptions& options) {
    beast::Server server;
    const auto started = server.start(options, echo);
    return started ? std::string("started")
                   : std::string(name(started.error().code)) + " " + started.error().text();
  };
  ports::ListenOptions options;
  options.port = *port;
  QVERIFY2(fails(options).starts_with("ALREADY_EXISTS another program listens at 127.0.0.1:"),
           fails(options).c_str());
  options = {};
  options.address = "here";
  QVERIFY2(fails(options).starts_with("CONFIG_INVALID \"here\""), fails(options).c_str());
  options.address = "192.0.2.1"; // nobody's (RFC 5737)
  QVERIFY2(fails(options).starts_with("CONFIG_INVALID cannot listen at 192.0.2.1"), fails(options).c_str());
  options = {};
  options.certificate_file = m_folder.file("none.pem");
  QVERIFY2(fails(options).starts_with("CONFIG_INVALID TLS takes both"), fails(options).c_str());
  options.key_file = options.certificate_file;
  QVERIFY2(fails(options).starts_with("CONFIG_INVALID cannot use the certificate"), fails(options).c_str());
  QVERIFY(writeFile(options.certificate_file, "not a certificate"));
  QVERIFY2(fails(options).starts_with("CONFIG_INVALID cannot use the certificate"), fails(options).c_str());
}

QTEST_GUILESS_MAIN(ServerTest)
#include "server_test.moc"
