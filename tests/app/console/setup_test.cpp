// SPDX-License-Identifier: GPL-3.0-or-later
// The guided set-up as a whole: the way on and back, what is asked, what is kept.
#include "setup_desk.h"

using namespace meridian;
using namespace meridian::console;

class SetupTest : public test::SetupDesk {
  Q_OBJECT

private slots:
  void anEmptyFleetBeginsHere() {
    m_setup->offer();
    QCOMPARE(m_bridge->page(), QString("setup"));
    QCOMPARE(m_setup->step(), QString("registry"));
    QVERIFY(!m_setup->canGoOn() && !m_setup->canGoBack() && !m_setup->missing().isEmpty());
    QCOMPARE(m_setup->steps().size(), 6);
    for (int place = 0; place < 6; ++place) QCOMPARE(m_setup->steps()[place].toMap()["reachable"].toBool(), place == 0);
  }
  void aFleetWithRegionsDoesNot() {
    m_link->show(support::sampleSnapshot());
    run();
    m_setup->offer();
    QCOMPARE(m_bridge->page(), QString("overview"));
    QCOMPARE(m_setup->regions().first().toMap()["id"].toString(), QString("fra"));
    QVERIFY2(m_link->checked.empty(), "nothing is asked before the page is on show");
    m_bridge->open("setup");
    QTRY_VERIFY(m_setup->canGoOn());
    QCOMPARE(region().form()["url"].toString(), QString("https://registry.fra.example.com"));
    m_setup->next(); // nothing to save
    QCOMPARE(m_setup->step(), QString("regions"));
    QVERIFY(!m_setup->describing() && m_link->saved.empty());
  }

  void backLosesNothing() {
    describe("registry.fra.example.com");
    m_setup->next();
    QTRY_COMPARE(m_setup->step(), QString("regions"));
    QVERIFY(m_setup->describing());
    region().put("url", "half/typed");
    m_setup->back();
    QCOMPARE(m_setup->step(), QString("registry"));
    QTRY_VERIFY(m_setup->canGoOn());
    const auto saves = m_link->saved.size();
    m_setup->next(); // nothing changed: nothing is written
    QCOMPARE(m_setup->step(), QString("regions"));
    QCOMPARE(m_link->saved.size(), saves);
    QCOMPARE(region().form()["url"].toString(), QString("half/typed"));
  }
  void regionsAreInTheFleetOnceTheirStepIsPassed() {
    passRegions();
    QCOMPARE(fleet().regions.size(), std::size_t(2));
    QCOMPARE(fleet().regions[0].role, engine::Role::Primary);
    QCOMPARE(fleet().regions[1].id, std::string("tyo"));
    QCOMPARE(fleet().regions[1].role, engine::Role::Replica);
    m_setup->go(1);
    m_setup->editRegion("tyo");
    QTRY_VERIFY(m_setup->canGoOn());
    region().put("name", "Edo");
    m_setup->next();
    QTRY_VERIFY(!m_setup->describing());
    QCOMPARE(fleet().regions.size(), std::size_t(2));
    QCOMPARE(fleet().regions[1].name, std::string("Edo"));
    QCOMPARE(m_setup->removeRegion("tyo"), QString());
    QCOMPARE(m_setup->regions().size(), 1);
  }

  void picksFromTheCatalogue() {
    passRegions();
    auto& chosen = *m_setup->selection();
    QTRY_COMPARE(chosen.rows()->count(), 3);
    QCOMPARE(m_link->catalogues.back(), std::string("fra"));
    QVERIFY(!m_setup->canGoOn());
    chosen.toggle(0);
    chosen.setSearch("web");
    chosen.pickShown(true);
    chosen.setPatterns({"lib/*"});
    QCOMPARE(chosen.form()["repositories"].toStringList(), (QStringList{"base/alpine", "web", "lib/*"}));
    QCOMPARE(chosen.patterns(), QStringList{"lib/*"});
    QCOMPARE(chosen.countText(), QString("2 of 3 picked"));
    engine::RuleMatches matches;
    matches.repositories = {{"web", 10, 4, {"1", "2"}}};
    matches.repositories_total = 1;
    matches.tags_selected = 4;
    m_link->match_answer = matches;
    chosen.put("semver", ">=1");
    QTRY_COMPARE(chosen.matches()->summary(), QString("1 repository, 4 of 10 tags"));
    QCOMPARE(m_link->matched.back().source, std::string("fra"));
    QCOMPARE(m_link->matched.back().tags.semver, std::string(">=1"));
    QVERIFY(m_setup->canGoOn());
    chosen.toggleTarget("tyo");
    QVERIFY(!m_setup->canGoOn());
    chosen.toggleTarget("tyo");
    chosen.setSearch("");
    chosen.toggle(0);
    QCOMPARE(chosen.form()["repositories"].toStringList(), (QStringList{"web", "lib/*"}));
  }
  void withoutACatalogueNamesAreTyped() {
    m_link->repository_answer = base::fail(base::Error{base::Errc::Denied, "catalog is forbidden", {}, 403, "DENIED", {}, {}});
    passRegions();
    QTRY_VERIFY(m_setup->selection()->listError().contains("catalog is forbidden"));
    m_setup->selection()->setPatterns({"base/alpine"});
    QVERIFY(m_setup->canGoOn());
    m_link->repository_answer = std::vector<std::string>{"base/alpine"};
    m_setup->selection()->refresh();
    QTRY_VERIFY(m_setup->selection()->listError().isEmpty());
    QTRY_COMPARE(m_setup->selection()->countText(), QString("1 of 1 picked"));
  }

