// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/std_string.h"

#include "hooks/payload.h"

#include <QFile>

using namespace meridian;
using hooks::Kind;

namespace {

const std::string kDigest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

std::string fixture(const std::string& name) {
  QFile file(QString::fromLatin1(MERIDIAN_FIXTURES) + QLatin1Char('/') + QString::fromStdString(name));
  return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

/// One line per event: action, repository, tag, "digest" where it is the known one, id, time.
std::string lines(const hooks::Payload& payload) {
  std::string out;
  for (const auto& event : payload.events) {
    out += event.action == hooks::PushEvent::Action::Push ? "push " : "delete ";
    out += event.repository + " " + (event.tag.empty() ? "-" : event.tag) + " ";
    out += event.digest.empty() ? "-" : event.digest == kDigest ? "digest" : event.digest;
    out += " " + (event.id.empty() ? "-" : event.id) + " ";
    out += (event.time == base::Timestamp{} ? "-" : base::formatTimestamp(event.time)) + "\n";
  }
  return out;
}

ports::HttpHeaders fields(const QStringList& pairs) {
  ports::HttpHeaders headers;
  for (const auto& pair : pairs)
    headers.add(pair.section(QStringLiteral(": "), 0, 0).toStdString(),
                pair.section(QStringLiteral(": "), 1).toStdString());
  return headers;
}

} // namespace

class PayloadTest : public QObject {
  Q_OBJECT
private slots:
  void kinds();
  void reads_data();
  void reads();
  void handshakes();
  void refuses_data();
  void refuses();
  void limits();
};

void PayloadTest::kinds() {
  for (const auto* text : {"distribution", "harbor", "zot", "quay", "acr", "ecr", "gar", "ghcr", "dockerhub"})
    QCOMPARE(std::string(name(hooks::parseKind(text).value())), std::string(text));
  QVERIFY(!hooks::parseKind("Harbor"));
  QVERIFY(!hooks::parseKind(""));
}

void PayloadTest::reads_data() {
  QTest::addColumn<int>("kind");
  QTest::addColumn<std::string>("file");
  QTest::addColumn<QStringList>("headers");
  QTest::addColumn<std::string>("events");
  const auto row = [](const char* name, Kind kind, const char* file, const char* events,
                      const QStringList& headers = {}) {
    QTest::newRow(name) << static_cast<int>(kind) << std::string(file) << headers << std::string(events);
  };
  row("distribution: pushes and a delete among blobs, pulls and mounts", Kind::Distribution,
      "distribution.json",
      "push app/web 1.2 digest 320678d8-ca14-430f-8bb6-4ca139cd83f7 2026-11-20T09:00:00Z\n"
      "push app/web - digest 5 2026-11-20T09:00:04Z\n"
      "delete app/old - digest 6 2026-11-20T09:00:05Z\n");
  row("Harbor: a tag, and a digest in the place of one", Kind::Harbor, "harbor.json",
      "push library/nginx b1 digest - 2023-04-03T06:04:53Z\npush library/nginx - digest - "
      "2023-04-03T06:04:53Z\n");
  row("Harbor: a delete", Kind::Harbor, "harbor_delete.json",
      "delete library/nginx b1 digest - 2023-04-03T06:04:53Z\ndelete library/nginx - digest - "
      "2023-04-03T06:04:53Z\n");
  row("Harbor: a replication says nothing new", Kind::Harbor, "harbor_replication.json", "");
  row("Harbor: CloudEvents", Kind::Harbor, "harbor_cloudevent.json",
      "push library/nginx b1 digest 0f7a2f4e-7a8b-4dbb-8b7f-9e6f7c2b3c11 2023-04-03T06:04:53Z\n",
      {QStringLiteral("Content-Type: application/cloudevents+json")});
  row("zot: all in the body", Kind::Zot, "zot.json", "push app/web 1.2 digest b6a4 2026-11-20T09:00:00Z\n");
  row("zot: attributes in the header", Kind::Zot, "zot_binary.json",
      "push app/web - digest 77 2026-11-20T09:00:00Z\n",
      {QStringLiteral("Ce-Type: zotregistry.image.updated"), QStringLiteral("Ce-Id: 77"),
       QStringLiteral("Ce-Time: 2026-11-20T09:00:00.123456Z")});
  row("zot: an image goes", Kind::Zot, "zot_binary.json", "delete app/web - digest 78 -\n",
      {QStringLiteral("Ce-Type: zotregistry.image.deleted"), QStringLiteral("Ce-Id: 78")});
  row("zot: a repository was made", Kind::Zot, "zot_binary.json", "",
      {QStringLiteral("ce-type: zotregistry.repository.created")});
  row("Quay: several tags, no digest", Kind::Quay, "quay.json",
      "push dgangaia/test latest - - -\npush dgangaia/test 1.0 - - -\n");
  row("Quay: a scan", Kind::Quay, "quay_scan.json", "");
  row("ACR: its own webhook", Kind::Acr, "acr.json",
      "push hello-world v1 digest cb8c3971-9adc-488b-xxxx-43cbb4974ff5 2017-11-17T16:52:01Z\n");
  row("ACR: Event Grid, both schemas", Kind::Acr, "acr_grid.json",
      "push aci-helloworld v1 digest 31c51664 2018-04-25T21:39:47Z\ndelete old - digest aba7 "
      "2018-04-25T21:43:30Z\n");
  row("ECR: EventBridge", Kind::Ecr, "ecr.json",
      "push my-repository-name latest digest 13cde686-328b-6117-af20-0e5566167482 2019-11-16T01:54:34Z\n");
  row("ECR: through SNS", Kind::Ecr, "ecr_sns.json",
      "push my-repository-name latest digest 13cde686-328b-6117-af20-0e5566167482 2019-11-16T01:54:34Z\n");
  row("ECR: a scan", Kind::Ecr, "ecr_scan.json", "");
  row("Artifact Registry: a tag", Kind::Gar, "gar.json",
      "push my-project/my-repo/hello-world 1.1 digest 2070443601311540 2021-02-26T19:13:55Z\n");
  row("Artifact Registry: by digest", Kind::Gar, "gar_untagged.json",
      "push my-project/my-repo/hello-world - digest 2070443601311540 2021-02-26T19:13:55Z\n");
  row("Artifact Registry: a tag goes", Kind::Gar, "gar_untag.json",
      "delete my-project/my-repo/hello-world 1.1 - 2070443601311540 2021-02-26T19:13:55Z\n");
  const QStringList github{QStringLiteral("X-GitHub-Event: registry_package"),
                           QStringLiteral("X-GitHub-Delivery: 72d3162e")};
  row("GHCR: names in lower case", Kind::Ghcr, "ghcr.json",
      "push octo-org/hello-docker 1.2 digest 72d3162e 2026-11-20T09:00:00Z\n", github);
  row("GHCR: untagged", Kind::Ghcr, "ghcr_untagged.json",
      "push octo-org/hello-docker - digest 72d3162e 2026-11-20T09:00:00Z\n", github);
  row("GHCR: the event \"package\"", Kind::Ghcr, "ghcr_package.json",
      "push octo-org/hello-docker 1.2 digest - 2026-11-20T09:00:00Z\n");
  row("GHCR: a ping", Kind::Ghcr, "ghcr_ping.json", "", {QStringLiteral("X-GitHub-Event: ping")});
  row("Docker Hub", Kind::DockerHub, "dockerhub.json",
      "push svendowideit/testhook latest - - 2014-12-03T00:22:41Z\n");
}

void PayloadTest::reads() {
  QFETCH(int, kind);
  QFETCH(std::string, file);
  QFETCH(QStringList, headers);
  QFETCH(std::string, events);
  const auto body = fixture(file);
  QVERIFY2(!body.empty(), file.c_str());
  const auto payload = hooks::parsePayload(static_cast<Kind>(kind), fields(headers), body);
  QVERIFY2(payload, payload ? "" : payload.error().text().c_str());
  QCOMPARE(lines(*payload), events);
  QVERIFY(payload->answer.empty() && payload->confirm_url.empty());
}

void PayloadTest::handshakes() {
  const auto grid =
      hooks::parsePayload(Kind::Acr, fields({QStringLiteral("aeg-event-type: SubscriptionValidation")}),
                          fixture("acr_validation.json"));
  QVERIFY(grid);
  QVERIFY(grid->events.empty());
  QCOMPARE(grid->answer, std::string("{\"validationResponse\":\"512d38b6-c7b8-40c8-89fe-f46f9e9622b6\"}"));
  const auto sns = hooks::parsePayload(Kind::Ecr, {}, fixture("ecr_sns_confirm.json"));
  QVERIFY(sns);
  QVERIFY(sns->events.empty());
  QVERIFY(QString::fromStdString(sns->confirm_url).startsWith(QStringLiteral("https:")));
}

void PayloadTest::refuses_data() {
  QTest::addColumn<int>("kind");
  QTest::addColumn<std::string>("body");
  QTest::addColumn<std::string>("says");
  const auto row = [](const char* name, Kind kind, std::string body, const char* says) {
    QTest::newRow(name) << static_cast<int>(kind) << std::move(body) << std::string(says);
  };
  const std::pair<const char*, Kind> kinds[] = {{"distribution", Kind::Distribution},
                                                {"Harbor", Kind::Harbor},
                                                {"zot", Kind::Zot},
                                                {"Quay", Kind::Quay},
                                                {"Azure", Kind::Acr},
                                                {"EventBridge", Kind::Ecr},
                                                {"Pub/Sub", Kind::Gar},
                                                {"GitHub", Kind::Ghcr},
                                                {"Docker Hub", Kind::DockerHub}};
  for (const auto& [says, kind] : kinds) {
    const auto named = [&](const char* what) { return std::string(says) + ": " + what; };
    row(named("no JSON").c_str(), kind, "<html>", says);
    row(named("cut off").c_str(), kind, "{\"events\":[", says);
    row(named("an empty body").c_str(), kind, "", says);
    row(named("an empty object").c_str(), kind, "{}", says);
    row(named("a text").c_str(), kind, "\"push\"", says);
    row(named("something else").c_str(), kind,
        "{\"type\":\"hello\",\"action\":\"wave\",\"events\":7,\"source\":\"aws.s3\"}", says);
    row(named("too deep").c_str(), kind, std::string(100'000, '['), "nests too deep");
  }
  row("a repository that leads elsewhere", Kind::Distribution,
      "{\"events\":[{\"action\":\"push\",\"target\":{\"repository\":\"../../etc\",\"tag\":\"1\"}}]}",
      "repository");
  row("no repository", Kind::Distribution, "{\"events\":[{\"action\":\"push\",\"target\":{\"tag\":\"1\"}}]}",
      "repository");
  row("a tag that is none", Kind::DockerHub,
      "{\"push_data\":{\"tag\":\"a b\"},\"repository\":{\"repo_name\":\"a/b\"}}", "tag");
  row("a digest that is none", Kind::Distribution,
      "{\"events\":[{\"action\":\"push\",\"target\":{\"repository\":\"a\",\"tag\":\"1\",\"digest\":\"sha256:"
      "12\"}}]}",
      "digest");
  row("an unknown action among others", Kind::Distribution,
      "{\"events\":[{\"action\":\"pull\"},{\"action\":\"burn\"}]}", "\"burn\"");
  row("events that are no objects", Kind::Distribution, "{\"events\":[1,null]}", "distribution");
  row("Quay: tags that are numbers", Kind::Quay, "{\"repository\":\"a/b\",\"updated_tags\":[1]}", "no text");
  row("Artifact Registry: data that is no base64", Kind::Gar, "{\"message\":{\"data\":\"*\"}}", "Pub/Sub");
  row("Artifact Registry: data that is no JSON", Kind::Gar, "{\"message\":{\"data\":\"aGVsbG8=\"}}",
      "Pub/Sub");
  row("Artifact Registry: tag and digest disagree", Kind::Gar,
      // {"action":"INSERT","digest":"h/a/b@sha256:1","tag":"h/a/c:1"}
      "{\"message\":{\"data\":"
      "\"eyJhY3Rpb24iOiJJTlNFUlQiLCJkaWdlc3QiOiJoL2EvYkBzaGEyNTY6MSIsInRhZyI6ImgvYS9jOjEifQ==\"}}",
      "different images");
  row("SNS: an address that is not theirs to give", Kind::Ecr,
      "{\"Type\":\"SubscriptionConfirmation\",\"SubscribeURL\":\"file:/etc/passwd\"}", "address");
  row("SNS: a message that is no JSON", Kind::Ecr, "{\"Type\":\"Notification\",\"Message\":\"hello\"}",
      "EventBridge");
  row("Event Grid: another service", Kind::Acr,
      "[{\"eventType\":\"Microsoft.Storage.BlobCreated\",\"data\":{}}]", "Microsoft.Storage.BlobCreated");
}

void PayloadTest::refuses() {
  QFETCH(int, kind);
  QFETCH(std::string, body);
  QFETCH(std::string, says);
  const auto payload = hooks::parsePayload(static_cast<Kind>(kind), {}, body);
  QVERIFY(!payload);
  QVERIFY2(payload.error().text().find(says) != std::string::npos, payload.error().text().c_str());
}

void PayloadTest::limits() {
  const auto envelope = [](std::size_t count) {
    std::string body = "{\"events\":[";
    for (std::size_t i = 0; i < count; ++i)
      body += std::string(i == 0 ? "" : ",") +
              "{\"action\":\"push\",\"target\":{\"repository\":\"a\",\"tag\":\"1\"}}";
    return body + "]}";
  };
  QCOMPARE(hooks::parsePayload(Kind::Distribution, {}, envelope(hooks::kMostEvents))->events.size(),
           hooks::kMostEvents);
  QVERIFY(!hooks::parsePayload(Kind::Distribution, {}, envelope(hooks::kMostEvents + 1)));
  QVERIFY(hooks::parsePayload(Kind::Distribution, {}, envelope(1) + std::string(900'000, ' ')));
  QVERIFY(
      !hooks::parsePayload(Kind::Distribution, {}, envelope(1) + std::string(hooks::kMostBodyBytes, ' ')));
  const auto form = hooks::parsePayload(
      Kind::Ghcr, fields({QStringLiteral("Content-Type: application/x-www-form-urlencoded")}),
      "payload=%7B%7D");
  QVERIFY(!form);
  QVERIFY(form.error().text().find("application/json") != std::string::npos);
}

QTEST_APPLESS_MAIN(PayloadTest)
#include "payload_test.moc"
