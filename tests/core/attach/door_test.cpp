// SPDX-License-Identifier: GPL-3.0-or-later
// Who finds an engine, who does not, and what happens when it goes.
#include <QTest>

#include "attach/door.h"
#include "attach/frames.h"
#include "sockets/unix_stream.h"

#include "core/engine/world.h"
#include "memory/byte_pipe.h"
#include "support/process.h"

using namespace meridian;
using namespace std::chrono_literals;
using attach::Identity;
using base::Errc;

namespace {

// moc cannot read raw strings.
constexpr const char* kNewer = "{\"meridian\":\"attach\",\"version\":9,\"oldest\":7,\"program\":\"meridiand\",\"release\":\"9.0\"}";
constexpr const char* kOdd = "{\"meridian\":\"attach\",\"version\":\"one\"}";
constexpr const char* kOther = "{\"hello\":\"there\"}";
constexpr const char* kGood = "{\"meridian\":\"attach\",\"version\":1,\"oldest\":1,\"program\":\"x\"}";
const std::vector<const char*> kNonsense{
    "[]", "nonsense", "{\"ask\":-1}", "{\"ask\":1,\"what\":\"destroy\",\"with\":{}}", "{\"ask\":2,\"what\":\"start\",\"with\":[]}",
    "{\"ask\":3,\"what\":\"replace_fleet\",\"with\":{}}", "{\"drop\":99}", "{\"new\":\"word\"}"};
const QStringList kAnswered{"{\"answer\":1,\"w", "{\"answer\":2,\"w", "{\"answer\":3,\"w"};

} // namespace

class DoorTest : public QObject {
  Q_OBJECT
  test::TemporaryFolder m_folder;
  std::unique_ptr<test::World> m_world;
  std::unique_ptr<engine::Engine> m_engine;

  [[nodiscard]] Identity me(const char* program) const {
    return {program, "1.2", m_folder.path() / "fleet.json", m_folder.path() / "state"};
  }

private slots:
  void initTestCase() {
    qputenv("XDG_RUNTIME_DIR", QByteArray::fromStdString(m_folder.path().string()));
    qunsetenv("RUNTIME_DIRECTORY");
    std::filesystem::create_directory(m_folder.path() / "state");
  }
  void init() {
    m_world = std::make_unique<test::World>();
    test::addImage(m_world->at("fra"), "app/web", "1", test::config("web 1"), {"one"});
    m_engine = m_world->engine();
  }
  void cleanup() {
    m_engine.reset();
    m_world.reset();
  }

  void isFoundByItsStateFolder() {
    QVERIFY(attach::reach(me("ctl"), {}).error().code == Errc::NotFound);
    auto door = attach::openDoor(*m_engine, me("meridiand"));
    QVERIFY2(door, door ? "" : door.error().text().c_str());
    auto found = attach::reach(me("ctl"), {});
    QVERIFY2(found, found ? "" : found.error().text().c_str());
    const auto presence = (*found)->presence();
    QVERIFY(presence.live && !presence.here);
    QCOMPARE(presence.program + " " + presence.release, std::string("meridiand 1.2"));
    QCOMPARE(presence.process, ::getpid());
    QCOMPARE((*found)->fleet()->regions.size(), 3u);
    QVERIFY(std::filesystem::exists(attach::socketOf(m_folder.path() / "state")));

    auto other = me("ctl");
    other.fleet_file = m_folder.path() / "other.json";
    const auto wrong = attach::reach(other, {});
    QVERIFY(!wrong && wrong.error().code == Errc::ConfigInvalid);
    QVERIFY(wrong.error().message.find("other.json") != std::string::npos && wrong.error().message.find("fleet.json") != std::string::npos);
    other.fleet_file.clear(); // any
    // Who stands elsewhere says it in other words.
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(m_folder.path());
    auto relative = me("ctl");
    relative.fleet_file = "fleet.json";
    relative.state_dir = "state";
    const bool same = attach::reach(relative, {}).has_value();
    std::filesystem::current_path(before);
    QVERIFY(same);
    QVERIFY(attach::reach(other, {}));

    door->reset();
    QVERIFY(attach::reach(me("ctl"), {}).error().code == Errc::NotFound);
    QTRY_VERIFY(!(*found)->presence().live);
    QVERIFY(!(*found)->presence().problem.empty());
    QVERIFY(!(*found)->fleet()->regions.empty()); // the last picture stays
  }

