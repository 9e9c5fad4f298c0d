// SPDX-License-Identifier: GPL-3.0-or-later
// meridianctl profile against a real registry, and against what is none.
#include <QTest>

#include "disk/dir_lock.h"
#include "engine/profile_memory.h"
#include "sqlite/state_store.h"
#include "support/process.h"
#include "support/registry_process.h"

#include <csignal>
#include <netinet/in.h>
#include <optional>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

using namespace meridian;
using namespace std::chrono_literals;

namespace {

/// Takes connections into its queue and never answers.
class SilentPort {
public:
  SilentPort() : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
    m_address.sin_family = AF_INET;
    m_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof m_address;
    good = ::bind(m_fd, reinterpret_cast<sockaddr*>(&m_address), size) == 0 && ::listen(m_fd, 16) == 0 &&
           ::getsockname(m_fd, reinterpret_cast<sockaddr*>(&m_address), &size) == 0;
  }
  ~SilentPort() {
    for (const int fd : m_guests) ::close(fd);
    ::close(m_fd);
  }
  SilentPort(const SilentPort&) = delete;
  SilentPort& operator=(const SilentPort&) = delete;
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(ntohs(m_address.sin_port)); }
  /// Somebody has come in.
  [[nodiscard]] bool visited() {
    const int fd = ::accept4(m_fd, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return false;
    m_guests.push_back(fd);
    return true;
  }
  bool good = false;

private:
  int m_fd;
  sockaddr_in m_address{};
  std::vector<int> m_guests;
};

} // namespace

class ProfileTest : public QObject {
  Q_OBJECT

private:
  /// A fleet of one region.
  struct Place {
    explicit Place(const std::string& url) {
      region.id = "tyo";
      region.registry_url = url;
      (void)test::writeFile(folder.path() / "fleet.json",
                            "{\"version\":1,\"regions\":[{\"id\":\"tyo\",\"name\":\"Tokyo\",\"role\":\"replica\",\"lat\":1,"
                            "\"lon\":1,\"registry\":{\"url\":\"" + url + "\"}}]}");
    }
    [[nodiscard]] std::filesystem::path state() const { return folder.path() / "state"; }
    [[nodiscard]] std::vector<std::string> command(std::vector<std::string> words) const {
      std::vector<std::string> argv{MERIDIAN_BIN "/meridianctl", "--fleet", folder.file("fleet.json"), "--state", state().string()};
      argv.insert(argv.end(), words.begin(), words.end());
      return argv;
    }
    [[nodiscard]] test::Finished run(std::vector<std::string> words) const {
      const auto finished = test::run(command(std::move(words)), 60s);
      return finished ? *finished : test::Finished{-1, finished.error().message};
    }
    /// What the state remembers of the region.
    [[nodiscard]] std::optional<ports::RegistryProfile> kept() const {
      auto store = sqlite::StateStore::openReadOnly(state() / "state.db");
      return store ? engine::loadProfile(**store, region) : std::nullopt;
    }
    test::TemporaryFolder folder;
    engine::Region region;
  };

private slots:
  void initTestCase() {
    auto started = test::RegistryProcess::start();
    QVERIFY2(started, started ? "" : started.error().message.c_str());
    m_registry = std::move(*started);
  }

  void triesAndKeeps() {
    const Place place(m_registry->url());
    QVERIFY(!place.kept());
    const auto said = place.run({"profile", "tyo", "--repository", "lab/probe"});
    QVERIFY2(said.status == 0, said.output.c_str());
    for (const char* line : {"tried in repository lab/probe\n", "  server        registry/2.0\n", "  login         none\n",
                             "  streaming     yes\n", "  range         yes\n", "  HTTP          1.1; chosen: 1.1\n"})
      QVERIFY2(said.output.find(line) != std::string::npos, said.output.c_str());
    QVERIFY(std::filesystem::exists(m_registry->storage() / "docker/registry/v2/repositories/lab/probe"));
    const auto kept = place.kept();
    QVERIFY(kept);
    QCOMPARE(kept->streaming, ports::Ability::Yes);

    const auto json = place.run({"--json", "profile", "tyo"});
    QCOMPARE(json.status, 0);
    QVERIFY2(json.output.find("\"region\": \"tyo\"") != std::string::npos, json.output.c_str());
    QVERIFY(place.kept()->probed > kept->probed);
  }

  void refuses_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("says");
    QTest::newRow("no such region") << QStringList{"profile", "mars"} << 2 << "the fleet has no region \"mars\"";
    QTest::newRow("no repository name") << QStringList{"profile", "tyo", "--repository", "Not A Name"} << 2 << "\"Not A Name\"";
    QTest::newRow("no region") << QStringList{"profile"} << 2 << "profile REGION [--repository NAME]";
    QTest::newRow("nobody there") << QStringList{"profile", "tyo"} << 1 << "nothing listens there";
  }
  void refuses() {
    QFETCH(QStringList, words);
    QFETCH(int, status);
    QFETCH(QString, says);
    const Place place("http://127.0.0.1:1");
    std::vector<std::string> line;
    for (const auto& word : words) line.push_back(word.toStdString());
    const auto said = place.run(line);
    QVERIFY2(QString::fromStdString(said.output).contains(says), said.output.c_str());
    QCOMPARE(said.status, status);
    QVERIFY(!place.kept());
  }

  void stateOfAnotherEngine() {
    const Place place(m_registry->url());
    std::filesystem::create_directories(place.state());
    const auto lock = disk::DirLock::take(place.state());
    QVERIFY(lock);
    const auto said = place.run({"--json", "profile", "tyo"});
    QCOMPARE(said.status, 1);
    QVERIFY2(said.output.find("\"result\": \"failed\"") != std::string::npos, said.output.c_str());
    QVERIFY(!place.kept());
  }

  void interrupted() {
    SilentPort silent;
    QVERIFY(silent.good);
    const Place place(silent.url());
    auto process = test::Process::start(place.command({"profile", "tyo"}));
    QVERIFY(process);
    QVERIFY(test::waitUntil([&] { return silent.visited(); }, 30s));
    process->signal(SIGINT);
    QCOMPARE(process->wait(30s).value_or(-1), 3);
    QVERIFY(!place.kept());
  }

private:
  std::unique_ptr<test::RegistryProcess> m_registry;
};

QTEST_GUILESS_MAIN(ProfileTest)
#include "profile_test.moc"
