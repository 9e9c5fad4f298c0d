// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificates.h"
#include "support/free_port.h"
#include "support/http_server.h"
#include "support/nginx.h"
#include "support/process.h"

#include <QTest>

#include <signal.h>

using namespace meridian;
using namespace meridian::test;
using namespace std::chrono_literals;

/// The judges are judged with curl's command line: it is nobody's code here.
class SupportTest : public QObject {
  Q_OBJECT
private slots:
  void processesEnd();
  void programsThatAreNotThere();
  void serverAnswersCurl();
  void serverTakesChunks();
  void serverCuts();
  void certificatesHold();
};

void SupportTest::processesEnd() {
  auto process = Process::start({"sleep", "100"});
  QVERIFY(process);
  QVERIFY(process->running());
  const auto pid = process->pid();
  QVERIFY(!process->wait(1ms));
  QCOMPARE(process->terminate(), 128 + SIGTERM);
  QVERIFY(::kill(pid, 0) != 0);
  QCOMPARE(run({"sh", "-c", "echo $0; exit 3", "x"}, 5s)->status, 3);
  QCOMPARE(run({"sh", "-c", "echo $0", "x"}, 5s)->output, std::string("x\n"));
}

void SupportTest::programsThatAreNotThere() {
  QVERIFY(Process::start({"no-such-program"}).error().code == base::Errc::NotFound);
  QVERIFY(!waitForPort(freePort(), 1ms));
}

void SupportTest::serverAnswersCurl() {
  HttpServer server;
  server.on("GET", "/a/*", answers(200, "hello", fields({{"X-Y", "z"}})));
  const auto got =
      run({"curl", "-sS", "-i", server.url("/a/b?c"), server.url("/a/c"), server.url("/none")}, 10s);
  QVERIFY(got->output.find("X-Y: z\r\n") != std::string::npos);
  QVERIFY(got->output.find("hello") != std::string::npos);
  QVERIFY(got->output.find("404") != std::string::npos);
  QCOMPARE(server.connections(), 1);
  QCOMPARE(server.requests().at(0).target, std::string("/a/b?c"));
}

void SupportTest::serverTakesChunks() {
  HttpServer server;
  std::string body;
  server.on("PUT", "/x", [&](Exchange& exchange) { body = exchange.readAll(), exchange.answer(201); });
  const auto got =
      run({"curl", "-sS", "-w", "%{http_code}", "-X", "PUT", "-H", "Transfer-Encoding: chunked", "-d",
           "abcdef", server.url("/x"), "--next", "-sS", "-w", "%{http_code}", server.url("/none")},
          10s);
  QCOMPARE(body, std::string("abcdef"));
  QVERIFY2(got->output.starts_with("201"), got->output.c_str());
  QVERIFY2(got->output.ends_with("404"), got->output.c_str());
}

void SupportTest::serverCuts() {
  HttpServer server;
  server.on("GET", "/x", [](Exchange& exchange) {
    exchange.head(200, fields({{"Content-Length", "10"}})), exchange.write("abc"), exchange.cut();
  });
  QVERIFY(run({"curl", "-sS", server.url("/x")}, 10s)->status != 0);
}

void SupportTest::certificatesHold() {
  const TemporaryFolder folder;
  const auto authority = Certificates::make(folder.path());
  QVERIFY2(authority, authority ? "" : authority.error().text().c_str());
  const auto pair = authority->server();
  QVERIFY2(pair, pair ? "" : pair.error().text().c_str());
  const auto client = authority->client("node-1");
  QVERIFY(client);
  const auto nginx =
      Nginx::start("server { listen 127.0.0.1:@PORT@ ssl http2; ssl_certificate " + pair->certificate +
                   "; ssl_certificate_key " + pair->key + "; ssl_verify_client on; ssl_client_certificate " +
                   authority->ca() + "; location / { return 200 $ssl_client_s_dn; } }");
  QVERIFY2(nginx, nginx ? "" : nginx.error().text().c_str());
  const auto got = run({"curl", "-sS", "--cacert", authority->ca(), "--cert", client->certificate, "--key",
                        client->key, (*nginx)->url("https", "/")},
                       10s);
  QCOMPARE(got->output, std::string("CN=node-1"));
  const auto expired = authority->server("old", "DNS:localhost", Certificates::Validity::Expired);
  QVERIFY2(expired, expired ? "" : expired.error().text().c_str());
  const auto dates = run({"openssl", "x509", "-noout", "-checkend", "0", "-in", expired->certificate}, 10s);
  QCOMPARE(dates->status, 1);
}

QTEST_APPLESS_MAIN(SupportTest)
#include "support_test.moc"
