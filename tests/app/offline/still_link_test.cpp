// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "console/options.h"
#include "offline/scene_answers.h"
#include "offline/still_link.h"

#include <algorithm>
#include <set>

using namespace meridian;
using offline::StillLink;

namespace {

StillLink* linkTo(const char* scene, QObject* parent) { return new StillLink(*offline::makeScene(scene), parent); }

/// The answer, which comes on a later turn of the event loop.
template <class T, class Ask>
T answered(Ask ask) {
  std::optional<T> answer;
  ask([&](T got) { answer = std::move(got); });
  Q_ASSERT(!answer);
  [&] { QTRY_VERIFY(answer.has_value()); }();
  return std::move(*answer);
}

engine::JobRequest syncOf(const std::string& rule) {
  engine::JobRequest request;
  request.rule = rule;
  return request;
}

} // namespace

class StillLinkTest : public QObject {
  Q_OBJECT

  static void everyScene() {
    QTest::addColumn<QString>("name");
    for (const auto& name : offline::sceneNames()) QTest::newRow(name.c_str()) << QString::fromStdString(name);
  }

private slots:
  void scenesAreWhole_data() { everyScene(); }
  void scenesAreWhole() {
    QFETCH(QString, name);
    const auto scene = offline::makeScene(name.toStdString());
    QVERIFY(scene.has_value());
    const auto& s = scene->snapshot;
    QCOMPARE(engine::validate(*s.fleet).size(), std::size_t{0});
    QCOMPARE(s.regions.size(), s.fleet->regions.size());
    for (const auto& link : s.links) QVERIFY(s.fleet->region(link.from) && s.fleet->region(link.to));
    std::set<std::string> ids;
    for (const auto& job : s.jobs) {
      QVERIFY(s.fleet->rule(job.record.rule));
      QVERIFY2(ids.insert(job.record.id).second, job.record.id.c_str());
      QVERIFY(job.record.created <= s.time && job.record.finished <= s.time);
    }
    for (const auto& region : s.regions) QCOMPARE(region.problem.has_value(), region.state == engine::RegionState::Offline || region.state == engine::RegionState::Failed);
  }

