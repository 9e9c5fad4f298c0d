// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/http_contract_calls.h"

#include <QTest>

#include <atomic>
#include <semaphore>
#include <thread>

using namespace std::chrono_literals;

namespace meridian::test {

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

} // namespace meridian::test
