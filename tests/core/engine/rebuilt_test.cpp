// SPDX-License-Identifier: GPL-3.0-or-later
// What an engine does with a state that had to be rebuilt.
#include <QTest>

#include "base/log.h"
#include "core/engine/world.h"
#include "ports/rebuilt.h"
#include "sqlite/state_store.h"
#include "support/process.h"

#include <fstream>

using namespace meridian;
using namespace std::chrono_literals;
using sqlite::StateStore;
using test::World;

class RebuiltTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() { base::configureLog("*=off"); }

  void rulesAreComparedAgain() {
    World world;
    test::addImage(world.at("fra"), "app/web", "1", test::config("a"), {"one"});
    const test::TemporaryFolder folder;
    const auto file = folder.file("state.db");
    {
      auto store = StateStore::open(file, world.clock.now());
      QVERIFY(store);
      QVERIFY((*store)->putFact("check/tyo/base", "1 1 0"));
    }
    QVERIFY(test::writeFile(file, std::string(8192, 'n')));
    // Twice, as after a power cut: it is asked for until it is done, and then no more.
    for (const bool first : {true, false}) {
      auto store = StateStore::open(file, world.clock.now());
      QVERIFY(store);
      QCOMPARE((*store)->notice().empty(), !first);
      auto* const state = store->get();
      const auto engine = world.engine(World::fleet(), std::move(*store));
      QVERIFY(engine);
      QCOMPARE(engine->audited("base").has_value(), !first);
      QVERIFY(engine->startServices());
      QTRY_VERIFY(engine->audited("base").has_value());
      QTRY_VERIFY(engine->jobs(10)->size() == 1 && engine->jobs(10)->front().state != ports::JobState::Running);
      QCOMPARE(engine->jobs(10)->front().kind, std::string("audit"));
      QCOMPARE(state->fact(ports::kRebuiltFact)->has_value(), first);
      const auto events = engine->events({}, 0);
      QVERIFY(std::any_of(events.begin(), events.end(), [](const auto& event) { return event.text.find("set aside") != std::string::npos; }));
      QVERIFY(std::any_of(events.begin(), events.end(), [](const auto& event) { return event.text.find("(rebuilt state)") != std::string::npos; }));
    }
  }
};

QTEST_GUILESS_MAIN(RebuiltTest)
#include "rebuilt_test.moc"
