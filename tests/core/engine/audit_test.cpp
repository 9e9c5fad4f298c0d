// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/engine/world.h"
#include "core/std_string.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <atomic>

using namespace meridian;
using base::Errc;
using engine::DriftFinding;
using engine::JobKind;
using memory::Operation;
using ports::JobState;
using test::World;

namespace {

engine::JobRequest request(plan::AuditDepth depth = plan::AuditDepth::Content, bool repair = false) {
  engine::JobRequest out;
  out.rule = "base";
  out.kind = JobKind::Audit;
  out.depth = depth;
  out.repair = repair;
  return out;
}

engine::JobSummary run(engine::Engine& engine, const engine::JobRequest& request) {
  const auto id = engine.start(request);
  return id ? *engine.wait(*id, {}) : engine::JobSummary{};
}

/// "tyo missing app/web:1" ...
QString told(const engine::AuditStatus& audit) {
  QStringList lines;
  for (const auto& finding : audit.findings)
    lines << QString::fromStdString(finding.region + " " + std::string(name(finding.cause)) + " " + finding.ref);
  return lines.join("\n");
}

std::string twoPlatforms(const oci::Manifest& amd, const oci::Manifest& arm) {
  const auto entry = [](const oci::Manifest& image, const std::string& architecture) {
    return test::descriptor(image.media_type, image.digest, image.bytes.size(),
                            ",\"platform\":{\"os\":\"linux\",\"architecture\":\"" + architecture + "\"}");
  };
  return "{\"schemaVersion\":2,\"mediaType\":\"" + std::string(oci::kOciIndex) + "\",\"manifests\":[" + entry(amd, "amd64") + "," +
         entry(arm, "arm64") + "]}";
}

/// Two images and an index of one of them, the same in all regions.
struct Stage : World {
  Stage() {
    for (const auto* id : {"fra", "tyo", "sjc"}) {
      web = test::addImage(at(id), "app/web", "1", test::config("web"), {"base", "web"});
      index = test::addIndex(at(id), "app/web", "multi", {web});
      api = test::addImage(at(id), "app/api", "1", test::config("api"), {"base"});
    }
  }
  oci::Manifest web, index, api;
};

} // namespace

class AuditJobTest final : public QObject {
  Q_OBJECT

private slots:
  void consistent() {
    Stage stage;
    const auto engine = stage.engine();
    const auto summary = run(*engine, request());
    QCOMPARE(summary.record.state, JobState::Succeeded);
    QCOMPARE(summary.record.kind, std::string("audit"));
    QCOMPARE(summary.record.tags_matched, 3U);
    QCOMPARE(summary.record.tags_unchanged, 3U);
    const auto audit = engine->audited("base");
    QVERIFY(audit);
    QCOMPARE(audit->job, summary.record.id);
    QCOMPARE(*audit->pass_rate, 1.0);
    QCOMPARE(audit->regions.size(), 3U);
    QCOMPARE(audit->history, std::vector<float>{1});
    QCOMPARE(summary.record.source_requests + summary.record.target_requests, audit->requests);
    QTRY_COMPARE(engine->snapshot()->audits.size(), 1U);
    QTRY_COMPARE(engine->snapshot()->figures.consistency.value.value_or(0), 1.0);
  }

  void driftIsKept() {
    Stage stage;
    auto engine = stage.engine();
    QCOMPARE(run(*engine, request()).record.state, JobState::Succeeded);
    stage.at("tyo").removeTag("app/web", "1");
    stage.at("sjc").removeBlob("app/api", test::digestOf("base"));
    auto asked = request();
    const auto again = run(*engine, asked);
    // What was found complete a moment ago is believed; a tag that moved is seen.
    QCOMPARE(told(*engine->audited("base")), QString("tyo missing app/web:1"));
    QCOMPARE(again.record.state, JobState::Partial);
    asked.fresh = true;
    const auto summary = run(*engine, asked);
    const auto audit = engine->audited("base");
    QCOMPARE(told(*audit), QString("tyo missing app/web:1\nsjc missing app/api:1"));
    QCOMPARE(summary.record.tags_failed, 2U);
    QCOMPARE(audit->history.size(), 3U);
    QVERIFY(audit->findings[0].repairable);
    QCOMPARE(audit->findings[1].repair, std::string("pushed again from fra"));
    QVERIFY(!summary.record.error.empty());
    QTRY_COMPARE(engine->snapshot()->figures.consistency.value.value_or(0), 4.0 / 6);
    const auto report = QJsonDocument::fromJson(QByteArray::fromStdString(*engine->auditReport("base", engine::ReportFormat::Json))).object();
    QCOMPARE(report["drifts"].toArray().size(), 2);
    QCOMPARE(report["job"].toString().toStdString(), summary.record.id);
    QVERIFY(engine->auditReport("base", engine::ReportFormat::Html)->starts_with("<!DOCTYPE html>"));
    QCOMPARE(engine->auditReport("none", engine::ReportFormat::Json).error().code, Errc::NotFound);
  }

