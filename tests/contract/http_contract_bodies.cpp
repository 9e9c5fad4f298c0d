// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/http_contract_calls.h"

#include <QTest>

#include <atomic>
#include <thread>

namespace meridian::test {

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

} // namespace meridian::test
