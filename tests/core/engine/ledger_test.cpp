// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/ledger.h"

#include "core/engine/world.h"
#include "core/std_string.h"
#include "memory/action_log.h"
#include "memory/secret_store.h"
#include "support/process.h"

#include <QRegularExpression>
#include <fstream>

using namespace meridian;
using test::World;

namespace {

constexpr auto kActor = "anna@desk with tests";

/// An engine and its audit trail.
struct Stage {
  World world;
  std::shared_ptr<memory::ActionLog> log = std::make_shared<memory::ActionLog>();
  std::unique_ptr<engine::Engine> engine;

  explicit Stage(const std::filesystem::path& file = {}, bool read_only = false,
                 const std::map<std::string, memory::RegistryOptions>& how = {})
      : world(how) {
    test::addImage(world.at("fra"), "app/web", "1", test::config("web 1"), {"one"});
    auto parts = world.parts(std::make_unique<memory::StateStore>());
    parts.actions = log;
    parts.actor = kActor;
    parts.read_only = read_only;
    parts.secrets = std::make_shared<memory::SecretStore>();
    auto made = engine::Engine::assemble(std::move(parts), World::fleet(), file);
    if (made) engine = std::move(*made);
  }
  /// Oldest first: "verb subject: detail", with " (refused)" where there was a problem; job ids are "J".
  [[nodiscard]] QStringList told() const {
    static const QRegularExpression id(QStringLiteral("\\d{8}T\\d{6}Z-[0-9a-f]+"));
    QStringList out;
    for (const auto& action : log->actions(0, 1'000).value_or(std::vector<ports::ActionRecord>{})) {
      auto line = QString::fromStdString(action.verb + " " + action.subject + ": " + action.detail);
      out.prepend(line.replace(id, QStringLiteral("J")) + (action.problem.empty() ? "" : " (refused)"));
    }
    return out;
  }
};

engine::JobRequest by(const std::string& cause, engine::JobRequest request = {"base", {}, {}}) {
  request.cause = cause;
  return request;
}

} // namespace

class LedgerTest : public QObject {
  Q_OBJECT

private slots:
  void jobs() {
    Stage stage;
    auto& engine = *stage.engine;
    engine::JobRequest request{"base", {"tyo"}, {"app/web:1"}};
    request.kind = engine::JobKind::Promote;
    request.on_conflict = plan::Promotion::Conflict::Keep;
    const auto id = engine.start(request);
    QVERIFY(id);
    QVERIFY(engine.wait(*id, {}));
    QVERIFY(!engine.start({"mars", {}, {}}));
    QVERIFY(!engine.retryFailed(*id));
    QVERIFY(!engine.cancel(*id));
    QVERIFY(!engine.pause("nobody"));
    QCOMPARE(stage.told(), (QStringList{"job.start rule base: promote; targets tyo; tag app/web:1; a tag that others have set is kept; job J",
                                        "job.start rule mars: sync (refused)", "job.retry job J: what failed (refused)",
                                        "job.cancel job J: promote of rule \"base\" (refused)", "job.pause job nobody:  (refused)"}));
    const auto all = *stage.log->actions(0, 10);
    QCOMPARE(all[3].problem, std::string("the fleet has no rule \"mars\""));
    QCOMPARE(all[4].actor, std::string(kActor));
    QVERIFY(all[4].time != base::Timestamp{});
  }

  void whatRunsByItself_data() {
    QTest::addColumn<QString>("cause");
    QTest::addColumn<bool>("told");
    QTest::newRow("schedule") << "schedule" << true;
    QTest::newRow("webhook") << "webhook fra" << true;
    QTest::newRow("a poll every few minutes") << "poll" << false;
  }
  void whatRunsByItself() {
    QFETCH(QString, cause);
    QFETCH(bool, told);
    Stage stage;
    const auto id = stage.engine->start(by(cause.toStdString()));
    QVERIFY(id && stage.engine->wait(*id, {}));
    const auto all = *stage.log->actions(0, 10);
    QCOMPARE(all.size(), told ? 1u : 0u);
    if (told) QCOMPARE(all[0].actor, cause.toStdString());
  }

