// SPDX-License-Identifier: GPL-3.0-or-later
// Ranges over several connections from a registry in memory that misbehaves in every way.
#include <QTest> // first: moc 6.4 does not get through <concepts> otherwise

#include "core/transfer/flows_world.h"

using namespace meridian;
using namespace meridian::test::flows;
using memory::Operation;
using test::Pull;
using test::quickFlows;

class FlowsTest : public QObject {
  Q_OBJECT

private slots:
  void everyByteOnce_data() {
    QTest::addColumn<quint64>("size");
    QTest::addColumn<int>("flows");
    QTest::addColumn<int>("latency");
    QTest::newRow("smaller than a range") << quint64{5000} << 4 << 0;
    QTest::newRow("a little more than a range") << quint64{256 * 1024 + 1} << 4 << 0;
    QTest::newRow("one connection") << quint64{20 * kMiB + 7} << 1 << 0;
    QTest::newRow("four connections") << quint64{20 * kMiB + 7} << 4 << 5;
    QTest::newRow("sixteen connections") << quint64{12 * kMiB} << 16 << 20;
  }
  void everyByteOnce() {
    QFETCH(quint64, size);
    QFETCH(int, flows);
    QFETCH(int, latency);
    World world;
    world.registry.setLatency(std::chrono::milliseconds(latency));
    CountingGate gate;
    auto& pull = world.add(size);
    {
      transfer::Flows line(world.source, world.threads, world.clock, quickFlows(flows), &gate);
      QCOMPARE(pull.run(line), std::string());
    }
    QCOMPARE(pull.log.written(), static_cast<std::uint64_t>(size));
    QCOMPARE(pull.read.load(), static_cast<std::uint64_t>(size));
    QCOMPARE(gate.passed.load(), static_cast<std::uint64_t>(size));
    QVERIFY(readOf(world) <= size + kHedged);
    QVERIFY(world.source.most() <= flows);
    if (flows > 1 && latency > 0) QVERIFY(world.source.most() > flows / 2);
    QCOMPARE(world.source.count("get-blob"), 0u);
  }

  void cuts_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<quint64>("after");
    QTest::addColumn<int>("times");
    QTest::newRow("lost in mid range") << int(Errc::ConnectionLost) << quint64{100'000} << 30;
    QTest::newRow("lost at the last moment") << int(Errc::ConnectionLost) << quint64{256 * 1024} << 10;
    QTest::newRow("lost before the first byte") << int(Errc::ConnectionLost) << quint64{0} << 10;
    QTest::newRow("server errors") << int(Errc::ServerError) << quint64{0} << 10;
    QTest::newRow("too many requests") << int(Errc::TooManyRequests) << quint64{0} << 10;
  }
  void cuts() {
    QFETCH(int, code);
    QFETCH(quint64, after);
    QFETCH(int, times);
    World world;
    world.registry.addFault({Operation::GetBlob, {}, {}, broken(static_cast<Errc>(code)), times, base::ByteCount{after}, false});
    auto& pull = world.add(10 * kMiB);
    transfer::Flows line(world.source, world.threads, world.clock, quickFlows(4), nullptr);
    QCOMPARE(pull.run(line), std::string());
    QCOMPARE(pull.log.written(), 10 * kMiB);
    QVERIFY2(readOf(world) <= 10 * kMiB + kHedged, std::to_string(readOf(world)).c_str()); // a cut costs nothing that had arrived
  }

