// SPDX-License-Identifier: GPL-3.0-or-later
// The --json objects are a contract: each has a golden file. ACCEPT=1 writes them anew.
#include "cli/json.h"

#include "distribution/profile_json.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace meridian;

namespace {

const base::Timestamp kTime{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

void compare(const char* name, const std::string& text) {
  QJsonParseError error{};
  QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
  QCOMPARE(error.error, QJsonParseError::NoError);
  QFile file(QString(MERIDIAN_GOLDEN "/%1.json").arg(name));
  if (qEnvironmentVariableIsSet("ACCEPT")) {
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(QByteArray::fromStdString(text));
    QSKIP("golden file written");
  }
  QVERIFY2(file.open(QFile::ReadOnly), qPrintable(file.fileName()));
  QCOMPARE(QString::fromStdString(text), QString::fromUtf8(file.readAll()));
}

ports::JobRecord record() {
  ports::JobRecord job;
  job.id = "20261122T000000Z-00abcd";
  job.rule = "base";
  job.state = ports::JobState::Partial;
  job.created = kTime;
  job.started = kTime + std::chrono::milliseconds(100);
  job.finished = kTime + std::chrono::milliseconds(2000);
  job.tags_matched = 24;
  job.tags_copied = 2;
  job.tags_unchanged = 21;
  job.tags_failed = 1;
  job.read = {1000};
  job.written = {2000};
  job.mounted = {300};
  job.skipped = {40};
  job.resumed = {5};
  job.source_requests = 7;
  job.target_requests = 9;
  return job;
}
engine::JobSummary summary() {
  engine::JobSummary out;
  out.record = record();
  out.targets = {{"tyo", ports::JobState::Partial, 2}, {"sjc", ports::JobState::Succeeded, 2}};
  ports::OutcomeRecord copied;
  copied.target = "sjc";
  copied.ref = "app/web:1.2";
  copied.result = "copied";
  ports::OutcomeRecord failed = copied;
  failed.target = "tyo";
  failed.result = "failed";
  failed.error_code = "TOOMANYREQUESTS";
  failed.error_message = "the registry says \"slow down\" and \xff";
  failed.http_status = 429;
  failed.registry_code = "TOOMANYREQUESTS";
  failed.retry_after = 30;
  ports::OutcomeRecord gone = copied;
  gone.ref = "app/web:1.0";
  gone.digest = "sha256:abc";
  gone.result = "deleted";
  ports::OutcomeRecord refused = failed;
  refused.ref.clear();
  refused.result = "refused";
  refused.error_code = refused.registry_code = "UNSUPPORTED";
  refused.error_message = "deletes are switched off at this registry (405)";
  refused.http_status = 405;
  refused.retry_after = 0;
  out.outcomes = {copied, failed, gone, refused};
  return out;
}
base::Error error() {
  return {base::Errc::ConnectionRefused, "connection refused", {"reach tyo"}, 0, {}, {}, std::chrono::seconds(0)};
}
oci::Digest digest(char letter) { return *oci::Digest::parse("sha256:" + std::string(64, letter)); }

} // namespace

class JsonTest : public QObject {
  Q_OBJECT

private slots:
  void sync() { compare("sync", cli::jsonText(summary())); }
  void job() {
    compare("job", cli::jsonText(summary(), {{1, "20261122T000000Z-00abcd", kTime, "info", "started"},
                                             {2, "20261122T000000Z-00abcd", kTime, "error", "app/web:1.2 -> tyo: 429"}}));
  }
  void jobs() {
    auto queued = record();
    queued.state = ports::JobState::Queued;
    queued.started = queued.finished = base::Timestamp{};
    compare("jobs", cli::jsonText(std::vector{record(), queued}));
  }
  void control() { compare("control", cli::jsonText("20261122T000000Z-00abcd", "pause", "paused")); }
  void activity() {
    compare("activity", cli::jsonText(std::vector<ports::ActionRecord>{
                            {7, kTime, "anna@desk with meridian", "fleet.change", "rule base", "targets +sjc", {}},
                            {6, kTime, "schedule", "job.start", "rule base", "sync of rule \"base\"", "the disk is full"}}));
  }
  void noJobs() { compare("no_jobs", cli::jsonText(std::vector<ports::JobRecord>{})); }
  void plan() {
    plan::Plan plan;
    plan.rule = "base";
    plan.source = "fra";
    plan.tags_matched = 3;
    plan.read = {1000};
    plan.source_requests = 4;
    plan.estimate = base::Seconds{1.5};
    plan::TargetPlan tyo;
    tyo.id = "tyo";
    tyo.tags_copied = 1;
    tyo.tags_unchanged = 1;
    tyo.tags_replaced = 1;
    tyo.blobs = 2;
    tyo.write = {1100};
    tyo.mounted = {20};
    tyo.skipped = {30};
    tyo.requests = 8;
    plan::TargetPlan sjc;
    sjc.id = "sjc";
    sjc.reachable = false;
    sjc.error = error();
    plan.targets = {tyo, sjc};
    auto manifest = std::make_shared<oci::Manifest>();
    manifest->digest = digest('a');
    plan::TagStep step;
    step.repository = "app/web";
    step.tag = "1.2";
    step.manifests = {manifest};
    step.bytes = {1000};
    plan.tags = {step, step};
    plan.tags[1].tag = "1.3";
    plan.tags[1].replaces = digest('b');
    plan.unreadable = {{"", "app/api:1", error()}};
    plan.advice = {"every end is near: the place does not matter"};
    plan::Deletion deletion;
    deletion.target = "tyo";
    deletion.repository = "app/web";
    deletion.tag = "1.0";
    deletion.missed = record().created;
    deletion.until = record().finished;
    deletion.digest = digest('c');
    deletion.radius = {{"1.0.0"}, {"multi"}, {digest('d')}, {digest('e')}, {digest('f')}};
    plan.deletions = {deletion, deletion};
    plan.deletions[1].state = plan::DeleteState::HeldBack;
    plan.deletions[1].reason = "12 of 100 tags = 12 %, more than 5 %: nothing is deleted";
    plan.deletions[1].digest.reset();
    plan.deletions[1].radius = {};
    plan.deletion_remarks = {"tyo: 12 of 100 tags = 12 %, more than 5 %: nothing is deleted"};
    compare("plan", cli::jsonText(plan));
  }
  void deleted() {
    compare("deleted", cli::jsonText(std::vector<engine::DeletedTag>{
                           {"base", "tyo", "app/web:1.0", digest('a').text(), record().finished, 3}}));
  }
  void tags() {
    engine::TagMatrix matrix;
    matrix.repository = "app/web";
    matrix.regions = {"fra", "tyo"};
    matrix.rows = {{"1", {digest('a'), digest('a')}, false}, {"2", {digest('b'), std::nullopt}, true}};
    matrix.problems = {{"tyo", error()}};
    compare("tags", cli::jsonText(matrix));
  }
  void image() {
    engine::ImageDetail image;
    image.repository = "app/web";
    image.reference = "1";
    image.region = "fra";
    image.digest = digest('a').text();
    image.media_type = "application/vnd.oci.image.index.v1+json";
    image.size = {3000};
    engine::ImageDetail::Child child;
    child.digest = digest('b').text();
    child.platform = "linux/arm64/v8";
    child.size = {1000};
    child.created = kTime;
    child.layers = {{digest('c').text(), "application/vnd.oci.image.config.v1+json", {100}, {}, {true, false}},
                    {digest('d').text(), "application/vnd.oci.image.layer.v1.tar+gzip", {900}, "RUN \xff", {true, true}}};
    child.in_region = {true, false};
    image.children = {child};
    image.referrers = {{digest('e').text(), "application/spdx+json", {500}}};
    image.places = {{"fra", digest('a'), {3000}, {0}, {}}, {"tyo", {}, {900}, {2100}, {}}, {"sjc", {}, {}, {}, error()}};
    image.remarks = {"one thing could not be read"};
    compare("image", cli::jsonText(image));
  }
  void certificate() {
    engine::ServerCertificate shown;
    shown.chain = {{"CN=fra", "CN=Example CA", "AB:CD", kTime, kTime + std::chrono::hours(24), {"fra.example.com"}, "-----BEGIN\n"}};
    shown.problem = "signed by an unknown authority";
    compare("certificate", cli::jsonText("https://fra.example.com", shown, "/etc/meridian/trust/fra.pem"));
  }
  void check() {
    engine::Fleet fleet;
    fleet.rules.resize(2);
    engine::RegionCheck good;
    good.region = "fra";
    good.passed = true;
    good.auth = "bearer";
    good.product = "harbor";
    good.round_trip = base::Seconds{0.25};
    good.steps = {{engine::CheckStep::Kind::Address, true, "https://fra", {}}};
    engine::RegionCheck bad;
    bad.region = "tyo";
    bad.steps = {{engine::CheckStep::Kind::Connection, false, "refused", "Check the port."}};
    bad.error = error();
    compare("check", cli::jsonText("/etc/fleet.json", fleet, {good, bad}));
  }
  void profile() {
    ports::RegistryProfile profile;
    profile.probed = kTime;
    profile.server = "registry/2.0 \xff";
    profile.auth = "bearer";
    profile.streaming = profile.resume = profile.mount = profile.range = ports::Ability::Yes;
    profile.monolithic = profile.cut_kept = ports::Ability::No;
    profile.chunk_min = {5'000'000};
    profile.http_versions = {11, 20};
    profile.http_version = 20;
    profile.round_trip = std::chrono::milliseconds(150);
    profile.read_rate = {1.5e6};
    profile.remarks = {"single POST: the registry says \"busy\""};
    compare("profile", cli::jsonText("tyo", profile));
  }
  /// What the tool prints and what the state keeps are told in the same words.
  void profileKeys() {
    const auto keys = [](const std::string& text) {
      auto object = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
      object.remove("region");
      object.remove("version");
      return object.keys();
    };
    const auto kept = keys(distribution::profileToJson({}));
    QVERIFY(kept.size() > 20);
    QCOMPARE(keys(cli::jsonText("tyo", ports::RegistryProfile{})), kept);
  }
  void couldNotBegin() { compare("error", cli::jsonText(error())); }
};

QTEST_GUILESS_MAIN(JsonTest)
#include "json_test.moc"
