// SPDX-License-Identifier: GPL-3.0-or-later
// Ranges from a real docker-registry over a line that breaks.
#include <QTest> // first: moc 6.4 does not get through <concepts> otherwise

#include "core/std_string.h"
#include "core/transfer/pull.h"
#include "curl/client.h"
#include "distribution/client.h"
#include "support/cut_proxy.h"
#include "support/own_sockets.h"
#include "support/registry_process.h"

#include <filesystem>

#include <algorithm>

using namespace meridian;
using namespace std::chrono_literals;
using base::Errc;
using memory::GeneratedBlob;
using test::CutProxy;
using test::Pull;
using test::quickFlows;

namespace {

constexpr std::uint64_t kMiB = 1024 * 1024;
constexpr GeneratedBlob kContent{{24 * kMiB}, 9};

distribution::ClientOptions at(std::uint16_t port) {
  distribution::ClientOptions options;
  options.url = "http://127.0.0.1:" + std::to_string(port);
  options.retry.first = 5ms;
  options.retry.longest = 50ms;
  options.route.connections = 32;
  return options;
}

/// A pull over `line`, with everything that it needs.
struct World {
  explicit World(const CutProxy& line, int flows = 4) : client(http, clock, at(line.port())), options(quickFlows(flows)) {}
  std::string run(std::stop_token stop = {}) {
    transfer::Flows flow(client, threads, clock, options, nullptr);
    return pull.run(flow, stop);
  }
  base::SystemClock clock;
  curl::Client http;
  distribution::Client client;
  memory::BlobStore store;
  base::ThreadPool threads{"flow", 16};
  transfer::FlowOptions options;
  Pull pull{store, kContent};
};

} // namespace

class FlowsLineTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() {
    auto started = test::RegistryProcess::start();
    QVERIFY2(started, started ? "" : started.error().text().c_str());
    m_registry = std::move(*started);
    base::SystemClock clock;
    curl::Client http;
    distribution::Client client(http, clock, at(m_registry->port()));
    test::GeneratedSource source(kContent);
    const auto put = client.putBlob("app/web", test::descriptorOf(kContent), source, nullptr, {});
    QVERIFY2(put, put ? "" : put.error().text().c_str());
  }

  void wholeLine() {
    CutProxy line(m_registry->port());
    World world(line, 8);
    QCOMPARE(world.run(), std::string());
    QCOMPARE(world.pull.log.written(), kContent.size.value);
    QVERIFY(line.passed(CutProxy::Way::Down) < kContent.size.value + 200'000);
    QVERIFY(line.connections() > 1 && line.connections() <= 8);
  }

  void breaks_data() {
    QTest::addColumn<QString>("how");
    QTest::addColumn<int>("longer");
    QTest::newRow("resets") << "cut" << 0;
    QTest::newRow("resets on a long way") << "cut" << 20;
    QTest::newRow("answers that end early") << "truncate" << 0;
    QTest::newRow("everything is reset now and then") << "all" << 10;
    QTest::newRow("everything stalls now and then") << "stall" << 10;
    QTest::newRow("nobody listens now and then") << "refuse" << 10;
  }
  void breaks() {
    QFETCH(QString, how);
    QFETCH(int, longer);
    CutProxy line(m_registry->port());
    line.roundTrip(std::chrono::milliseconds(longer));
    World world(line);
    constexpr int kTimes = 8;
    if (how == "cut") line.cutAfter(CutProxy::Way::Down, 2 * kMiB + 12'345, kTimes);
    if (how == "truncate") line.truncateAfter(CutProxy::Way::Down, 2 * kMiB + 12'345, kTimes);
    std::string told = "never";
    {
      std::jthread runs([&] { told = world.run(); });
      for (std::uint64_t n = 1; n <= 5 && (how == "all" || how == "stall" || how == "refuse"); ++n) {
        QVERIFY(test::waitUntil([&] { return world.pull.log.written() > n * 3 * kMiB; }, 20s));
        if (how == "stall") line.stall(true);
        if (how == "refuse") line.refuse(true);
        if (how != "stall") line.cutAll();
        if (how == "all") continue;
        const auto connections = line.connections();
        // A stalled line is asked again on new connections; a refused one keeps knocking.
        QVERIFY(test::waitUntil([&] { return line.connections() > connections + 2; }, 20s));
        line.stall(false);
        line.refuse(false);
      }
    }
    QCOMPARE(told, std::string());
    QCOMPARE(world.pull.log.written(), kContent.size.value); // each byte once, whatever happened
    if (how == "cut" || how == "truncate") QCOMPARE(line.cuts(), kTimes);
    // What was under way on the line when it broke comes again, and nothing else.
    // The proxy counts a piece after it has passed it on, so the last one may not be in its count yet.
    const auto passed = line.passed(CutProxy::Way::Down);
    QVERIFY2(passed + 64 * 1024 >= kContent.size.value, std::to_string(passed).c_str());
    const auto again = passed - std::min(passed, kContent.size.value);
    const std::uint64_t breaks = how == "cut" || how == "truncate" ? kTimes : 5 * 4;
    QVERIFY2(again < breaks * kMiB + kMiB, std::to_string(again).c_str());
  }

  void corruptedOnTheWay() {
    CutProxy line(m_registry->port());
    World world(line, 1);
    line.corruptAfter(CutProxy::Way::Down, 5 * kMiB);
    QCOMPARE(world.run(), std::string("CONTENT_MISMATCH"));
    QCOMPARE(world.run(), std::string());
  }

  void nobodyListensForTooLong() {
    CutProxy line(m_registry->port());
    World world(line);
    world.options.patience_refused = base::Seconds{0.5};
    world.options.patience = base::Seconds{0.5};
    std::string told;
    {
      std::jthread runs([&] { told = world.run(); });
      QVERIFY(test::waitUntil([&] { return world.pull.log.written() > 2 * kMiB; }, 20s));
      line.refuse(true);
      line.cutAll();
    }
    QVERIFY2(told == "CONNECTION_REFUSED" || told == "CONNECTION_LOST", told.c_str());
    // What was got is there for the next run.
    line.refuse(false);
    QCOMPARE(world.run(), std::string());
    QVERIFY(world.pull.resumed > 2 * kMiB);
    QCOMPARE(world.pull.log.written(), kContent.size.value);
  }

  void stopWakesAStalledLine() {
    CutProxy line(m_registry->port());
    World world(line);
    world.options.stall = 1min;
    std::stop_source stop;
    std::string told;
    {
      std::jthread runs([&] { told = world.run(stop.get_token()); });
      QVERIFY(test::waitUntil([&] { return world.pull.log.written() > 2 * kMiB; }, 20s));
      line.stall(true);
      stop.request_stop();
    }
    QCOMPARE(told, std::string("CANCELLED"));
  }

  void nothingIsLeftBehind() {
    CutProxy line(m_registry->port());
    {
      World world(line, 8);
      line.cutAfter(CutProxy::Way::Down, 3 * kMiB, 3);
      QCOMPARE(world.run(), std::string());
      QVERIFY(!test::socketsTo(line.port()).empty()); // warm ones, as long as the client lives
      QVERIFY(test::socketsTo(line.port()).size() <= 16); // the proxy's side of each counts as well
    }
    QVERIFY(test::waitUntil([&] { return test::socketsTo(line.port()).empty(); }, 10s));
    std::size_t flows = 0;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task"))
      flows += test::readFile(entry.path() / "comm").starts_with("flow-") ? 1 : 0;
    QCOMPARE(flows, 0u);
  }

private:
  std::unique_ptr<test::RegistryProcess> m_registry;
};

QTEST_GUILESS_MAIN(FlowsLineTest)
#include "flows_line_test.moc"
