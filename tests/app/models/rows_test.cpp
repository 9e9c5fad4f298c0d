// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_rows.h"
#include "models/kpi_rows.h"
#include "models/link_rows.h"
#include "models/plan_rows.h"
#include "models/region_rows.h"
#include "models/rule_rows.h"
#include "models/text.h"
#include "support/console/fake_link.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QTest>

using namespace meridian;
using namespace meridian::models;
using namespace std::chrono_literals;

namespace {

QVariantMap find(const RowModel& model, const QString& key) { return model.get(model.find(key)); }

} // namespace

class RowsTest : public QObject {
  Q_OBJECT
  engine::Snapshot m_snapshot;

private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }
  void init() { m_snapshot = support::sampleSnapshot(); }

  /// Roles that QML reserves for itself would shadow what a delegate needs.
  void rolesAreFit_data() {
    QTest::addColumn<QList<QByteArray>>("roles");
    QTest::newRow("regions") << regionRoles();
    QTest::newRow("links") << linkRoles();
    QTest::newRow("rules") << ruleRoles();
    QTest::newRow("jobs") << jobRoles();
    QTest::newRow("images") << imageRoles();
    QTest::newRow("blobs") << blobRoles();
    QTest::newRow("events") << eventRoles();
    QTest::newRow("kpis") << kpiRoles();
    QTest::newRow("plan") << planRoles();
  }
  void rolesAreFit() {
    QFETCH(QList<QByteArray>, roles);
    for (const auto& role : roles) {
      QCOMPARE(roles.count(role), 1);
      QVERIFY2(!QList<QByteArray>({"state", "data", "index", "model", "id"}).contains(role), role.constData());
    }
  }

  /// What a page binds to has to be there in every row, and of one type.
  void everyCellIsSet() {
    const auto complete = [](const QList<QByteArray>& roles, const QList<Row>& rows) {
      QVERIFY(!rows.isEmpty());
      for (const auto& row : rows) {
        QCOMPARE(row.cells.size(), roles.size());
        for (int i = 0; i < roles.size(); ++i) {
          QVERIFY2(row.cells[i].isValid(), roles[i].constData());
          QCOMPARE(row.cells[i].metaType(), rows[0].cells[i].metaType());
        }
      }
    };
    const auto now = m_snapshot.time;
    complete(regionRoles(), regionRows(m_snapshot, now));
    complete(linkRoles(), linkRows(m_snapshot));
    complete(ruleRoles(), ruleRows(m_snapshot, now, {}));
    complete(jobRoles(), jobRows(m_snapshot, now));
    complete(kpiRoles(), kpiRows(m_snapshot));
    complete(imageRoles(), imageRows({{"tyo", "base/web:1", "sha256:0123456789abcdef", {}, {5}, {10}, {}, {}}}, *m_snapshot.fleet));
    complete(blobRoles(), blobRows({{"tyo", "base/web", "sha256:0123", {}, "pulled", {10}, {}, {}},
                                    {"sjc", "base/web", "sha256:0123", engine::BlobStatus::State::Done, "mounted", {10}, {10}, {}}}, *m_snapshot.fleet));
    complete(eventRoles(), eventRows({{1, "j", now, "info", "started"}}));
  }

  void regions() {
    RowModel model(regionRoles());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.assign(regionRows(m_snapshot, m_snapshot.time));
    QCOMPARE(model.count(), 5);
    QCOMPARE(find(model, "tyo")["status"].toString(), QStringLiteral("syncing"));
    QCOMPARE(find(model, "fra")["syncedText"].toString(), QStringLiteral("–"));
    QVERIFY(find(model, "fra")["rateText"].toString().endsWith(QStringLiteral("out")));
    QCOMPARE(find(model, "sin")["statusText"].toString(), QStringLiteral("Drift: 3 tags"));
    QCOMPARE(find(model, "sin")["consistencyText"].toString(), QStringLiteral("99.25 %"));
    QVERIFY(find(model, "gru")["whyNot"].toString().contains(QStringLiteral("429")));
    QCOMPARE(find(model, "gru")["seriesIndex"].toInt(), 4);
  }
  void aRegionThatWasNeverLookedAt() {
    m_snapshot.regions[1].state = engine::RegionState::Unknown;
    m_snapshot.regions[1].last_in_sync = {};
    RowModel model(regionRoles());
    model.assign(regionRows(m_snapshot, m_snapshot.time));
    QCOMPARE(find(model, "tyo")["consistency"].toDouble(), -1.0);
    QCOMPARE(find(model, "tyo")["consistencyText"].toString(), QStringLiteral("–"));
    QCOMPARE(find(model, "tyo")["syncedText"].toString(), QStringLiteral("never"));
  }

  void aPausedJob() {
    m_snapshot.jobs[0].paused = true;
    m_snapshot.jobs[0].waiting = "retry in 4 s";
    m_snapshot.jobs[3].paused = true; // ended meanwhile
    RowModel model(jobRoles());
    model.assign(jobRows(m_snapshot, m_snapshot.time));
    QCOMPARE(model.get(0)["status"].toString(), QStringLiteral("paused"));
    QCOMPARE(model.get(0)["rightText"].toString(), QStringLiteral("Paused"));
    QCOMPARE(model.get(0)["whyNot"].toString(), QString());
    QVERIFY(model.get(0)["paused"].toBool());
    QCOMPARE(model.get(3)["status"].toString(), QStringLiteral("succeeded"));
    QVERIFY(!model.get(3)["paused"].toBool());
  }

  void whatHoldsARegionIsSaid_data() {
    QTest::addColumn<double>("rate");
    QTest::addColumn<bool>("until");
    QTest::addColumn<QString>("whyNot");
    QTest::newRow("nothing moves") << 0.0 << false << "Tokyo waits: its quota of pulls is used up";
    QTest::newRow("and it is known for how long") << 0.0 << true << "Tokyo waits until ";
    QTest::newRow("others still move") << 2e6 << true << "";
  }
  void whatHoldsARegionIsSaid() {
    QFETCH(double, rate);
    QFETCH(bool, until);
    QFETCH(QString, whyNot);
    m_snapshot.regions[1].held = "the quota of 100 pulls in 6 h is used up; it comes back by 12:04";
    if (until) m_snapshot.regions[1].held_until = m_snapshot.time + 4min;
    m_snapshot.jobs[0].rate = {rate};
    const auto rows = jobRows(m_snapshot, m_snapshot.time);
    RowModel model(jobRoles());
    model.assign(rows);
    const auto said = model.get(0)["whyNot"].toString();
    QVERIFY2(whyNot.isEmpty() ? said.isEmpty() : said.startsWith(whyNot), qPrintable(said));
    RowModel regions(regionRoles());
    regions.assign(regionRows(m_snapshot, m_snapshot.time));
    QVERIFY(find(regions, "tyo")["held"].toString().startsWith(QStringLiteral("waits")));
    QCOMPARE(find(regions, "fra")["held"].toString(), QString());
  }

  void blobs_data() {
    using State = engine::BlobStatus::State;
    QTest::addColumn<int>("state");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QString>("originText");
    QTest::addColumn<QString>("bytesText");
    QTest::addColumn<double>("progress");
    QTest::newRow("waiting") << int(State::Waiting) << QByteArray("pulled") << "" << "10.0 MB" << 0.5;
    QTest::newRow("moving") << int(State::Moving) << QByteArray("pulled") << "pulled" << "5.0 of 10.0 MB" << 0.5;
    QTest::newRow("resumed") << int(State::Moving) << QByteArray("resumed") << "resumed at 2.0 MB" << "5.0 of 10.0 MB" << 0.5;
    QTest::newRow("mounted") << int(State::Done) << QByteArray("mounted") << "mounted" << "10.0 MB" << 1.0;
    QTest::newRow("there already") << int(State::Waiting) << QByteArray("there already") << "there already" << "10.0 MB" << 0.5;
  }
  void blobs() {
    QFETCH(int, state);
    QFETCH(QByteArray, origin);
    engine::BlobStatus blob{"tyo", "base/web", "sha256:0123456789abcdef", static_cast<engine::BlobStatus::State>(state),
                            origin.toStdString(), {10'000'000}, {5'000'000}, {2'000'000}};
    RowModel model(blobRoles());
    model.assign(blobRows({blob}, *m_snapshot.fleet));
    const auto row = model.get(0);
    QTEST(row["originText"].toString(), "originText");
    QTEST(row["bytesText"].toString(), "bytesText");
    QTEST(row["progress"].toDouble(), "progress");
    QCOMPARE(row["digestText"].toString(), QStringLiteral("0123456789ab"));
    QCOMPARE(row["targetName"].toString(), QStringLiteral("Tokyo"));
  }

  void links() {
    RowModel model(linkRoles());
    model.assign(linkRows(m_snapshot));
    QCOMPARE(model.count(), 4);
    QCOMPARE(find(model, "fra>tyo")["health"].toString(), QStringLiteral("ok"));
    QCOMPARE(find(model, "fra>sin")["health"].toString(), QStringLiteral("warn"));
    QCOMPARE(find(model, "fra>gru")["health"].toString(), QStringLiteral("bad"));
    QCOMPARE(find(model, "fra>gru")["active"].toBool(), false);
    m_snapshot.links.push_back({"fra", "gone", {}, false, {}, 0}); // a region that the fleet has lost
    QCOMPARE(linkRows(m_snapshot).size(), 4);
  }

  void rules() {
    RowModel model(ruleRoles());
    model.assign(ruleRows(m_snapshot, m_snapshot.time, QStringLiteral("/srv/my fleet.json")));
    const auto base = find(model, "base");
    QCOMPARE(base["status"].toString(), QStringLiteral("running"));
    QCOMPARE(base["targets"].toStringList().first(), QStringLiteral("Tokyo"));
    QCOMPARE(base["cli"].toString(), QStringLiteral("meridianctl --fleet '/srv/my fleet.json' sync base"));
    QCOMPARE(base["summary"].toString(), QStringLiteral("base/*, !base/scratch · without *-rc* · latest 5"));
    QVERIFY(base["json"].toString().contains(QStringLiteral("\"repositories\"")));
  }
  void aShellCannotBeTricked() {
    QCOMPARE(cliText("sync", "a'b; rm", {}), QStringLiteral("meridianctl sync 'a'\\''b; rm'"));
  }

  void jobs() {
    RowModel model(jobRoles());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.assign(jobRows(m_snapshot, m_snapshot.time));
    const auto running = model.get(0);
    QCOMPARE(running["percentText"].toString(), QStringLiteral("42 %"));
    QCOMPARE(running["bytesText"].toString(), QStringLiteral("3.1 of 7.4 GB"));
    QCOMPARE(running["rightText"].toString(), QStringLiteral("21 s left"));
    QCOMPARE(running["canCancel"].toBool(), true);
    QCOMPARE(running["subtitle"].toString(), QStringLiteral("Frankfurt → 4 regions · 38 of 52 layers · 210 MB/s"));
    QCOMPARE(model.get(1)["status"].toString(), QStringLiteral("queued"));
    QCOMPARE(model.get(2)["tagsText"].toString(), QStringLiteral("20 copied, 4 failed"));
    QVERIFY(!model.get(2)["whyNot"].toString().isEmpty());
    QCOMPARE(model.get(3)["progress"].toDouble(), 1.0);
    QCOMPARE(model.get(3)["durationText"].toString(), QStringLiteral("3 min 30 s"));
  }
  void waitingSaysWhy() {
    m_snapshot.jobs[0].waiting = "retry 2 of 5 in 4 s: 429 Too Many Requests";
    RowModel model(jobRoles());
    model.assign(jobRows(m_snapshot, m_snapshot.time));
    QCOMPARE(model.get(0)["rightText"].toString(), QStringLiteral("Waiting"));
    QCOMPARE(model.get(0)["whyNot"].toString(), QStringLiteral("retry 2 of 5 in 4 s: 429 Too Many Requests"));
  }
  void aSuccessClearsTheBadge() {
    QCOMPARE(failingRules(m_snapshot), 1); // app failed; base succeeded and runs again
    auto again = m_snapshot.jobs[2];
    again.record.state = ports::JobState::Succeeded;
    again.record.created += 10min;
    m_snapshot.jobs.push_back(again);
    QCOMPARE(failingRules(m_snapshot), 0);
  }

  void kpis() {
    RowModel model(kpiRoles());
    model.assign(kpiRows(m_snapshot));
    QCOMPARE(model.count(), 4);
    QCOMPARE(find(model, "success")["value"].toString(), QStringLiteral("99.62"));
    QCOMPARE(find(model, "success")["delta"].toString(), QStringLiteral("+0.14"));
    QCOMPARE(find(model, "success")["tone"].toString(), QStringLiteral("ok"));
    QCOMPARE(find(model, "p95")["delta"].toString(), QStringLiteral("−1.2 s"));
    QCOMPARE(find(model, "p95")["deltaTone"].toString(), QStringLiteral("ok")); // faster is better
    QCOMPARE(find(model, "throughput")["unit"].toString(), QStringLiteral("MB/s"));
    QCOMPARE(find(model, "consistency")["caption"].toString(), QStringLiteral("1 region drifted"));
    QCOMPARE(find(model, "consistency")["tone"].toString(), QStringLiteral("bad"));
  }
  void nothingMeasured() {
    RowModel model(kpiRoles());
    model.assign(kpiRows(engine::Snapshot{}));
    for (int i = 0; i < model.count(); ++i) {
      QCOMPARE(model.get(i)["value"].toString(), QStringLiteral("–"));
      QCOMPARE(model.get(i)["unit"].toString(), QString());
      QCOMPARE(model.get(i)["delta"].toString(), QString());
    }
  }

  void plan() {
    plan::Plan plan;
    plan.rule = "base";
    plan.tags_matched = 24;
    plan.targets.resize(2);
    plan.targets[0].id = "tyo";
    plan.targets[0].tags_copied = 3;
    plan.targets[0].tags_replaced = 1;
    plan.targets[0].write = {100};
    plan.targets[1].id = "gru";
    plan.targets[1].reachable = false;
    plan.targets[1].error = {base::Errc::ConnectionRefused, "connect to 10.0.0.5:5000: refused", {}, 0, {}, {}, {}};
    plan.tags.resize(3);
    RowModel model(planRoles());
    model.assign(planRows(plan, *m_snapshot.fleet));
    QCOMPARE(find(model, "tyo")["share"].toDouble(), 1.0);
    QCOMPARE(find(model, "tyo")["tagsText"].toString(), QStringLiteral("3 tags to copy, 0 unchanged"));
    QCOMPARE(find(model, "tyo")["warning"].toString(), QStringLiteral("1 tag will point to other content than today"));
    QVERIFY(find(model, "gru")["warning"].toString().startsWith(QStringLiteral("Nothing answers at this address")));
    QCOMPARE(planTags(plan), QStringLiteral("24 tags matched, 3 copies to make, 1 replace what is there"));
    plan.tags.clear();
    QCOMPARE(planTags(plan), QStringLiteral("Nothing to do: 24 tags equal everywhere"));
  }

  void heading() {
    QVERIFY(subtitle(m_snapshot, m_snapshot.time).startsWith(QStringLiteral("5 regions · 2,010 tags mirrored · last check ")));
    QCOMPARE(subtitle({}, m_snapshot.time), QStringLiteral("No regions yet"));
    QCOMPARE(outboundText(m_snapshot), QStringLiteral("410 MB/s"));
    QCOMPARE(activeTransfers(m_snapshot), 9);
    QCOMPARE(largestLagText(m_snapshot, m_snapshot.time), QStringLiteral("2 min 30 s"));
    QCOMPARE(largestLagText({}, m_snapshot.time), QString());
  }
};

QTEST_GUILESS_MAIN(RowsTest)
#include "rows_test.moc"
