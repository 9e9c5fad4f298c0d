// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/http_contract.h"

#include "contract/http_bodies.h"

#include <QTest>

#include <atomic>
#include <semaphore>
#include <thread>

using namespace std::chrono_literals;

namespace meridian::test {

using base::Errc;
using memory::HttpAnswer;
using memory::HttpCall;
using ports::HttpMethod;
using ports::HttpRequest;
using ports::HttpResponse;
using Body = memory::Http::Body;

namespace {

constexpr std::size_t kLarge = 50'000'000;

HttpAnswer reply(int status, std::string body = {}, ports::HttpHeaders headers = {}) {
  HttpAnswer answer;
  answer.status = status;
  answer.body = std::move(body);
  answer.headers = std::move(headers);
  return answer;
}

ports::HttpHeaders one(std::string field, std::string value) {
  ports::HttpHeaders headers;
  headers.add(std::move(field), std::move(value));
  return headers;
}

HttpRequest ask(HttpMethod method, std::string url) {
  HttpRequest request;
  request.method = method;
  request.url = std::move(url);
  return request;
}

/// The text of the answer's body comes back with it.
struct Got {
  base::Result<HttpResponse> response;
  std::string body;
  int heads = 0;
  [[nodiscard]] std::string text() const {
    return response ? std::to_string(response->status) : response.error().text();
  }
};

Got send(ports::Http& http, const HttpRequest& request, std::stop_token stop = {}) {
  ports::StringSink sink(kLarge * 2);
  Got got{base::fail(Errc::Internal, "not sent"), {}};
  got.response = http.send(
      request,
      [&](const HttpResponse&) -> base::Result<ports::BodySink*> {
        ++got.heads;
        return &sink;
      },
      std::move(stop));
  got.body = std::move(sink.text());
  return got;
}

/// Ends the server's threads before the variables that their handlers see go away.
struct EndsWorldFirst {
  std::unique_ptr<HttpWorld>& world;
  ~EndsWorldFirst() { world.reset(); }
};

std::string codeOf(const Got& got) {
  return got.response ? "status " + std::to_string(got.response->status)
                      : std::string(name(got.response.error().code));
}

} // namespace

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

void HttpContract::bodiesComeIn_data() {
  QTest::addColumn<int>("size");
  QTest::newRow("empty") << 0;
  QTest::newRow("one byte") << 1;
  QTest::newRow("50 MB") << static_cast<int>(kLarge);
}

void HttpContract::bodiesComeIn() {
  QFETCH(int, size);
  const auto body = pattern(static_cast<std::size_t>(size));
  m_world->on(HttpMethod::Get, "/x", [&](const HttpCall&) { return reply(200, body); });
  const auto got = send(m_world->http(), ask(HttpMethod::Get, m_world->url("/x")));
  QVERIFY2(got.response, got.text().c_str());
  QVERIFY(got.body == body);
  QCOMPARE(got.response->received.value, body.size());
}

void HttpContract::bodiesGoOut_data() {
  QTest::addColumn<int>("size");
  QTest::addColumn<bool>("chunked");
  for (const bool chunked : {false, true}) {
    const auto row = [chunked](const char* text) { return std::string(text) + (chunked ? ", chunked" : ""); };
    QTest::newRow(row("empty").c_str()) << 0 << chunked;
    QTest::newRow(row("one byte").c_str()) << 1 << chunked;
    QTest::newRow(row("50 MB").c_str()) << static_cast<int>(kLarge) << chunked;
  }
}

void HttpContract::bodiesGoOut() {
  QFETCH(int, size);
  QFETCH(bool, chunked);
  const auto body = pattern(static_cast<std::size_t>(size));
  bool same = false;
  m_world->on(HttpMethod::Patch, "/x",
              [&](const HttpCall& call) { return same = call.body == body, reply(202); });
  auto request = ask(HttpMethod::Patch, m_world->url("/x"));
  ports::StringSource source(body);
  request.body = &source;
  if (!chunked) request.body_size = base::ByteCount{body.size()};
  const auto got = send(m_world->http(), request);
  QVERIFY2(got.response, got.text().c_str());
  QCOMPARE(got.response->status, 202);
  QVERIFY(same);
  QCOMPARE(got.response->sent.value, body.size());
}

void HttpContract::headComesOnceAndFirst() {
  m_world->on(HttpMethod::Get, "/x", [](const HttpCall&) { return reply(200, pattern(1'000'000)); });
  const auto caller = std::this_thread::get_id();
  int heads = 0;
  bool early = false, elsewhere = false;
  FunctionSink sink([&](std::span<const std::byte>, std::stop_token) {
    early = early || heads != 1;
    elsewhere = elsewhere || std::this_thread::get_id() != caller;
    return base::Result<void>();
  });
  const auto response = m_world->http().send(
      ask(HttpMethod::Get, m_world->url("/x")),
      [&](const HttpResponse& head) -> base::Result<ports::BodySink*> {
        ++heads;
        elsewhere = elsewhere || std::this_thread::get_id() != caller || head.status != 200;
        return &sink;
      },
      std::stop_token());
  QVERIFY(response);
  QCOMPARE(heads, 1);
  QVERIFY(!early);
  QVERIFY(!elsewhere);
}

void HttpContract::headMayRefuse() {
  m_world->on(HttpMethod::Get, "/x", [](const HttpCall&) { return reply(200, pattern(kLarge)); });
  const auto response = m_world->http().send(ask(HttpMethod::Get, m_world->url("/x")),
                                             [](const HttpResponse&) -> base::Result<ports::BodySink*> {
                                               return base::fail(Errc::DigestInvalid, "no");
                                             },
                                             {});
  QVERIFY(!response);
  QVERIFY(response.error().code == Errc::DigestInvalid);
  QCOMPARE(response.error().message, std::string("no"));
}

void HttpContract::answersWithoutSink() {
  m_world->on(HttpMethod::Get, "/x", [](const HttpCall&) { return reply(200, pattern(3'000'000)); });
  const auto request = ask(HttpMethod::Get, m_world->url("/x"));
  const auto nowhere = [](const HttpResponse&) -> base::Result<ports::BodySink*> { return nullptr; };
  QCOMPARE(m_world->http().send(request, nowhere, {})->received.value, std::uint64_t(3'000'000));
  QCOMPARE(m_world->http().send(request, {}, {})->status, 200);
}

void HttpContract::sinkErrorComesBack() {
  m_world->on(HttpMethod::Get, "/x", [](const HttpCall&) { return reply(200, pattern(kLarge)); });
  std::uint64_t taken = 0;
  FunctionSink sink([&](std::span<const std::byte> data, std::stop_token) -> base::Result<void> {
    if ((taken += data.size()) > 1'000'000) return base::fail(Errc::DiskFull, "disk is full");
    return {};
  });
  const auto response =
      m_world->http().send(ask(HttpMethod::Get, m_world->url("/x")),
                           [&](const HttpResponse&) -> base::Result<ports::BodySink*> { return &sink; }, {});
  QVERIFY(!response);
  QVERIFY(response.error().code == Errc::DiskFull);
  QCOMPARE(response.error().message, std::string("disk is full"));
}

void HttpContract::sourceErrorComesBack() {
  std::atomic<bool> finished = false;
  const EndsWorldFirst guard{m_world};
  m_world->on(HttpMethod::Put, "/x", [&](const HttpCall&) { return finished = true, reply(201); });
  FunctionSource source(
      [](std::span<std::byte> buffer, std::uint64_t given, std::stop_token) -> base::Result<std::size_t> {
        if (given > 1'000'000) return base::fail(Errc::ContentMismatch, "wrong digest at the source");
        return std::min<std::size_t>(buffer.size(), 10'000);
      });
  auto request = ask(HttpMethod::Put, m_world->url("/x"));
  request.body = &source;
  for (const bool sized : {true, false}) {
    request.body_size = sized ? std::optional(base::ByteCount{kLarge}) : std::nullopt;
    const auto got = send(m_world->http(), request);
    QCOMPARE(codeOf(got), std::string("CONTENT_MISMATCH"));
    QCOMPARE(got.response.error().message, std::string("wrong digest at the source"));
  }
  m_world.reset();
  QVERIFY(!finished); // the receiver never saw a whole body
}

void HttpContract::sourceOfWrongSize_data() {
  QTest::addColumn<int>("has");
  QTest::newRow("too short") << 999;
  QTest::newRow("empty") << 0;
  QTest::newRow("too long") << 1001;
  QTest::newRow("far too long") << 5'000'000;
}

void HttpContract::sourceOfWrongSize() {
  QFETCH(int, has);
  std::atomic<bool> completed = false;
  const EndsWorldFirst guard{m_world};
  m_world->on(HttpMethod::Put, "/x", [&](const HttpCall& call) {
    if (call.body.size() == 1000) completed = true;
    return reply(201);
  });
  const auto body = pattern(static_cast<std::size_t>(has));
  ports::StringSource source(body);
  auto request = ask(HttpMethod::Put, m_world->url("/x"));
  request.body = &source;
  request.body_size = base::ByteCount{1000};
  QCOMPARE(codeOf(send(m_world->http(), request)), std::string("CONTENT_MISMATCH"));
  m_world.reset();
  QVERIFY(!completed); // what is wrong at its end must not look like a whole upload
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

void HttpContract::shortBodyIsLost() {
  m_world->on(HttpMethod::Get, "/x", [](const HttpCall&) {
    auto answer = reply(200, pattern(1'000'000));
    answer.cut_after = 600'000;
    return answer;
  });
  const auto got = send(m_world->http(), ask(HttpMethod::Get, m_world->url("/x")));
  QCOMPARE(codeOf(got), std::string("CONNECTION_LOST"));
  QVERIFY(base::isTransient(got.response.error().code));
  QCOMPARE(got.heads, 1);
  // What arrived before the cut may be used, but nothing else: a resume counts on it.
  QVERIFY(got.body == pattern(1'000'000).substr(0, got.body.size()));
}

void HttpContract::silenceIsStalled_data() {
  QTest::addColumn<bool>("before_head");
  QTest::newRow("before the head") << true;
  QTest::newRow("in the body") << false;
}

void HttpContract::silenceIsStalled() {
  QFETCH(bool, before_head);
  m_world->on(HttpMethod::Get, "/x", [&](const HttpCall&) {
    auto answer = reply(200, pattern(100'000));
    if (before_head)
      answer.delay = 1h;
    else
      answer.stall_after = 50'000;
    return answer;
  });
  auto request = ask(HttpMethod::Get, m_world->url("/x"));
  request.route.stall_timeout = 1s;
  const auto got = send(m_world->http(), request);
  QCOMPARE(codeOf(got), std::string("STALLED"));
  QCOMPARE(got.body.size(), before_head ? std::size_t(0) : std::size_t(50'000));
}

void HttpContract::slowSinkIsNoStall() {
  const auto whole = pattern(20'000'000); // made beforehand: making it is silence too
  m_world->on(HttpMethod::Get, "/x", [&](const HttpCall&) { return reply(200, whole); });
  std::string body;
  int pauses = 0;
  FunctionSink sink([&](std::span<const std::byte> data, std::stop_token stop) {
    body.append(reinterpret_cast<const char*>(data.data()), data.size());
    if (pauses++ == 0) idle(2500ms, stop);
    return base::Result<void>();
  });
  auto request = ask(HttpMethod::Get, m_world->url("/x"));
  request.route.stall_timeout = 1s;
  const auto response = m_world->http().send(
      request, [&](const HttpResponse&) -> base::Result<ports::BodySink*> { return &sink; }, {});
  QVERIFY2(response, response ? "" : response.error().text().c_str());
  QVERIFY(body == whole);
}

void HttpContract::slowSourceIsNoStall() {
  std::string seen;
  m_world->on(HttpMethod::Put, "/x", [&](const HttpCall& call) { return seen = call.body, reply(201); });
  FunctionSource source([](std::span<std::byte> buffer, std::uint64_t given,
                           std::stop_token stop) -> base::Result<std::size_t> {
    if (given == 2) return 0;
    idle(1500ms, stop);
    buffer[0] = static_cast<std::byte>('a' + given);
    return 1;
  });
  auto request = ask(HttpMethod::Put, m_world->url("/x"));
  request.body = &source;
  request.route.stall_timeout = 1s;
  const auto got = send(m_world->http(), request);
  QCOMPARE(codeOf(got), std::string("status 201"));
  QCOMPARE(seen, std::string("ab"));
}

void HttpContract::cancels_data() {
  QTest::addColumn<QString>("phase");
  for (const auto* phase : {"waiting for the head", "waiting for more body", "in the sink", "in the source",
                            "waiting for a place", "sending to a server that does not read"})
    QTest::newRow(phase) << phase;
}

void HttpContract::cancels() {
  QFETCH(QString, phase);
  std::binary_semaphore reached(0); // the phase that is to be cancelled has begun
  std::stop_source stop, blocker;
  auto request = ask(HttpMethod::Get, m_world->url("/x"));
  request.route.connections = 1;
  FunctionSink sink([&](std::span<const std::byte>, std::stop_token token) {
    reached.release();
    if (phase == "in the sink") idle(1h, token);
    return base::Result<void>();
  });
  FunctionSource source([&](std::span<std::byte> buffer, std::uint64_t given,
                            std::stop_token token) -> base::Result<std::size_t> {
    if (phase == "in the source") {
      reached.release();
      if (!idle(1h, token)) return base::fail(Errc::Cancelled, "cancelled");
    }
    if (given == 0 && phase.startsWith("sending")) reached.release();
    return buffer.size();
  });
  if (phase == "in the source" || phase.startsWith("sending")) {
    request.method = HttpMethod::Put;
    request.body = &source;
  }
  const EndsWorldFirst guard{m_world};
  m_world->on(
      request.method, "/x",
      [&](const HttpCall&) {
        auto answer = reply(200, pattern(100'000));
        if (phase == "waiting for the head" || phase == "waiting for a place" || request.body)
          answer.delay = 1h, reached.release();
        else if (phase == "waiting for more body")
          answer.stall_after = 50'000;
        return answer;
      },
      phase.startsWith("sending") ? Body::Ignored : Body::Read);

  std::thread first; // holds the only place
  if (phase == "waiting for a place") {
    first = std::thread([&] { (void)send(m_world->http(), request, blocker.get_token()); });
    reached.acquire();
    reached.release();
  }
  std::thread canceller([&] {
    reached.acquire();
    stop.request_stop();
  });
  const auto response = m_world->http().send(
      request, [&](const HttpResponse&) -> base::Result<ports::BodySink*> { return &sink; },
      stop.get_token());
  canceller.join();
  blocker.request_stop();
  if (first.joinable()) first.join();
  QVERIFY(!response);
  QCOMPARE(std::string(name(response.error().code)), std::string("CANCELLED"));
}

void HttpContract::cancelledBeforeTheStart() {
  std::atomic<int> calls = 0;
  m_world->on(HttpMethod::Get, "/x", [&](const HttpCall&) { return ++calls, reply(200); });
  std::stop_source stop;
  stop.request_stop();
  QCOMPARE(codeOf(send(m_world->http(), ask(HttpMethod::Get, m_world->url("/x")), stop.get_token())),
           std::string("CANCELLED"));
  QCOMPARE(calls.load(), 0);
}

void HttpContract::answersBeforeTheBody() {
  for (int round = 0; round < 20; ++round) { // the races are between the answer and the broken pipe
    m_world->on(
        HttpMethod::Put, "/x", [](const HttpCall&) { return reply(413, "too large"); }, Body::Ignored);
    const auto body = pattern(5'000'000);
    ports::StringSource source(body);
    auto request = ask(HttpMethod::Put, m_world->url("/x"));
    request.body = &source;
    if (round % 2 == 0) request.body_size = base::ByteCount{body.size()};
    const auto got = send(m_world->http(), request);
    QVERIFY2(codeOf(got) == "status 413", (got.text() + " in round " + std::to_string(round)).c_str());
    QCOMPARE(got.body, std::string("too large"));
  }
}

void HttpContract::manyAtOnce() {
  m_world->on(HttpMethod::Get, "/*", [](const HttpCall& call) {
    auto answer = reply(200, call.url);
    answer.delay = 5ms;
    return answer;
  });
  std::atomic<int> right = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 100; ++i)
    threads.emplace_back([&, i] {
      auto request = ask(HttpMethod::Get, m_world->url("/" + std::to_string(i)));
      request.route.connections = 8;
      const auto got = send(m_world->http(), request);
      if (got.response && got.body.ends_with("/" + std::to_string(i))) ++right;
    });
  threads.clear();
  QCOMPARE(right.load(), 100);
  QVERIFY2(m_world->mostAtOnce() <= 8, std::to_string(m_world->mostAtOnce()).c_str());
  QVERIFY(m_world->mostAtOnce() > 1);
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