  void sizes() {
    const auto wide = offline::makeScene("wide"), vast = offline::makeScene("vast"), empty = offline::makeScene("empty");
    QCOMPARE(wide->snapshot.regions.size(), std::size_t{40});
    QCOMPARE(wide->snapshot.fleet->rules.size(), std::size_t{6});
    QCOMPARE(offline::tagMatrix(*vast, vast->repositories.front())->rows.size(), std::size_t{100'000});
    QCOMPARE(offline::jobRecords(*vast, 20'000).size(), std::size_t{10'002}); // and those that run
    QCOMPARE(offline::jobRecords(*empty, 10).size(), std::size_t{0});
    QVERIFY(!offline::makeScene("nowhere"));
  }

  void theSameEveryTime() {
    for (const char* name : {"fine", "failing"}) {
      const auto one = *offline::makeScene(name), two = *offline::makeScene(name);
      const auto& repository = one.repositories.front();
      QCOMPARE(offline::imageDetail(one, repository, "4.2.3")->digest, offline::imageDetail(two, repository, "4.2.3")->digest);
      QCOMPARE(one.snapshot.jobs.back().record.id, two.snapshot.jobs.back().record.id);
      QCOMPARE(offline::actions(one, 0, 5).back().time, offline::actions(two, 0, 5).back().time);
    }
  }

  void fineHasNothingWrong() {
    const auto scene = *offline::makeScene("fine");
    const auto matrix = offline::tagMatrix(scene, "platform/api");
    QCOMPARE(matrix->rows.size(), std::size_t{24});
    QVERIFY(std::ranges::none_of(matrix->rows, &engine::TagMatrix::Row::drift));
    QVERIFY(matrix->problems.empty());
    const auto failing = *offline::makeScene("failing");
    QVERIFY(std::ranges::any_of(offline::tagMatrix(failing, "platform/api")->rows, &engine::TagMatrix::Row::drift));
    using engine::RegionState;
    for (const auto state : {RegionState::Offline, RegionState::Failed, RegionState::Drift})
      QVERIFY(std::ranges::count(failing.snapshot.regions, state, &engine::RegionStatus::state) > 0);
  }

  /// Whatever a page may ask, about things that the scene shows.
  void answersEverything_data() { everyScene(); }
  void answersEverything() {
    QFETCH(QString, name);
    QObject parent;
    auto* link = linkTo(name.toUtf8().constData(), &parent);
    const auto& s = *link->snapshot();
    const auto catalogue = answered<base::Result<std::vector<std::string>>>([&](auto done) { link->repositories(s.regions.empty() ? "" : s.regions[0].region.id, done); });
    QCOMPARE(catalogue.has_value(), !s.regions.empty());
    if (s.regions.empty()) return;
    for (const auto& repository : {catalogue->front(), catalogue->back()}) {
      const auto matrix = answered<base::Result<engine::TagMatrix>>([&](auto done) { link->tags(repository, done); });
      QVERIFY(!matrix->rows.empty());
      const auto image = answered<base::Result<engine::ImageDetail>>([&](auto done) { link->image(repository, matrix->rows.back().tag, done); });
      QCOMPARE(image->places.size(), s.regions.size());
      for (const auto& place : image->places) QVERIFY(place.there.value > 0 || !place.digest);
    }
    for (const auto& rule : s.fleet->rules) {
      QVERIFY(answered<base::Result<engine::RuleMatches>>([&](auto done) { link->matches(rule, done); })->tags_selected > 0);
      QVERIFY(!answered<base::Result<plan::Plan>>([&](auto done) { link->plan(syncOf(rule.id), done); })->empty());
    }
    const auto records = answered<base::Result<std::vector<ports::JobRecord>>>([&](auto done) { link->jobs(30, done); });
    QCOMPARE(records->size(), std::size_t{30});
    for (const auto& record : *records) {
      QVERIFY(answered<base::Result<engine::JobSummary>>([&](auto done) { link->summary(record.id, done); }).has_value());
      QVERIFY(record.state == ports::JobState::Queued || !answered<std::vector<ports::EventRecord>>([&](auto done) { link->events(record.id, 0, done); }).empty());
    }
    QCOMPARE(answered<base::Result<engine::LineHistory>>([&](auto done) { link->lineHistory("fra", s.regions.back().region.id, done); })->hours.size(), std::size_t{24});
  }

  void pagesOfActions() {
    QObject parent;
    auto* link = linkTo("fine", &parent);
    const auto first = answered<base::Result<std::vector<ports::ActionRecord>>>([&](auto done) { link->actions(0, 50, done); });
    const auto second = answered<base::Result<std::vector<ports::ActionRecord>>>([&](auto done) { link->actions(first->back().seq, 50, done); });
    QCOMPARE(first->size(), std::size_t{50});
    QCOMPARE(second->front().seq + 1, first->back().seq);
  }

  void commandsChangeThePicture() {
    QObject parent;
    auto* link = linkTo("three", &parent);
    const auto before = link->snapshot()->jobs.size();
    int changes = 0;
    connect(link, &console::FleetLink::changed, this, [&] { ++changes; });
    const auto job = link->start(syncOf("platform"));
    QVERIFY(job.has_value());
    QTRY_COMPARE(changes, 1);
    QCOMPARE(link->snapshot()->jobs.size(), before + 1);
    QCOMPARE(link->snapshot()->jobs.front().record.state, ports::JobState::Queued);
    QVERIFY(link->pause(*job, true).has_value());
    QVERIFY(link->snapshot()->jobs.front().paused);
    QVERIFY(link->cancel(*job).has_value());
    QCOMPARE(link->snapshot()->jobs.front().record.state, ports::JobState::Cancelled);
    QVERIFY(!link->cancel(*job).has_value());
    QVERIFY(!link->start(syncOf("nobody")).has_value());
  }

  void aFleetIsTakenOrRefused() {
    QObject parent;
    auto* link = linkTo("empty", &parent);
    engine::Fleet fleet;
    fleet.regions.push_back({"fra", "Frankfurt", engine::Role::Primary, 50, 8, "https://registry.example.com", {}, {}});
    QVERIFY(link->replaceFleet(fleet).has_value());
    QCOMPARE(link->snapshot()->regions.size(), std::size_t{1});
    fleet.regions.push_back(fleet.regions.front());
    QVERIFY(!link->replaceFleet(fleet).has_value());
    QCOMPARE(link->snapshot()->regions.size(), std::size_t{1});
  }

  void aDroppedQuestionIsNotAnswered() {
    QObject parent;
    auto* link = linkTo("fine", &parent);
    bool dropped = false, kept = false;
    link->drop(link->jobs(1, [&](auto) { dropped = true; }));
    link->jobs(1, [&](auto) { kept = true; });
    QTRY_VERIFY(kept);
    QVERIFY(!dropped);
  }

  void theCommandLineKnowsEveryScene() {
    for (const auto& name : offline::sceneNames()) {
      const auto parsed = console::parseOptions({"meridian", "--offline", "--scene", QString::fromStdString(name)});
      QVERIFY2(std::holds_alternative<console::Options>(parsed), name.c_str());
    }
    QVERIFY(std::holds_alternative<console::Refused>(console::parseOptions({"meridian", "--offline", "--scene", "nowhere"})));
    QVERIFY(std::holds_alternative<console::Refused>(console::parseOptions({"meridian", "--scene", "fine"})));
  }
};

QTEST_GUILESS_MAIN(StillLinkTest)
#include "still_link_test.moc"
