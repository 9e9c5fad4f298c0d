// SPDX-License-Identifier: GPL-3.0-or-later
// A real registry that tells of pushes, the real meridiand that hears it, and what befalls the two.
#include <QTest> // before <concepts>: moc 6.4 does not get through it otherwise

#include "contract/content.h"
#include "curl/client.h"
#include "distribution/client.h"
#include "e2e/ctl.h"
#include "support/http_calls.h"

#include <csignal>
#include <cstddef>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace meridian;
using namespace std::chrono_literals;
using memory::GeneratedBlob;
using test::RegistryProcess;
using test::storedTags;
using test::waitUntil;

namespace {

constexpr std::uint64_t kMiB = 1024 * 1024;
const std::string kSecret = "not-a-secret";
constexpr auto kDeadline = 60s; ///< far more than anything takes; nothing is measured by it

/// A service manager's socket, in the abstract namespace.
class Supervisor {
public:
  Supervisor() : m_fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, m_name.data(), m_name.size());
    address.sun_path[0] = '\0';
    m_bound = ::bind(m_fd, reinterpret_cast<const sockaddr*>(&address),
                     static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + m_name.size())) == 0;
  }
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;
  ~Supervisor() { ::close(m_fd); }
  bool bound() const { return m_bound; }
  const std::string& name() const { return m_name; }
  /// Until somebody says a line that begins so; what came before it is forgotten.
  bool hears(const char* line) {
    return waitUntil(
        [&] {
          char buffer[1024];
          const auto count = ::recv(m_fd, buffer, sizeof buffer, 0);
          return count > 0 && std::string(buffer, static_cast<std::size_t>(count)).starts_with(line);
        },
        kDeadline);
  }

private:
  const std::string m_name = "@meridian-e2e-" + std::to_string(::getpid());
  int m_fd;
  bool m_bound;
};

} // namespace

class E2eWebhookTest : public QObject {
  Q_OBJECT
private slots:
  void initTestCase();
  void cleanup();
  void aPushArrives();
  void forgedPostsAreRefused();
  void theFleetFileIsReadAgain();
  void aSecondOneIsTold();
  void killedInMidCopyItCompletes();
  void badBeginnings_data();
  void badBeginnings();

private:
  bool writeFleet(const std::string& repositories = "\"**\"", const std::string& more = {});
  bool startDaemon();
  /// Pushes an image of one layer; its digest, or empty.
  std::string push(const std::string& repository, const std::string& tag, const GeneratedBlob& layer);
  std::string log() const { return test::readFile(m_folder.file("log")); }
  bool arrives(const std::string& ref, const std::string& digest) {
    return waitUntil([&] { return storedTags(*m_target)[ref] == digest; }, kDeadline);
  }
  std::vector<std::string> line() const {
    return {MERIDIAN_BIN "/meridiand", "--fleet", m_folder.file("fleet.json"), "--state",
            m_folder.file("state")};
  }
  std::vector<std::string> environment() const {
    std::vector<std::string> out{"MERIDIAN_CREDENTIAL_HOOK=sender:" + kSecret,
                                 "NOTIFY_SOCKET=" + m_manager.name()};
    for (const auto* name : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "DOCKER_CONFIG"})
      out.push_back(std::string(name) + "=" + m_folder.path().string());
    return out;
  }

  test::TemporaryFolder m_folder;
  Supervisor m_manager;
  const std::uint16_t m_port = test::freePort();
  std::unique_ptr<RegistryProcess> m_source, m_target;
  test::Process m_daemon;
  base::SystemClock m_clock;
  curl::Client m_http;
};

bool E2eWebhookTest::writeFleet(const std::string& repositories, const std::string& more) {
  const auto region = [](const char* id, const char* role, const RegistryProcess& registry) {
    return std::string("{\"id\":\"") + id + "\",\"name\":\"" + id + "\",\"role\":\"" + role +
           "\",\"lat\":1,\"lon\":1,\"registry\":{\"url\":\"" + registry.url() + "\"}}";
  };
  return test::writeFile(
      m_folder.file("fleet.json"),
      "{\"version\":1,\"regions\":[" + region("fra", "primary", *m_source) + "," +
          region("tyo", "replica", *m_target) +
          "],\"rules\":[{\"id\":\"all\",\"source\":\"fra\",\"targets\":[\"tyo\"],\"repositories\":[" +
          repositories + "],\"schedule\":{\"on_push\":true}" + more +
          "}],\"webhooks\":{\"listen\":\"127.0.0.1:" + std::to_string(m_port) +
          "\",\"sources\":[{\"id\":\"fra\",\"region\":\"fra\",\"kind\":\"distribution\",\"auth\":\"bearer\","
          "\"credential\":\"hook\"}]}}");
}

