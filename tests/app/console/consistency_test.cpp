// SPDX-License-Identifier: GPL-3.0-or-later
// Audits, repairs and promotions as the bridge asks for them.
#include <QTest>

#include "console/bridge.h"
#include "support/console/fake_link.h"

#include <QFile>
#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace meridian;
using console::Bridge;
using engine::JobKind;
using support::FakeLink;

class ConsistencyTest : public QObject {
  Q_OBJECT
  std::unique_ptr<FakeLink> m_link;
  std::unique_ptr<Bridge> m_bridge;

  static engine::Snapshot audited() {
    auto snapshot = support::sampleSnapshot();
    engine::AuditStatus audit;
    audit.rule = "base";
    audit.job = "a1";
    audit.findings = {{"tyo", "base/debian:12", engine::DriftFinding::Cause::Missing, {}, {}, {}, true, {}}};
    audit.findings_total = 1;
    snapshot.audits = {audit};
    return snapshot;
  }
  const engine::JobRequest& last() { return m_link->requests.back(); }

private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }
  void init() {
    m_link = std::make_unique<FakeLink>();
    m_link->show(audited());
    m_bridge = std::make_unique<Bridge>(*m_link, Bridge::About{false, "fleet.json", {}, "0.1.0"});
  }
  void cleanup() {
    m_bridge.reset();
    m_link.reset();
  }

  void asksForAudits() {
    m_bridge->audit("base", false);
    QVERIFY(last().kind == JobKind::Audit && !last().depth && !last().repair);
    m_bridge->audit("base", true);
    QVERIFY(last().depth == plan::AuditDepth::Deep);
    m_bridge->repair("base");
    QVERIFY(last().repair && last().targets.empty());
    m_bridge->repairFinding(0);
    QCOMPARE(last().targets, std::vector<std::string>{"tyo"});
    QCOMPARE(last().tags, std::vector<std::string>{"base/debian:12"});
    const auto asked = m_link->requests.size();
    m_bridge->repairFinding(7);
    QCOMPARE(m_link->requests.size(), asked);
  }

  /// What regions have that the rule does not write to is no drift of it.
  void showsTheRulesRegionsOnly() {
    const auto digest = *oci::Digest::parse("sha256:" + std::string(64, 'a')), other = *oci::Digest::parse("sha256:" + std::string(64, 'b'));
    engine::TagMatrix matrix;
    matrix.repository = "app/web";
    matrix.regions = {"gru", "fra", "tyo", "sjc"};
    matrix.rows = {{"1", {other, digest, digest, digest}, true}, {"2", {other, std::nullopt, std::nullopt, std::nullopt}, true}};
    m_link->tag_answer = matrix;
    m_link->match_answer = engine::RuleMatches{{{"app/web", 1, 1, {"1"}}}, 1, 1, {}};
    auto& state = *m_bridge->consistency();
    state.setRuleId("app");
    m_bridge->open("consistency");
    QTRY_COMPARE(state.tags()->total(), 1);
    QCOMPARE(state.regions(), (QStringList{"Frankfurt", "Tokyo", "Silicon Valley"}));
    QCOMPARE(state.tags()->drifted(), 0);
  }

  void writesTheReport() {
    QTemporaryDir folder;
    auto& state = *m_bridge->consistency();
    QSignalSpy saved(&state, &console::ConsistencyState::reportSaved), refused(&state, &console::ConsistencyState::reportRefused);
    m_link->report_answer = std::string("{\"rule\": \"base\"}");
    state.saveReport(QUrl::fromLocalFile(folder.filePath("report.json")));
    QTRY_COMPARE(saved.size(), 1);
    QFile file(folder.filePath("report.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("{\"rule\": \"base\"}"));
    state.saveReport(QUrl::fromLocalFile(folder.filePath("nowhere/report.html")));
    QTRY_COMPARE(refused.size(), 1);
    m_link->report_answer = base::fail(base::Errc::NotFound, "it was never audited");
    state.saveReport(QUrl::fromLocalFile(folder.filePath("report.html")));
    QTRY_COMPARE(refused.size(), 2);
    QVERIFY(refused[1][0].toString().contains("never audited"));
  }

  void bringsBackWhatWasDeleted() {
    engine::DeletedTag gone;
    gone.rule = "base";
    gone.target = "tyo";
    gone.ref = "base/debian:11";
    m_link->deleted_answer = std::vector<engine::DeletedTag>{gone, gone};
    auto& rows = *m_bridge->consistency()->deleted();
    QCOMPARE(rows.count(), 0);
    m_bridge->setPage("consistency");
    QTRY_COMPARE(rows.count(), 2);
    m_bridge->restore(1);
    QVERIFY(last().kind == JobKind::Restore);
    QCOMPARE(last().targets, std::vector<std::string>{"tyo"});
    QCOMPARE(last().tags, std::vector<std::string>{"base/debian:11"});
    m_link->deleted_answer = std::vector<engine::DeletedTag>{};
    auto snapshot = audited(); // a job has ended
    snapshot.jobs[0].record.state = ports::JobState::Succeeded;
    m_link->show(snapshot);
    QTRY_COMPARE(rows.count(), 0);
    const auto asked = m_link->requests.size();
    m_bridge->restore(0);
    QCOMPARE(m_link->requests.size(), asked);
  }

  void promotesAndTakesBack() {
    m_bridge->promote("base");
    QVERIFY(last().kind == JobKind::Promote);
    m_bridge->rollback("base");
    QVERIFY(last().kind == JobKind::Rollback);
    m_bridge->resolveConflict("base", "stop");
    QVERIFY(last().kind == JobKind::Rollback); // nothing was asked for
    m_bridge->resolveConflict("base", "overwrite");
    QVERIFY(last().kind == JobKind::Promote && last().on_conflict == plan::Promotion::Conflict::Overwrite);
    auto fleet = *m_link->snapshot()->fleet;
    fleet.rules[0].promotion.mode = plan::Promotion::Mode::AllOrNothing;
    (void)m_link->replaceFleet(fleet);
    m_bridge->resolveConflict("base", "keep");
    QVERIFY(last().kind == JobKind::Sync && last().on_conflict == plan::Promotion::Conflict::Keep);
  }

  void readsTheRegionsOnlyForThoseWhoLook() {
    auto& state = *m_bridge->consistency();
    QCOMPARE(state.ruleId(), QStringLiteral("base"));
    QVERIFY(m_link->matched.empty() && m_link->matrices.empty());
    engine::RuleMatches matches;
    matches.repositories = {{"base/alpine", 3, 3, {}}, {"base/debian", 3, 3, {}}};
    m_link->match_answer = matches;
    engine::TagMatrix matrix;
    matrix.repository = "base/debian";
    matrix.regions = {"fra", "tyo"};
    matrix.rows = {{"12", {std::nullopt, std::nullopt}, true}};
    m_link->tag_answer = matrix;
    m_bridge->setPage("consistency");
    QTRY_COMPARE(state.repository(), QStringLiteral("base/debian")); // the one that drifts
    QTRY_COMPARE(state.tags()->total(), 1);
    QCOMPARE(state.regions(), QStringList({"Frankfurt", "Tokyo"}));
    QCOMPARE(m_link->matrices.size(), std::size_t{1});
    // A later audit: the regions may have changed.
    auto next = audited();
    next.audits[0].job = "a2";
    m_link->show(next);
    QTRY_COMPARE(m_link->matrices.size(), std::size_t{2});
    QTRY_VERIFY(!state.busy());
    m_link->tag_answer = base::fail(base::Errc::Denied, "no pull access");
    state.setRepository("base/alpine");
    QTRY_VERIFY(state.error().contains("no pull access"));
    m_bridge->setPage("jobs");
    state.setRuleId("app");
    QCOMPARE(state.findings()->count(), 0);
    QVERIFY(!state.busy());
  }

  void showsThePromotionOfTheSelectedJob() {
    auto snapshot = audited();
    engine::PromotionStatus status;
    status.job = snapshot.jobs[0].record.id;
    status.rule = "base";
    status.phase = engine::PromotionStatus::Phase::Conflict;
    status.conflicts = {{"tyo", "base/debian:12", {}, {}, {}}};
    snapshot.promotions = {status};
    QSignalSpy changed(m_bridge.get(), &Bridge::promotionChanged), alarmed(m_bridge.get(), &Bridge::alertsChanged);
    m_link->show(snapshot);
    QCOMPARE(m_bridge->promotion(), QVariantMap());
    QCOMPARE(m_bridge->alerts().size(), 1);
    m_bridge->setSelectedJob(QString::fromStdString(status.job));
    QCOMPARE(m_bridge->promotion()["phase"].toString(), QStringLiteral("conflict"));
    m_link->show(snapshot);
    QCOMPARE(changed.count(), 1); // nothing new, nothing made anew
    QCOMPARE(alarmed.count(), 1);
    QCOMPARE(m_bridge->promotionOf("base")["conflicts"].toList().size(), 1);
    QCOMPARE(m_bridge->promotionOf("app"), QVariantMap());
    QCOMPARE(m_bridge->rules()->value(0, "conflicts").toInt(), 1);
    // An engine that is gone comes first.
    m_link->where = {false, false, "meridiand", "1.0", 4711, "it has ended"};
    m_link->show(snapshot);
    QCOMPARE(m_bridge->alerts().size(), 2);
    const auto gone = m_bridge->alerts()[0].toMap();
    QCOMPARE(gone["kind"].toString(), QStringLiteral("engine"));
    QVERIFY(gone["text"].toString().startsWith("meridiand (process 4711) does not answer"));
    QCOMPARE(gone["detail"].toString(), QStringLiteral("it has ended"));
    m_link->where = {};
    m_link->show(snapshot);
    QCOMPARE(m_bridge->alerts().size(), 1);
  }
};

QTEST_MAIN(ConsistencyTest)
#include "consistency_test.moc"
