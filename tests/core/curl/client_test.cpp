// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/http_bodies.h"
#include "curl/client.h"
#include "support/free_port.h"
#include "support/http_calls.h"
#include "support/http_server.h"
#include "support/process.h"

#include <QTest>

#include <atomic>
#include <semaphore>
#include <thread>

using namespace meridian;
using namespace meridian::test;
using namespace std::chrono_literals;
using base::Errc;
using ports::HttpMethod;

namespace {

/// Listens, but its queue of connections is full: a further connect() gets no answer.
class FullListener {
public:
  FullListener() {
    m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    m_address.sin_family = AF_INET;
    m_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof m_address;
    ::bind(m_fd, reinterpret_cast<sockaddr*>(&m_address), size);
    ::listen(m_fd, 0);
    ::getsockname(m_fd, reinterpret_cast<sockaddr*>(&m_address), &size);
    for (auto& fd : m_fillers) {
      fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
      (void)!::connect(fd, reinterpret_cast<sockaddr*>(&m_address), size);
    }
  }
  ~FullListener() {
    for (const int fd : m_fillers)
      ::close(fd);
    ::close(m_fd);
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(ntohs(m_address.sin_port)) + "/"; }

private:
  int m_fd = -1;
  int m_fillers[4]{};
  sockaddr_in m_address{};
};

/// Says something that is no HTTP to whoever connects: a server of another kind.
HttpServer::Handler babbles(std::string text) {
  return [text](Exchange& exchange) { exchange.write(text), exchange.close(); };
}

} // namespace

/// What only the real adapter has: sockets, framing, proxies, memory. The rest is in tests/contract.
class ClientTest : public QObject {
  Q_OBJECT
private slots:
  void framesAsPlannedAndNoMore();
  void refusesHeadersThatBreakTheHead_data();
  void refusesHeadersThatBreakTheHead();
  void connectionsAreUsedAgain();
  void deadConnectionIsReplaced();
  void slowSinkHoldsTheServer();
  void slowServerHoldsTheSource();
  void slowSinkHoldsNobodyElse();
  void earlyAnswerEndsABlockedSource_data();
  void earlyAnswerEndsABlockedSource();
  void informationalAnswersAreSkipped();
  void closedWithoutAnswer();
  void othersThanHttp();
  void connectTimesOut();
  void cancelsWhileConnecting();
  void serverThatDoesNotReadIsStalled();
  void proxies_data();
  void proxies();
  void deadProxy();
  void closesWithIdleConnections();
};

void ClientTest::framesAsPlannedAndNoMore() {
  HttpServer server(answers(200));
  curl::Client client;
  QCOMPARE(tell(client, asking(HttpMethod::Post, server.url("/post"))).text, std::string("200 "));
  auto request = asking(HttpMethod::Put, server.url("/put"));
  ports::StringSource source("abc");
  request.body = &source;
  request.body_size = base::ByteCount{3};
  request.headers.add("Content-Length", "99"); // framing is the adapter's
  request.headers.add("Content-Type", "application/octet-stream");
  QCOMPARE(tell(client, request).text, std::string("200 "));
  QVERIFY(source.rewind());
  request.body_size.reset();
  QCOMPARE(tell(client, request).text, std::string("200 "));
  QCOMPARE(tell(client, asking(HttpMethod::Delete, server.url("/delete"))).text, std::string("200 "));

  const auto seen = server.requests();
  QCOMPARE(seen.size(), std::size_t(4));
  for (const auto& one : seen) {
    QCOMPARE(one.headers.get("Expect"), std::string_view());
    QCOMPARE(one.headers.get("Accept-Encoding"), std::string_view()); // bytes must arrive as they are stored
    QVERIFY(one.headers.get("User-Agent").starts_with("meridian/"));
    QCOMPARE(one.headers.all("Host").size(), std::size_t(1));
  }
  QCOMPARE(seen[0].headers.all("Content-Length"), (std::vector<std::string_view>{"0"}));
  QCOMPARE(seen[0].headers.get("Content-Type"), std::string_view());
  QCOMPARE(seen[1].headers.all("Content-Length"), (std::vector<std::string_view>{"3"}));
  QCOMPARE(seen[1].headers.get("Content-Type"), std::string_view("application/octet-stream"));
  QCOMPARE(seen[2].headers.get("Transfer-Encoding"), std::string_view("chunked"));
  QCOMPARE(seen[2].headers.get("Content-Length"), std::string_view());
}