  void fromThePlanToTheEnd() {
    passToPlan();
    QVERIFY(fleet().rules.empty());
    QCOMPARE(m_link->planned, std::vector<std::string>{"mirror"});
    QVERIFY(m_setup->ruleJson().contains("base/*"));
    m_setup->next();
    QCOMPARE(m_setup->step(), QString("sync"));
    QCOMPARE(fleet().rules.size(), std::size_t(1));
    const auto& rule = fleet().rules[0];
    QCOMPARE(rule.source, std::string("fra"));
    QCOMPARE(rule.targets, std::vector<std::string>{"tyo"});
    QCOMPARE(rule.schedule.cron, std::vector<std::string>{"0 2 * * *"});
    QCOMPARE(m_link->started, std::vector<std::string>{"mirror"});
    showJob(ports::JobState::Running);
    auto& sync = *m_setup->run();
    QCOMPARE(sync.phase(), QString("running"));
    QCOMPARE(sync.progress(), 0.4);
    QCOMPARE(sync.regions().size(), 1);
    QVERIFY(!m_setup->canGoOn());
    showJob(ports::JobState::Succeeded, engine::JobPhase::Done);
    QCOMPARE(sync.phase(), QString("done"));
    QCOMPARE(sync.headline(), QString("All regions hold the same"));
    m_setup->next();
    QCOMPARE(m_bridge->page(), QString("overview"));
    QCOMPARE(m_setup->place(), 0);
    QTRY_VERIFY(m_paper->isEmpty());
  }
  void aFailedFirstSyncIsTriedAgain() {
    passToPlan();
    m_setup->next();
    showJob(ports::JobState::Failed, engine::JobPhase::Done);
    QCOMPARE(m_setup->run()->phase(), QString("failed"));
    QVERIFY(m_setup->run()->whyNot().contains("disk is full"));
    m_setup->next();
    QCOMPARE(m_link->retried, std::vector<std::string>{"job-mirror"});
    QCOMPARE(m_setup->run()->phase(), QString("running"));
  }
  void theRuleIsSavedOnce() {
    passToPlan();
    m_setup->next();
    m_setup->go(2);
    m_setup->selection()->put("id", "copies");
    m_setup->next();
    m_setup->next();
    QTRY_VERIFY(m_setup->plan()->ready());
    m_setup->next();
    QCOMPARE(fleet().rules.size(), std::size_t(1));
    QCOMPARE(fleet().rules[0].id, std::string("copies"));
    m_setup->another();
    QCOMPARE(m_setup->step(), QString("what"));
    m_setup->selection()->setPatterns({"web"});
    m_setup->selection()->put("id", "copies");
    QCOMPARE(m_setup->missing(), QString("Another rule has this name"));
  }

  void comesBackWhereItWasLeft() {
    m_setup->offer();
    passRegions();
    m_setup->selection()->setPatterns({"base/*"});
    m_setup->next();
    m_setup->schedule()->put("time", "05:15");
    QCOMPARE(m_setup->step(), QString("when"));
    m_setup.reset(); // the program ends
    m_bridge = std::make_unique<Bridge>(*m_link, Bridge::About{false, "/etc/fleet.json", {}, "0.1.0"});
    run();
    m_setup->offer();
    QCOMPARE(m_bridge->page(), QString("setup"));
    QCOMPARE(m_setup->step(), QString("when"));
    QCOMPARE(m_setup->schedule()->form()["time"].toString(), QString("05:15"));
    m_setup->back();
    QCOMPARE(m_setup->selection()->patterns(), QStringList{"base/*"});
    m_setup->startOver();
    QCOMPARE(m_setup->step(), QString("registry"));
    QVERIFY(m_setup->selection()->patterns().isEmpty());
    QCOMPARE(m_link->snapshot()->fleet->regions.size(), std::size_t(2));
  }
  void aHalfTypedRegionComesBack() {
    m_setup->offer();
    region().put("url", "registry.fra.exam");
    run();
    QCOMPARE(region().form()["url"].toString(), QString("registry.fra.exam"));
  }
  void anotherFleetHasADraftOfItsOwn() {
    passRegions();
    m_setup.reset();
    m_bridge = std::make_unique<Bridge>(*m_link, Bridge::About{false, "/etc/other.json", {}, "0.1.0"});
    run();
    QCOMPARE(m_setup->step(), QString("registry"));
    QVERIFY(m_setup->selection()->patterns().isEmpty());
  }
  void whatHasGoneFromTheFleetEndsTheWay() {
    passRegions();
    m_setup.reset();
    engine::Snapshot empty;
    empty.fleet = std::make_shared<engine::Fleet>();
    m_link->show(empty);
    run();
    QCOMPARE(m_setup->step(), QString("registry"));
    QVERIFY(!m_setup->steps()[1].toMap()["reachable"].toBool());
  }
};

QTEST_GUILESS_MAIN(SetupTest)
#include "setup_test.moc"
