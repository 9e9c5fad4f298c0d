// SPDX-License-Identifier: GPL-3.0-or-later
// A stop takes 5 s at most, whoever keeps meridiand waiting; what was on its way goes on at the next start.
#include <QTest> // before <concepts>: moc 6.4 does not get through it otherwise

#include "contract/content.h"
#include "e2e/client.h"
#include "e2e/ctl.h"
#include "support/cut_proxy.h"
#include "support/http_calls.h"

#include <arpa/inet.h>
#include <csignal>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace meridian;
using namespace std::chrono_literals;
using test::RegistryProcess;
using test::storedTags;
using test::waitUntil;

namespace {

constexpr std::uint64_t kMiB = 1024 * 1024;
constexpr std::uint64_t kImage = 4 * 12 * kMiB;
constexpr auto kDeadline = 120s; ///< far more than anything takes; nothing is measured by it
constexpr auto kStop = 5s;       ///< what is promised
const std::string kSecret = "not-a-secret";

/// Accepts and says nothing, for ever.
class Mute {
public:
  Mute() : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    m_address.sin_family = AF_INET;
    m_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof m_address;
    m_listens = ::bind(m_fd, reinterpret_cast<const sockaddr*>(&m_address), size) == 0 && ::listen(m_fd, 64) == 0 &&
                ::getsockname(m_fd, reinterpret_cast<sockaddr*>(&m_address), &size) == 0;
  }
  Mute(const Mute&) = delete;
  Mute& operator=(const Mute&) = delete;
  ~Mute() { ::close(m_fd); }
  bool listens() const { return m_listens; }
  std::string port() const { return std::to_string(ntohs(m_address.sin_port)); }
  /// Somebody has connected; that connection stays open as long as the test.
  bool called() const {
    return waitUntil([&] { return ::accept4(m_fd, nullptr, nullptr, SOCK_CLOEXEC) >= 0; }, kDeadline);
  }

private:
  int m_fd;
  sockaddr_in m_address{};
  bool m_listens = false;
};

} // namespace

class StopTest : public QObject {
  Q_OBJECT
private slots:
  void initTestCase();
  void init() { m_state = "state " + std::string(QTest::currentDataTag() != nullptr ? QTest::currentDataTag() : ""); }
  void cleanup();
  void whileCopying_data();
  void whileCopying();
  void whileNobodyAnswers_data();
  void whileNobodyAnswers();

private:
  bool writeFleet(const std::string& source, const std::string& target, const std::string& repository);
  bool startDaemon();
  bool announce(const std::string& repository);
  /// How long it took; fails the test where it was no clean stop.
  std::chrono::milliseconds stopDaemon();
  std::string log() const { return test::readFile(m_folder.file("log")); }
  bool says(const std::string& words, std::size_t since) {
    return waitUntil([&] { return log().find(words, since) != std::string::npos; }, kDeadline);
  }

  test::TemporaryFolder m_folder;
  std::string m_state; ///< the row's own: an interrupted job goes on
  const std::uint16_t m_port = test::freePort();
  std::unique_ptr<RegistryProcess> m_source, m_target;
  test::Process m_daemon;
  curl::Client m_http;
};

void StopTest::initTestCase() {
  auto source = RegistryProcess::start();
  QVERIFY2(source, source ? "" : source.error().text().c_str());
  auto target = RegistryProcess::start();
  QVERIFY2(target, target ? "" : target.error().text().c_str());
  m_source = std::move(*source);
  m_target = std::move(*target);
  // A credential helper that thinks for ever.
  QVERIFY(test::writeFile(m_folder.file("config.json"), "{\"credHelpers\":{\"slow.test\":\"slow\"}}"));
  QVERIFY(test::writeFile(m_folder.file("docker-credential-slow"), "#!/bin/sh\nexec sleep 1000\n"));
  QVERIFY(::chmod(m_folder.file("docker-credential-slow").c_str(), 0700) == 0);
}

