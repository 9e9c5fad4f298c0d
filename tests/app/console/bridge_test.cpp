// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/bridge_forms.h"
#include "console/bridge.h"
#include "support/console/fake_link.h"

#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace meridian;
using console::Bridge;
using support::FakeLink;
using test::regionForm;
using test::ruleForm;

namespace {

base::Error refused() { return {base::Errc::Busy, "another job runs", {}, 0, {}, {}, {}}; }

} // namespace

class BridgeTest : public QObject {
  Q_OBJECT
  std::unique_ptr<FakeLink> m_link;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<QSignalSpy> m_toasts;

  [[nodiscard]] QString toast(int part) const { return m_toasts->isEmpty() ? QString() : m_toasts->last()[part].toString(); }

private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }
  void init() {
    m_link = std::make_unique<FakeLink>();
    m_link->show(support::sampleSnapshot());
    m_bridge = std::make_unique<Bridge>(*m_link, Bridge::About{false, "fleet.json", {}, "0.1.0"});
    m_toasts = std::make_unique<QSignalSpy>(m_bridge.get(), &Bridge::toast);
  }
  void cleanup() {
    m_toasts.reset();
    m_bridge.reset();
    m_link.reset();
  }

  void showsASnapshot() {
    QCOMPARE(m_bridge->regions()->count(), 5);
    QCOMPARE(m_bridge->rules()->count(), 2);
    QCOMPARE(m_bridge->jobs()->count(), 4);
    QCOMPARE(m_bridge->kpis()->count(), 4);
    QCOMPARE(m_bridge->flows().size(), 4);
    QCOMPARE(m_bridge->runningJobs(), 1);
    QCOMPARE(m_bridge->queuedJobs(), 1);
    QCOMPARE(m_bridge->failedJobs(), 1);
    QVERIFY(m_bridge->live());
    QSignalSpy seen(m_bridge.get(), &Bridge::snapshotChanged);
    m_link->show({});
    QCOMPARE(seen.count(), 1);
    QCOMPARE(m_bridge->regions()->count(), 0);
    QCOMPARE(m_bridge->subtitle(), QStringLiteral("No regions yet"));
  }

  void syncs() {
    QCOMPARE(m_bridge->syncNow("base"), QStringLiteral("job-base"));
    QCOMPARE(m_link->started, std::vector<std::string>{"base"});
    QCOMPARE(m_bridge->selectedJob(), QStringLiteral("job-base"));
    QCOMPARE(toast(1), QStringLiteral("info"));
    m_bridge->syncAll();
    QCOMPARE(m_link->started.size(), std::size_t{3});
    m_bridge->cancelJob("job-base");
    QCOMPARE(m_link->cancelled, std::vector<std::string>{"job-base"});
  }

  void showsWhatMatchesOnceTheTypingRests() {
    engine::RuleMatches matches;
    matches.repositories_total = matches.tags_selected = 2;
    matches.repositories = {{"web/empty", 3, 0, {}}, {"web/shop", 40, 2, {"1.0", "1.1"}}};
    matches.problems.emplace_back("web/secret", base::Error{base::Errc::Denied, "pull access denied", {}, 403, "DENIED", {}, {}});
    m_link->match_answer = matches;
    auto form = ruleForm();
    for (const char* word : {"w", "we", "web/*"}) {
      form["repositories"] = QStringList(word);
      m_bridge->lookAtMatches(form);
    }
    auto& state = *m_bridge->matches();
    QVERIFY(state.busy());
    QTRY_VERIFY(!state.busy());
    QCOMPARE(m_link->matched.size(), std::size_t{1});
    QCOMPARE(m_link->matched[0].repositories, std::vector<std::string>{"web/*"});
    QCOMPARE(state.summary(), QStringLiteral("2 repositories, 2 of 43 tags"));
    QCOMPARE(state.repositories().first().toMap()["name"].toString(), QStringLiteral("web/shop"));
    QVERIFY(state.problems().first().contains("pull access denied"));
    QVERIFY(!state.note().isEmpty()); // "since" cannot be seen in names
    form["promotion"] = "all-or-nothing"; // selects nothing else: not asked again
    m_bridge->lookAtMatches(form);
    QVERIFY(!state.busy());
    m_link->match_answer = base::fail(base::Errc::ConfigInvalid, "bad pattern \"re:(\"");
    form["repositories"] = QStringList("re:(");
    m_bridge->lookAtMatches(form);
    QTRY_COMPARE(state.error(), QStringLiteral("bad pattern \"re:(\""));
    form["repositories"] = QStringList();
    m_bridge->lookAtMatches(form);
    QVERIFY(!state.active());
    m_bridge->endMatches();
  }

  void refusalsBecomeToasts() {
    m_link->refusal = refused();
    QCOMPARE(m_bridge->syncNow("base"), QString());
    QCOMPARE(toast(1), QStringLiteral("bad"));
    QCOMPARE(toast(2), QStringLiteral("Something else is using it: another job runs"));
    m_bridge->cancelJob("x");
    QCOMPARE(m_toasts->count(), 2);
    QCOMPARE(m_bridge->removeRule("app"), QStringLiteral("Something else is using it: another job runs"));
  }

  void plans() {
    plan::Plan plan;
    plan.rule = "base";
    plan.read = {3'000'000'000};
    plan.tags_matched = 24;
    plan.targets.resize(1);
    plan.targets[0].id = "tyo";
    plan.targets[0].write = {3'100'000'000};
    plan.tags.resize(2);
    m_link->plan_answer = plan;
    QSignalSpy ready(m_bridge.get(), &Bridge::planReady);
    m_bridge->requestPlan("base");
    QVERIFY(m_bridge->plan()->busy());
    QVERIFY(!m_bridge->plan()->ready());
    QVERIFY(ready.wait());
    QVERIFY(!m_bridge->plan()->busy());
    QCOMPARE(m_bridge->plan()->readText(), QStringLiteral("3.0 GB"));
    QCOMPARE(m_bridge->plan()->cli(), QStringLiteral("meridianctl plan base"));
    QCOMPARE(m_bridge->planTargets()->count(), 1);
    m_bridge->syncPlanned();
    QCOMPARE(m_link->started, std::vector<std::string>{"base"});
    QVERIFY(!m_bridge->plan()->ready());
    m_bridge->syncPlanned(); // nothing is planned any more
    QCOMPARE(m_link->started.size(), std::size_t{1});
  }

  void aPlanThatFails() {
    m_link->plan_answer = base::fail(base::Errc::ConnectionRefused, "10.0.0.5:5000");
    QSignalSpy ready(m_bridge.get(), &Bridge::planReady);
    m_bridge->requestPlan("base");
    QVERIFY(ready.wait());
    QVERIFY(!m_bridge->plan()->ready());
    QCOMPARE(m_bridge->plan()->error(), QStringLiteral("Nothing answers at this address: 10.0.0.5:5000"));
    QCOMPARE(toast(1), QStringLiteral("bad"));
  }

  void aSecondPlanReplacesTheFirst() {
    QSignalSpy ready(m_bridge.get(), &Bridge::planReady);
    m_bridge->requestPlan("base");
    m_bridge->requestPlan("app");
    QVERIFY(ready.wait());
    QTest::qWait(20);
    QCOMPARE(ready.count(), 1);
    QCOMPARE(m_bridge->plan()->ruleId(), QStringLiteral("app"));
  }

  void testsARegion() {
    using Kind = engine::CheckStep::Kind;
    m_link->check_answer = {"ams", false, {{Kind::Address, true, "10.0.0.7", ""}, {Kind::Connection, false, "refused", "start it"}},
                            base::Error{base::Errc::ConnectionRefused, "refused", {}, 0, {}, {}, {}}, "none", {}};
    auto form = regionForm();
    form["user"] = "robot";
    form["password"] = "secret";
    QSignalSpy changed(m_bridge->check(), &console::CheckState::changed);
    m_bridge->testRegion(form);
    QVERIFY(m_bridge->check()->busy());
    QTRY_VERIFY(m_bridge->check()->done());
    QVERIFY(!m_bridge->check()->passed());
    QCOMPARE(m_bridge->check()->steps().size(), 2);
    QCOMPARE(m_bridge->check()->steps()[1].toMap()["kind"].toString(), QStringLiteral("connection"));
    QCOMPARE(m_bridge->check()->steps()[1].toMap()["advice"].toString(), QStringLiteral("start it"));
    QCOMPARE(m_link->checked[0].registry_url, std::string("https://registry.ams.example.com"));
    QCOMPARE(m_link->stored["typed"].password, std::string("secret"));
    m_bridge->testRegion(form);
    m_bridge->cancelTest();
    QCOMPARE(m_link->dropped.size(), std::size_t{1});
    QVERIFY(!m_bridge->check()->busy());
  }

  void followsTheSelectedJob() {
    m_link->image_answer = {{"tyo", "base/web:1", "sha256:0123456789abcdef", engine::ImageStatus::State::Copying, {5}, {10}, {}, {}}};
    m_link->event_answer = {{1, "j", {}, "info", "started"}};
    m_bridge->setSelectedJob("j");
    QTRY_COMPARE(m_bridge->jobImages()->count(), 1);
    QTRY_COMPARE(m_bridge->jobEvents()->count(), 1);
    QCOMPARE(m_bridge->jobImages()->get(0)["digestText"].toString(), QStringLiteral("0123456789ab"));
    m_link->event_answer.push_back({2, "j", {}, "warning", "retry"});
    m_link->show(support::sampleSnapshot());
    QTRY_COMPARE(m_bridge->jobEvents()->count(), 2); // the first is not there twice
    m_bridge->setSelectedJob("");
    QCOMPARE(m_bridge->jobImages()->count(), 0);
    QCOMPARE(m_bridge->jobEvents()->count(), 0);
  }

  void steersAJob() {
    m_bridge->pauseJob("j");
    m_bridge->resumeJob("j");
    m_bridge->moveJobToTop("j");
    QCOMPARE(m_link->paused, std::vector<std::string>{"j"});
    QCOMPARE(m_link->resumed, std::vector<std::string>{"j"});
    QCOMPARE(m_link->moved_to_top, std::vector<std::string>{"j"});
    QCOMPARE(toast(1), QStringLiteral("info"));
    m_link->refusal = refused();
    m_bridge->pauseJob("j");
    QCOMPARE(toast(0), QStringLiteral("The job was not paused"));
    QCOMPARE(toast(1), QStringLiteral("bad"));
  }

  void slowMode() {
    QCOMPARE(m_bridge->slowText(), QString());
    QCOMPARE(m_bridge->setSlowMode(" 2 Mbit/s "), QString());
    QCOMPARE(m_link->slow_modes.back()->value, 250'000.0);
    QCOMPARE(m_bridge->slowText(), QStringLiteral("2 Mbit/s"));
    for (const char* bad : {"fast", "2", "unlimited", "off"}) QVERIFY2(!m_bridge->setSlowMode(bad).isEmpty(), bad);
    QCOMPARE(m_link->slow_modes.size(), std::size_t{1});
    QCOMPARE(m_bridge->setSlowMode(""), QString());
    QVERIFY(!m_link->slow_modes.back());
    QCOMPARE(m_bridge->slowText(), QString());
    QCOMPARE(m_bridge->slowRate(), QStringLiteral("2 Mbit/s")); // where it was, for the next time
  }

  void blobsAreForThoseWhoLook() {
    m_link->blob_answer = {{"tyo", "base/web", "sha256:0123456789abcdef", engine::BlobStatus::State::Moving, "resumed", {10}, {5}, {2}}};
    m_bridge->setSelectedJob("j");
    QTRY_COMPARE(m_bridge->jobEvents()->count(), 0);
    QTest::qWait(20);
    QCOMPARE(m_bridge->jobBlobs()->count(), 0);
    m_bridge->setPage("jobs");
    QTRY_COMPARE(m_bridge->jobBlobs()->count(), 1);
    m_bridge->setSelectedJob("");
    QCOMPARE(m_bridge->jobBlobs()->count(), 0);
  }

  void probesARegion() {
    m_bridge->showProfile("tyo");
    QTest::qWait(20);
    QVERIFY(!m_bridge->profile()->known());
    ports::RegistryProfile profile;
    profile.probed = base::Timestamp{std::chrono::hours{500'000}};
    profile.streaming = ports::Ability::Yes;
    profile.chunked = ports::Ability::No;
    profile.http_versions = {11, 20};
    profile.http_version = 20;
    m_link->probe_answer = profile;
    m_bridge->probeRegion("tyo");
    QVERIFY(m_bridge->profile()->busy());
    QTRY_VERIFY(m_bridge->profile()->known());
    QVERIFY(!m_bridge->profile()->busy());
    QStringList seen;
    for (const auto& group : m_bridge->profile()->groups())
      for (const auto& fact : group.toMap()["facts"].toList())
        seen.append(fact.toMap()["label"].toString() + "=" + fact.toMap()["status"].toString());
    for (const char* fact : {"Streaming=yes", "In chunks=no", "Mounting=unknown", "Speaks=told", "Round trip=unknown"})
      QVERIFY2(seen.contains(QLatin1String(fact)), qPrintable(seen.join(u' ')));
    m_link->probe_answer = base::fail(base::Errc::ConnectionRefused, "10.0.0.5:5000");
    m_bridge->probeRegion("tyo");
    QTRY_COMPARE(m_bridge->profile()->error(), QStringLiteral("Nothing answers at this address: 10.0.0.5:5000"));
    QVERIFY(m_bridge->profile()->known()); // what was known still is
    m_bridge->probeRegion("tyo");
    m_bridge->cancelProbe();
    QVERIFY(!m_bridge->profile()->busy());
    m_bridge->showProfile("sjc");
    QVERIFY(!m_bridge->profile()->known()); // of another
  }

  void answersAfterTheEndGoNowhere() {
    m_bridge->requestPlan("base");
    m_bridge->setSelectedJob("j");
    m_bridge.reset();
    QTest::qWait(20); // a late answer would touch freed memory
    QCOMPARE(m_link->dropped.size(), std::size_t{3});
  }

  void unknownPagesAreIgnored() {
    QSignalSpy changed(m_bridge.get(), &Bridge::pageChanged);
    m_bridge->setPage("costs");
    QCOMPARE(m_bridge->page(), QStringLiteral("overview"));
    m_bridge->setPage("jobs");
    QCOMPARE(changed.count(), 1);
  }
};

QTEST_MAIN(BridgeTest)
#include "bridge_test.moc"