void ClientTest::refusesHeadersThatBreakTheHead_data() {
  QTest::addColumn<QByteArray>("field");
  QTest::addColumn<QByteArray>("value");
  QTest::newRow("line feed in the value") << QByteArray("X-A") << QByteArray("a\nHost: evil");
  QTest::newRow("carriage return") << QByteArray("X-A") << QByteArray("a\rb");
  QTest::newRow("NUL") << QByteArray("X-A") << QByteArray("a\0b", 3);
  QTest::newRow("line feed in the name") << QByteArray("X-A: b\nX-B") << QByteArray("c");
  QTest::newRow("no name") << QByteArray("") << QByteArray("c");
}

void ClientTest::refusesHeadersThatBreakTheHead() {
  QFETCH(QByteArray, field);
  QFETCH(QByteArray, value);
  HttpServer server(answers(200));
  curl::Client client;
  auto request = asking(HttpMethod::Get, server.url("/"));
  request.headers.add(field.toStdString(), value.toStdString());
  QVERIFY(tell(client, request).failed(Errc::ConfigInvalid));
  QCOMPARE(server.requests().size(), std::size_t(0));
}

void ClientTest::connectionsAreUsedAgain() {
  HttpServer server(answers(200, "x"));
  curl::Client client;
  for (int i = 0; i < 20; ++i)
    QCOMPARE(tell(client, asking(HttpMethod::Get, server.url("/"))).text, std::string("200 x"));
  QCOMPARE(tell(client, asking(HttpMethod::Head, server.url("/"))).text, std::string("200 "));
  QCOMPARE(server.connections(), 1);
}

void ClientTest::deadConnectionIsReplaced() {
  HttpServer server([](Exchange& exchange) { // closes after each answer without saying so
    exchange.readAll();
    exchange.answer(200, "x");
    exchange.close();
  });
  curl::Client client;
  for (int i = 0; i < 20; ++i) {
    QCOMPARE(tell(client, asking(HttpMethod::Get, server.url("/"))).text, std::string("200 x"));
    auto request = asking(HttpMethod::Put, server.url("/"));
    ports::StringSource source("abc");
    request.body = &source;
    request.body_size = base::ByteCount{3};
    QCOMPARE(tell(client, request).text, std::string("200 x"));
  }
}