  void remembered() {
    Stage stage;
    memory::StateStore facts;
    {
      auto state = std::make_unique<memory::StateStore>();
      auto& kept = *state;
      const auto engine = stage.engine(World::fleet(), std::move(state));
      stage.at("tyo").removeTag("app/web", "1");
      (void)run(*engine, request());
      const auto all = kept.facts("audit");
      for (const auto& [key, value] : *all) QVERIFY(facts.putFact(key, value));
    }
    auto state = std::make_unique<memory::StateStore>();
    const auto all = facts.facts("");
    for (const auto& [key, value] : *all) QVERIFY(state->putFact(key, value));
    const auto engine = stage.engine(World::fleet(), std::move(state));
    const auto snapshot = engine->snapshot();
    QCOMPARE(snapshot->audits.size(), 1U);
    QCOMPARE(told(snapshot->audits[0]), QString("tyo missing app/web:1"));
    QVERIFY(!snapshot->audits[0].history.empty());
  }

  void extraTags() {
    Stage stage;
    auto fleet = World::fleet();
    fleet.rules[0].tags.exclude = {"mine-*"};
    const auto engine = stage.engine(fleet);
    for (const auto* tag : {"left", "mine-1", "sha256-0123456789012345678901234567890123456789012345678901234567890123.sig"})
      (void)stage.at("tyo").addManifest("app/web", tag, stage.web.bytes, stage.web.media_type);
    (void)run(*engine, request());
    QCOMPARE(told(*engine->audited("base")), QString("tyo extra app/web:left"));
  }

  /// Tags that the source has and the rule no longer selects are not too many.
  void notAmongTheNewest() {
    Stage stage;
    for (const auto* id : {"fra", "tyo", "sjc"})
      for (const auto* tag : {"1.0", "2.0"}) (void)test::addImage(stage.at(id), "app/web", tag, test::config(tag), {"base"});
    auto fleet = World::fleet();
    fleet.rules[0].tags.latest = 1;
    const auto engine = stage.engine(fleet);
    QCOMPARE(run(*engine, request()).record.state, JobState::Succeeded);
  }

  void repairs() {
    Stage stage;
    const auto engine = stage.engine();
    stage.at("tyo").removeTag("app/web", "1");
    (void)stage.at("sjc").addManifest("app/web", "1", stage.index.bytes, stage.index.media_type);
    stage.at("sjc").removeBlob("app/api", test::digestOf("base"));
    const auto summary = run(*engine, request(plan::AuditDepth::Content, true));
    const auto audit = engine->audited("base");
    QCOMPARE(told(*audit), QString());
    QCOMPARE(audit->mended, 3U);
    QCOMPARE(*audit->pass_rate, 1.0);
    QCOMPARE(summary.record.state, JobState::Succeeded);
    QCOMPARE(stage.tags("tyo"), stage.tags("fra"));
    QCOMPARE(stage.tags("sjc"), stage.tags("fra"));
    QVERIFY(stage.at("sjc").blobBytes("app/api", test::digestOf("base")));
    // Nothing is left to do, and a look with open eyes says the same.
    auto asked = request(plan::AuditDepth::Deep);
    asked.fresh = true;
    QCOMPARE(run(*engine, asked).record.state, JobState::Succeeded);
    QTRY_COMPARE(engine->snapshot()->figures.consistency.value.value_or(0), 1.0);
  }

  void whatCannotBeRepairedIsSaid() {
    Stage stage;
    const auto engine = stage.engine();
    // Whatever is pushed, these bytes come back.
    stage.at("tyo").addFault({Operation::GetBlob, "app/web", test::digestOf("web").text(), {}, -1, {}, true});
    stage.at("sjc").removeTag("app/api", "1");
    const auto summary = run(*engine, request(plan::AuditDepth::Deep, true));
    const auto audit = engine->audited("base");
    QCOMPARE(told(*audit), QString("tyo corrupt app/web:1"));
    QCOMPARE(audit->mended, 1U);
    QVERIFY(!audit->findings[0].repairable);
    QVERIFY2(audit->findings[0].repair.find("docker/registry/v2/blobs/sha256/") != std::string::npos, audit->findings[0].repair.c_str());
    QCOMPARE(summary.record.state, JobState::Partial);
    QVERIFY(stage.seen("tyo").count("put-blob app/web " + test::digestOf("web").text()) > 0);
    QCOMPARE(stage.tags("sjc"), stage.tags("fra"));
  }

  /// The registry's words are why.
  void refusedRepair() {
    Stage stage;
    const auto engine = stage.engine();
    stage.at("tyo").removeBlob("app/web", test::digestOf("web"));
    stage.at("tyo").addFault({Operation::PutBlob, {}, {}, {Errc::Denied, "read-only today", {}, 403, "DENIED", {}, {}}, -1, {}, false});
    (void)run(*engine, request(plan::AuditDepth::Content, true));
    const auto audit = engine->audited("base");
    QCOMPARE(told(*audit), QString("tyo missing app/web:1"));
    QVERIFY2(audit->findings[0].repair.find("read-only today") != std::string::npos, audit->findings[0].repair.c_str());
  }