void StopTest::cleanup() {
  if (QTest::currentTestFailed()) qWarning("%s", log().c_str());
  m_daemon.kill();
}

bool StopTest::writeFleet(const std::string& source, const std::string& target, const std::string& repository) {
  const auto region = [](const char* id, const char* role, const std::string& url) {
    return std::string("{\"id\":\"") + id + "\",\"name\":\"" + id + "\",\"role\":\"" + role +
           "\",\"lat\":1,\"lon\":1,\"registry\":{\"url\":\"" + url + "\"}}";
  };
  return test::writeFile(m_folder.file("fleet.json"),
                         "{\"version\":1,\"regions\":[" + region("fra", "primary", source) + "," + region("tyo", "replica", target) +
                             "],\"rules\":[{\"id\":\"all\",\"source\":\"fra\",\"targets\":[\"tyo\"],\"repositories\":[\"" +
                             repository + "\"],\"schedule\":{\"on_push\":true}}],\"webhooks\":{\"listen\":\"127.0.0.1:" +
                             std::to_string(m_port) + "\",\"sources\":[{\"id\":\"fra\",\"region\":\"fra\",\"kind\":\"distribution\","
                             "\"auth\":\"bearer\",\"credential\":\"hook\"}]}}");
}

bool StopTest::startDaemon() {
  std::vector<std::string> environment{"MERIDIAN_CREDENTIAL_HOOK=sender:" + kSecret,
                                       "PATH=" + m_folder.path().string() + ":" + std::getenv("PATH")};
  for (const auto* name : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "DOCKER_CONFIG"})
    environment.push_back(std::string(name) + "=" + m_folder.path().string());
  const auto before = log().size();
  auto process = test::Process::start({MERIDIAN_BIN "/meridiand", "--fleet", m_folder.file("fleet.json"), "--state",
                                       m_folder.file(m_state)},
                                      {environment, {}, m_folder.file("log")});
  if (!process) return false;
  m_daemon = std::move(*process);
  return says("at work", before);
}

bool StopTest::announce(const std::string& repository) {
  auto request = test::asking(ports::HttpMethod::Post, "http://127.0.0.1:" + std::to_string(m_port) + "/hooks/fra");
  request.headers.add("Authorization", "Bearer " + kSecret);
  const std::string event = "{\"events\":[{\"id\":\"" + repository + "\",\"action\":\"push\",\"target\":{\"repository\":\"" +
                            repository + "\",\"tag\":\"1\"}}]}";
  ports::StringSource text(event);
  request.body = &text;
  request.body_size = base::ByteCount{event.size()};
  return test::tell(m_http, request).text.substr(0, 3) == "202";
}

std::chrono::milliseconds StopTest::stopDaemon() {
  const auto began = std::chrono::steady_clock::now();
  m_daemon.signal(SIGTERM);
  const auto status = m_daemon.wait(kDeadline).value_or(-1);
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
  [&] { QCOMPARE(status, 0); }();
  return took;
}

void StopTest::whileCopying_data() {
  QTest::addColumn<QString>("how");
  QTest::newRow("over a slow link") << "slow";
  QTest::newRow("from a source that stalls") << "source";
  QTest::newRow("to a target that stalls") << "target";
}

