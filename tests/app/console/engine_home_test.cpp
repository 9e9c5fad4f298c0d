// SPDX-License-Identifier: GPL-3.0-or-later
// Two windows on one fleet: the first has the engine, the second looks through the first; and the engine moves.
#include <QTest>

#include "console/engine_home.h"

#include "support/process.h"

#include <QSignalSpy>

using namespace meridian;
using console::EngineHome;

class EngineHomeTest : public QObject {
  Q_OBJECT
  std::unique_ptr<test::TemporaryFolder> m_folder;

  [[nodiscard]] engine::EngineOptions options() const {
    engine::EngineOptions options;
    options.fleet_file = m_folder->path() / "fleet.json";
    options.state_dir = m_folder->path() / "state";
    options.program = "meridian";
    options.new_fleet = true;
    return options;
  }
  [[nodiscard]] static engine::Fleet fleet(const std::string& name) {
    engine::Fleet fleet;
    fleet.regions = {{"fra", name, engine::Role::Primary, 50, 8, "http://127.0.0.1:9", {}, {}}};
    return fleet;
  }
  static std::string shown(EngineHome& home) {
    const auto& regions = home.link().snapshot()->fleet->regions;
    return regions.empty() ? "" : regions[0].name;
  }

private slots:
  void init() {
    m_folder = std::make_unique<test::TemporaryFolder>();
    qputenv("XDG_RUNTIME_DIR", QByteArray::fromStdString(m_folder->path().string()));
  }

  void theSecondWindowLooksThroughTheFirst() {
    auto first = EngineHome::open(options(), "1.0", true);
    QVERIFY2(first, first ? "" : first.error().text().c_str());
    QVERIFY((*first)->isEmbedded() && (*first)->link().presence().here);
    auto second = EngineHome::open(options(), "1.0", true);
    QVERIFY2(second, second ? "" : second.error().text().c_str());
    QVERIFY(!(*second)->isEmbedded() && !(*second)->link().presence().here && (*second)->link().live());
    QVERIFY((*second)->link().replaceFleet(fleet("Frankfurt")));
    QTRY_COMPARE(shown(**first), std::string("Frankfurt"));
    QTRY_COMPARE(shown(**second), std::string("Frankfurt"));
    const auto busy = (*second)->embed();
    QVERIFY(!busy && busy.error().code == base::Errc::Busy);
    QVERIFY(!(*second)->isEmbedded() && (*second)->link().live());
  }

  void theEngineMoves() {
    auto first = EngineHome::open(options(), "1.0", true);
    QVERIFY(first && (*first)->link().replaceFleet(fleet("Frankfurt")));
    QTRY_COMPARE(shown(**first), std::string("Frankfurt"));
    auto second = EngineHome::open(options(), "1.0", true);
    QVERIFY(second);
    QSignalSpy changes(&(*second)->link(), &console::FleetLink::changed);

    QSignalSpy moved(first->get(), &EngineHome::moved);
    (*first)->release();
    QVERIFY(!(*first)->isEmbedded());
    QCOMPARE(shown(**first), std::string("Frankfurt")); // the last picture stays
    QTRY_COMPARE(moved.count(), 1);
    QTRY_VERIFY(!(*second)->link().live());
    QVERIFY(changes.count() > 0); // windows are told that it went
    QVERIFY(!(*first)->link().start({"base", {}, {}}));

    QVERIFY((*second)->embed());
    QVERIFY((*second)->isEmbedded() && (*second)->link().live());
    QCOMPARE(shown(**second), std::string("Frankfurt"));
    QTRY_VERIFY_WITH_TIMEOUT((*first)->link().live(), 10'000); // the other one finds it by itself
    QVERIFY(!(*first)->link().presence().here);
    QCOMPARE((*first)->link().presence().program, std::string("meridian"));
  }

  void aPictureLetsNobodyIn() {
    auto first = EngineHome::open(options(), "1.0", false);
    QVERIFY(first && (*first)->isEmbedded());
    QVERIFY(!std::filesystem::exists(m_folder->path() / "state" / "attach"));
  }

  void aFleetThatCannotBeReadIsTold() {
    QVERIFY(test::writeFile(m_folder->path() / "fleet.json", "{"));
    const auto none = EngineHome::open(options(), "1.0", true);
    QVERIFY(!none && none.error().code == base::Errc::ConfigInvalid);
  }
};

QTEST_GUILESS_MAIN(EngineHomeTest)
#include "engine_home_test.moc"
