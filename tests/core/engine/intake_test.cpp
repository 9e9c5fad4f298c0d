// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "auth/hmac.h"
#include "base/log.h"
#include "core/schedule/manual_clock.h"
#include "engine/intake.h"
#include "memory/secret_store.h"

using namespace meridian;
using namespace std::chrono_literals;
using engine::Intake;

namespace {

const std::string kSecret = "tell nobody";
const std::string kDigest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Rules "base" (base/**, no -rc) and "web" (app/web) of fra, "far" of tyo; "quiet" does not listen to
/// pushes.
engine::Fleet fleet() {
  engine::Fleet fleet;
  const auto rule = [&](const char* id, const char* source, std::vector<std::string> repositories,
                        bool on_push) {
    auto& made = fleet.rules.emplace_back();
    made.id = id;
    made.source = source;
    made.repositories = std::move(repositories);
    made.schedule.on_push = on_push;
  };
  rule("base", "fra", {"base/**"}, true);
  fleet.rules.back().tags.exclude = {"*-rc*"};
  rule("all", "fra", {"**", "!app/**"}, true);
  rule("far", "tyo", {"**"}, true);
  rule("quiet", "fra", {"**"}, false);
  fleet.webhooks.sources = {{"fra", "fra", "distribution", "bearer", "hook"},
                            {"hub", "fra", "dockerhub", "path", "hook"},
                            {"gh", "tyo", "ghcr", "hmac", "hook"},
                            {"lost", "fra", "harbor", "bearer", "nothing"}};
  return fleet;
}

std::string push(const std::string& repository, const std::string& tag, const std::string& id,
                 const std::string& action = "push") {
  return "{\"events\":[{\"id\":\"" + id + "\",\"action\":\"" + action + "\",\"target\":{\"repository\":\"" +
         repository + "\",\"digest\":\"" + kDigest + "\"" + (tag.empty() ? "" : ",\"tag\":\"" + tag + "\"") +
         "}}]}";
}

} // namespace

class IntakeTest : public QObject {
  Q_OBJECT
private slots:
  void init();
  void eventsBecomeWishes_data();
  void eventsBecomeWishes();
  void knocking_data();
  void knocking();
  void repetitions();
  void eachWayToProve();
  void refusalsDoNotFillTheStory();
  void handshakes();
  void followsTheFleet();

private:
  ports::ServedResponse post(std::string target, std::string body,
                             const std::string& authorization = "Bearer " + kSecret,
                             std::string method = "POST") {
    ports::ServedRequest request{std::move(method), std::move(target), {}, std::move(body), "192.0.2.7"};
    if (!authorization.empty()) request.headers.add("Authorization", authorization);
    return m_intake->answer(request);
  }

  test::ManualClock m_clock;
  memory::SecretStore m_secrets;
  QStringList m_wishes, m_told;
  std::optional<Intake> m_intake;
};

void IntakeTest::init() {
  base::configureLog("*=off");
  QVERIFY(m_secrets.put("hook", {"sender", kSecret, {}}, {}));
  m_wishes.clear();
  m_told.clear();
  m_intake.emplace(m_clock,
                   Intake::Outlet{[this](const std::string& rule, std::string ref, const std::string& cause) {
                                    m_wishes << QString::fromStdString(rule + " " + ref + " by " + cause);
                                  },
                                  [this](std::string_view level, std::string text) {
                                    m_told << QString::fromStdString(std::string(level) + ": " + text);
                                  }});
  m_intake->follow(fleet(), &m_secrets, {});
}

void IntakeTest::eventsBecomeWishes_data() {
  QTest::addColumn<QString>("body");
  QTest::addColumn<QString>("answer");
  QTest::addColumn<QStringList>("wishes");
  const auto row = [](const char* name, const std::string& body, const char* answer,
                      const QStringList& wishes) {
    QTest::newRow(name) << QString::fromStdString(body) << QString::fromLatin1(answer) << wishes;
  };
  row("two rules want it", push("base/os", "12", "1"), "202 {\"accepted\":1,\"ignored\":0,\"repeated\":0}",
      {"base base/os:12 by webhook fra", "all base/os:12 by webhook fra"});
  row("a tag that one of them excludes", push("base/os", "12-rc1", "1"),
      "202 {\"accepted\":1,\"ignored\":0,\"repeated\":0}", {"all base/os:12-rc1 by webhook fra"});
  row("a repository that no rule of the region wants", push("app/web", "1", "1"),
      "202 {\"accepted\":0,\"ignored\":1,\"repeated\":0}", {});
  row("untagged", push("base/os", "", "1"), "202 {\"accepted\":0,\"ignored\":1,\"repeated\":0}", {});
  row("a delete", push("base/os", "12", "1", "delete"), "202 {\"accepted\":0,\"ignored\":1,\"repeated\":0}",
      {});
  row("a pull", push("base/os", "12", "1", "pull"), "202 {\"accepted\":0,\"ignored\":0,\"repeated\":0}", {});
  row("no payload of this kind", "{\"type\":\"PUSH_ARTIFACT\"}",
      "400 {\"error\":\"unknown or malformed payload\"}", {});
}

void IntakeTest::eventsBecomeWishes() {
  QFETCH(QString, body);
  QFETCH(QString, answer);
  QFETCH(QStringList, wishes);
  m_told.clear();
  const auto response = post("/hooks/fra", body.toStdString());
  QCOMPARE(QString::number(response.status) + " " + QString::fromStdString(response.body), answer);
  QCOMPARE(m_wishes, wishes);
  QCOMPARE(m_told.size(), response.status == 202 ? 0 : 1);
  for (const auto& wish : m_wishes)
    QVERIFY2(!wish.contains(QStringLiteral("sha256")), "a wish never names a digest");
}

void IntakeTest::knocking_data() {
  QTest::addColumn<QString>("method");
  QTest::addColumn<QString>("target");
  QTest::addColumn<QString>("authorization");
  QTest::addColumn<int>("status");
  const auto good = QString::fromStdString("Bearer " + kSecret);
  QTest::newRow("right") << "POST"
                         << "/hooks/fra" << good << 202;
  QTest::newRow("with a query and a slash") << "POST"
                                            << "/hooks/fra/?x=1" << good << 202;
  QTest::newRow("no secret") << "POST"
                             << "/hooks/fra"
                             << "" << 401;
  QTest::newRow("a wrong one") << "POST"
                               << "/hooks/fra"
                               << "Bearer guess" << 401;
  QTest::newRow("the secret in the path, where a header is wanted") << "POST"
                                                                    << "/hooks/fra/tell%20nobody"
                                                                    << "" << 401;
  QTest::newRow("a source whose secret is not stored") << "POST"
                                                       << "/hooks/lost"
                                                       << "Bearer " << 401;
  QTest::newRow("another source") << "POST"
                                  << "/hooks/sjc" << good << 404;
  QTest::newRow("another path") << "POST"
                                << "/" << good << 404;
  QTest::newRow("a path below") << "POST"
                                << "/hooks/fra/a/b" << good << 404;
  QTest::newRow("up") << "POST"
                      << "/hooks/../hooks/fra" << good << 404;
  QTest::newRow("a broken escape") << "POST"
                                   << "/hooks/fra%2" << good << 404;
  QTest::newRow("looking") << "GET"
                           << "/hooks/fra" << good << 405;
}

void IntakeTest::knocking() {
  QFETCH(QString, method);
  QFETCH(QString, target);
  QFETCH(QString, authorization);
  QFETCH(int, status);
  m_told.clear();
  QCOMPARE(post(target.toStdString(), push("base/os", "12", "1"), authorization.toStdString(),
                method.toStdString())
               .status,
           status);
  QCOMPARE(m_wishes.isEmpty(), status != 202);
  QCOMPARE(m_told.size(), status == 202 ? 0 : 1);
  QCOMPARE(m_intake->counts().refused, status == 202 ? 0U : 1U);
  for (const auto& line : m_told) {
    QVERIFY2(line.contains(QStringLiteral("192.0.2.7")), qPrintable(line));
    QVERIFY2(!line.contains(QStringLiteral("nobody\"")) && !line.contains(QString::fromStdString(kSecret)),
             qPrintable(line));
  }
}

void IntakeTest::repetitions() {
  QCOMPARE(post("/hooks/fra", push("base/os", "12-rc", "1")).status, 202);
  QCOMPARE(QString::fromStdString(post("/hooks/fra", push("base/os", "12-rc", "1")).body),
           QStringLiteral("{\"accepted\":0,\"ignored\":0,\"repeated\":1}"));
  QCOMPARE(post("/hooks/fra", push("base/os", "12-rc", "2")).status, 202); // pushed again
  QCOMPARE(m_wishes.size(), 2);
  m_clock.advance(1h);
  QCOMPARE(post("/hooks/fra", push("base/os", "12-rc", "1")).status, 202);
  QCOMPARE(m_wishes.size(), 3);
  QCOMPARE(m_intake->counts().accepted, 3U);
  QCOMPARE(m_intake->counts().repeated, 1U);
}

void IntakeTest::eachWayToProve() {
  const std::string hub = "{\"push_data\":{\"tag\":\"1\"},\"repository\":{\"repo_name\":\"base/os\"}}";
  QCOMPARE(post("/hooks/hub/tell%20nobody", hub, {}).status, 202);
  QCOMPARE(post("/hooks/hub", hub).status, 401);
  const std::string package = "{\"action\":\"published\",\"package\":{\"package_type\":\"container\","
                              "\"name\":\"web\",\"namespace\":\"app\","
                              "\"package_version\":{\"container_metadata\":{\"tag\":{\"name\":\"2\"}}}}}";
  ports::ServedRequest signed_request{"POST", "/hooks/gh", {}, package, "192.0.2.7"};
  signed_request.headers.add("X-Hub-Signature-256", "sha256=" + auth::hmacSha256(kSecret, package));
  QCOMPARE(m_intake->answer(signed_request).status, 202);
  signed_request.body += " ";
  QCOMPARE(m_intake->answer(signed_request).status, 401);
  QCOMPARE(m_wishes, (QStringList{"base base/os:1 by webhook hub", "all base/os:1 by webhook hub",
                                  "far app/web:2 by webhook gh"}));
}

void IntakeTest::refusalsDoNotFillTheStory() {
  m_told.clear();
  for (int i = 0; i < 1000; ++i)
    QCOMPARE(post("/hooks/fra", "{}", "Bearer guess").status, 401);
  for (int i = 0; i < 1000; ++i)
    QCOMPARE(post("/hooks/" + std::to_string(i), "{}").status, 404);
  QCOMPARE(m_told.size(), 6);
  QCOMPARE(m_intake->counts().refused, 2000U);
  m_clock.advance(1min);
  QCOMPARE(post("/hooks/fra", "{}", {}).status, 401);
  QCOMPARE(m_told.size(), 7);
  QVERIFY2(m_told.back().endsWith(QStringLiteral("997 more before")), qPrintable(m_told.back()));
}

void IntakeTest::handshakes() {
  auto changed = fleet();
  changed.webhooks.sources = {{"acr", "fra", "acr", "path", "hook"}, {"ecr", "fra", "ecr", "path", "hook"}};
  m_intake->follow(changed, &m_secrets, {});
  m_told.clear();
  const auto grid = post("/hooks/acr/tell%20nobody",
                         "[{\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\",\"data\":{"
                         "\"validationCode\":\"42\"}}]",
                         {});
  QCOMPARE(grid.status, 200);
  QCOMPARE(QString::fromStdString(grid.body), QStringLiteral("{\"validationResponse\":\"42\"}"));
  ports::ServedRequest options{"OPTIONS", "/hooks/acr/tell%20nobody", {}, {}, "192.0.2.7"};
  options.headers.add("WebHook-Request-Origin", "eventgrid.azure.net");
  const auto allowed = m_intake->answer(options);
  QCOMPARE(allowed.status, 200);
  QCOMPARE(QString::fromStdString(std::string(allowed.headers.get("webhook-allowed-origin"))),
           QStringLiteral("eventgrid.azure.net"));
  options.target = "/hooks/acr/guess";
  QCOMPARE(m_intake->answer(options).status, 401);
  m_told.clear();
  QCOMPARE(post("/hooks/ecr/tell%20nobody",
                "{\"Type\":\"SubscriptionConfirmation\",\"SubscribeURL\":\"https:\\/\\/sns.example\\/c\"}",
                {})
               .status,
           202);
  QCOMPARE(m_told.size(), 1);
  QVERIFY(m_told.front().contains(QStringLiteral("sns.example")));
}

void IntakeTest::followsTheFleet() {
  QVERIFY(m_told.front().contains(QStringLiteral("lost lets nobody in")));
  auto changed = fleet();
  changed.webhooks.sources.resize(1);
  changed.rules.resize(1);
  m_intake->follow(changed, nullptr, {});
  QCOMPARE(post("/hooks/fra", push("base/os", "1", "1")).status, 401); // no place where secrets are
  QCOMPARE(post("/hooks/hub/tell%20nobody", "{}", {}).status, 404);
  m_intake->follow(changed, &m_secrets, {});
  QCOMPARE(post("/hooks/fra", push("base/os", "1", "1")).status, 202);
  QCOMPARE(m_wishes, QStringList{"base base/os:1 by webhook fra"});
}

QTEST_APPLESS_MAIN(IntakeTest)
#include "intake_test.moc"
