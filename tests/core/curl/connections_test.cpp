// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/http_bodies.h"
#include "curl/client.h"
#include "support/certificates.h"
#include "support/http_calls.h"
#include "support/http_server.h"
#include "support/nginx.h"
#include "support/own_sockets.h"

#include <QTest>

#include <barrier>
#include <set>
#include <sstream>
#include <thread>

using namespace meridian;
using namespace meridian::test;
using namespace std::chrono_literals;
using ports::HttpMethod;

namespace {

constexpr std::size_t kBulk = 3'000'000;

/// How the kernel avoids congestion where nobody says otherwise.
std::string systemsWay() {
  auto text = readFile("/proc/sys/net/ipv4/tcp_congestion_control");
  return text.substr(0, text.find('\n'));
}

bool mayChoose(const std::string& algorithm) {
  std::istringstream words(readFile("/proc/sys/net/ipv4/tcp_allowed_congestion_control"));
  for (std::string word; words >> word;)
    if (word == algorithm) return true;
  return false;
}

} // namespace

/// Which connection a request takes, and how that connection is set up.
class ConnectionsTest : public QObject {
  Q_OBJECT
private slots:
  void uploadsChooseTheirCongestionControl_data();
  void uploadsChooseTheirCongestionControl();
  void uploadAfterItsPostFindsAWarmConnection();
  void smallRequestsShareWhileBlobsDoNot();
  void manyIdleConnectionsAreKept();
};

void ConnectionsTest::uploadsChooseTheirCongestionControl_data() {
  QTest::addColumn<QString>("wish");
  QTest::addColumn<bool>("warm"); // another request opened the connection
  QTest::addColumn<bool>("bulk");
  QTest::addColumn<QString>("expected");
  const auto system = QString::fromStdString(systemsWay());
  const QString other = system == "reno" ? "bbr" : "reno"; // told apart from the system's
  QTest::newRow("new connection") << other << false << true << other;
  QTest::newRow("warm connection") << other << true << true << other;
  QTest::newRow("small body") << other << true << false << system;
  QTest::newRow("none wished") << "" << true << true << system;
  QTest::newRow("unknown to the kernel") << "no-such" << false << true << system;
  QTest::newRow("by default") << "default" << false << true << (mayChoose("bbr") ? "bbr" : system);
}

void ConnectionsTest::uploadsChooseTheirCongestionControl() {
  QFETCH(QString, wish);
  QFETCH(bool, warm);
  QFETCH(bool, bulk);
  QFETCH(QString, expected);
  if (expected != QString::fromStdString(systemsWay()) && !mayChoose(expected.toStdString()))
    QSKIP("this kernel does not let us choose between two ways");
  HttpServer server([](Exchange& exchange) { exchange.readAll(), exchange.answer(201); });
  curl::Client client;
  ports::HttpRoute route;
  if (wish != "default") route.upload_congestion = wish.toStdString();
  if (warm)
    QCOMPARE(tell(client, asking(HttpMethod::Post, server.url("/"), route)).text, std::string("201 "));
  const auto body = pattern(bulk ? kBulk : 1000);
  ports::StringSource source(body);
  auto request = asking(HttpMethod::Put, server.url("/"), route);
  request.body = &source;
  request.body_size = base::ByteCount{body.size()};
  QCOMPARE(tell(client, request).text, std::string("201 "));
  QCOMPARE(server.connections(), 1);
  const auto sockets = socketsTo(server.port());
  QCOMPARE(sockets.size(), std::size_t(1));
  QCOMPARE(QString::fromStdString(congestionControl(sockets[0])), expected);
}