void ClientTest::slowSinkHoldsTheServer() {
  std::atomic<std::uint64_t> left = 0; // bytes that the server could get rid of
  HttpServer server([&](Exchange& exchange) {
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
  base::Result<ports::HttpResponse> response = base::fail(Errc::Internal, "");
  std::thread caller([&] {
    response =
        client.send(asking(HttpMethod::Get, server.url("/")),
                    [&](const ports::HttpResponse&) -> base::Result<ports::BodySink*> { return &sink; }, {});
  });
  std::uint64_t last = 0;
  const auto still = [&] { // no byte for half a second
    last = left;
    return !waitUntil([&] { return left != last; }, 500ms);
  };
  QVERIFY(waitUntil(still, 20s));
  const auto held = left.load();
  go.release();
  caller.join();
  QVERIFY2(held < 20'000'000,
           std::to_string(held).c_str()); // rings and the kernel's buffers, nothing like 200 MB
  QVERIFY2(response, response ? "" : response.error().text().c_str());
  QCOMPARE(taken, std::uint64_t(200'000'000));
}

void ClientTest::slowServerHoldsTheSource() {
  std::binary_semaphore go(0);
  HttpServer server([&](Exchange& exchange) {
    go.acquire();
    exchange.answer(exchange.readAll().size() == 60'000'000 ? 201 : 500);
  });
  curl::Client client;
  std::atomic<std::uint64_t> given = 0;
  FunctionSource source([&](std::span<std::byte> buffer, std::uint64_t before, std::stop_token) {
    const auto count = std::min<std::size_t>(buffer.size(), 60'000'000 - before);
    given = before + count;
    return base::Result<std::size_t>(count);
  });
  Told told{base::fail(Errc::Internal, ""), {}};
  std::thread caller([&] {
    auto request = asking(HttpMethod::Put, server.url("/"));
    request.body = &source;
    request.body_size = base::ByteCount{60'000'000};
    told = tell(client, request);
  });
  std::uint64_t last = 0;
  const auto still = [&] {
    last = given;
    return last > 0 && !waitUntil([&] { return given != last; }, 500ms);
  };
  QVERIFY(waitUntil(still, 20s));
  const auto held = given.load();
  go.release();
  caller.join();
  QVERIFY2(held < 20'000'000, std::to_string(held).c_str());
  QCOMPARE(told.text, std::string("201 "));
}

void ClientTest::slowSinkHoldsNobodyElse() {
  HttpServer server;
  server.on("GET", "/large", answers(200, pattern(20'000'000)));
  server.on("GET", "/small", answers(200, "x"));
  curl::Client client;
  std::binary_semaphore go(0), reached(0);
  FunctionSink sink([&, first = true](std::span<const std::byte>, std::stop_token) mutable {
    if (std::exchange(first, false)) reached.release(), go.acquire();
    return base::Result<void>();
  });
  std::thread slow([&] {
    (void)client.send(asking(HttpMethod::Get, server.url("/large")),
                      [&](const ports::HttpResponse&) -> base::Result<ports::BodySink*> { return &sink; },
                      {});
  });
  reached.acquire();
  for (int i = 0; i < 50; ++i)
    QCOMPARE(tell(client, asking(HttpMethod::Get, server.url("/small"))).text, std::string("200 x"));
  go.release();
  slow.join();
}

void ClientTest::earlyAnswerEndsABlockedSource_data() {
  QTest::addColumn<int>("status");
  for (const int status : {307, 401, 413, 500})
    QTest::newRow(std::to_string(status).c_str()) << status;
}

void ClientTest::earlyAnswerEndsABlockedSource() {
  QFETCH(int, status);
  HttpServer server([&](Exchange& exchange) { exchange.answer(status, "no"), exchange.close(); });
  curl::Client client;
  FunctionSource source([](std::span<std::byte> buffer, std::uint64_t before, std::stop_token stop) {
    if (before > 0 && !idle(1h, stop))
      return base::Result<std::size_t>(base::fail(Errc::Cancelled, "cancelled"));
    return base::Result<std::size_t>(std::min<std::size_t>(buffer.size(), 1000));
  });
  auto request = asking(HttpMethod::Put, server.url("/"));
  request.body = &source;
  QCOMPARE(tell(client, request).text, std::to_string(status) + " no");
}

void ClientTest::informationalAnswersAreSkipped() {
  HttpServer server([](Exchange& exchange) {
    exchange.write("HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n");
    exchange.answer(200, "x", fields({{"X-Final", "1"}}));
  });
  curl::Client client;
  const auto told = tell(client, asking(HttpMethod::Get, server.url("/")));
  QCOMPARE(told.text, std::string("200 x"));
  QCOMPARE(told.response->headers.get("Link"), std::string_view());
  QCOMPARE(told.response->headers.get("X-Final"), std::string_view("1"));
}

void ClientTest::closedWithoutAnswer() {
  HttpServer server([](Exchange& exchange) { exchange.close(); });
  curl::Client client;
  const auto told = tell(client, asking(HttpMethod::Get, server.url("/")));
  QVERIFY2(told.failed(Errc::ConnectionLost), told.text.c_str());
  QVERIFY2(told.text.find("127.0.0.1") != std::string::npos, told.text.c_str());
}

void ClientTest::othersThanHttp() {
  HttpServer server(babbles("220 mail.example ESMTP\r\n"));
  curl::Client client;
  const auto plain = tell(client, asking(HttpMethod::Get, server.url("/")));
  QVERIFY2(plain.failed(Errc::BadAnswer), plain.text.c_str());
}

void ClientTest::connectTimesOut() {
  FullListener listener;
  curl::Client client;
  ports::HttpRoute route;
  route.connect_timeout = 300ms;
  const auto told = tell(client, asking(HttpMethod::Get, listener.url(), route));
  QVERIFY2(told.failed(Errc::Timeout), told.text.c_str());
}

void ClientTest::cancelsWhileConnecting() {
  FullListener listener;
  curl::Client client;
  ports::HttpRoute route;
  route.connect_timeout = 1h;
  std::stop_source stop;
  std::jthread canceller([&] { idle(100ms, {}), stop.request_stop(); });
  const auto told = tell(client, asking(HttpMethod::Get, listener.url(), route), stop.get_token());
  QVERIFY2(told.failed(Errc::Cancelled), told.text.c_str());
}

void ClientTest::serverThatDoesNotReadIsStalled() {
  HttpServer server([](Exchange& exchange) { exchange.stall(1h), exchange.close(); });
  curl::Client client;
  FunctionSource source([](std::span<std::byte> buffer, std::uint64_t, std::stop_token) {
    return base::Result<std::size_t>(buffer.size());
  });
  ports::HttpRoute route;
  route.stall_timeout = 1s;
  auto request = asking(HttpMethod::Put, server.url("/"), route);
  request.body = &source;
  const auto told = tell(client, request);
  QVERIFY2(told.failed(Errc::Stalled), told.text.c_str());
}

void ClientTest::proxies_data() {
  QTest::addColumn<bool>("from_environment");
  QTest::addColumn<QString>("no_proxy");
  QTest::addColumn<QString>("expected");
  QTest::newRow("named") << false << ""
                         << "200 by proxy";
  QTest::newRow("named, whatever no_proxy says") << false << "registry.test"
                                                 << "200 by proxy";
  QTest::newRow("environment") << true << ""
                               << "200 by proxy";
  QTest::newRow("environment, excepted") << true << "registry.test"
                                         << "HOST_UNKNOWN";
}

void ClientTest::proxies() {
  QFETCH(bool, from_environment);
  QFETCH(QString, no_proxy);
  QFETCH(QString, expected);
  HttpServer proxy(test::proxies([](Exchange& exchange) {
    exchange.readAll();
    exchange.answer(exchange.request().target == "http://registry.test/v2/" ? 200 : 500, "by proxy");
  }));
  const auto url = proxy.url("");
  if (from_environment) qputenv("http_proxy", url.c_str());
  qputenv("no_proxy", no_proxy.toUtf8());
  ports::HttpRoute route;
  if (!from_environment) route.proxy = url;
  curl::Client client;
  const auto told = tell(client, asking(HttpMethod::Get, "http://registry.test/v2/", route));
  qunsetenv("http_proxy");
  qunsetenv("no_proxy");
  QVERIFY2(told.text.starts_with(expected.toStdString()), told.text.c_str());
}

void ClientTest::deadProxy() {
  curl::Client client;
  ports::HttpRoute route;
  route.proxy = "http://user:secret@127.0.0.1:" + std::to_string(freePort());
  const auto told = tell(client, asking(HttpMethod::Get, "http://registry.test/v2/", route));
  QVERIFY2(told.failed(Errc::ConnectionRefused), told.text.c_str());
  QVERIFY2(told.text.find("proxy") != std::string::npos, told.text.c_str());
  QVERIFY2(told.text.find("secret") == std::string::npos, told.text.c_str());
}

void ClientTest::closesWithIdleConnections() {
  HttpServer server(answers(200, "x"));
  for (int i = 0; i < 20; ++i) {
    curl::Client client;
    if (i % 2 == 0)
      QCOMPARE(tell(client, asking(HttpMethod::Get, server.url("/"))).text, std::string("200 x"));
  }
}

QTEST_APPLESS_MAIN(ClientTest)
#include "client_test.moc"