  void aBusyRuleIsNewsOnlyToPeople() {
    std::map<std::string, memory::RegistryOptions> how;
    how["fra"].latency = std::chrono::hours(2); // no answer before the job is cancelled
    Stage stage({}, false, how);
    const auto id = stage.engine->start({"base", {}, {}});
    QVERIFY(id);
    QVERIFY(!stage.engine->start(by("schedule")));
    QVERIFY(!stage.engine->start({"base", {}, {}}));
    QCOMPARE(stage.told().size(), 2);
    QVERIFY(stage.told().last().endsWith("(refused)"));
    QVERIFY(stage.engine->cancel(*id) && stage.engine->wait(*id, {}));
  }

  void fleetChanges() {
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.file("fleet.json");
    Stage stage(file);
    auto fleet = World::fleet();
    fleet.regions[1].name = "Osaka";
    fleet.rules[0].targets = {"tyo"};
    QVERIFY(stage.engine->replaceFleet(fleet));
    QVERIFY(stage.engine->replaceFleet(fleet)); // the same: nothing to tell
    fleet.regions[1].registry_url = "ftp://nonsense";
    QVERIFY(!stage.engine->replaceFleet(fleet));
    QCOMPARE(stage.told(), (QStringList{"fleet.change region tyo: name Tokyo -> Osaka", "fleet.change rule base: targets -sjc",
                                        "fleet.change region tyo: registry.url http://tyo.test:5000 -> ftp://nonsense (refused)"}));
  }

  void reloads() {
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.file("fleet.json");
    Stage stage(file);
    auto fleet = World::fleet();
    fleet.rules[0].targets = {"tyo"};
    QVERIFY(engine::saveFleet(fleet, file));
    QVERIFY(stage.engine->reloadFleet());
    QVERIFY(stage.engine->reloadFleet());
    std::ofstream(file.string()) << "{";
    QVERIFY(!stage.engine->reloadFleet());
    QCOMPARE(stage.told(), (QStringList{"fleet.reload fleet: what somebody else changed in the file",
                                        "fleet.change rule base: targets -sjc", "fleet.reload fleet: nothing is different",
                                        "fleet.reload fleet:  (refused)"}));
  }

  void otherDeeds() {
    Stage stage;
    auto& engine = *stage.engine;
    QVERIFY(engine.setSlowMode(base::BytesPerSecond{2'000'000}));
    QVERIFY(engine.setSlowMode({}));
    QVERIFY(engine.storeCredential("hub", {"anna", "geheim-4711", {}}, {}));
    QVERIFY(engine.storeCredential("hub", {}, {}));
    QVERIFY(engine.profile("tyo", {}, {}));
    QVERIFY(!engine.profile("mars", {}, {}));
    QCOMPARE(stage.told().size(), 5);
    QCOMPARE(stage.told()[0], QString("slow_mode all transfers: 16 Mbit/s at most"));
    QCOMPARE(stage.told().mid(1), (QStringList{"slow_mode all transfers: off", "credential.set credential hub: ",
                                               "credential.erase credential hub: ", "region.probe region tyo: writes to meridian/probe"}));
    for (const auto& action : *stage.log->actions(0, 100))
      for (const auto* text : {&action.subject, &action.detail, &action.problem})
        QVERIFY(text->find("geheim") == std::string::npos && text->find("anna") == std::string::npos);
  }

  void whoOnlyLooksOnWritesNothing() {
    Stage stage({}, true);
    QVERIFY(stage.engine->setSlowMode({}));
    QVERIFY(!stage.engine->start({"mars", {}, {}}));
    QVERIFY(stage.told().isEmpty());
    QVERIFY(stage.log->putAction({}));
    QCOMPARE(stage.engine->actions(0, 10)->size(), 1u); // but reads
  }

  void keepsTheNewest() {
    World world;
    auto parts = world.parts(std::make_unique<memory::StateStore>());
    const auto log = std::make_shared<memory::ActionLog>();
    parts.actions = log;
    engine::Ledger ledger(parts);
    for (int i = 0; i < 21'001; ++i) ledger.put("job.start", std::to_string(i), {});
    const auto all = *log->actions(0, 100'000);
    QVERIFY2(all.size() >= 20'000 && all.size() <= 20'500, qPrintable(QString::number(all.size())));
    QCOMPARE(all.front().subject, std::string("21000"));
  }

  void whoRunsThis() {
    const auto actor = engine::actorHere("meridianctl");
    QVERIFY2(actor.ends_with(" with meridianctl"), actor.c_str());
    QVERIFY(actor.find(" with ") > 0);
    QVERIFY(engine::actorHere({}).find(" with ") == std::string::npos);
  }
};

QTEST_GUILESS_MAIN(LedgerTest)
#include "ledger_test.moc"
