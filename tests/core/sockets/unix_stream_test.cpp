// SPDX-License-Identifier: GPL-3.0-or-later
// What every byte stream has to do, over Unix sockets and in memory; and who may come through a Unix socket.
#include <QTest>

#include "memory/byte_pipe.h"
#include "sockets/unix_stream.h"

#include "support/process.h"

#include <array>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace meridian;
using namespace std::chrono_literals;
using base::Errc;

namespace {

using Stream = std::unique_ptr<ports::ByteStream>;

std::pair<Stream, Stream> pairOver(const QString& transport, const test::TemporaryFolder& folder) {
  if (transport == "memory") return memory::bytePipe();
  const auto path = folder.path() / "run" / "s";
  auto listener = sockets::listenAt(path);
  if (!listener) return {};
  auto ours = sockets::connectTo(path);
  auto theirs = (*listener)->accept({});
  if (!ours || !theirs) return {};
  return {std::move(*ours), std::move(*theirs)};
}

std::string readSome(ports::ByteStream& stream, std::chrono::milliseconds patience = 5s) {
  std::array<char, 100> room{};
  const auto got = stream.read(room, patience, {});
  return got ? std::string(room.data(), *got) : std::string(base::name(got.error().code));
}

} // namespace

class UnixStreamTest : public QObject {
  Q_OBJECT
  test::TemporaryFolder m_folder;

private slots:
  void streams_data() {
    QTest::addColumn<QString>("transport");
    QTest::newRow("Unix socket") << "unix";
    QTest::newRow("memory") << "memory";
  }
  void streams() {
    QFETCH(QString, transport);
    auto [a, b] = pairOver(transport, m_folder);
    QVERIFY(a && b);
    QVERIFY(a->write("to b", 1s, {}) && b->write("to a", 1s, {}));
    QCOMPARE(readSome(*b), std::string("to b"));
    QCOMPARE(readSome(*a), std::string("to a"));
    QCOMPARE(readSome(*a, 10ms), std::string("TIMEOUT"));

    // More than any buffer holds: the writer waits for the reader and nothing is lost.
    const std::string much(5'000'000, 'x');
    std::size_t taken = 0;
    std::jthread reader([&, &from = b] {
      while (taken < much.size()) {
        const auto some = readSome(*from);
        if (some.empty() || some[0] != 'x') return;
        taken += some.size();
      }
    });
    QVERIFY(a->write(much, 10s, {}));
    reader.join();
    QCOMPARE(taken, much.size());

    // Nobody reads: it does not wait for ever, and wakes on stop.
    const auto late = a->write(much, 50ms, {});
    QVERIFY(!late && late.error().code == Errc::Timeout);
    std::stop_source stop;
    std::jthread stopper([&] { stop.request_stop(); });
    const auto stopped = b->write(much, 1h, stop.get_token());
    QVERIFY(!stopped && stopped.error().code == Errc::Cancelled);
  }

  void endings_data() { streams_data(); }
  void endings() {
    QFETCH(QString, transport);
    auto [a, b] = pairOver(transport, m_folder);
    QVERIFY(a && b);
    std::stop_source stop;
    std::jthread stopper([&] { stop.request_stop(); });
    std::array<char, 8> room{};
    const auto stopped = a->read(room, 1h, stop.get_token());
    QVERIFY(!stopped && stopped.error().code == Errc::Cancelled);
    // What was written before the end still arrives.
    QVERIFY(b->write("last", 1s, {}));
    std::jthread closer([&, &end = b] { end->close(); });
    QCOMPARE(readSome(*a), std::string("last"));
    QCOMPARE(readSome(*a), std::string());
    closer.join();
    QVERIFY(!a->write(std::string(1'000'000, 'x'), 1s, {}));
    // A reader of this side wakes when this side closes.
    auto [c, d] = pairOver(transport, m_folder);
    std::jthread ender([&, &end = c] { end->close(); });
    QCOMPARE(readSome(*c, 1h), std::string());
  }

