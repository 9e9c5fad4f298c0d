// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "lab/link.h"
#include "lab/profile.h"

using namespace meridian::lab;
using std::chrono::microseconds;
using std::chrono::milliseconds;

namespace {

/// Time zero of each test, and what came out of the link when.
struct Bench {
  explicit Bench(Settings settings, std::uint64_t seed = 1) : link(settings, seed) {}

  Time at(double ms) const { return start + microseconds(static_cast<long>(ms * 1000)); }

  /// Runs the link to its next event until nothing is on it.
  void drain() {
    while (const auto next = link.next())
      link.deliver(*next, [&](Packet&& packet) {
        numbers.push_back(packet[0] << 8 | packet[1]);
        arrivals.push_back(std::chrono::duration<double, std::milli>(*next - start).count());
      });
  }

  void offer(int number, double ms, std::size_t size = 1500) {
    Packet packet(size);
    packet[0] = static_cast<std::uint8_t>(number >> 8);
    packet[1] = static_cast<std::uint8_t>(number);
    link.offer(std::move(packet), at(ms));
  }

  Time start{std::chrono::hours(1)};
  Link link;
  std::vector<int> numbers;
  std::vector<double> arrivals;
};

Settings with(std::initializer_list<std::pair<const char*, double>> values) {
  Settings settings;
  for (const auto& [key, value] : values)
    if (settings.set(key, value)) qFatal("%s", key);
  return settings;
}

} // namespace

class LinkTest : public QObject {
  Q_OBJECT

private slots:
  void delayIsAddedOnce() {
    Bench bench(with({{"delay", 75}}));
    bench.offer(1, 0);
    bench.offer(2, 10);
    bench.drain();
    QCOMPARE(bench.arrivals, (std::vector<double>{75, 85}));
  }

  void lineServesOnePacketAfterTheOther() {
    Bench bench(with({{"rate", 12}, {"delay", 5}})); // 1500 bytes take 1 ms
    for (int i = 0; i < 3; ++i)
      bench.offer(i, 0);
    bench.offer(3, 10); // the line has been idle since 3 ms
    bench.drain();
    QCOMPARE(bench.arrivals, (std::vector<double>{6, 7, 8, 16}));
  }

  void queueIsBoundedAndDropsTheTail() {
    Bench bench(with({{"rate", 12}, {"queue", 3}}));
    for (int i = 0; i < 5; ++i)
      bench.offer(i, 0); // 0 is on the line, 1 and 2 wait
    QCOMPARE(bench.link.queued(), std::size_t{3000});
    bench.offer(5, 1.5); // 1 is on the line now
    bench.drain();
    QCOMPARE(bench.numbers, (std::vector<int>{0, 1, 2, 5}));
    QCOMPARE(bench.link.counters().overflowed.packets, 2U);
    QCOMPARE(bench.link.counters().queuePeak, std::size_t{3000});
    QCOMPARE(bench.link.queued(), std::size_t{0});
  }

  void jitterKeepsTheOrder() {
    Bench bench(with({{"delay", 50}, {"jitter", 20}}));
    for (int i = 0; i < 2000; ++i)
      bench.offer(i, i * 5);
    bench.drain();
    QCOMPARE(bench.numbers.size(), std::size_t{2000});
    QVERIFY(std::is_sorted(bench.numbers.begin(), bench.numbers.end()));
    double low = 1e9, high = 0;
    for (std::size_t i = 0; i < bench.arrivals.size(); ++i) {
      low = std::min(low, bench.arrivals[i] - static_cast<double>(i) * 5);
      high = std::max(high, bench.arrivals[i] - static_cast<double>(i) * 5);
    }
    QVERIFY2(low >= 30 && low < 35, qPrintable(QString::number(low)));
    QVERIFY2(high <= 70 && high > 65, qPrintable(QString::number(high)));
  }

