// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/http_bodies.h"
#include "curl/client.h"
#include "support/http_calls.h"
#include "support/http_server.h"
#include "support/process.h"

#include <QTest>

#include <netdb.h>

#include <atomic>
#include <thread>

using namespace meridian;
using namespace meridian::test;
using namespace std::chrono_literals;
using ports::HttpMethod;

namespace {
std::atomic<bool> hangs{false}; // while true, the name server does not answer
std::atomic<int> asked{0};
} // namespace

/// Stands before libc's, for libcurl too: a name server that never answers cannot be had otherwise.
extern "C" int getaddrinfo(const char*, const char*, const addrinfo*, addrinfo**) {
  ++asked;
  waitUntil([] { return !hangs; }, 60s);
  return EAI_AGAIN;
}

/// One name that hangs must not hold anything else up.
class ResolverTest : public QObject {
  Q_OBJECT
private slots:
  void init() { hangs = true, asked = 0; }
  void cleanup() { hangs = false; }
  void cancelsWhileResolving();
  void othersGoOn();
  void unknownWhenItFails();
};

void ResolverTest::cancelsWhileResolving() {
  HttpServer server(answers(200, "x"));
  curl::Client client;
  std::stop_source stop;
  std::jthread canceller([&] { waitUntil([] { return asked > 0; }, 10s), stop.request_stop(); });
  const auto told = tell(client, asking(HttpMethod::Get, "http://hangs.test/"), stop.get_token());
  QVERIFY2(told.failed(base::Errc::Cancelled), told.text.c_str());
  // The http thread did not wait for the resolver either: it serves the next one while that still hangs.
  QCOMPARE(tell(client, asking(HttpMethod::Get, server.url("/"))).text, std::string("200 x"));
  QVERIFY(hangs);
}

void ResolverTest::othersGoOn() {
  HttpServer server(answers(200, "x"));
  curl::Client client;
  std::thread waiting([&] { (void)tell(client, asking(HttpMethod::Get, "http://hangs.test/")); });
  waitUntil([] { return asked > 0; }, 10s);
  for (int i = 0; i < 10; ++i)
    QCOMPARE(tell(client, asking(HttpMethod::Get, server.url("/"))).text, std::string("200 x"));
  hangs = false;
  waiting.join();
}

void ResolverTest::unknownWhenItFails() {
  hangs = false;
  curl::Client client;
  const auto told = tell(client, asking(HttpMethod::Get, "http://registry.test:5000/v2/"));
  QCOMPARE(told.text, std::string("HOST_UNKNOWN registry.test: name does not resolve"));
}

QTEST_APPLESS_MAIN(ResolverTest)
#include "resolver_test.moc"
