// SPDX-License-Identifier: GPL-3.0-or-later
// The lab itself, on real namespaces: does a link do what it says?
#include <QTest>

#include "lab/client.h"
#include "lab/probe.h"
#include "lab/wan.h"

#include <nlohmann/json.hpp>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <thread>

using namespace meridian::lab;
using Json = nlohmann::json;
using std::chrono::milliseconds;

namespace {

constexpr auto kProfile = R"({
  "sites": ["fra", "tyo", {"id": "sjc", "congestion": "cubic"}],
  "links": [{"between": ["fra", "tyo"], "rtt": 40, "rate": 20, "queue": 200},
            {"between": ["fra", "sjc"], "rtt": 2}]
})";

} // namespace

class LabTest : public QObject {
  Q_OBJECT

  std::unique_ptr<Wan> m_wan;
  std::thread m_moving;

  std::string space(const char* site) const { return namespaceOf(m_wan->name(), site); }
  std::string tell(const std::string& line) const { return meridian::lab::tell(m_wan->socket(), line); }

  Json link(const std::string& from, const std::string& to) const {
    const auto stats = Json::parse(tell("stats"));
    for (const auto& entry : stats["links"])
      if (entry["from"] == from && entry["to"] == to) return entry;
    return {};
  }

  /// A TCP connection between two namespaces: {client, server}.
  std::pair<Handle, Handle> connection(const char* from, const char* to, std::size_t site) const {
    Handle listener, client;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    ::inet_pton(AF_INET, addressOf(site).c_str(), &address.sin_addr);
    socklen_t size = sizeof address;
    inside(space(to), [&] {
      listener = Handle(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
      if (::bind(listener.get(), reinterpret_cast<sockaddr*>(&address), size) != 0 ||
          ::listen(listener.get(), 1) != 0)
        throw Failure("listen");
      ::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&address), &size);
    });
    inside(space(from), [&] { client = Handle(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)); });
    if (::connect(client.get(), reinterpret_cast<sockaddr*>(&address), size) != 0) throw Failure("connect");
    Handle server(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
    const timeval patience{3, 0};
    for (const auto* end : {&client, &server})
      ::setsockopt(end->get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return {std::move(client), std::move(server)};
  }

  static bool passes(const Handle& from, const Handle& to) {
    char byte = 'x';
    return ::send(from.get(), &byte, 1, MSG_NOSIGNAL) == 1 && ::recv(to.get(), &byte, 1, 0) == 1;
  }

  static int errorOf(const Handle& socket) {
    char byte;
    return ::recv(socket.get(), &byte, 1, 0) < 0 ? errno : 0;
  }

private slots:
  void initTestCase() {
    if (::geteuid() != 0 || ::access("/dev/net/tun", R_OK | W_OK) != 0) QSKIP("skipped: needs root");
    try {
      m_wan = std::make_unique<Wan>("t" + std::to_string(::getpid()), parseProfile(kProfile), 7);
    } catch (const Failure& failure) {
      // Root without the right to make namespaces, as in most containers.
      if (QByteArray(failure.what()).contains("not permitted")) QSKIP("skipped: needs root");
      QFAIL(failure.what());
    }
    m_moving = std::thread([this] {
      hurry();
      m_wan->run(-1);
    });
  }

  void cleanupTestCase() {
    if (!m_wan) return;
    const auto name = m_wan->name();
    m_wan->stop();
    m_moving.join();
    m_wan.reset();
    QVERIFY(namespaces("mw-" + name).empty());
    QVERIFY(!std::filesystem::exists(folderOf(name)));
  }

  void cleanup() {
    if (!m_wan) return;
    for (const auto* line :
         {"reset all", "down all", "up all"}) // nothing of one test is on the line in the next one
      tell(line);
    tell("set fra tyo loss=0 rate=20 rtt=40 queue=200");
  }

  void roundTripIsTwiceTheDelay() {
    const auto echoes = ping(space("fra"), addressOf(1), 20, milliseconds(10));
    QCOMPARE(echoes.milliseconds.size(), std::size_t{20});
    QVERIFY2(echoes.minimum() >= 40 && echoes.minimum() < 48, qPrintable(QString::number(echoes.minimum())));
  }

  void sitesWithoutALinkDoNotReachEachOther() {
    QVERIFY(ping(space("tyo"), addressOf(2), 3, milliseconds(10)).milliseconds.empty());
    QCOMPARE(ping(space("fra"), addressOf(2), 3, milliseconds(10)).milliseconds.size(), std::size_t{3});
  }

  void lossIsWhatIsSetAndCounted() {
    tell("set fra to tyo loss=5");
    tell("zero");
    const auto sent = flood(space("fra"), space("tyo"), addressOf(1), 4000, 500, 15);
    const auto forward = link("fra", "tyo");
    const auto lost = sent.sent - sent.received;
    QVERIFY2(lost > 130 && lost < 270, qPrintable(QString::number(lost))); // 200 +- 5 deviations
    QCOMPARE(forward["lost"]["packets"].get<int>(), lost);
    QCOMPARE(forward["offered"]["packets"].get<int>(), sent.sent);
    QCOMPARE(forward["delivered"]["bytes"].get<int>(), sent.received * 528);
    QCOMPARE(link("tyo", "fra")["lost"]["packets"].get<int>(), 0);
  }

  void rateIsKeptAndTheQueueOverflows() {
    tell("zero");
    // 30 of 20 Mbit/s for 0.4 s: a third is too much, 200 KB of it wait in the queue.
    const auto sent = flood(space("fra"), space("tyo"), addressOf(1), 1000, 1472, 30);
    const auto forward = link("fra", "tyo");
    const auto over = forward["overflowed"]["packets"].get<int>();
    QCOMPARE(sent.sent - sent.received, over);
    QVERIFY2(over > 60 && over < 320, qPrintable(QString::number(over))); // 333 - 133 on a quiet machine
    QVERIFY(forward["queue_peak"].get<int>() > 195'000 && forward["queue_peak"].get<int>() <= 200'000);
  }

  void bulkFillsTheLine_data() {
    QTest::addColumn<QString>("congestion");
    QTest::newRow("bbr") << "bbr";
    QTest::newRow("cubic") << "cubic";
  }
  void bulkFillsTheLine() {
    QFETCH(QString, congestion);
    const auto rate =
        bulk(space("fra"), space("tyo"), addressOf(1), congestion.toStdString(), milliseconds(1600));
    QVERIFY2(rate > 9 && rate < 20.5, qPrintable(QString::number(rate)));
  }

  void congestionControlIsChosenPerSite() {
    const auto key = "net/ipv4/tcp_congestion_control";
    std::string fra, sjc;
    inside(space("fra"), [&] { fra = readSetting(key); });
    inside(space("sjc"), [&] { sjc = readSetting(key); });
    QCOMPARE(fra, std::string("bbr"));
    QCOMPARE(sjc, std::string("cubic"));
    tell("cc fra cubic");
    inside(space("fra"), [&] { fra = readSetting(key); });
    QCOMPARE(fra, std::string("cubic"));
    tell("cc fra bbr");
  }

  void settingsChangeLive() {
    tell("set fra to tyo delay=60"); // the way back keeps its 20
    const auto echoes = ping(space("fra"), addressOf(1), 5, milliseconds(10));
    QVERIFY2(echoes.minimum() >= 80 && echoes.minimum() < 95, qPrintable(QString::number(echoes.minimum())));
  }

  void downAndUp() {
    const auto [client, server] = connection("fra", "tyo", 1);
    QVERIFY(passes(client, server));
    tell("down fra tyo");
    QVERIFY(ping(space("fra"), addressOf(1), 3, milliseconds(10)).milliseconds.empty());
    QVERIFY(link("fra", "tyo")["down"]["packets"].get<int>() > 0);
    QVERIFY(!link("fra", "tyo")["settings"]["up"].get<bool>());
    tell("up fra tyo");
    QCOMPARE(ping(space("fra"), addressOf(1), 3, milliseconds(10)).milliseconds.size(), std::size_t{3});
    QVERIFY(passes(client, server)); // the connection has outlived it
  }

  void resetBreaksBothEnds() {
    const auto [client, server] = connection("fra", "tyo", 1);
    const auto [elsewhere, other] = connection("fra", "sjc", 2);
    QVERIFY(passes(client, server) && passes(server, client));
    QVERIFY(std::stoi(tell("reset fra tyo")) >= 1);
    QCOMPARE(errorOf(client), ECONNRESET); // nobody sent anything
    QCOMPARE(errorOf(server), ECONNRESET);
    QVERIFY(passes(elsewhere, other));
    const auto [again, accepted] = connection("fra", "tyo", 1);
    QVERIFY(passes(again, accepted));
  }

  void resetInMidStream() {
    const auto [client, server] = connection("fra", "tyo", 1);
    int broken = 0;
    std::thread sending([&, &from = client] {
      const std::vector<char> block(64 << 10);
      while (::send(from.get(), block.data(), block.size(), MSG_NOSIGNAL) > 0) {
      }
      broken = errno;
    });
    std::vector<char> buffer(64 << 10);
    for (std::size_t got = 0; got < 300'000;) {
      const auto n = ::recv(server.get(), buffer.data(), buffer.size(), 0);
      if (n <= 0) break;
      got += static_cast<std::size_t>(n);
    }
    tell("reset fra tyo");
    while (::recv(server.get(), buffer.data(), buffer.size(), 0) > 0) {
    }
    const int atServer = errno;
    sending.join();
    QCOMPARE(atServer, ECONNRESET);
    QVERIFY(broken == ECONNRESET || broken == EPIPE);
    QVERIFY(link("fra", "tyo")["reset"]["packets"].get<int>() > 0);
  }

  void nonsenseIsRefused_data() {
    QTest::addColumn<QString>("line");
    for (const auto* line :
         {"", "jump", "set", "set fra tyo", "set fra tyo rate", "set fra tyo rate=x", "set fra tyo speed=1",
          "set fra xxx rate=1", "set tyo sjc rate=1", "down fra", "up fra tyo now", "reset", "cc fra",
          "cc fra nonesuch", "cc xxx bbr", "set fra tyo rate=1 loss=200"})
      QTest::newRow(line) << line;
  }
  void nonsenseIsRefused() {
    QFETCH(QString, line);
    const auto before = link("fra", "tyo")["settings"];
    QVERIFY_EXCEPTION_THROWN(tell(line.toStdString()), Failure);
    QVERIFY(link("fra", "tyo")["settings"] == before);
  }

  void oneNameIsUpOnce() {
    QVERIFY_EXCEPTION_THROWN(Wan(m_wan->name(), parseProfile(kProfile), 1), Failure);
    QCOMPARE(labNamed(m_wan->name()), m_wan->name());
  }

  /// A lab whose process was killed: its namespaces stay until the next one comes up.
  void nextOneSweepsAfterACrash() {
    const auto name = "crash" + std::to_string(::getpid());
    const auto child = ::fork();
    if (child == 0) {
      new Wan(name, parseProfile(kProfile), 1);
      ::_exit(0); // no destructor
    }
    ::waitpid(child, nullptr, 0);
    QCOMPARE(namespaces("mw-" + name).size(), std::size_t{3});
    { Wan next(name + "x", parseProfile(kProfile), 1); }
    QVERIFY(namespaces("mw-" + name).empty());
  }
};

QTEST_APPLESS_MAIN(LabTest)
#include "lab_test.moc"