bool E2eWebhookTest::startDaemon() {
  auto process = test::Process::start(line(), {environment(), {}, m_folder.file("log")});
  if (!process) return false;
  m_daemon = std::move(*process);
  return m_manager.hears("READY=1");
}

std::string E2eWebhookTest::push(const std::string& repository, const std::string& tag,
                                 const GeneratedBlob& blob) {
  distribution::ClientOptions options;
  options.url = m_source->url();
  distribution::Client client(m_http, m_clock, options);
  const auto layer = test::descriptorOf(blob);
  test::GeneratedSource content(blob);
  if (!client.putBlob(repository, layer, content, nullptr, {})) return {};
  const std::string config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"author\":\"" + tag +
                             "\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";
  const auto config_blob = test::descriptorOf(config, std::string(oci::kOciConfig));
  ports::StringSource text(config);
  if (!client.putBlob(repository, config_blob, text, nullptr, {})) return {};
  const auto descriptor = [](const oci::Descriptor& of) {
    return "{\"mediaType\":\"" + of.media_type + "\",\"digest\":\"" + of.digest.text() +
           "\",\"size\":" + std::to_string(of.size.value) + "}";
  };
  const auto manifest = oci::Manifest::parse(
      "{\"schemaVersion\":2,\"mediaType\":\"" + std::string(oci::kOciManifest) +
          "\",\"config\":" + descriptor(config_blob) + ",\"layers\":[" + descriptor(layer) + "]}",
      oci::kOciManifest);
  if (!manifest || !client.putManifest(repository, tag, *manifest, {})) return {};
  return manifest->digest.text();
}

void E2eWebhookTest::initTestCase() {
  QVERIFY(m_manager.bound());
  test::RegistryProcessOptions options;
  options.notify_url = "http://127.0.0.1:" + std::to_string(m_port) + "/hooks/fra";
  options.notify_authorization = "Bearer " + kSecret;
  auto source = RegistryProcess::start(options);
  QVERIFY2(source, source ? "" : source.error().text().c_str());
  auto target = RegistryProcess::start();
  QVERIFY2(target, target ? "" : target.error().text().c_str());
  m_source = std::move(*source);
  m_target = std::move(*target);
  QVERIFY(writeFleet());
}

void E2eWebhookTest::cleanup() {
  if (QTest::currentTestFailed()) qWarning("%s", log().c_str());
  if (!m_daemon.running()) return;
  m_daemon.signal(SIGTERM);
  QVERIFY(m_manager.hears("STOPPING=1"));
  QCOMPARE(m_daemon.wait(kDeadline).value_or(-1), 0);
}

