// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificates.h"
#include "support/cut_proxy.h"
#include "support/free_port.h"
#include "support/http_server.h"
#include "support/nginx.h"
#include "support/process.h"

#include <QTest>

#include <algorithm>
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
  void lineBreaks_data();
  void lineBreaks();
  void lineIsLong();
  void lineStallsAndRefuses();
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

namespace {

const std::string kBody(1'000'000, 'a');

/// What curl got through `line`: its exit status, the size, and how many bytes are not as they were sent.
std::string got(const CutProxy& line, const std::vector<std::string>& more = {}) {
  const TemporaryFolder folder;
  std::vector<std::string> argv{"curl", "-sS", "-o", folder.file("x"), "http://127.0.0.1:" + std::to_string(line.port()) + "/x"};
  argv.insert(argv.end(), more.begin(), more.end());
  const auto done = run(argv, 20s);
  const auto body = readFile(folder.file("x"));
  return std::to_string(done ? done->status : -1) + " " + std::to_string(body.size()) + " " +
         std::to_string(body.size() - static_cast<std::size_t>(std::count(body.begin(), body.end(), 'a')));
}

} // namespace

void SupportTest::lineBreaks_data() {
  QTest::addColumn<QString>("how");
  QTest::addColumn<int>("longer");
  QTest::addColumn<QString>("status");
  QTest::addColumn<int>("wrong");
  for (const int longer : {0, 20}) {
    const auto name = [&](const char* what) { return std::string(what) + (longer > 0 ? ", on a long way" : ""); };
    QTest::newRow(name("nothing").c_str()) << "" << longer << "0" << 0;
    QTest::newRow(name("reset").c_str()) << "cut" << longer << "56" << 0;
    QTest::newRow(name("ended early").c_str()) << "truncate" << longer << "18" << 0;
    QTest::newRow(name("another byte").c_str()) << "corrupt" << longer << "0" << 1;
  }
}

void SupportTest::lineBreaks() {
  QFETCH(QString, how);
  QFETCH(int, longer);
  QFETCH(QString, status);
  QFETCH(int, wrong);
  HttpServer server;
  server.on("GET", "/x", answers(200, kBody));
  CutProxy line(server.port());
  line.roundTrip(std::chrono::milliseconds(longer));
  constexpr std::uint64_t kAt = 300'000;
  if (how == "cut") line.cutAfter(CutProxy::Way::Down, kAt);
  if (how == "truncate") line.truncateAfter(CutProxy::Way::Down, kAt);
  if (how == "corrupt") line.corruptAfter(CutProxy::Way::Down, kAt);
  const auto words = QString::fromStdString(got(line)).split(' ');
  QCOMPARE(words[0], status);
  QCOMPARE(words[2].toInt(), wrong);
  if (status == "0")
    QCOMPARE(words[1].toULongLong(), static_cast<qulonglong>(kBody.size()));
  else
    QCOMPARE(line.passed(CutProxy::Way::Down), kAt);
  QCOMPARE(line.cuts(), how.isEmpty() ? 0 : 1);
  QCOMPARE(QString::fromStdString(got(line)), QString("0 1000000 0")); // once, and never again
}

void SupportTest::lineIsLong() {
  HttpServer server;
  server.on("GET", "/x", answers(200, kBody));
  CutProxy line(server.port());
  line.roundTrip(200ms);
  const auto out = run({"curl", "-sS", "-o", "/dev/null", "-w", "%{time_starttransfer}", "http://127.0.0.1:" + std::to_string(line.port()) + "/x"}, 20s);
  QVERIFY2(std::stod(out->output) >= 0.2, out->output.c_str());
}

void SupportTest::lineStallsAndRefuses() {
  HttpServer server;
  server.on("GET", "/x", answers(200, kBody));
  CutProxy line(server.port());
  line.stall(true);
  QCOMPARE(QString::fromStdString(got(line, {"--max-time", "0.5"})), QString("28 0 0"));
  line.stall(false);
  line.refuse(true);
  QVERIFY(got(line).ends_with(" 0 0"));
  line.refuse(false);
  QCOMPARE(QString::fromStdString(got(line)), QString("0 1000000 0"));
}

QTEST_APPLESS_MAIN(SupportTest)
#include "support_test.moc"