  void aRegionThatIsDown() {
    Stage stage;
    const auto engine = stage.engine();
    stage.at("tyo").addFault({{}, {}, {}, {Errc::ConnectionRefused, "nobody there", {}, 0, {}, {}, {}}, -1, {}, false});
    stage.at("sjc").removeTag("app/web", "1");
    const auto summary = run(*engine, request(plan::AuditDepth::Content, true));
    const auto audit = engine->audited("base");
    QCOMPARE(told(*audit), QString("tyo unreadable "));
    QVERIFY(audit->regions[1].problem);
    QCOMPARE(audit->mended, 1U);
    QCOMPARE(summary.record.state, JobState::Partial);
    QTRY_COMPARE(engine->snapshot()->regions[1].state, engine::RegionState::Offline);
  }

  void aSourceThatIsDown() {
    Stage stage;
    const auto engine = stage.engine();
    stage.at("fra").addFault({{}, {}, {}, {Errc::ConnectionRefused, "nobody there", {}, 0, {}, {}, {}}, -1, {}, false});
    const auto summary = run(*engine, request());
    QCOMPARE(summary.record.state, JobState::Failed);
    QVERIFY(!engine->audited("base"));
  }

  void someTargetsAndTags() {
    Stage stage;
    const auto engine = stage.engine();
    stage.at("tyo").removeTag("app/web", "1");
    stage.at("sjc").removeTag("app/web", "1");
    stage.at("sjc").removeTag("app/api", "1");
    auto asked = request();
    asked.targets = {"sjc"};
    asked.tags = {"app/web"};
    const auto summary = run(*engine, asked);
    const auto audit = engine->audited("base");
    QCOMPARE(told(*audit), QString("sjc missing app/web:1"));
    QCOMPARE(summary.record.tags_matched, 2U);
    QVERIFY(audit->history.empty()); // not the rule as a whole
  }

  /// Rules with chosen platforms: only what they want is looked for, and what they made themselves can be mended.
  void platforms_data() {
    QTest::addColumn<bool>("rewritten");
    QTest::newRow("sparse") << false;
    QTest::newRow("rewritten") << true;
  }
  void platforms() {
    QFETCH(const bool, rewritten);
    World world;
    const auto amd = test::addImage(world.at("fra"), "app", "", test::config("amd"), {"amd layer"});
    const auto arm = test::addImage(world.at("fra"), "app", "", test::config("arm"), {"arm layer"});
    QVERIFY(world.at("fra").addManifest("app", "1", twoPlatforms(amd, arm), oci::kOciIndex));
    for (const auto* id : {"tyo", "sjc"}) world.at(id).options().check_content = false; // takes what is incomplete
    auto fleet = World::fleet();
    fleet.rules[0].platforms = {*oci::Platform::parse("linux/arm64")};
    fleet.rules[0].index = rewritten ? plan::IndexMode::Rewritten : plan::IndexMode::Sparse;
    const auto engine = world.engine(fleet);
    QCOMPARE(run(*engine, {"base", {}, {}}).record.state, JobState::Succeeded);
    QCOMPARE(run(*engine, request(plan::AuditDepth::Deep)).record.state, JobState::Succeeded);
    world.at("sjc").removeBlob("app", test::digestOf("arm layer"));
    auto asked = request();
    asked.fresh = true;
    (void)run(*engine, asked);
    QCOMPARE(told(*engine->audited("base")), QString("sjc missing app:1"));
    asked.repair = true;
    (void)run(*engine, asked);
    const auto audit = engine->audited("base");
    QVERIFY2(audit->findings.empty(), audit->findings.empty() ? "" : audit->findings[0].repair.c_str());
    QCOMPARE(audit->mended, 1U);
    QVERIFY(world.at("sjc").blobBytes("app", test::digestOf("arm layer")));
  }

  void cancelAndPause() {
    Stage stage;
    const auto engine = stage.engine();
    std::atomic<int> heads = 0;
    std::string id;
    std::atomic<bool> held = true;
    stage.seen("tyo").before([&](const std::string& line) {
      if (!line.starts_with("head-manifest")) return;
      ++heads;
      while (held) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    });
    const auto started = engine->start(request());
    QVERIFY(started);
    QTRY_VERIFY(heads > 0);
    QVERIFY(engine->pause(*started));
    QTRY_VERIFY(!engine->snapshot()->jobs.empty() && engine->snapshot()->jobs.front().paused);
    QCOMPARE(engine->snapshot()->jobs.front().phase, engine::JobPhase::Comparing);
    QCOMPARE(engine->snapshot()->jobs.front().tags_total, 9U);
    held = false;
    QVERIFY(engine->cancel(*started));
    const auto summary = engine->wait(*started, {});
    QCOMPARE(summary->record.state, JobState::Cancelled);
    QVERIFY(!engine->audited("base"));
  }
};

QTEST_GUILESS_MAIN(AuditJobTest)
#include "audit_test.moc"