/// nginx with TLS that writes down which connection carried what.
class TlsServer {
public:
  TlsServer() {
    auto authority = Certificates::make(m_folder.path());
    if (!authority) return;
    const auto pair = authority->server();
    if (!pair) return;
    route.ca_file = authority->ca();
    auto nginx =
        Nginx::start("log_format c '$request_method $server_protocol $connection';\n"
                     "server { listen 127.0.0.1:@PORT@ ssl http2; ssl_certificate " +
                     pair->certificate + "; ssl_certificate_key " + pair->key +
                     "; access_log @FOLDER@/calls c; client_max_body_size 0; root @FOLDER@;"
                     "location / { return 200 x; } location /up { proxy_pass " +
                     m_behind.url("") + "; proxy_http_version 1.1; proxy_request_buffering off; } }\n");
    if (nginx) m_nginx = std::move(*nginx);
  }
  bool runs() const { return m_nginx != nullptr; }
  std::string url(std::string_view path) const { return m_nginx->url("https", path); }
  /// "HEAD HTTP/2.0" -> the connections that carried it; "" -> all.
  std::set<std::string> connections(const std::string& kind) const {
    std::set<std::string> found;
    std::istringstream lines(readFile(m_nginx->folder().file("calls")));
    for (std::string line; std::getline(lines, line);)
      if (line.starts_with(kind)) found.insert(line.substr(line.rfind(' ') + 1));
    return found;
  }
  std::size_t calls() const {
    const auto log = readFile(m_nginx->folder().file("calls"));
    return static_cast<std::size_t>(std::count(log.begin(), log.end(), '\n'));
  }
  ports::HttpRoute route;

private:
  TemporaryFolder m_folder;
  HttpServer m_behind{[](Exchange& exchange) { exchange.readAll(), exchange.answer(202); }};
  std::unique_ptr<Nginx> m_nginx;
};

void ConnectionsTest::uploadAfterItsPostFindsAWarmConnection() {
  TlsServer server;
  QVERIFY(server.runs());
  curl::Client client;
  const auto body = pattern(kBulk);
  const auto small = [&] {
    return tell(client, asking(HttpMethod::Head, server.url("/"), server.route)).text;
  };
  QCOMPARE(small(), std::string("200 "));
  for (int upload = 0; upload < 3; ++upload) {
    auto post = asking(HttpMethod::Post, server.url("/up"), server.route);
    post.bulk = true;
    QCOMPARE(tell(client, post).text, std::string("202 "));
    QCOMPARE(small(), std::string("200 ")); // must not take the connection that the next one wants
    for (const auto method : {HttpMethod::Patch, HttpMethod::Put}) {
      ports::StringSource source(body);
      auto request = asking(method, server.url("/up"), server.route);
      request.body = &source;
      request.body_size = base::ByteCount{body.size()};
      QCOMPARE(tell(client, request).text, std::string("202 "));
    }
  }
  QVERIFY(waitUntil([&] { return server.calls() == 13; }, 5s));
  QCOMPARE(server.connections("HEAD HTTP/2.0").size(), std::size_t(1));
  QCOMPARE(server.connections("POST HTTP/1.1").size(), std::size_t(1));
  QCOMPARE(server.connections("PATCH"), server.connections("POST"));
  QCOMPARE(server.connections("PUT"), server.connections("POST"));
}

void ConnectionsTest::smallRequestsShareWhileBlobsDoNot() {
  TlsServer server;
  QVERIFY(server.runs());
  curl::Client client;
  auto one = asking(HttpMethod::Head, server.url("/"), server.route);
  QCOMPARE(tell(client, one).text, std::string("200 "));
  std::atomic<int> right = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, i] {
      for (int round = 0; round < 10; ++round) {
        auto request = asking(i % 2 ? HttpMethod::Get : HttpMethod::Head, server.url("/"), server.route);
        request.bulk = i % 2;
        right += tell(client, request).text == (i % 2 ? "200 x" : "200 ");
      }
    });
  threads.clear();
  QCOMPARE(right.load(), 80);
  QVERIFY(waitUntil([&] { return server.calls() == 81; }, 5s));
  QCOMPARE(server.connections("HEAD HTTP/2.0").size(), std::size_t(1));
  QCOMPARE(server.connections("HEAD HTTP/1.1").size(), std::size_t(0));
  QVERIFY(server.connections("GET HTTP/1.1").size() <= 4);
  QCOMPARE(server.connections("").size(), server.connections("GET HTTP/1.1").size() + 1);
}

void ConnectionsTest::manyIdleConnectionsAreKept() {
  constexpr int kMany = 128;
  std::barrier<> together(kMany);
  HttpServer server([&](Exchange& exchange) { together.arrive_and_wait(), exchange.answer(200, "x"); });
  curl::Client client;
  ports::HttpRoute route;
  route.connections = kMany;
  for (int round = 0; round < 2; ++round) {
    std::atomic<int> right = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < kMany; ++i)
      threads.emplace_back(
          [&] { right += tell(client, asking(HttpMethod::Get, server.url("/"), route)).text == "200 x"; });
    threads.clear();
    QCOMPARE(right.load(), kMany);
    QCOMPARE(server.connections(), kMany);
  }
}

QTEST_APPLESS_MAIN(ConnectionsTest)
#include "connections_test.moc"
