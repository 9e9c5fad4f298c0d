// SPDX-License-Identifier: GPL-3.0-or-later
// What every engine has to do for those who use it, in this process and in another one: the same commands, the same
// answers, the same errors. The rows are the transports; nothing else may differ.
#include <QTest>

#include "attach/door.h"

#include "core/engine/world.h"
#include "core/std_string.h"
#include "memory/action_log.h"
#include "memory/byte_pipe.h"
#include "memory/secret_store.h"
#include "support/process.h"

#include <thread>

using namespace meridian;
using namespace std::chrono_literals;
using base::Errc;
using test::World;

namespace {

/// An engine over registries in memory, and what its user holds of it.
struct Stage {
  test::TemporaryFolder folder;
  World world;
  std::shared_ptr<memory::ActionLog> log = std::make_shared<memory::ActionLog>();
  std::shared_ptr<memory::SecretStore> secrets = std::make_shared<memory::SecretStore>();
  std::unique_ptr<engine::Engine> engine;
  std::unique_ptr<attach::Reception> door;
  std::unique_ptr<attach::RemoteEngine> remote;

  Stage(const QString& transport, const std::map<std::string, memory::RegistryOptions>& how) : world(how) {
    test::addImage(world.at("fra"), "app/web", "1", test::config("web 1"), {"one"});
    test::addImage(world.at("fra"), "app/web", "2", test::config("web 2"), {"one", "two"});
    auto parts = world.parts(std::make_unique<memory::StateStore>());
    parts.actions = log;
    parts.actor = "the engine itself";
    parts.secrets = secrets;
    auto made = engine::Engine::assemble(std::move(parts), World::fleet(), folder.path() / "fleet.json");
    if (made) engine = std::move(*made);
    const attach::Identity who{"meridiand", "1.0", folder.path() / "fleet.json", folder.path()};
    const attach::Identity self{"meridianctl", "1.0", {}, {}};
    if (transport == "socket") {
      qputenv("XDG_RUNTIME_DIR", QByteArray::fromStdString(folder.path().string()));
      if (auto opened = attach::openDoor(*engine, who)) door = std::move(*opened);
      if (auto found = attach::reach({"meridianctl", "1.0", who.fleet_file, who.state_dir}, {})) remote = std::move(*found);
    } else if (transport == "memory") {
      auto dial = std::make_unique<memory::Dial>();
      const auto number = dial->number();
      door = std::make_unique<attach::Reception>(*engine, who, std::move(dial));
      if (auto found = attach::RemoteEngine::attach({self, [number](std::stop_token) { return number.dial(); }}, {})) remote = std::move(*found);
    }
  }
  [[nodiscard]] engine::AnyEngine& any() const { return remote ? static_cast<engine::AnyEngine&>(*remote) : *engine; }
};

} // namespace

class AnyEngineTest : public QObject {
  Q_OBJECT
  std::unique_ptr<Stage> m_stage;
  QString m_transport;

  engine::AnyEngine& any(const std::map<std::string, memory::RegistryOptions>& how = {}) {
    m_stage.reset();
    m_stage = std::make_unique<Stage>(m_transport, how);
    return m_stage->any();
  }
  [[nodiscard]] engine::AnyEngine& same() const { return m_stage->any(); }

private slots:
  void initTestCase_data() {
    QTest::addColumn<QString>("transport");
    QTest::newRow("this process") << "none";
    QTest::newRow("another, over memory") << "memory";
    QTest::newRow("another, over a Unix socket") << "socket";
  }
  void init() {
    QFETCH_GLOBAL(QString, transport);
    m_transport = transport;
  }
  void cleanup() { m_stage.reset(); }

  void isWhereItSays() {
    const auto presence = any().presence();
    QVERIFY(presence.live);
    QCOMPARE(presence.here, m_transport == "none");
    QCOMPARE(!m_stage->remote, m_transport == "none");
  }