void E2eWebhookTest::aPushArrives() {
  QVERIFY(startDaemon());
  for (int i = 1; i <= 3; ++i) {
    const auto ref = "app/web:" + std::to_string(i);
    const auto before = log().size();
    const auto digest = push("app/web", std::to_string(i), {{100'000}, static_cast<std::uint64_t>(i)});
    const auto pushed = std::chrono::steady_clock::now();
    QVERIFY(!digest.empty());
    const auto passed = [&] {
      return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - pushed)
          .count();
    };
    QVERIFY(waitUntil([&] { return log().find("started (webhook fra)", before) != std::string::npos; },
                      kDeadline));
    const auto started = passed();
    QVERIFY(arrives(ref, digest));
    qInfo("from push to job start %lld ms, to the replica %lld ms", static_cast<long long>(started),
          static_cast<long long>(passed()));
  }
}

void E2eWebhookTest::forgedPostsAreRefused() {
  QVERIFY(startDaemon());
  const auto post = [&](const std::string& path, const std::string& authorization, const std::string& body) {
    auto request = test::asking(ports::HttpMethod::Post, "http://127.0.0.1:" + std::to_string(m_port) + path);
    if (!authorization.empty()) request.headers.add("Authorization", authorization);
    ports::StringSource text(body);
    request.body = &text;
    request.body_size = base::ByteCount{body.size()};
    return test::tell(m_http, request).text.substr(0, 3);
  };
  const std::string event = "{\"events\":[{\"id\":\"forged\",\"action\":\"push\",\"target\":{\"repository\":"
                            "\"app/web\",\"tag\":\"1\"}}]}";
  const auto before = log().size();
  QCOMPARE(post("/hooks/fra", {}, event), std::string("401"));
  QCOMPARE(post("/hooks/fra", "Bearer guess", event), std::string("401"));
  QCOMPARE(post("/hooks/tyo", "Bearer " + kSecret, event), std::string("404"));
  QCOMPARE(post("/hooks/fra", "Bearer " + kSecret, "{\"type\":\"PUSH_ARTIFACT\"}"), std::string("400"));
  QCOMPARE(post("/hooks/fra", "Bearer " + kSecret, std::string(2 * kMiB, ' ')), std::string("413"));
  QCOMPARE(post("/hooks/fra", "Bearer " + kSecret, "{\"events\":[]}"), std::string("202"));
  const auto story = log().substr(before);
  QVERIFY2(story.find("was refused (401)") != std::string::npos, story.c_str());
  QVERIFY2(story.find("started") == std::string::npos, story.c_str());
  QVERIFY2(log().find(kSecret) == std::string::npos, "no secret in the log");
}

void E2eWebhookTest::theFleetFileIsReadAgain() {
  QVERIFY(startDaemon());
  QVERIFY(writeFleet("\"**\", \"!quiet/**\""));
  m_daemon.signal(SIGHUP);
  QVERIFY(m_manager.hears("RELOADING=1"));
  QVERIFY(m_manager.hears("READY=1"));
  QVERIFY(!push("quiet/web", "1", {{1000}, 11}).empty());
  const auto loud = push("loud/web", "1", {{1000}, 12});
  QVERIFY(arrives("loud/web:1", loud));
  QVERIFY(!storedTags(*m_target).contains("quiet/web:1"));

  const auto before = log().size();
  QVERIFY(writeFleet("\"**\"", ",\"scedule\":{}"));
  m_daemon.signal(SIGHUP);
  QVERIFY(m_manager.hears("READY=1"));
  const auto story = log().substr(before);
  QVERIFY2(story.find("the fleet stays as it was") != std::string::npos &&
               story.find("did you mean \"schedule\"") != std::string::npos,
           story.c_str());
  const auto louder = push("loud/web", "2", {{1000}, 13});
  QVERIFY(arrives("loud/web:2", louder));
  QVERIFY(!storedTags(*m_target).contains("quiet/web:1"));
  QVERIFY(writeFleet());
}

void E2eWebhookTest::aSecondOneIsTold() {
  QVERIFY(startDaemon());
  auto second = test::Process::start(line(), {environment(), {}, m_folder.file("second")});
  QVERIFY(second);
  QCOMPARE(second->wait(kDeadline).value_or(-1), 2);
  const auto said = test::readFile(m_folder.file("second"));
  QVERIFY2(said.find("process " + std::to_string(m_daemon.pid()) + " (meridiand)") != std::string::npos,
           said.c_str());
  const auto digest = push("app/second", "1", {{1000}, 14});
  QVERIFY(arrives("app/second:1", digest)); // the first goes on
}

void E2eWebhookTest::killedInMidCopyItCompletes() {
  QVERIFY(writeFleet("\"**\"", ",\"bandwidth\":{\"limit\":\"2 MB/s\"}"));
  QVERIFY(startDaemon());
  const auto digest = push("app/large", "1", {{24 * kMiB}, 15});
  QVERIFY(!digest.empty());
  QVERIFY(waitUntil([&] { return m_target->openUploads() > 0; }, kDeadline));
  m_daemon.kill();
  QVERIFY(!storedTags(*m_target).contains("app/large:1"));
  QVERIFY(writeFleet());
  const auto before = log().size();
  QVERIFY(startDaemon()); // nobody tells it of the push again
  QVERIFY(arrives("app/large:1", digest));
  QVERIFY(log().find("started (restart)", before) != std::string::npos);
}

void E2eWebhookTest::badBeginnings_data() {
  QTest::addColumn<QStringList>("arguments");
  QTest::addColumn<int>("status");
  QTest::addColumn<QString>("says");
  QTest::newRow("help") << QStringList{"--help"} << 0 << "Usage: meridiand";
  QTest::newRow("version") << QStringList{"--version"} << 0 << "meridiand ";
  QTest::newRow("an argument too many") << QStringList{"now"} << 2 << "unknown argument \"now\"";
  QTest::newRow("no fleet file") << QStringList{"--fleet", "/nowhere/fleet.json"} << 2
                                 << "/nowhere/fleet.json";
}

void E2eWebhookTest::badBeginnings() {
  QFETCH(QStringList, arguments);
  QFETCH(int, status);
  QFETCH(QString, says);
  std::vector<std::string> words{MERIDIAN_BIN "/meridiand"};
  for (const auto& argument : arguments)
    words.push_back(argument.toStdString());
  const auto out = test::run(words, kDeadline);
  QVERIFY(out);
  QCOMPARE(out->status, status);
  QVERIFY2(QString::fromStdString(out->output).contains(says), out->output.c_str());
}

QTEST_GUILESS_MAIN(E2eWebhookTest)
#include "webhook_test.moc"
