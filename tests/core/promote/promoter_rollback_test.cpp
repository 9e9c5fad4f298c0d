// SPDX-License-Identifier: GPL-3.0-or-later
// Promotions that are taken back, by hand or because a target failed.
#include <QTest>

#include "core/promote/world.h"
#include "core/std_string.h"

using namespace meridian;
using base::Errc;
using promote::Journals;
using promote::Outcome;
using promote::WhenDown;
using test::PromotionWorld;
using test::with;

class PromoterRollbackTest : public QObject {
  Q_OBJECT

private slots:
  void rollsBackAFinishedPromotion();
  void rollbackIsRefusedWhenContentIsGone();
  void rollbackFindsLaterTags();
  void recoversWhileATargetIsDown();
  void aLaterPromotionClosesAMixedOne();

private:
  base::ThreadPool m_pool{"test", 4};
};

void PromoterRollbackTest::rollsBackAFinishedPromotion() {
  PromotionWorld world(&m_pool, {{"oo", "-o", "no"}});
  QCOMPARE(world.promote(world.group("p1")).outcome, Outcome::Promoted);
  const auto report = world.rollback("p1");
  QCOMPARE(report.outcome, Outcome::Promoted);
  QCOMPARE(report.kind, promote::Kind::Rollback);
  QVERIFY2(world.allInitial(), world.text().c_str());
  QVERIFY(report.flip_skew);
  // And what was rolled back can be promoted again: our own tags are no conflict.
  QCOMPARE(world.promote(world.group("p2")).outcome, Outcome::Promoted);
  QVERIFY(world.allNew());
}

void PromoterRollbackTest::rollbackIsRefusedWhenContentIsGone() {
  PromotionWorld world(&m_pool, {{"o", "o"}});
  QCOMPARE(world.promote(world.group("p1")).outcome, Outcome::Promoted);
  QVERIFY(world.memories[1].deleteManifest(PromotionWorld::kRepository, world.imageDigest(0, "old").text(), {}));
  const auto report = world.rollback("p1");
  QCOMPARE(report.outcome, Outcome::NotFlipped);
  QCOMPARE(report.error->code, Errc::ManifestUnknown);
  QVERIFY2(report.error->text().find(world.imageDigest(0, "old").text() + " at t1") != std::string::npos, report.error->text().c_str());
  QVERIFY(world.allNew());
}

void PromoterRollbackTest::rollbackFindsLaterTags() {
  PromotionWorld world(&m_pool, {{"o", "o"}});
  QCOMPARE(world.promote(world.group("p1")).outcome, Outcome::Promoted);
  (void)PromotionWorld::addTo(world.memories[0], 0, "foreign", "v1");
  const auto report = world.rollback("p1");
  QCOMPARE(report.outcome, Outcome::Conflict);
  QCOMPARE(world.seen(), std::string("f n"));
}

void PromoterRollbackTest::recoversWhileATargetIsDown() {
  PromotionWorld world(nullptr, {{"o", "o"}});
  // The power is cut when t0 has been set.
  world.targets[1]->at_request = [&](std::size_t) {
    if (world.targets[0]->count("put-manifest") == 1) world.mains.arm(1, test::Mains::Cut::Before);
  };
  (void)world.promote(world.group("p1", with(WhenDown::RollBack)));
  QCOMPARE(world.seen(), std::string("n o"));
  world.heal();
  world.targets[1]->trouble = {1, Errc::ConnectionRefused, false, true};
  const auto reports = world.recover();
  QCOMPARE(reports.front().outcome, Outcome::Mixed);
  QVERIFY(!reports.front().mixed().empty());
  QCOMPARE(world.open().size(), std::size_t{1});
  world.heal();
  QCOMPARE(world.recover().front().outcome, Outcome::Promoted);
  QVERIFY(world.allNew());
}

void PromoterRollbackTest::aLaterPromotionClosesAMixedOne() {
  PromotionWorld world(&m_pool, {{"-", "o"}, false});
  memory::Fault fault;
  fault.operation = memory::Operation::PutManifest;
  fault.reference = "v1";
  fault.error = {Errc::Denied, "not now", {}, 403, "DENIED", {}, {}};
  world.memories[1].addFault(fault);
  QCOMPARE(world.promote(world.group("p1", with(WhenDown::RollBack))).outcome, Outcome::Mixed);
  world.memories[1].clearFaults();
  QCOMPARE(world.promote(world.group("p2")).outcome, Outcome::Promoted);
  QVERIFY(world.open().empty());
  QCOMPARE(Journals(world.store).load("p1")->outcome, Outcome::Superseded);
}

QTEST_GUILESS_MAIN(PromoterRollbackTest)
#include "promoter_rollback_test.moc"