  void losses_data() {
    QTest::addColumn<double>("loss");
    QTest::addColumn<double>("burstLoss");
    QTest::addColumn<double>("burstLength");
    QTest::addColumn<double>("meanRun"); // of packets lost in a row
    QTest::newRow("none") << 0.0 << 0.0 << 8.0 << 0.0;
    QTest::newRow("random") << 2.0 << 0.0 << 8.0 << 1.02;
    QTest::newRow("bursts of 10") << 0.0 << 2.0 << 10.0 << 10.0;
    QTest::newRow("bursts of 3") << 0.0 << 5.0 << 3.0 << 3.0;
    QTest::newRow("all") << 100.0 << 0.0 << 8.0 << 200'000.0;
  }
  void losses() {
    QFETCH(double, loss);
    QFETCH(double, burstLoss);
    QFETCH(double, burstLength);
    QFETCH(double, meanRun);
    Bench bench(with({{"loss", loss}, {"burst_loss", burstLoss}, {"burst_length", burstLength}}));
    constexpr int count = 200'000;
    int lost = 0, runs = 0;
    for (int i = 0; i < count; ++i) {
      const auto before = bench.link.counters().lost.packets;
      bench.offer(i, 0, 100);
      const bool isLost = bench.link.counters().lost.packets > before;
      static bool wasLost;
      if (i == 0) wasLost = false;
      lost += isLost;
      runs += isLost && !wasLost;
      wasLost = isLost;
    }
    const auto percent = 100.0 * lost / count, expected = loss + burstLoss;
    QVERIFY2(std::abs(percent - expected) <= expected * 0.1, qPrintable(QString::number(percent)));
    const auto run = runs ? static_cast<double>(lost) / runs : 0;
    QVERIFY2(std::abs(run - meanRun) <= meanRun * 0.1, qPrintable(QString::number(run)));
  }

  void downLosesWhatIsOnTheLink() {
    auto settings = with({{"rate", 12}, {"delay", 5}});
    Bench bench(settings);
    for (int i = 0; i < 10; ++i)
      bench.offer(i, 0); // 6 ms, 7 ms, ...
    bench.link.deliver(bench.at(7.5), [&](Packet&& packet) { bench.numbers.push_back(packet[1]); });
    settings.up = false;
    bench.link.change(settings, bench.at(7.5));
    bench.offer(10, 8);
    QVERIFY(!bench.link.next());
    settings.up = true;
    bench.link.change(settings, bench.at(20));
    bench.offer(11, 20);
    bench.drain();
    QCOMPARE(bench.numbers, (std::vector<int>{0, 1, 11}));
    QCOMPARE(bench.arrivals, (std::vector<double>{26}));
    QCOMPARE(bench.link.counters().down.packets, 9U);
  }

  void changeHoldsForWhatWaits() {
    auto settings = with({{"rate", 1.2}}); // 10 ms a packet
    Bench bench(settings);
    for (int i = 0; i < 3; ++i)
      bench.offer(i, 0);
    settings.rate = 12;
    bench.link.change(settings, bench.at(5)); // the first one is on the line and keeps its time
    bench.drain();
    QCOMPARE(bench.arrivals, (std::vector<double>{10, 11, 12}));
  }

  void shorterDelayNeverOvertakes() {
    auto settings = with({{"delay", 100}});
    Bench bench(settings);
    bench.offer(1, 0);
    settings.delay = 10;
    bench.link.change(settings, bench.at(1));
    bench.offer(2, 1);
    bench.offer(3, 99);
    bench.drain();
    QCOMPARE(bench.numbers, (std::vector<int>{1, 2, 3}));
    QCOMPARE(bench.arrivals, (std::vector<double>{100, 100, 109}));
  }

  void purgeTakesOnlyWhatItIsAskedTo() {
    Bench bench(with({{"rate", 12}, {"delay", 5}}));
    for (int i = 0; i < 6; ++i)
      bench.offer(i, 0);
    bench.link.purge([](const Packet& packet) { return packet[1] % 2 == 0; });
    bench.drain();
    QCOMPARE(bench.numbers, (std::vector<int>{1, 3, 5}));
    QCOMPARE(bench.link.counters().reset.packets, 3U);
    QCOMPARE(bench.link.queued(), std::size_t{0});
  }

