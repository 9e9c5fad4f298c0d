// SPDX-License-Identifier: GPL-3.0-or-later
// From the catalogue to an image that arrives, over a real engine with registries in memory.
#include <QTest>

#include "console/bridge.h"
#include "console/catalog/catalog.h"
#include "console/catalog/prewarm.h"
#include "console/engine_link.h"
#include "core/engine/world.h"

#include <QLocale>

using namespace meridian;

class PrewarmRunTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }

  void anImageComesToARegionThatNoRuleSendsItTo() {
    test::World world;
    (void)test::addImage(world.at("fra"), "base/alpine", "3.20", test::config("a"), {std::string(40'000, 'x'), std::string(60'000, 'y')});
    (void)test::addImage(world.at("fra"), "base/alpine", "3.19", test::config("b"), {"z"});
    (void)test::addImage(world.at("tyo"), "base/alpine", "3.19", test::config("c"), {"other"});
    auto fleet = test::World::fleet();
    fleet.rules.clear();
    const auto engine = world.engine(fleet);
    console::EngineLink link(*engine);
    console::Bridge bridge(link, {false, {}, {}, "0.1.0"});
    console::Catalog catalog(link, bridge);
    console::Prewarm prewarm(link, bridge, catalog);

    bridge.open("images");
    QTRY_COMPARE_WITH_TIMEOUT(catalog.tags()->total(), 2, 20'000);
    QCOMPARE(catalog.refAt(0), QStringLiteral("base/alpine:3.20"));
    QCOMPARE(catalog.tags()->get(0)["statusText"].toString(), QStringLiteral("Same")); // no rule wants it elsewhere
    QCOMPARE(catalog.tags()->get(1)["statusText"].toString(), QStringLiteral("Differs"));
    const int tokyo = static_cast<int>(catalog.tags()->regions().indexOf("Tokyo"));
    QCOMPARE(catalog.tags()->digestAt(0, tokyo), QString());

    prewarm.open(catalog.refAt(0));
    QTRY_VERIFY2_WITH_TIMEOUT(prewarm.canStart(), qPrintable(prewarm.error()), 20'000);
    QVERIFY2(prewarm.totalText().startsWith("20"), qPrintable(prewarm.totalText())); // 2 x 100 kB and a little
    prewarm.choose("sjc", false);
    prewarm.start();
    QCOMPARE(prewarm.error(), QString());
    QTRY_COMPARE_WITH_TIMEOUT(prewarm.stage(), QStringLiteral("done"), 60'000);
    QVERIFY2(prewarm.resultStatus() == QLatin1String("succeeded"), qPrintable(prewarm.regions()->value(0, "warning").toString()));
    QTRY_COMPARE_WITH_TIMEOUT(prewarm.regions()->value(0, "statusText").toString(), QStringLiteral("It is there now"), 10'000);
    QCOMPARE(prewarm.regions()->count(), 1);

    // The ended job made the page read the tags again.
    QTRY_COMPARE_WITH_TIMEOUT(catalog.tags()->digestAt(0, tokyo), catalog.tags()->digestAt(0, 0), 20'000);
    QVERIFY(link.snapshot()->fleet->rules.empty()); // the fleet knows nothing of it
  }
};

QTEST_MAIN(PrewarmRunTest)
#include "prewarm_run_test.moc"
