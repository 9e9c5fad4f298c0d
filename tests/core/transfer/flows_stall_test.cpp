// SPDX-License-Identifier: GPL-3.0-or-later
// Connections on which nothing comes, or slower than on the others, and blobs that share them.
#include <QTest> // first: moc 6.4 does not get through <concepts> otherwise

#include "core/transfer/flows_world.h"

using namespace meridian;
using namespace meridian::test::flows;
using memory::Operation;
using test::Pull;
using test::quickFlows;

class FlowsStallTest : public QObject {
  Q_OBJECT

private slots:
  void aConnectionThatStallsIsReplaced() {
    World world;
    auto& pull = world.add(6 * kMiB);
    std::atomic<std::uint64_t> stalled_at{0};
    world.source.answers([&](int n, ports::ByteRange range, ports::BodySink& sink, std::stop_token stop) -> std::optional<base::Result<void>> {
      if (n != 1) return std::nullopt;
      (void)give(pull.content, {range.first, 100'000}, 50'000, sink, stop);
      stalled_at = range.first + 100'000;
      return silence(stop);
    });
    transfer::Flows line(world.source, world.threads, world.clock, quickFlows(3), nullptr);
    QCOMPARE(pull.run(line), std::string());
    QCOMPARE(pull.log.written(), 6 * kMiB);
    const auto asked = world.source.asked();
    QVERIFY(std::any_of(asked.begin(), asked.end(), [&](const auto& one) { return one.range.first == stalled_at; }));
  }

  void allConnectionsStall() {
    World world;
    auto& pull = world.add(4 * kMiB);
    world.source.answers([&](int n, ports::ByteRange, ports::BodySink&, std::stop_token stop) -> std::optional<base::Result<void>> {
      if (n >= 8) return std::nullopt;
      return silence(stop);
    });
    transfer::Flows line(world.source, world.threads, world.clock, quickFlows(4), nullptr);
    QCOMPARE(pull.run(line), std::string());
    QVERIFY(pull.toldToWait());
  }

  void silenceBeyondAllPatience() {
    World world;
    auto& pull = world.add(4 * kMiB);
    world.source.answers([&](int, ports::ByteRange, ports::BodySink&, std::stop_token stop) -> std::optional<base::Result<void>> { return silence(stop); });
    auto options = quickFlows(4);
    options.patience = base::Seconds{0.5};
    transfer::Flows line(world.source, world.threads, world.clock, options, nullptr);
    QCOMPARE(pull.run(line), std::string("STALLED"));
  }

  /// Our own side may be slow as long as it likes: a cap, a pause, a slow disk.
  void aGateThatHoldsIsNoStall() {
    World world;
    auto& pull = world.add(kMiB);
    class Slow final : public ports::ByteGate {
    public:
      base::Result<void> pass(base::ByteCount, std::stop_token stop) override {
        base::SystemClock clock;
        if (!clock.sleep(700ms, stop)) return base::fail(Errc::Cancelled, "cancelled");
        return {};
      }
    } gate;
    world.source.answers([&](int, ports::ByteRange range, ports::BodySink& sink, std::stop_token stop) -> std::optional<base::Result<void>> {
      return give(pull.content, range, 512 * 1024, sink, stop);
    });
    transfer::Flows line(world.source, world.threads, world.clock, quickFlows(1), &gate);
    QCOMPARE(pull.run(line), std::string());
    QCOMPARE(world.source.asked().size(), 1u);
  }

  /// The last range comes in drops that never stall: others take half of what is left, again and again.
  void aStragglerIsHelped() {
    World world;
    auto& pull = world.add(8 * kMiB);
    std::atomic<std::uint64_t> dripped{0}, promised{0};
    world.source.answers([&](int n, ports::ByteRange range, ports::BodySink& sink, std::stop_token stop) -> std::optional<base::Result<void>> {
      if (n != 0) return std::nullopt;
      promised = range.length;
      class Meter final : public ports::BodySink {
      public:
        Meter(ports::BodySink& next, std::atomic<std::uint64_t>& count) : m_next(next), m_count(count) {}
        base::Result<void> write(std::span<const std::byte> data, std::stop_token token) override {
          m_count += data.size();
          return m_next.write(data, token);
        }

      private:
        ports::BodySink& m_next;
        std::atomic<std::uint64_t>& m_count;
      } meter(sink, dripped);
      return give(pull.content, range, 2000, meter, stop, 10ms);
    });
    transfer::Flows line(world.source, world.threads, world.clock, quickFlows(4), nullptr);
    QCOMPARE(pull.run(line), std::string());
    QCOMPARE(pull.log.written(), 8 * kMiB);
    QVERIFY2(dripped < promised / 2, std::to_string(dripped).c_str());
  }

  void twoBlobsShareTheConnections() {
    World world;
    world.registry.setLatency(5ms);
    auto &first = world.add(12 * kMiB, 1), &second = world.add(12 * kMiB, 2);
    transfer::Flows line(world.source, world.threads, world.clock, quickFlows(4), nullptr);
    std::string told[2];
    std::vector<test::RangeSource::Asked> asked;
    {
      std::jthread one([&] { told[0] = first.run(line); });
      QVERIFY(test::waitUntil([&] { return world.source.inside() > 0; }, 10s));
      std::jthread two([&] { told[1] = second.run(line); });
    }
    QCOMPARE(told[0], std::string());
    QCOMPARE(told[1], std::string());
    QVERIFY2(world.source.most() <= 4, std::to_string(world.source.most()).c_str());
    QVERIFY(readOf(world) <= 24 * kMiB + kHedged);
    // The blob that came first goes first.
    asked = world.source.asked();
    QVERIFY(asked.front().digest == first.blob.digest && asked.back().digest == second.blob.digest);
  }

  /// Waiting behind another blob is not a lack of progress.
  void aBlobThatHadToQueueHasItsPatienceYet() {
    World world;
    auto &first = world.add(2 * kMiB, 1), &second = world.add(2 * kMiB, 2);
    auto options = quickFlows(1);
    options.patience = base::Seconds{0.5};
    std::atomic<int> of_second{0};
    world.source.answers([&](int n, ports::ByteRange range, ports::BodySink& sink, std::stop_token stop) -> std::optional<base::Result<void>> {
      if (n == 0) return give(first.content, range, 64 * 1024, sink, stop, 30ms); // about a second
      if (world.source.asked().back().digest == second.blob.digest && of_second++ == 0) return base::Result<void>(base::fail(broken(Errc::ConnectionLost)));
      return std::nullopt;
    });
    transfer::Flows line(world.source, world.threads, world.clock, options, nullptr);
    std::string told[2];
    {
      std::jthread one([&] { told[0] = first.run(line); });
      QVERIFY(test::waitUntil([&] { return world.source.inside() > 0; }, 10s));
      std::jthread two([&] { told[1] = second.run(line); });
    }
    QCOMPARE(told[0], std::string());
    QCOMPARE(told[1], std::string());
    QVERIFY(of_second > 0);
  }
};

QTEST_GUILESS_MAIN(FlowsStallTest)
#include "flows_stall_test.moc"
