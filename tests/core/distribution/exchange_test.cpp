// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <chrono> otherwise

#include "scripted_client.h"

#include <vector>

using namespace meridian;
using namespace meridian::test;
using base::Errc;

namespace {

/// Notes what passes; refuses when told to.
class NotedGate final : public ports::RequestGate {
public:
  base::Result<void> enter(ports::HttpMethod method, std::stop_token) override {
    if (closed.message.size()) return base::fail(closed);
    story += "+" + std::string(ports::name(method));
    ++inside, most = std::max(most, inside);
    return {};
  }
  void leave(const ports::HttpResponse* answer, std::chrono::seconds retry_after) override {
    --inside;
    story += answer != nullptr ? " " + std::to_string(answer->status) : " none";
    if (retry_after.count() > 0) story += "/" + std::to_string(retry_after.count());
    story += "\n";
  }
  base::Error closed;
  std::string story;
  int inside = 0, most = 0;
};

struct Gated {
  explicit Gated(ScriptedHttp::Script script, bool gated = true) : s(std::move(script), options(gated)) {}
  distribution::ClientOptions options(bool gated) {
    distribution::ClientOptions out;
    if (gated) out.gate = gate;
    out.retry.attempts = 3;
    out.notice = [this](const base::Error& error, std::chrono::milliseconds wait, int attempt) {
      notices += QString::fromUtf8(base::name(error.code).data()) + " " +
                 (error.retry_after.count() > 0 ? QString::number(wait.count()) : QString("some")) +
                 " ms, try " + QString::number(attempt) + "\n";
    };
    return out;
  }
  std::shared_ptr<NotedGate> gate = std::make_shared<NotedGate>();
  QString notices;
  ScriptedClient s;
};

Reply slower(int seconds) {
  return {429, {{"Retry-After", std::to_string(seconds)}}, "", {}};
}

} // namespace

/// What every request goes through, seen from the client.
class ExchangeTest : public QObject {
  Q_OBJECT

private slots:
  void eachRequestPassesTheGate() {
    Gated g([](const Asked& asked) -> Reply {
      if (asked.url.find("token") != std::string::npos) return {200, {}, R"({"token":"t"})", {}};
      if (asked.headers.get("Authorization").empty())
        return {401, {{"WWW-Authenticate", "Bearer realm=\"https://tokens.example.net/token\""}}, "", {}};
      return {200, {{"Docker-Distribution-Api-Version", "registry/2.0"}}, "{}", {}};
    });
    QCOMPARE(words(g.s.client->ping({})), "ok");
    // The token server is not the registry.
    QCOMPARE(g.gate->story, std::string("+GET 401\n+GET 200\n"));
    QCOMPARE(g.gate->most, 1);
  }

  void leavesWithoutAnAnswer() {
    int lost = 1;
    Gated g([&](const Asked&) -> Reply {
      if (lost-- > 0) return {0, {}, "", Errc::ConnectionLost};
      return {404, {}, "", {}};
    });
    QCOMPARE(words(g.s.client->headBlob("a", digestOf("x"), {})), "ok");
    QCOMPARE(g.gate->story, std::string("+HEAD none\n+HEAD 404\n"));
    QCOMPARE(g.notices, QString("CONNECTION_LOST some ms, try 2\n"));
    QCOMPARE(g.s.clock.sleeps().size(), 1U);
  }

  void closedGateSendsNothing() {
    Gated g([](const Asked&) { return Reply{200, {}, "", {}}; });
    g.gate->closed = {Errc::TooManyRequests,   "100 of 100 pulls are used", {}, 0, {}, {},
                      std::chrono::seconds(60)};
    const auto head = g.s.client->headBlob("a", digestOf("x"), {});
    QCOMPARE(words(head), "TOOMANYREQUESTS");
    QCOMPARE(head.error().retry_after, std::chrono::seconds(60));
    QVERIFY(g.s.http.asked().empty());
    QVERIFY(g.s.clock.sleeps().empty());
  }

  void limitedRequests_data() {
    QTest::addColumn<bool>("gated");
    QTest::addColumn<int>("times");
    QTest::addColumn<int>("retry_after");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("sleeps"); // of the client itself
    QTest::newRow("the gate waits, no attempt is used") << true << 20 << 7 << "ok" << 0;
    QTest::newRow("no word when: attempts") << true << 20 << 0 << "TOOMANYREQUESTS" << 2;
    QTest::newRow("longer than anybody is held") << true << 1 << 121 << "TOOMANYREQUESTS" << 0;
    QTest::newRow("no gate: attempts") << false << 20 << 7 << "TOOMANYREQUESTS" << 2;
    QTest::newRow("no gate, short") << false << 2 << 7 << "ok" << 2;
  }
  void limitedRequests() {
    QFETCH(bool, gated);
    QFETCH(int, times);
    QFETCH(int, retry_after);
    Gated g([&](const Asked&) { return times-- > 0 ? slower(retry_after) : Reply{404, {}, "", {}}; }, gated);
    const auto head = g.s.client->headBlob("a", digestOf("x"), {});
    QTEST(words(head), "expected");
    QFETCH(int, sleeps);
    QCOMPARE(static_cast<int>(g.s.clock.sleeps().size()), sleeps);
    if (!head) QCOMPARE(head.error().retry_after, std::chrono::seconds(retry_after));
    if (gated && head) {
      QCOMPARE(g.notices.count('\n'), 20);
      QVERIFY(g.notices.startsWith("TOOMANYREQUESTS 7000 ms, try 2\n"));
      QVERIFY(g.gate->story.starts_with("+HEAD 429/7\n"));
    }
  }
};

QTEST_APPLESS_MAIN(ExchangeTest)
#include "exchange_test.moc"