  void filesArePrivate() {
    const auto path = m_folder.path() / "run" / "private";
    auto listener = sockets::listenAt(path);
    QVERIFY(listener);
    struct stat info{};
    QVERIFY(::stat(path.c_str(), &info) == 0);
    QCOMPARE(info.st_mode & 0777, 0600u);
    QVERIFY(::stat(path.parent_path().c_str(), &info) == 0);
    QCOMPARE(info.st_mode & 0777, 0700u);
    listener->reset();
    QVERIFY(!std::filesystem::exists(path));
    QVERIFY(sockets::connectTo(path).error().code == Errc::NotFound);
    // What a killed process left is replaced, and until then nobody answers there.
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.native().copy(address.sun_path, sizeof address.sun_path - 1);
    QVERIFY(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    ::close(socket);
    QVERIFY(sockets::connectTo(path).error().code == Errc::ConnectionRefused);
    QVERIFY(sockets::listenAt(path));
  }

  void refusesPlacesOfOthers() {
    namespace fs = std::filesystem;
    fs::create_directory_symlink("/tmp", m_folder.path() / "elsewhere");
    const auto linked = sockets::listenAt(m_folder.path() / "elsewhere" / "s");
    QVERIFY(!linked && linked.error().code == Errc::Denied);
    const auto longer = sockets::listenAt(m_folder.path() / std::string(150, 'x'));
    QVERIFY(!longer && longer.error().code == Errc::ConfigInvalid);
    if (::geteuid() != 0) QSKIP("only root can make a folder of somebody else's");
    fs::create_directory(m_folder.path() / "theirs");
    QVERIFY(::chown((m_folder.path() / "theirs").c_str(), 65534, 65534) == 0);
    const auto theirs = sockets::listenAt(m_folder.path() / "theirs" / "s");
    QVERIFY(!theirs && theirs.error().code == Errc::Denied);
  }

  void anotherUserIsTurnedAway() {
    if (::geteuid() != 0) QSKIP("only root can become another user");
    const auto path = m_folder.path() / "run" / "mine";
    auto listener = sockets::listenAt(path);
    QVERIFY(listener);
    // As if the folder had been left open: the kernel's word on who comes is the second lock.
    for (auto folder = path; folder != "/tmp" && folder != "/"; folder = folder.parent_path()) ::chmod(folder.c_str(), 0777);
    std::jthread door([&](std::stop_token stop) {
      while (auto stream = (*listener)->accept(stop)) (void)(*stream)->write("welcome", 1s, {});
    });
    const auto child = ::fork();
    if (child == 0) {
      if (::setgid(65534) != 0 || ::setuid(65534) != 0) ::_exit(9);
      auto came = sockets::connectTo(path);
      ::_exit(!came && came.error().code == Errc::Denied ? 0 : 1);
    }
    int status = -1;
    QVERIFY(::waitpid(child, &status, 0) == child);
    QCOMPARE(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
    auto mine = sockets::connectTo(path);
    QVERIFY(mine);
    QCOMPARE(readSome(**mine), std::string("welcome"));
    QVERIFY((*mine)->peer().process == ::getpid() && !(*mine)->peer().user.empty());

    // The other way round: a socket that somebody else made where ours should be is not believed.
    const auto trap = m_folder.path() / "run" / "trap";
    const auto setter = ::fork();
    if (setter == 0) {
      if (::setgid(65534) != 0 || ::setuid(65534) != 0) ::_exit(9);
      const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
      sockaddr_un address{};
      address.sun_family = AF_UNIX;
      trap.native().copy(address.sun_path, sizeof address.sun_path - 1);
      if (::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || ::listen(socket, 1) != 0) ::_exit(8);
      ::pause();
    }
    QVERIFY(test::waitUntil([&] { return sockets::connectTo(trap).error().code == Errc::Denied; }, 5s));
    ::kill(setter, SIGKILL);
    ::waitpid(setter, &status, 0);
  }

  void placesAreTheUsers_data() {
    QTest::addColumn<QByteArray>("runtime");
    QTest::addColumn<QByteArray>("session");
    QTest::addColumn<QByteArray>("place");
    QTest::newRow("a service of systemd") << QByteArray("/run/meridian:/run/more") << QByteArray("/run/user/7") << QByteArray("/run/meridian");
    QTest::newRow("a session") << QByteArray() << QByteArray("/run/user/7") << QByteArray("/run/user/7/meridian");
    QTest::newRow("nonsense in both") << QByteArray("run") << QByteArray("user") << QByteArray();
  }
  void placesAreTheUsers() {
    QFETCH(QByteArray, runtime);
    QFETCH(QByteArray, session);
    QFETCH(QByteArray, place);
    const auto before = qgetenv("XDG_RUNTIME_DIR");
    qputenv("RUNTIME_DIRECTORY", runtime);
    qputenv("XDG_RUNTIME_DIR", session);
    const auto found = sockets::runtimeFolder().string();
    qunsetenv("RUNTIME_DIRECTORY");
    qputenv("XDG_RUNTIME_DIR", before);
    if (place.isEmpty())
      QVERIFY(found.ends_with("/meridian") || found == "/tmp/meridian-" + std::to_string(::geteuid()));
    else
      QCOMPARE(found, place.toStdString());
  }
};

QTEST_GUILESS_MAIN(UnixStreamTest)
#include "unix_stream_test.moc"