  void runsAJob() {
    auto& engine = any();
    const auto id = engine.start({"base", {"tyo"}, {}});
    QVERIFY(id);
    const auto ended = engine.wait(*id, {});
    QVERIFY(ended);
    QCOMPARE(ended->record.id, *id);
    QCOMPARE(ended->record.state, ports::JobState::Succeeded);
    QCOMPARE(ended->record.tags_copied, 2u);
    QCOMPARE(ended->outcomes.size(), 2u);
    QCOMPARE(ended->targets.size(), 1u);
    QCOMPARE(m_stage->world.tags("tyo"), m_stage->world.tags("fra"));
    QCOMPARE(engine.job(*id)->record.state, ports::JobState::Succeeded);
    QCOMPARE(engine.jobs(10)->size(), 1u);
    QCOMPARE(engine.images(*id).size(), 2u);
    QVERIFY(engine.blobs(*id).empty());
    QVERIFY(!engine.events(*id, 0).empty());
    const auto last = engine.events(*id, 0).back().seq;
    QVERIFY(engine.events(*id, last).empty());
    // The same error, whoever tells it.
    const auto unknown = engine.start({"mars", {}, {}});
    QVERIFY(!unknown && unknown.error().code == Errc::NotFound);
    QVERIFY(unknown.error().message.find("\"mars\"") != std::string::npos);
    QVERIFY(engine.retryFailed(*id).error().code == Errc::NotFound);
    QVERIFY(engine.job("nobody").error().code == Errc::NotFound);
  }