  void anAnswerThatEndsEarly() {
    World world;
    auto& pull = world.add(3 * kMiB);
    world.source.answers([&](int n, ports::ByteRange range, ports::BodySink& sink, std::stop_token stop) -> std::optional<base::Result<void>> {
      if (n >= 5) return std::nullopt;
      return give(pull.content, {range.first, range.length / 2}, 10'000, sink, stop);
    });
    transfer::Flows line(world.source, world.threads, world.clock, quickFlows(2), nullptr);
    QCOMPARE(pull.run(line), std::string());
    QCOMPARE(pull.log.written(), 3 * kMiB);
  }

  void giveUp_data() {
    QTest::addColumn<int>("code");
    QTest::newRow("denied") << int(Errc::Denied);
    QTest::newRow("unknown") << int(Errc::BlobUnknown);
    QTest::newRow("not to be trusted") << int(Errc::TlsUntrusted);
    QTest::newRow("nobody there, for longer than anybody waits") << int(Errc::ConnectionRefused);
    QTest::newRow("lost again and again, for longer than anybody waits") << int(Errc::ConnectionLost);
  }
  void giveUp() {
    QFETCH(int, code);
    World world;
    world.registry.addFault({Operation::GetBlob, {}, {}, broken(static_cast<Errc>(code)), -1, {}, false});
    auto& pull = world.add(10 * kMiB);
    auto options = quickFlows(4);
    options.patience = base::Seconds{0.4};
    options.patience_refused = base::Seconds{0.2};
    transfer::Flows line(world.source, world.threads, world.clock, options, nullptr);
    QCOMPARE(pull.run(line), std::string(base::name(static_cast<Errc>(code))));
    QCOMPARE(world.source.inside(), 0);
  }

  void oneRefusalEndsTheOtherConnectionsOfThatBlob() {
    World world;
    auto& pull = world.add(10 * kMiB);
    world.source.answers([&](int n, ports::ByteRange, ports::BodySink&, std::stop_token stop) -> std::optional<base::Result<void>> {
      if (n < 3) return silence(stop);
      (void)test::waitUntil([&] { return world.source.inside() == 4; }, 5s);
      return base::Result<void>(base::fail(broken(Errc::Denied)));
    });
    auto options = quickFlows(4);
    options.stall = 1min;
    transfer::Flows line(world.source, world.threads, world.clock, options, nullptr);
    QCOMPARE(pull.run(line), std::string("DENIED"));
  }

  /// Eight connections that are reset together are one break: it goes on at once, not after a pause for eight failures.
  void allConnectionsResetAtOnce() {
    World world;
    auto& pull = world.add(8 * kMiB);
    std::atomic<bool> reset{false};
    world.source.answers([&](int n, ports::ByteRange, ports::BodySink&, std::stop_token) -> std::optional<base::Result<void>> {
      if (n >= 8) return std::nullopt;
      if (test::waitUntil([&] { return reset || world.source.inside() == 8; }, 5s)) reset = true;
      return base::Result<void>(base::fail(broken(Errc::ConnectionLost)));
    });
    auto options = quickFlows(8);
    options.stall = options.retry.first = options.retry.longest = 60s;
    transfer::Flows line(world.source, world.threads, world.clock, options, nullptr);
    QCOMPARE(pull.run(line), std::string());
    QVERIFY(!pull.toldToWait());
  }

  void refusedForAWhile() {
    World world;
    auto& pull = world.add(4 * kMiB);
    world.registry.addFault({Operation::GetBlob, {}, {}, broken(Errc::ConnectionRefused), 25, {}, false});
    transfer::Flows line(world.source, world.threads, world.clock, quickFlows(4), nullptr);
    QCOMPARE(pull.run(line), std::string());
    QVERIFY(pull.toldToWait());
    QCOMPARE(pull.waits.back(), std::string()); // and that it goes on
  }

  /// The patience of a refused line counts from the first refusal, not from the last byte.
  void refusedAfterALongSilence() {
    World world;
    auto& pull = world.add(kMiB);
    world.source.answers([&](int n, ports::ByteRange, ports::BodySink&, std::stop_token stop) -> std::optional<base::Result<void>> {
      if (n == 0) return silence(stop);
      if (n == 1) return base::Result<void>(base::fail(broken(Errc::ConnectionRefused)));
      return std::nullopt;
    });
    auto options = quickFlows(1);
    options.stall = 600ms;
    options.patience_refused = base::Seconds{0.3};
    transfer::Flows line(world.source, world.threads, world.clock, options, nullptr);
    QCOMPARE(pull.run(line), std::string());
  }

  void withoutRanges() {
    memory::RegistryOptions options;
    options.ranges = false;
    World world(options);
    auto& pull = world.add(4 * kMiB);
    transfer::Flows line(world.source, world.threads, world.clock, quickFlows(4), nullptr);
    QCOMPARE(pull.run(line), std::string("UNSUPPORTED"));
  }

  void wrongBytes() {
    World world;
    world.registry.addFault({Operation::GetBlob, {}, {}, {}, 1, {}, true});
    auto& pull = world.add(4 * kMiB);
    transfer::Flows line(world.source, world.threads, world.clock, quickFlows(4), nullptr);
    QCOMPARE(pull.run(line), std::string("CONTENT_MISMATCH"));
    QCOMPARE(pull.run(line), std::string()); // nothing of it was kept
    QCOMPARE(pull.resumed, 0u);
  }

  void whatIsHeldIsNotAskedForAgain() {
    World world;
    auto& pull = world.add(20 * kMiB);
    // The first try breaks for good somewhere in the middle.
    std::atomic<std::uint64_t> given{0};
    world.source.answers([&](int, ports::ByteRange range, ports::BodySink& sink, std::stop_token stop) -> std::optional<base::Result<void>> {
      if (given >= 8 * kMiB) return base::Result<void>(base::fail(broken(Errc::Denied)));
      given += std::min(range.length, kMiB);
      if (range.length <= kMiB) return std::nullopt;
      (void)give(pull.content, {range.first, kMiB}, 64 * 1024, sink, stop);
      return base::Result<void>(base::fail(broken(Errc::ConnectionLost)));
    });
    {
      transfer::Flows line(world.source, world.threads, world.clock, quickFlows(3), nullptr);
      QCOMPARE(pull.run(line), std::string("DENIED"));
    }
    const auto before = pull.log.written();
    const auto asked = world.source.asked().size();
    world.source.answers({});
    transfer::Flows line(world.source, world.threads, world.clock, quickFlows(3), nullptr);
    QCOMPARE(pull.run(line), std::string());
    QVERIFY(pull.resumed > 4 * kMiB);
    QCOMPARE(pull.resumed, before);
    std::uint64_t again = 0;
    const auto all = world.source.asked();
    for (auto i = asked; i < all.size(); ++i) again += all[i].range.length;
    QVERIFY(again >= 20 * kMiB - pull.resumed);
    QCOMPARE(pull.log.written(), 20 * kMiB);
  }

  void stopWakesEverything_data() {
    QTest::addColumn<QString>("where");
    for (const auto* where : {"connections", "pause", "gate", "queue"}) QTest::newRow(where) << where;
  }
  void stopWakesEverything() {
    QFETCH(QString, where);
    World world;
    auto& pull = world.add(10 * kMiB);
    CountingGate gate;
    gate.closed = where == "gate";
    auto options = quickFlows(4);
    options.stall = 1min;
    options.retry.first = options.retry.longest = 60s;
    std::stop_source stop, other_stop;
    if (where == "connections" || where == "queue")
      world.source.answers([&](int, ports::ByteRange, ports::BodySink&, std::stop_token token) -> std::optional<base::Result<void>> { return silence(token); });
    if (where == "pause") world.registry.addFault({Operation::GetBlob, {}, {}, broken(Errc::ServerError), -1, {}, false});
    transfer::Flows line(world.source, world.threads, world.clock, options, &gate);
    auto& other = world.add(40 * kMiB, 2);
    std::jthread first;
    if (where == "queue") {
      first = std::jthread([&] { (void)other.run(line, other_stop.get_token()); });
      QVERIFY(test::waitUntil([&] { return world.source.inside() == 4; }, 10s));
    }
    std::string told;
    std::jthread runs([&] { told = pull.run(line, stop.get_token()); });
    if (where == "pause")
      QVERIFY(test::waitUntil([&] { return pull.toldToWait(); }, 10s));
    else if (where == "gate")
      QVERIFY(test::waitUntil([&] { return gate.passed > 0; }, 10s));
    else
      QVERIFY(test::waitUntil([&] { return world.source.inside() == 4; }, 10s));
    const auto begin = std::chrono::steady_clock::now();
    stop.request_stop();
    runs.join();
    QCOMPARE(told, std::string("CANCELLED"));
    QVERIFY(std::chrono::steady_clock::now() - begin < 20s); // not the minute that everything waits for
    other_stop.request_stop();
  }

  void aSpoolThatIsFull() {
    World world;
    auto& pull = world.add(10 * kMiB);
    world.store.fillUp({3 * kMiB});
    transfer::Flows line(world.source, world.threads, world.clock, quickFlows(4), nullptr);
    QCOMPARE(pull.run(line), std::string("DISK_FULL"));
    QCOMPARE(world.source.inside(), 0);
    world.store.fillUp({~std::uint64_t{0}});
    QCOMPARE(pull.run(line), std::string());
    QVERIFY(pull.resumed > kMiB);
  }

  void pushedBackOnce() {
    World world;
    auto& pull = world.add(16 * kMiB);
    world.registry.setLatency(5ms);
    // Each of the first connections is told the same.
    world.registry.addFault({Operation::GetBlob, {}, {}, broken(Errc::TooManyRequests), 12, {}, false});
    transfer::Flows line(world.source, world.threads, world.clock, quickFlows(12), nullptr);
    QCOMPARE(pull.run(line), std::string());
    QVERIFY2(line.learned().flows >= 3, std::to_string(line.learned().flows).c_str()); // once, or twice on a slow machine; not twelve times
  }
};

QTEST_GUILESS_MAIN(FlowsTest)
#include "flows_test.moc"