  /// Whatever happens on the way, each packet is in exactly one counter.
  void everyPacketIsCountedOnce() {
    auto settings = with({{"rate", 20}, {"queue", 30}, {"loss", 1}, {"burst_loss", 1}, {"delay", 3}});
    Bench bench(settings);
    for (int i = 0; i < 20'000; ++i) {
      const double ms = i * 0.5;
      if (i % 1000 == 900) settings.up = false;
      if (i % 1000 == 999) settings.up = true;
      bench.link.change(settings, bench.at(ms));
      bench.offer(i, ms);
      if (i % 3000 == 2000) bench.link.purge([](const Packet&) { return true; });
      bench.link.deliver(bench.at(ms), [](Packet&&) {});
    }
    bench.drain();
    const auto& c = bench.link.counters();
    QCOMPARE(c.offered.packets, 20'000U);
    for (const auto* count : {&c.delivered, &c.lost, &c.overflowed, &c.down, &c.reset})
      QVERIFY(count->packets > 0);
    QCOMPARE(c.delivered.packets + c.lost.packets + c.overflowed.packets + c.down.packets + c.reset.packets,
             20'000U);
    QCOMPARE(c.delivered.bytes + c.lost.bytes + c.overflowed.bytes + c.down.bytes + c.reset.bytes,
             c.offered.bytes);
  }

  void profiles_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("error"); // part of it
    const QByteArray sites = R"({"sites": ["a", "b"], "links": [{"between": ["a", "b"]%1}]})";
    const auto link = [&](const char* more) { return QByteArray(sites).replace("%1", more); };
    QTest::newRow("plain") << link("") << QByteArray();
    QTest::newRow("apart") << link(R"(, "forward": {"rate": 3}, "backward": {"loss": 1})") << QByteArray();
    QTest::newRow("unknown setting") << link(R"(, "speed": 3)") << QByteArray("no setting speed");
    QTest::newRow("out of range") << link(R"(, "loss": 101)") << QByteArray("loss is out of range");
    QTest::newRow("not a number") << link(R"(, "loss": "much")") << QByteArray("loss is not a number");
    QTest::newRow("no such site") << QByteArray(
                                         R"({"sites": ["a", "b"], "links": [{"between": ["a", "c"]}]})")
                                  << QByteArray("no site c");
    QTest::newRow("twice") << QByteArray(R"({"sites": ["a", "a"], "links": []})") << QByteArray("twice");
    QTest::newRow("path in a name") << QByteArray(R"({"sites": ["a/b", "a"], "links": []})")
                                    << QByteArray("site id");
    QTest::newRow("not JSON") << QByteArray("{") << QByteArray("parse error");
  }
  void profiles() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, error);
    try {
      parseProfile(text.toStdString());
      QVERIFY(error.isEmpty());
    } catch (const Failure& failure) {
      QVERIFY2(!error.isEmpty() && QByteArray(failure.what()).contains(error), failure.what());
    }
  }

  void profileSettingsReachBothDirections() {
    const auto profile = parseProfile(R"({"sites": ["a", {"id": "b", "congestion": "cubic"}],
      "links": [{"between": ["a", "b"], "rtt": 20, "rate": 7, "forward": {"rate": 3}}]})");
    QCOMPARE(profile.sites[1].congestion, std::string("cubic"));
    QCOMPARE(profile.paths[0].forward.rate, 3.0);
    QCOMPARE(profile.paths[0].backward.rate, 7.0);
    QCOMPARE(profile.paths[0].forward.delay, 10.0);
    QCOMPARE(profile.paths[0].backward.delay, 10.0);
  }
};

QTEST_APPLESS_MAIN(LinkTest)
#include "link_test.moc"