  void comesBackByItself() {
    auto door = attach::openDoor(*m_engine, me("meridiand"));
    auto found = attach::reach(me("ctl"), {});
    QVERIFY(door && found);
    auto& remote = **found;
    int changes = 0;
    std::mutex mutex;
    const auto subscription = remote.onSnapshot([&] {
      const std::lock_guard lock(mutex);
      ++changes;
    });
    const auto job = remote.start({"base", {}, {}});
    QVERIFY(job && remote.wait(*job, {}));
    door->reset();
    QTRY_VERIFY(!remote.presence().live);
    const auto lost = remote.start({"base", {}, {}});
    QVERIFY(!lost && lost.error().code == Errc::ConnectionLost);
    QVERIFY(remote.blobs(*job).empty());

    // A successor on the same state: another engine, another process as far as we can see.
    m_engine = m_world->engine();
    auto fleet = *m_engine->fleet();
    fleet.regions[1].name = "Osaka";
    QVERIFY(m_engine->replaceFleet(fleet));
    auto next = attach::openDoor(*m_engine, me("meridiand"));
    QVERIFY(next);
    QTRY_VERIFY_WITH_TIMEOUT(remote.presence().live, 10'000);
    QCOMPARE(remote.fleet()->regions[1].name, std::string("Osaka"));
    QVERIFY(remote.presence().problem.empty());
    const auto again = remote.start({"base", {}, {}});
    QVERIFY(again && remote.wait(*again, {}));
    const std::lock_guard lock(mutex);
    QVERIFY(changes >= 2); // it went and came back
  }

  void awaitsOneThatIsNotThereYet() {
    const auto last = std::make_shared<engine::Snapshot>();
    last->revision = 77;
    const auto waiting = attach::await(me("meridian"), last);
    QVERIFY(!waiting->presence().live && waiting->snapshot()->revision == 77);
    auto door = attach::openDoor(*m_engine, me("meridiand"));
    QVERIFY(door);
    QTRY_VERIFY_WITH_TIMEOUT(waiting->presence().live, 10'000);
    QCOMPARE(waiting->fleet()->regions.size(), 3u);
  }

  void strangersAreToldApart_data() {
    QTest::addColumn<QByteArray>("greeting");
    QTest::addColumn<int>("code");
    QTest::newRow("another protocol") << QByteArray(kOther) << int(Errc::BadAnswer);
    QTest::newRow("no JSON") << QByteArray("SSH-2.0") << int(Errc::BadAnswer);
    QTest::newRow("nonsense in it") << QByteArray(kOdd) << int(Errc::BadAnswer);
    QTest::newRow("much newer") << QByteArray(kNewer)
                                << int(Errc::Unsupported);
    QTest::newRow("nothing and the end") << QByteArray() << int(Errc::ConnectionLost);
  }
  void strangersAreToldApart() {
    QFETCH(QByteArray, greeting);
    QFETCH(int, code);
    auto [ours, theirs] = memory::bytePipe();
    std::jthread stranger([&, &stream = theirs] {
      (void)attach::readFrame(*stream, 5s, {});
      if (!greeting.isEmpty()) (void)attach::writeFrame(*stream, greeting.toStdString(), 5s, {});
      stream->close();
    });
    auto kept = std::make_shared<std::unique_ptr<ports::ByteStream>>(std::move(ours));
    const auto found = attach::RemoteEngine::attach({{"ctl", "1.0", {}, {}}, [kept](std::stop_token) -> base::Result<std::unique_ptr<ports::ByteStream>> { return std::move(*kept); }}, {});
    QVERIFY(!found);
    QCOMPARE(int(found.error().code), code);
    if (code == int(Errc::Unsupported)) QVERIFY(found.error().message.find("meridiand 9.0") != std::string::npos);
  }

  void framesAreWholeOrNothing() {
    auto [a, b] = memory::bytePipe();
    QVERIFY(attach::writeFrame(*a, "", 1s, {}) && attach::writeFrame(*a, "message", 1s, {}));
    QCOMPARE(*attach::readFrame(*b, 1s, {}), std::string());
    QCOMPARE(*attach::readFrame(*b, 1s, {}), std::string("message"));
    QVERIFY(attach::readFrame(*b, 10ms, {}).error().code == Errc::Timeout);
    QVERIFY(a->write(std::string_view("\x7f\x00\x00\x00", 4), 1s, {}));
    QVERIFY(attach::readFrame(*b, 1s, {}).error().code == Errc::BadAnswer); // 2 GB of memory are not for the asking
    auto [c, d] = memory::bytePipe();
    QVERIFY(c->write(std::string_view("\0\0\0\7mess", 8), 1s, {}));
    c->close();
    const auto half = attach::readFrame(*d, 1s, {});
    QVERIFY(!half && half.error().code == Errc::ConnectionLost);
  }

  void aVisitorWhoTalksNonsenseHurtsNobody() {
    auto door = attach::openDoor(*m_engine, me("meridiand"));
    auto good = attach::reach(me("ctl"), {});
    QVERIFY(door && good);
    auto bad = sockets::connectTo(attach::socketOf(m_folder.path() / "state"));
    QVERIFY(bad);
    QVERIFY(attach::writeFrame(**bad, kGood, 1s, {}));
    QVERIFY(attach::readFrame(**bad, 5s, {}));
    for (const char* message : kNonsense)
      QVERIFY(attach::writeFrame(**bad, message, 1s, {}));
    QStringList answers;
    for (int i = 0; i < 3; ++i) {
      const auto answer = attach::readFrame(**bad, 5s, {});
      QVERIFY(answer);
      answers << QString::fromStdString(*answer).left(14);
      QVERIFY(answer->find("error") != std::string::npos);
    }
    answers.sort();
    QCOMPARE(answers, kAnswered);
    QVERIFY((*good)->jobs(1));
    QCOMPARE((*door)->visitors(), 2u);
    bad->reset();
    QTRY_COMPARE((*door)->visitors(), 1u);
  }
};

QTEST_GUILESS_MAIN(DoorTest)
#include "door_test.moc"
