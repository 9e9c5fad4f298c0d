// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/http_contract_calls.h"

#include <QTest>

#include <mutex>

namespace meridian::test {

void HttpContract::methods_data() {
  QTest::addColumn<int>("method");
  QTest::addColumn<bool>("with_body");
  for (int method = 0; method < 6; ++method) {
    const auto text = std::string(name(static_cast<HttpMethod>(method)));
    QTest::newRow(text.c_str()) << method << false;
    if (method >= static_cast<int>(HttpMethod::Post))
      QTest::newRow((text + " with body").c_str()) << method << true;
  }
}

void HttpContract::methods() {
  QFETCH(int, method);
  QFETCH(bool, with_body);
  const auto verb = static_cast<HttpMethod>(method);
  std::string seen;
  m_world->on(verb, "/x", [&](const HttpCall& call) { return seen = call.body, reply(200, "answer"); });
  auto request = ask(verb, m_world->url("/x?q=1"));
  ports::StringSource source("payload");
  if (with_body) request.body = &source, request.body_size = base::ByteCount{7};
  const auto got = send(m_world->http(), request);
  QVERIFY2(got.response, got.text().c_str());
  QCOMPARE(got.response->status, 200);
  QCOMPARE(got.body, std::string(verb == HttpMethod::Head ? "" : "answer"));
  QCOMPARE(got.response->headers.get("content-length"), std::string_view("6"));
  QCOMPARE(seen, std::string(with_body ? "payload" : ""));
  QCOMPARE(got.response->sent.value, std::uint64_t(with_body ? 7 : 0));
  QCOMPARE(got.response->received.value, std::uint64_t(verb == HttpMethod::Head ? 0 : 6));
}

void HttpContract::headersTravelBothWays() {
  ports::HttpHeaders seen;
  m_world->on(HttpMethod::Get, "/x", [&](const HttpCall& call) {
    seen = call.headers;
    auto headers = one("Link", "<a>");
    headers.add("link", "<b>");
    headers.add("X-Empty", "");
    return reply(200, {}, headers);
  });
  auto request = ask(HttpMethod::Get, m_world->url("/x?token=secret"));
  request.headers.add("Accept", "application/a");
  request.headers.add("Accept", "application/b");
  request.headers.add("X-Nothing", "");
  request.headers.add("Authorization", "Bearer t");
  const auto got = send(m_world->http(), request);
  QVERIFY2(got.response, got.text().c_str());
  QCOMPARE(seen.all("accept"), (std::vector<std::string_view>{"application/a", "application/b"}));
  QCOMPARE(seen.get("Authorization"), std::string_view("Bearer t"));
  QCOMPARE(seen.all("X-Nothing").size(), std::size_t(1));
  QCOMPARE(got.response->headers.all("LINK"), (std::vector<std::string_view>{"<a>", "<b>"}));
  QCOMPARE(got.response->headers.all("x-empty"), (std::vector<std::string_view>{""}));
  QVERIFY(got.response->url.find("secret") == std::string::npos);
}

void HttpContract::statusIsNoError_data() {
  QTest::addColumn<int>("status");
  for (const int status : {200, 201, 204, 304, 400, 401, 404, 429, 500, 503})
    QTest::newRow(std::to_string(status).c_str()) << status;
}

void HttpContract::statusIsNoError() {
  QFETCH(int, status);
  const std::string body = status == 204 || status == 304 ? "" : "words of the registry";
  m_world->on(HttpMethod::Get, "/x", [&](const HttpCall&) { return reply(status, body); });
  const auto got = send(m_world->http(), ask(HttpMethod::Get, m_world->url("/x")));
  QVERIFY2(got.response, got.text().c_str());
  QCOMPARE(got.response->status, status);
  QCOMPARE(got.body, body);
  QCOMPARE(got.heads, 1);
}

void HttpContract::redirectsKeepCredentialsAtHome() {
  std::vector<std::pair<std::string, std::string>> seen; // path, credentials
  std::mutex mutex;
  const auto note = [&](const HttpCall& call, HttpAnswer answer) {
    const std::lock_guard lock(mutex);
    seen.emplace_back(call.url, std::string(call.headers.get("Authorization")) +
                                    std::string(call.headers.get("Cookie")));
    return answer;
  };
  for (const auto method : {HttpMethod::Get, HttpMethod::Head}) {
    m_world->on(method, "/same",
                [&](const HttpCall& c) { return note(c, reply(302, "x", one("Location", "/end"))); });
    m_world->on(method, "/away", [&](const HttpCall& c) {
      return note(c, reply(307, "x", one("Location", m_world->otherUrl("/end"))));
    });
    m_world->on(method, "/back", [&](const HttpCall& c) {
      return note(c, reply(301, "x", one("Location", m_world->otherUrl("/home"))));
    });
    m_world->on(method, "/home", [&](const HttpCall& c) {
      return note(c, reply(308, "x", one("Location", m_world->url("/end"))));
    });
    m_world->on(method, "/end", [&](const HttpCall& c) { return note(c, reply(200, "end")); });

    const auto run = [&](const char* path) {
      seen.clear();
      auto request = ask(method, m_world->url(path));
      request.headers.add("authorization", "Bearer t");
      request.headers.add("Cookie", "c");
      const auto got = send(m_world->http(), request);
      return got.text() + got.body + " " + std::to_string(got.heads);
    };
    const std::string end = method == HttpMethod::Get ? "200end 1" : "200 1";
    QCOMPARE(run("/same"), end);
    QCOMPARE(seen.back().second, std::string("Bearer tc"));
    QCOMPARE(run("/away"), end);
    QCOMPARE(seen.front().second, std::string("Bearer tc"));
    QCOMPARE(seen.back().second, std::string());
    QCOMPARE(run("/back"), end);
    QCOMPARE(seen.size(), std::size_t(3));
    QCOMPARE(seen.back().second, std::string());
  }
}

void HttpContract::redirectsAreLimited_data() {
  QTest::addColumn<int>("method");
  QTest::addColumn<QString>("location");
  QTest::addColumn<bool>("follow");
  QTest::addColumn<QString>("expected");
  const auto get = static_cast<int>(HttpMethod::Get);
  QTest::newRow("not wanted") << get << "/end" << false << "status 302";
  QTest::newRow("POST") << static_cast<int>(HttpMethod::Post) << "/end" << true << "status 302";
  QTest::newRow("PUT") << static_cast<int>(HttpMethod::Put) << "/end" << true << "status 302";
  QTest::newRow("DELETE") << static_cast<int>(HttpMethod::Delete) << "/end" << true << "status 302";
  QTest::newRow("no location") << get << "" << true << "status 302";
  QTest::newRow("in a circle") << get << "/x" << true << "BAD_ANSWER";
  QTest::newRow("to a file") << get << "file:///etc/passwd" << true << "BAD_ANSWER";
  QTest::newRow("with a user") << get << "http://user:pw@127.0.0.1/" << true << "BAD_ANSWER";
  QTest::newRow("raw space") << get << "/end?a b" << true << "status 200";
}

void HttpContract::redirectsAreLimited() {
  QFETCH(int, method);
  QFETCH(QString, location);
  QFETCH(bool, follow);
  QFETCH(QString, expected);
  const auto verb = static_cast<HttpMethod>(method);
  m_world->on(verb, "/x", [&](const HttpCall&) {
    return reply(302, "moved",
                 location.isEmpty() ? ports::HttpHeaders() : one("Location", location.toStdString()));
  });
  m_world->on(verb, "/end", [](const HttpCall&) { return reply(200); });
  auto request = ask(verb, m_world->url("/x"));
  request.follow_redirects = follow;
  const auto got = send(m_world->http(), request);
  QCOMPARE(codeOf(got), expected.toStdString());
  if (!got.response) QVERIFY(got.text().find("pw") == std::string::npos);
}

void HttpContract::refusedAndUnknown() {
  const auto refused = send(m_world->http(), ask(HttpMethod::Get, m_world->refusedUrl()));
  QCOMPARE(codeOf(refused), std::string("CONNECTION_REFUSED"));
  QCOMPARE(refused.heads, 0);
  const auto unknown = send(m_world->http(), ask(HttpMethod::Get, m_world->unknownUrl()));
  QCOMPARE(codeOf(unknown), std::string("HOST_UNKNOWN"));
  QVERIFY2(unknown.text().find("does not resolve") != std::string::npos, unknown.text().c_str());
}

void HttpContract::unusableRequests_data() {
  QTest::addColumn<QString>("url");
  for (const auto* url :
       {"", "nonsense", "ftp://x/y", "http://", "http://user:secret@127.0.0.1/", "http://127.0.0.1/a b"})
    QTest::newRow(url) << url;
}

void HttpContract::unusableRequests() {
  QFETCH(QString, url);
  const auto got = send(m_world->http(), ask(HttpMethod::Get, url.toStdString()));
  QCOMPARE(codeOf(got), std::string("CONFIG_INVALID"));
  QVERIFY(got.text().find("secret") == std::string::npos);
}

} // namespace meridian::test
