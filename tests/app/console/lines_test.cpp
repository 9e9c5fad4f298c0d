// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "console/bridge.h"
#include "console/lines/lines.h"
#include "support/console/fake_link.h"

#include <QSignalSpy>

using namespace meridian;
using console::Bridge;
using console::Lines;

namespace {

/// Counts what it is asked for.
struct Link : support::FakeLink {
  Question lineHistory(const std::string& from, const std::string& to,
                       Answer<base::Result<engine::LineHistory>> answer) override {
    asked.push_back(from + '>' + to);
    return FakeLink::lineHistory(from, to, std::move(answer));
  }
  std::vector<std::string> asked;
};

} // namespace

/// One link or region in depth is asked about while it is on show, and only then.
class LinesTest : public QObject {
  Q_OBJECT

  struct Desk {
    Link link;
    Bridge bridge{link, {}};
    Lines lines{link, bridge};
    Desk() {
      link.line_answer = engine::LineHistory{"fra", "tyo", {}, {1000}, 1, 0, {}, {}};
      link.show(support::sampleSnapshot());
    }
  };

private slots:
  void aLinkIsAskedAboutOnceItIsShown() {
    Desk desk;
    QVERIFY(desk.link.asked.empty());
    desk.lines.show(QStringLiteral("fra>tyo"));
    QCOMPARE(desk.link.asked, std::vector<std::string>{"fra>tyo"});
    QVERIFY(desk.lines.linkPast()->busy());
    QTRY_VERIFY(!desk.lines.linkPast()->past().isEmpty());
    QCOMPARE(desk.lines.link()["title"].toString(), QStringLiteral("Frankfurt → Tokyo"));
    desk.link.show(support::sampleSnapshot());
    QCOMPARE(desk.link.asked.size(), 1U); // nothing new happened on it
  }
  void newEventsAskAgain() {
    Desk desk;
    desk.lines.show(QStringLiteral("fra>tyo"));
    QTRY_VERIFY(!desk.lines.linkPast()->past().isEmpty());
    auto next = support::sampleSnapshot();
    next.links[0].failed = 1;
    desk.link.show(next);
    QTRY_COMPARE(desk.link.asked.size(), 2U);
  }
  void leavingThePageEndsTheAsking() {
    Desk desk;
    desk.lines.show(QStringLiteral("fra>tyo"));
    QTRY_VERIFY(!desk.lines.linkPast()->past().isEmpty());
    desk.bridge.open(QStringLiteral("jobs"));
    QVERIFY(desk.lines.linkPast()->past().isEmpty());
    auto next = support::sampleSnapshot();
    next.links[0].failed = 1;
    desk.link.show(next);
    QTest::qWait(20);
    QCOMPARE(desk.link.asked.size(), 1U);
    desk.bridge.back();
    QCOMPARE(desk.link.asked.size(), 2U);
    desk.lines.show({});
    QVERIFY(desk.lines.link().isEmpty());
  }
  void aRefusalIsTold() {
    Desk desk;
    desk.link.line_answer = base::fail(base::Errc::IoFailed, "disk I/O error");
    desk.lines.show(QStringLiteral("fra>tyo"));
    QTRY_VERIFY(desk.lines.linkPast()->error().contains(QStringLiteral("disk I/O error")));
    QVERIFY(!desk.lines.linkPast()->busy());
  }
  void showingALinkLeadsToTheMap() {
    Desk desk;
    desk.bridge.open(QStringLiteral("region"), QStringLiteral("tyo"));
    desk.lines.show(QStringLiteral("fra>tyo"));
    QCOMPARE(desk.bridge.page(), QStringLiteral("overview"));
  }
  void aLinkMayGo() {
    Desk desk;
    desk.lines.show(QStringLiteral("fra>gone"));
    QVERIFY(desk.lines.link().isEmpty());
    QCOMPARE(desk.lines.shown(), QStringLiteral("fra>gone"));
  }

  void aRegionHasItsPage() {
    Desk desk;
    QVERIFY(desk.lines.region().isEmpty());
    desk.bridge.open(QStringLiteral("region"), QStringLiteral("tyo"));
    QCOMPARE(desk.link.asked, std::vector<std::string>{">tyo"}); // from everywhere
    QCOMPARE(desk.lines.region()["name"].toString(), QStringLiteral("Tokyo"));
    QCOMPARE(desk.lines.regionLinks()->count(), 1);
    QCOMPARE(desk.lines.regionJobs()->count(), 4);
    desk.bridge.open(QStringLiteral("region"), QStringLiteral("gru"));
    QCOMPARE(desk.lines.region()["regionId"].toString(), QStringLiteral("gru"));
    desk.bridge.open(QStringLiteral("regions"));
    QVERIFY(desk.lines.region().isEmpty());
    QCOMPARE(desk.lines.regionJobs()->count(), 0);
  }
  void syncToOneRegion_data() {
    QTest::addColumn<QString>("region");
    QTest::addColumn<int>("jobs");
    QTest::newRow("of two rules") << "tyo" << 2;
    QTest::newRow("of one rule") << "gru" << 1;
    QTest::newRow("of none: it is the source") << "fra" << 0;
  }
  void syncToOneRegion() {
    QFETCH(QString, region);
    QFETCH(int, jobs);
    Desk desk;
    QSignalSpy toasts(&desk.bridge, &Bridge::toast);
    desk.lines.syncTo(region);
    QCOMPARE(static_cast<int>(desk.link.requests.size()), jobs);
    for (const auto& request : desk.link.requests)
      QCOMPARE(request.targets, std::vector<std::string>{region.toStdString()});
    QCOMPARE(toasts.size(), 1);
    QCOMPARE(toasts[0][1].toString(), jobs > 0 ? QStringLiteral("ok") : QStringLiteral("info"));
  }
  void aRefusedSyncIsTold() {
    Desk desk;
    desk.link.refusal = base::Error{base::Errc::Busy, "a job of this rule runs already", {}, 0, {}, {}, {}};
    QSignalSpy toasts(&desk.bridge, &Bridge::toast);
    desk.lines.syncTo(QStringLiteral("gru"));
    QCOMPARE(toasts.size(), 1);
    QCOMPARE(toasts[0][1].toString(), QStringLiteral("bad"));
    QVERIFY(toasts[0][2].toString().contains(QStringLiteral("runs already")));
  }
};

QTEST_GUILESS_MAIN(LinesTest)
#include "lines_test.moc"