  void showsIt() {
    auto& engine = any();
    std::atomic<int> changes{0};
    const auto subscription = engine.onSnapshot([&] { ++changes; });
    const auto id = engine.start({"base", {}, {}});
    QVERIFY(id && engine.wait(*id, {}));
    const auto done = [&] {
      const auto shown = engine.snapshot();
      return shown && shown->jobs.size() == 1 && shown->jobs[0].record.id == *id && shown->jobs[0].record.state == ports::JobState::Succeeded &&
             shown->jobs[0].record.tags_matched == 2 && shown->regions.size() == 3 && shown->regions[1].tags_equal == 2;
    };
    QTRY_VERIFY_WITH_TIMEOUT(done(), 10'000);
    QVERIFY(changes > 0);
    const auto shown = engine.snapshot();
    QCOMPARE(shown->fleet->rules.size(), 1u);
    QCOMPARE(engine.fleet()->regions[2].name, std::string("San Jose"));
    QCOMPARE(shown->links.size(), 2u);
    QTRY_VERIFY_WITH_TIMEOUT(engine.snapshot()->last_event == engine.events("", 0).back().seq, 10'000);
    // Nothing changes, nothing comes.
    int before = -1;
    QTRY_VERIFY_WITH_TIMEOUT(std::exchange(before, changes.load()) == changes, 10'000);
    QVERIFY(engine.snapshot()->revision >= shown->revision);
  }

  void steersAJob() {
    std::map<std::string, memory::RegistryOptions> how;
    how["fra"].latency = 2h; // no answer before the job is cancelled
    auto& engine = any(how);
    const auto id = engine.start({"base", {}, {}});
    QVERIFY(id);
    QVERIFY(engine.start({"base", {}, {}}).error().code == Errc::AlreadyExists);
    QVERIFY(engine.pause(*id) && engine.moveToTop(*id));
    const auto paused = [&] {
      const auto shown = engine.snapshot();
      return !shown->jobs.empty() && shown->jobs[0].paused;
    };
    QTRY_VERIFY_WITH_TIMEOUT(paused(), 10'000);
    QVERIFY(engine.resume(*id));
    QTRY_VERIFY_WITH_TIMEOUT(!paused(), 10'000);
    QVERIFY(engine.setSlowMode(base::BytesPerSecond{1e6}));
    QTRY_VERIFY_WITH_TIMEOUT(engine.snapshot()->slow == base::RateLimit(base::BytesPerSecond{1e6}), 10'000);
    QVERIFY(engine.setSlowMode({}));
    QTRY_VERIFY_WITH_TIMEOUT(!engine.snapshot()->slow, 10'000);
    // A question ends where it is asked when it is to stop, whatever the registry does.
    std::stop_source stop;
    std::jthread stopper([&] { stop.request_stop(); });
    QVERIFY(engine.plan({"base", {}, {}}, stop.get_token()).error().code == Errc::Cancelled);
    QVERIFY(engine.wait(*id, stop.get_token()).error().code == Errc::Cancelled);
    QVERIFY(engine.cancel(*id));
    QCOMPARE(engine.wait(*id, {})->record.state, ports::JobState::Cancelled);
    QVERIFY(engine.cancel(*id).error().code == Errc::NotFound);
  }

  void asksRegistries() {
    auto& engine = any();
    const auto plan = engine.plan({"base", {}, {}}, {});
    QVERIFY(plan);
    QCOMPARE(plan->targets.size(), 2u);
    QVERIFY(engine.plan({"mars", {}, {}}, {}).error().code == Errc::NotFound);
    const auto tags = engine.tags("app/web", {});
    QVERIFY(tags && tags->rows.size() == 2 && tags->regions.size() == 3);
    QVERIFY(tags->rows[0].digests[0] && !tags->rows[0].digests[1]);
    QCOMPARE(*engine.repositories("fra", {}), std::vector<std::string>{"app/web"});
    QVERIFY(engine.repositories("mars", {}).error().code == Errc::NotFound);
    const auto image = engine.image("app/web", "2", {});
    QVERIFY(image);
    QVERIFY(!engine.image("app/web", "9", {}));
    auto rule = engine.fleet()->rules[0];
    rule.id = "not saved";
    rule.tags.include = {"2"};
    const auto matches = engine.matches(rule, {});
    QVERIFY(matches && matches->tags_selected == 1);
    const auto check = engine.check(engine.fleet()->regions[0], std::nullopt, {});
    QCOMPARE(check.region, std::string("fra"));
    QVERIFY(check.passed && !check.steps.empty());
    QVERIFY(engine.findRegistry("not an address", {}).error().code == Errc::ConfigInvalid);
    QVERIFY(!engine.certificate("http://fra.test:5000", {}));
    QVERIFY(!engine.knownProfile("tyo"));
    const auto profile = engine.profile("tyo", {}, {});
    QVERIFY2(profile, profile ? "" : profile.error().text().c_str());
    QVERIFY(engine.knownProfile("tyo").has_value());
    QVERIFY(engine.knownProfile("tyo")->probed == profile->probed && engine.knownProfile("tyo")->round_trip == profile->round_trip);
  }

  void changesTheFleet() {
    auto& engine = any();
    auto fleet = *engine.fleet();
    fleet.regions[1].name = "大阪";
    QVERIFY(engine.replaceFleet(fleet));
    QTRY_COMPARE_WITH_TIMEOUT(engine.snapshot()->fleet->regions[1].name, std::string("大阪"), 10'000);
    QVERIFY(test::readFile(m_stage->folder.path() / "fleet.json").find("大阪") != std::string::npos);
    fleet.regions[1].registry_url = "ftp://nonsense";
    const auto refused = engine.replaceFleet(fleet);
    QVERIFY(!refused && refused.error().code == Errc::ConfigInvalid);
    QCOMPARE(engine.fleet()->regions[1].registry_url, std::string("http://tyo.test:5000"));
  }

  void keepsSecretsAndRecords() {
    auto& engine = any();
    auth::Credential credential;
    credential.user = "anna";
    credential.password = "s3cret \xE5\xA4\xA7";
    QVERIFY(engine.storeCredential("fra", credential, {}));
    const auto kept = m_stage->secrets->find("fra", "", {});
    QVERIFY(kept && *kept && (*kept)->user == "anna" && (*kept)->password == credential.password);
    QVERIFY(engine.credentials("http://fra.test:5000", {}));
    QVERIFY(engine.storeCredential("fra", {}, {}));
    QVERIFY(engine.keepCertificate("fra", "no certificate").error().code == Errc::ConfigInvalid);
    const auto actions = engine.actions(0, 10);
    QVERIFY(actions && actions->size() >= 2);
    QCOMPARE(actions->back().verb, std::string("credential.set"));
    // Who did it: the program that asked, not the one that it asked.
    QCOMPARE(actions->back().actor.ends_with("with meridianctl"), m_transport != "none");
    QVERIFY(engine.deleted("")->empty());
    QVERIFY(!engine.audited("base"));
    QVERIFY(engine.auditReport("base", engine::ReportFormat::Json).error().code == Errc::NotFound);
    QVERIFY(engine.lineHistory("fra", "tyo"));
    engine::JobRequest audit{"base", {}, {}};
    audit.kind = engine::JobKind::Audit;
    const auto id = engine.start(audit);
    QVERIFY(id && engine.wait(*id, {}));
    QVERIFY(engine.audited("base").has_value());
    QVERIFY(engine.auditReport("base", engine::ReportFormat::Html)->find("<html") != std::string::npos);
  }

  void manyAskAtOnce() {
    auto& engine = any();
    std::atomic<int> good{0};
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < 16; ++i)
        threads.emplace_back([&] {
          for (int n = 0; n < 20; ++n) good += engine.tags("app/web", {}).has_value() && engine.jobs(5).has_value() ? 1 : 0;
        });
    }
    QCOMPARE(good.load(), 320);
  }
};

QTEST_GUILESS_MAIN(AnyEngineTest)
#include "any_engine_test.moc"
