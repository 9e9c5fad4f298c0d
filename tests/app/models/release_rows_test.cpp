// SPDX-License-Identifier: GPL-3.0-or-later
// Audits, tags by region, promotions and deletions as rows.
#include <QTest>

#include "models/audit_rows.h"
#include "models/matrix_rows.h"
#include "models/plan_rows.h"
#include "models/promotion_rows.h"
#include "support/console/fake_link.h"

#include <QAbstractItemModelTester>
#include <QLocale>

using namespace meridian;
using namespace meridian::models;
using engine::PromotionStatus;
using Phase = PromotionStatus::Phase;

namespace {

oci::Digest digestOf(char digit) { return *oci::Digest::parse("sha256:" + std::string(64, digit)); }

engine::TagMatrix matrix(int tags) {
  engine::TagMatrix out;
  out.repository = "base/alpine";
  out.regions = {"fra", "tyo", "gru"};
  for (int i = 0; i < tags; ++i) out.rows.push_back({"1." + std::to_string(i), {digestOf('a'), digestOf('a'), std::nullopt}, false});
  out.problems.emplace_back("gru", base::Error{base::Errc::ConnectionRefused, "no answer", {}, 0, {}, {}, {}});
  return out;
}

PromotionStatus promotion(Phase phase) {
  PromotionStatus status;
  status.job = "j1";
  status.rule = "base";
  status.phase = phase;
  status.regions = {{"tyo", 0, 4, 4, 4, false, {}}, {"sjc", 1, 4, 1, 4, false, {}}, {"gru", 1, 0, 0, 4, false, {}}};
  status.skew = std::chrono::milliseconds(240);
  return status;
}

} // namespace

