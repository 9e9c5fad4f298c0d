// SPDX-License-Identifier: GPL-3.0-or-later
// One-click prewarm from the choice to the end of its job.
#include <QTest>

#include "console/bridge.h"
#include "console/catalog/catalog.h"
#include "console/catalog/prewarm.h"
#include "support/console/fake_link.h"

#include <QLocale>
#include <QSignalSpy>

using namespace meridian;
using console::Bridge;
using console::Catalog;
using console::Prewarm;
using ports::JobState;
using support::FakeLink;

class PrewarmTest : public QObject {
  Q_OBJECT
  std::unique_ptr<FakeLink> m_link;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<Catalog> m_catalog;
  std::unique_ptr<Prewarm> m_prewarm;

  /// Tokyo lacks 40 MB, Silicon Valley has another image, Singapore has it, São Paulo does not answer.
  static plan::Plan plan() {
    plan::Plan made;
    made.tags_matched = 1;
    made.estimate = base::Seconds(80);
    made.targets.resize(4);
    made.targets[0].id = "tyo";
    made.targets[0].tags_copied = 1;
    made.targets[0].write = {40'000'000};
    made.targets[1].id = "sjc";
    made.targets[1].tags_copied = made.targets[1].tags_replaced = 1;
    made.targets[1].write = {20'000'000};
    made.targets[2].id = "sin";
    made.targets[2].tags_unchanged = 1;
    made.targets[3].id = "gru";
    made.targets[3].reachable = false;
    made.targets[3].error = {base::Errc::ConnectionRefused, "connection refused", {}, 0, {}, {}, {}};
    made.tags.resize(2);
    return made;
  }
  static engine::ImageDetail detail(const std::string& region) {
    engine::ImageDetail made;
    made.region = region;
    made.children.resize(3);
    made.children[0].platform = "linux/amd64";
    made.children[1].platform = "linux/arm64";
    made.children[2].kind = engine::ImageDetail::Child::Kind::Attestation;
    made.children[2].platform = "linux/amd64";
    return made;
  }
  QVariantMap row(const char* region) { return m_prewarm->regions()->get(m_prewarm->regions()->find(region)); }
  QStringList column(const char* role) {
    QStringList list;
    for (int i = 0; i < m_prewarm->regions()->count(); ++i) list.append(m_prewarm->regions()->value(i, role).toString());
    return list;
  }
  void tick(const std::function<void(engine::JobStatus&)>& change) {
    auto next = *m_link->snapshot();
    if (next.jobs.front().record.kind != "prewarm") {
      engine::JobStatus job;
      job.record.id = "job-prewarm";
      job.record.kind = "prewarm";
      job.record.state = JobState::Running;
      next.jobs.insert(next.jobs.begin(), job);
    }
    change(next.jobs.front());
    m_link->show(next);
  }
  void chooseAlpine() {
    m_prewarm->open("base/alpine:3.20");
    QTRY_VERIFY(m_prewarm->canStart());
  }

private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }
  void init() {
    m_link = std::make_unique<FakeLink>();
    m_link->show(support::sampleSnapshot());
    m_link->plan_answer = plan();
    m_link->image_detail_answer = detail("fra");
    m_bridge = std::make_unique<Bridge>(*m_link, Bridge::About{false, "fleet.json", {}, "0.1.0"});
    m_catalog = std::make_unique<Catalog>(*m_link, *m_bridge);
    m_prewarm = std::make_unique<Prewarm>(*m_link, *m_bridge, *m_catalog);
  }
  void cleanup() {
    m_prewarm.reset();
    m_catalog.reset();
    m_bridge.reset();
    m_link.reset();
  }

  void thoseThatLackItAreChosen() {
    QSignalSpy asked(m_prewarm.get(), &Prewarm::asked);
    chooseAlpine();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(column("statusText"), (QStringList{"The source", "Lacks 40.0 MB", "Lacks 20.0 MB", "Has it all", "Does not answer"}));
    QCOMPARE(column("checked"), (QStringList{"false", "true", "true", "false", "false"}));
    QCOMPARE(row("tyo")["timeText"].toString(), QStringLiteral("about 1 min 20 s"));
    QCOMPARE(row("sjc")["timeText"].toString(), QStringLiteral("about 40 s"));
    QVERIFY(row("sjc")["warning"].toString().contains("replaced"));
    QVERIFY(row("gru")["warning"].toString().contains("connection refused"));
    QVERIFY(!row("fra")["canCheck"].toBool());
    QCOMPARE(m_prewarm->totalText(), QStringLiteral("60.0 MB to 2 regions, about 1 min 20 s"));
    m_prewarm->choose("tyo", false);
    QCOMPARE(m_prewarm->totalText(), QStringLiteral("20.0 MB to 1 region, about 40 s"));
    m_prewarm->choose("sjc", false);
    QVERIFY(!m_prewarm->canStart());
    m_prewarm->choose("sin", true);
    QVERIFY(m_prewarm->canStart());
    QCOMPARE(m_prewarm->cli(), QStringLiteral("meridianctl prewarm base/alpine:3.20 --to sin"));
  }

  void startsOneJobWithARuleOfItsOwn() {
    chooseAlpine();
    QVERIFY(m_prewarm->add("base/debian:12").isEmpty());
    QVERIFY(m_prewarm->add("base/debian:12").isEmpty()); // once is enough
    m_prewarm->setPlatform("linux/arm64", true);
    QVERIFY(!m_prewarm->canStart()); // it is looked at anew
    QCOMPARE(m_prewarm->platforms()->value(1, "wanted").toBool(), true);
    QCOMPARE(m_link->looked_at.size(), std::size_t{1}); // which platforms there are is known
    QTRY_VERIFY(m_prewarm->canStart());
    QVERIFY(!m_prewarm->noteText().isEmpty());
    m_prewarm->start();
    const auto& request = m_link->requests.back();
    QVERIFY(request.kind == engine::JobKind::Prewarm && request.once && request.once->id == request.rule);
    QCOMPARE(request.once->source, std::string("fra"));
    QCOMPARE(request.once->targets, (std::vector<std::string>{"tyo", "sjc"}));
    QCOMPARE(request.once->repositories, (std::vector<std::string>{"base/alpine", "base/debian"}));
    QCOMPARE(request.tags, (std::vector<std::string>{"base/alpine:3.20", "base/debian:12"}));
    QCOMPARE(request.once->platforms.size(), std::size_t{1});
    QVERIFY(request.once->referrers.copy);
    QCOMPARE(m_prewarm->stage(), QStringLiteral("run"));
    m_prewarm->start();
    QCOMPARE(m_link->requests.size(), std::size_t{1});
    m_prewarm->open("app/web:1"); // the one that runs is shown
    QCOMPARE(m_prewarm->images().size(), 2);
  }

  void showsEachRegionOnItsWay() {
    chooseAlpine();
    m_prewarm->start();
    QCOMPARE(column("regionId"), (QStringList{"tyo", "sjc"}));
    QCOMPARE(column("statusText"), (QStringList{"Waits for its turn", "Waits for its turn"}));
    tick([](auto& job) {
      job.phase = engine::JobPhase::Copying;
      job.shares = {{"tyo", {10'000'000}, {40'000'000}}, {"sjc", {20'000'000}, {20'000'000}}};
    });
    QCOMPARE(column("statusText"), (QStringList{"Copying 25 %", "Content is there, the tag follows"}));
    QCOMPARE(row("tyo")["bytesText"].toString(), QStringLiteral("10.0 of 40.0 MB"));
    QVERIFY(row("tyo")["timeText"].toString().endsWith("left"));
    m_link->summary_answer = engine::JobSummary{};
    m_link->summary_answer->targets = {{"tyo", JobState::Failed, 0}, {"sjc", JobState::Succeeded, 1}};
    m_link->summary_answer->outcomes.resize(1);
    m_link->summary_answer->outcomes[0].target = "tyo";
    m_link->summary_answer->outcomes[0].result = "failed";
    m_link->summary_answer->outcomes[0].error_message = "507 Insufficient Storage";
    tick([](auto& job) {
      job.shares.clear();
      job.record.state = JobState::Partial;
    });
    QCOMPARE(m_prewarm->stage(), QStringLiteral("done"));
    QTRY_COMPARE(row("sjc")["statusText"].toString(), QStringLiteral("It is there now"));
    QCOMPARE(row("tyo")["status"].toString(), QStringLiteral("failed"));
    QVERIFY(row("tyo")["warning"].toString().contains("507"));
    QCOMPARE(row("sjc")["bytesText"].toString(), QStringLiteral("20.0 MB"));
    QCOMPARE(m_prewarm->resultStatus(), QStringLiteral("partial"));
    m_prewarm->again();
    QCOMPARE(m_prewarm->stage(), QStringLiteral("choose"));
    QTRY_VERIFY(m_prewarm->canStart());
  }

  void canBeCancelled() {
    chooseAlpine();
    m_prewarm->start();
    m_prewarm->cancel();
    QCOMPARE(m_link->cancelled, std::vector<std::string>{"job-prewarm"});
    m_link->summary_answer = base::fail(base::Errc::NotFound, "no such job");
    tick([](auto& job) { job.record.state = JobState::Cancelled; });
    QCOMPARE(column("status"), (QStringList{"cancelled", "cancelled"}));
    QVERIFY(m_prewarm->resultText().startsWith("Cancelled."));
  }

  void anotherRegionIsTheSourceWhereThePrimaryLacksIt() {
    m_link->image_detail_answer = detail("tyo");
    m_prewarm->open("base/alpine:3.20");
    QTRY_COMPARE(m_prewarm->sourceText(), QStringLiteral("Copied from Tokyo"));
    QTRY_VERIFY(!m_prewarm->busy());
    QCOMPARE(row("tyo")["statusText"].toString(), QStringLiteral("The source"));
    QCOMPARE(m_prewarm->platforms()->count(), 2);
  }

  void saysWhatIsWrong() {
    QVERIFY(m_prewarm->add("base/alpine@sha256:aa").contains("tag"));
    QVERIFY(m_prewarm->add(" ").isEmpty());
    QVERIFY(m_prewarm->add("base/alpine").isEmpty());
    QCOMPARE(m_prewarm->search()->query(), QStringLiteral("base/alpine:"));
    QVERIFY(m_prewarm->images().isEmpty());
    m_link->plan_answer = plan::Plan{};
    m_prewarm->open("base/alpine:nope");
    QTRY_VERIFY(m_prewarm->error().startsWith("Frankfurt has no such image"));
    QVERIFY(!m_prewarm->canStart());
    m_link->plan_answer = base::fail(base::Errc::Unauthorized, "401");
    m_prewarm->open("base/alpine:3.20");
    QTRY_VERIFY(m_prewarm->error().contains("credential"));
    m_link->plan_answer = plan();
    m_prewarm->again();
    QTRY_VERIFY(m_prewarm->canStart());
    m_link->refusal = base::Error{base::Errc::Busy, "the engine stops", {}, 0, {}, {}, {}};
    m_prewarm->start();
    QVERIFY(m_prewarm->error().contains("the engine stops"));
    QCOMPARE(m_prewarm->stage(), QStringLiteral("choose"));
    m_prewarm->remove("base/alpine:3.20");
    QCOMPARE(m_prewarm->regions()->count(), 0);
  }
};

QTEST_MAIN(PrewarmTest)
#include "prewarm_test.moc"