void StopTest::whileCopying() {
  QFETCH(QString, how);
  const auto repository = "copy/" + how.toStdString();
  {
    test::DirectClient client(m_source->url());
    std::string layers, config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";
    for (int i = 0; i < 4; ++i) {
      std::string bytes(kImage / 4, static_cast<char>('a' + i));
      bytes.replace(0, repository.size(), repository);
      const auto layer = client.blob(repository, bytes, "application/vnd.oci.image.layer.v1.tar");
      QVERIFY(layer);
      layers += (i > 0 ? "," : "") + test::DirectClient::descriptor(*layer);
    }
    const auto made = client.blob(repository, config, std::string(oci::kOciConfig));
    QVERIFY(made);
    QVERIFY(client.manifest(repository, "1", "{\"schemaVersion\":2,\"mediaType\":\"" + std::string(oci::kOciManifest) +
                                                 "\",\"config\":" + test::DirectClient::descriptor(*made) + ",\"layers\":[" + layers + "]}"));
  }
  test::CutProxy from(m_source->port()), to(m_target->port());
  const auto url = [](const test::CutProxy& line) { return "http://127.0.0.1:" + std::to_string(line.port()); };
  QVERIFY(writeFleet(url(from), url(to), repository));
  from.delay(20ms);
  from.roundTrip(80ms);
  QVERIFY(startDaemon());
  const auto before = log().size();
  QVERIFY(announce(repository));
  QVERIFY(waitUntil([&] { return from.passed(test::CutProxy::Way::Down) > kImage / 4; }, kDeadline));
  if (how == "source") from.stall(true);
  if (how == "target") to.stall(true);
  const auto took = stopDaemon();
  const auto first = from.passed(test::CutProxy::Way::Down);
  const auto story = log().substr(before);
  QVERIFY2(took < kStop, qPrintable(QString::number(took.count()) + " ms"));
  QVERIFY2(story.find("is interrupted") != std::string::npos && story.find("the next start goes on with it") != std::string::npos,
           story.c_str());
  QVERIFY2(story.find("cannot be woken") == std::string::npos, story.c_str());
  QVERIFY(!storedTags(*m_target).contains(repository + ":1"));

  from.stall(false);
  to.stall(false);
  from.delay(0ms);
  QVERIFY(startDaemon()); // nobody tells it of the push again
  QVERIFY(waitUntil([&] { return storedTags(*m_target).contains(repository + ":1"); }, kDeadline));
  const auto all = from.passed(test::CutProxy::Way::Down);
  qInfo("stopped within %lld ms after %llu MiB; %llu MiB over the link in all for %llu", static_cast<long long>(took.count()),
        static_cast<unsigned long long>(first / kMiB), static_cast<unsigned long long>(all / kMiB),
        static_cast<unsigned long long>(kImage / kMiB));
  QVERIFY2(all < kImage + kImage / 2, "what was marked as there is not asked for again");
  QVERIFY(stopDaemon() < kStop);
}

void StopTest::whileNobodyAnswers_data() {
  QTest::addColumn<QString>("source");
  QTest::newRow("a registry that hangs in TLS") << "https://127.0.0.1:";
  QTest::newRow("a registry that hangs in HTTP") << "http://127.0.0.1:";
  QTest::newRow("a credential helper that hangs") << "http://slow.test";
  QTest::newRow("nothing but half a webhook") << "";
}

void StopTest::whileNobodyAnswers() {
  QFETCH(QString, source);
  const Mute mute;
  QVERIFY(mute.listens());
  const bool calls = source.endsWith(QLatin1Char(':'));
  const auto url = source.isEmpty() ? m_source->url() : source.toStdString() + (calls ? mute.port() : "");
  QVERIFY(writeFleet(url, m_target->url(), "no/such"));
  QVERIFY(startDaemon());
  const auto before = log().size();
  const int half = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (source.isEmpty()) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    QVERIFY(::connect(half, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    QVERIFY(::send(half, "POST /hooks/fra HTTP/1.1\r\nContent-Le", 37, MSG_NOSIGNAL) == 37);
  } else {
    QVERIFY(announce("no/such"));
    QVERIFY(says("started (webhook fra)", before));
    QVERIFY(!calls || mute.called());
  }
  const auto took = stopDaemon();
  ::close(half);
  const auto story = log().substr(before);
  qInfo("stopped within %lld ms", static_cast<long long>(took.count()));
  QVERIFY2(took < kStop, qPrintable(QString::number(took.count()) + " ms"));
  QVERIFY2(story.find("cannot be woken") == std::string::npos, story.c_str());
}

QTEST_GUILESS_MAIN(StopTest)
#include "stop_test.moc"