class ReleaseRowsTest : public QObject {
  Q_OBJECT
  engine::Snapshot m_snapshot;

private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }
  void init() { m_snapshot = support::sampleSnapshot(); }

  void audits() {
    RowModel model(auditRoles());
    model.assign(auditRows(m_snapshot, m_snapshot.time));
    QCOMPARE(model.count(), 2); // a row for each rule, audited or not
    QCOMPARE(model.value(0, "status").toString(), QStringLiteral("unknown"));
    QCOMPARE(model.value(0, "passText").toString(), QStringLiteral("–"));
    engine::AuditStatus audit;
    audit.rule = "base";
    audit.job = "a1";
    audit.finished = m_snapshot.time - std::chrono::hours(2);
    audit.regions = {{"fra", 402, 402, 0, {}}, {"tyo", 402, 400, 2, {}}, {"gru", 0, 0, 0, base::Error{base::Errc::Timeout, "slow", {}, 0, {}, {}, {}}}};
    audit.findings = {{"tyo", "base/alpine:3.19", engine::DriftFinding::Cause::Different, digestOf('a').text(), digestOf('b').text(), {}, true, "copies"},
                      {"tyo", "base/alpine:3.19", engine::DriftFinding::Cause::Corrupt, {}, {}, "a blob", false, "cannot"}};
    audit.findings_total = 5;
    audit.pass_rate = 0.99999;
    m_snapshot.audits = {audit};
    model.assign(auditRows(m_snapshot, m_snapshot.time));
    const auto row = model.get(0);
    QCOMPARE(row["status"].toString(), QStringLiteral("drift"));
    QCOMPARE(row["statusText"].toString(), QStringLiteral("5 findings"));
    QCOMPARE(row["passText"].toString(), QStringLiteral("99.99 %")); // never up to 100
    QCOMPARE(row["lastText"].toString(), QStringLiteral("2 h ago"));
    QCOMPARE(row["more"].toString(), QStringLiteral("and 3 more, in the report"));
    QVERIFY(row["fixable"].toBool());
    QCOMPARE(row["regions"].toList()[1].toMap()["text"].toString(), QStringLiteral("400 of 402"));
    QCOMPARE(row["regions"].toList()[2].toMap()["status"].toString(), QStringLiteral("offline"));
    RowModel findings(findingRoles());
    findings.assign(findingRows(audit, *m_snapshot.fleet));
    QCOMPARE(findings.count(), 2);
    QCOMPARE(findings.value(0, "wantedText").toString(), QStringLiteral("aaaaaaaaaaaa"));
    QCOMPARE(findings.value(0, "regionName").toString(), QStringLiteral("Tokyo"));
    auto& running = m_snapshot.jobs[0];
    running.record.kind = "audit";
    running.record.rule = "base";
    model.assign(auditRows(m_snapshot, m_snapshot.time));
    QCOMPARE(model.value(0, "status").toString(), QStringLiteral("running"));
  }

  void tagsByRegion() {
    MatrixRows rows;
    QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto some = matrix(5);
    some.rows[1].digests[1] = digestOf('b');
    some.rows[1].drift = true;
    some.rows[2].digests[0].reset();
    some.rows[2].drift = true;
    rows.assign(some, {"Frankfurt", "Tokyo", "São Paulo"});
    QCOMPARE(rows.drifted(), 2);
    const auto status = [&](int row, int region) { return rows.get(row)["cells"].toList()[region].toMap()["status"].toString(); };
    QCOMPARE(status(0, 1), QStringLiteral("equal"));
    QCOMPARE(status(0, 2), QStringLiteral("unread")); // it did not answer: nothing is known
    QCOMPARE(status(1, 1), QStringLiteral("different"));
    QCOMPARE(status(2, 0), QStringLiteral("missing"));
    QCOMPARE(status(2, 1), QStringLiteral("equal")); // the first that has it counts
    rows.setDriftOnly(true);
    QCOMPARE(rows.count(), 2);
    rows.setFilter(" 1.2 ");
    QCOMPARE(rows.count(), 1);
    QCOMPARE(rows.total(), 5);
    QVERIFY(rows.get(0)["spokenText"].toString().startsWith("1.2, Frankfurt missing"));
    rows.assign(matrix(5000), {"Frankfurt", "Tokyo", "São Paulo"});
    rows.setFilter({});
    rows.setDriftOnly(false);
    QCOMPARE(rows.count(), 5000);
  }

  void tagsThatAreRewrittenOrNotRead() {
    MatrixRows rows;
    engine::TagMatrix some;
    some.regions = {"fra", "tyo", "sjc"};
    const auto source = digestOf('a'), own = digestOf('b'), other = digestOf('c');
    some.regions.push_back("gru");
    some.problems = {{"gru", base::Error{}}}; // and no tag of it: it was not read
    some.rows = {{"1", {source, own, own, {}}, true}, {"2", {source, own, other, {}}, true},
                 {"3", {source, own, std::nullopt, {}}, true}, {"4", {source, source, source, {}}, false},
                 {"5", {std::nullopt, own, own, {}}, true}};
    rows.assign(some, {"Frankfurt", "Tokyo", "San Jose"}, true);
    const auto row = [&](int at) {
      QStringList words;
      const auto cells = rows.get(at)["cells"].toList();
      for (const auto& cell : cells) words.append(cell.toMap()["status"].toString());
      return words.join(u' ') + (rows.get(at)["drift"].toBool() ? QStringLiteral(" drift") : QString());
    };
    QCOMPARE(row(0), QStringLiteral("equal rewritten rewritten unread"));
    QCOMPARE(row(1), QStringLiteral("equal rewritten different unread drift"));
    QCOMPARE(row(2), QStringLiteral("equal rewritten missing unread drift"));
    QCOMPARE(row(3), QStringLiteral("equal equal equal unread"));
    QVERIFY(rows.get(4)["drift"].toBool()); // the source has it no more
    QVERIFY(rows.get(0)["spokenText"].toString().endsWith("Tokyo rewritten, San Jose rewritten,  not read"));
    rows.assign(some, {"Frankfurt", "Tokyo", "San Jose"});
    QCOMPARE(row(0), QStringLiteral("equal different different unread drift"));
  }

  void promotions_data() {
    QTest::addColumn<Phase>("phase");
    QTest::addColumn<QStringList>("steps"); // label and status
    QTest::addColumn<QString>("tone");
    QTest::newRow("staging") << Phase::Staging << QStringList{"Staging current", "Checking todo", "Flipping todo", "Done todo"} << "accent";
    QTest::newRow("waiting") << Phase::Waiting << QStringList{"Staging done", "Checking done", "Waiting current", "Flipping todo", "Done todo"} << "warn";
    QTest::newRow("observing") << Phase::Observing << QStringList{"Staging done", "Checking done", "Flipping done", "Observing current", "Done todo"} << "accent";
    QTest::newRow("done") << Phase::Done << QStringList{"Staging done", "Checking done", "Flipping done", "Done done"} << "ok";
    QTest::newRow("conflict") << Phase::Conflict << QStringList{"Staging done", "Conflict failed", "Flipping todo", "Done todo"} << "bad";
    QTest::newRow("mixed") << Phase::Mixed << QStringList{"Staging done", "Checking done", "Mixed failed", "Done todo"} << "bad";
    QTest::newRow("rolled back") << Phase::RolledBack << QStringList{"Staging done", "Checking done", "Rolled back failed", "Done todo"} << "warn";
  }
  void promotions() {
    QFETCH(Phase, phase);
    const auto map = promotionMap(promotion(phase), *m_snapshot.fleet, m_snapshot.time);
    QStringList steps;
    for (const auto& step : map["steps"].toList()) steps.append(step.toMap()["label"].toString() + u' ' + step.toMap()["status"].toString());
    QTEST(steps, "steps");
    QTEST(map["tone"].toString(), "tone");
    QVERIFY(!map["headline"].toString().isEmpty());
    QCOMPARE(map["skewText"].toString(), QStringLiteral("240 ms"));
    QCOMPARE(map["regions"].toList()[1].toMap()["waveText"].toString(), QStringLiteral("Wave 2"));
    QCOMPARE(map["regions"].toList()[0].toMap()["flippedText"].toString(), QStringLiteral("set 4 of 4"));
  }
  void laggingIsNotDone() {
    auto status = promotion(Phase::Done);
    status.regions[2].lagging = true;
    const auto map = promotionMap(status, *m_snapshot.fleet, m_snapshot.time);
    QCOMPARE(map["tone"].toString(), QStringLiteral("warn"));
    QVERIFY(map["headline"].toString().contains(QStringLiteral("São Paulo")));
  }
  void alarms() {
    QCOMPARE(alerts(m_snapshot), QVariantList());
    auto lagging = promotion(Phase::Done), mixed = promotion(Phase::Mixed), old = promotion(Phase::Conflict);
    lagging.regions[2].lagging = true;
    lagging.time = m_snapshot.time;
    mixed.rule = "app";
    m_snapshot.promotions = {lagging, mixed, old}; // the conflict of "base" is older than what came after it
    const auto list = alerts(m_snapshot);
    QCOMPARE(list.size(), 2);
    QCOMPARE(list[0].toMap()["kind"].toString(), QStringLiteral("mixed"));
    QCOMPARE(list[1].toMap()["kind"].toString(), QStringLiteral("lagging"));
    QCOMPARE(list[1].toMap()["tone"].toString(), QStringLiteral("warn"));
  }

  void deletions() {
    plan::Plan plan;
    plan.targets.resize(2);
    plan.targets[0].id = "tyo";
    plan.targets[1].id = "sjc";
    plan::Deletion due;
    due.target = "tyo";
    due.repository = "base/alpine";
    due.tag = "3.13";
    due.state = plan::DeleteState::Due;
    due.radius.shared = {"3.13.9"};
    auto later = due;
    later.tag = "3.14";
    later.state = plan::DeleteState::Quarantined;
    later.missed = m_snapshot.time;
    later.until = m_snapshot.time + std::chrono::hours(72);
    plan.deletions = {later, due};
    RowModel model(planRoles());
    model.assign(planRows(plan, *m_snapshot.fleet));
    QCOMPARE(model.value(0, "deletionsText").toString(), QStringLiteral("1 tag deleted, 1 tag in quarantine"));
    const auto list = model.value(0, "deletions").toList();
    QCOMPARE(list[0].toMap()["ref"].toString(), QStringLiteral("base/alpine:3.13")); // what goes now comes first
    QCOMPARE(list[0].toMap()["harm"].toString(), QStringLiteral("shares its manifest with 3.13.9"));
    QVERIFY(list[1].toMap()["text"].toString().startsWith("not before"));
    QCOMPARE(model.value(1, "deletionsText").toString(), QString());
    QCOMPARE(dueDeletions(plan), std::size_t{1});
  }
  void rewriting() {
    plan::Rule rule;
    QCOMPARE(rewriteText(&rule), QString());
    rule.platforms = {*oci::Platform::parse("linux/amd64")};
    QVERIFY(rewriteText(&rule).contains("keep their digests"));
    rule.index = plan::IndexMode::Rewritten;
    QVERIFY(rewriteText(&rule).contains("do not match"));
  }
};

QTEST_GUILESS_MAIN(ReleaseRowsTest)
#include "release_rows_test.moc"
