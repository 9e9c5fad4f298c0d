// SPDX-License-Identifier: GPL-3.0-or-later
// What a person sends to others holds no secret, wherever secrets were.
#include <QTest>

#include "base/log.h"
#include "base/url.h"
#include "disk/secret_chain.h"
#include "engine/support.h"
#include "sqlite/state_store.h"
#include "support/process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace meridian;
using sqlite::StateStore;

#define GOOD(call)                                                                                           \
  do {                                                                                                       \
    const auto& result_ = (call);                                                                            \
    QVERIFY2(result_, result_ ? "" : result_.error().text().c_str());                                        \
  } while (false)

namespace {

const base::Timestamp kNow(std::chrono::seconds(1'795'338'720)); // 2026-11-22T09:12:00Z

std::string base64(const std::string& text) { return QByteArray::fromStdString(text).toBase64().toStdString(); }

/// Where one of the planted secrets shows, all of which hold "S3cret"; empty: nowhere.
QByteArray found(const QByteArray& text) {
  QList<QByteArray> forms{"S3cret", "s3cret", "%533cret"};
  // Six bytes are eight letters; behind one or two others they begin within a letter.
  forms << QByteArray("S3cret").toBase64() << QByteArray("aS3cret").toBase64().mid(2, 7) << QByteArray("aaS3cret").toBase64().mid(3, 7);
  for (const auto& form : forms)
    if (const auto at = text.indexOf(form); at >= 0) return form + " in " + text.mid(std::max(0, static_cast<int>(at) - 80), 200);
  return {};
}

struct Home {
  test::TemporaryFolder folder;
  engine::Places places{folder.path() / "fleet.json", folder.path() / "state"};

  Home() {
    for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "DOCKER_CONFIG"}) qputenv(name, QByteArray::fromStdString(folder.path().string()));
    qputenv("MERIDIAN_CREDENTIAL_TYO", "robot:S3cret-Environment");
    qputenv("MERIDIAN_CREDENTIAL_OF_NOBODY", "robot:S3cret-Other");
    qputenv("https_proxy", "http://anna:S3cret-Proxy@proxy.test:3128");
    (void)test::writeFile(folder.file("config.json"), R"({"auths":{"sjc.test:5000":{"auth":")" + base64("dock:S3cret-Docker") + R"("}}})");
    (void)test::writeFile(places.fleet_file, fleet());
  }
  static std::string fleet(const std::string& more = {}) {
    const auto region = [](const std::string& id, const std::string& rest) {
      return R"({"id":")" + id + R"(","name":")" + id + R"(","role":"replica","lat":1,"lon":1,"registry":{"url":"http://)" + id + R"(.test:5000")" + rest + "}}";
    };
    return R"({"version":1,"regions":[)" + region("fra", R"(,"credential":"fra")") + "," + region("tyo", R"(,"credential":"tyo")") + "," + region("sjc", more) +
           R"(],"rules":[],"webhooks":{"sources":[{"id":"fra","region":"fra","kind":"harbor","auth":"bearer","credential":"hook"}]}})";
  }
};

} // namespace

class SupportTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() { base::configureLog("*=off"); }

  void holdsNoSecret() {
    Home home;
    const auto secrets = disk::SecretChain::standard(nullptr);
    const std::string kept = "S3cret/File+Pw d";
    GOOD(secrets->put("fra", {"anna", kept, {}}, {}));
    GOOD(secrets->put("hook", {"x", "S3cret-Hook", {}}, {}));
    {
      auto store = StateStore::open(home.places.state_dir / "state.db", kNow);
      GOOD(store);
      ports::JobRecord job;
      job.id = "20261122T091200Z-4f3a", job.rule = "base", job.created = kNow, job.state = ports::JobState::Failed;
      job.error = "GET https://anna:S3cret-Url@fra.test/v2/?token=S3cret-Query: 401";
      GOOD((*store)->putJob(job));
      ports::OutcomeRecord outcome;
      outcome.job = job.id, outcome.target = "tyo", outcome.ref = "app/web:1.2", outcome.result = "failed", outcome.finished = kNow;
      outcome.error_message = "sent Authorization: Basic " + base64("anna:" + kept);
      GOOD((*store)->putOutcomes({outcome}));
      const std::vector<std::string> texts{"they said: \"" + kept + "\"", "they said: " + base::percentEncode(kept), "they said " + base64("robot:S3cret-Environment"),
                                           "they said " + base64("x" + std::string("S3cret-Hook")), "POST /hooks/fra/S3cret-Path: 202", "password=S3cret-Word",
                                           "docker said " + base64("dock:S3cret-Docker"), "and S3cret-Docker, S3cret-Other", "Bearer S3cret-Bearer.token",
                                           "plain words about app/web:1.2"};
      for (const auto& text : texts) GOOD((*store)->putEvents({{0, job.id, kNow, "warning", text}}));
      GOOD((*store)->actions()->putAction({0, kNow, "anna@desk", "credential.set", "credential fra", "{\"password\": \"S3cret-Json\"}", kept}));
      GOOD((*store)->putFact("upload/tyo/app", "https://tyo.test/?_state=S3cret-State"));
      GOOD((*store)->putFact("profile/tyo", "http://u:S3cret-Profile@tyo.test:5000\n{\"version\":1}"));
    }
    engine::SupportRequest request;
    request.places = home.places;
    request.programs = {{"meridianctl", "1.2.3"}};
    const auto text = QByteArray::fromStdString(engine::supportText(request, kNow, {}));
    const auto hit = found(text);
    QVERIFY2(hit.isEmpty(), hit.constData());

    // And it is of use.
    QJsonParseError error;
    const auto json = QJsonDocument::fromJson(text, &error).object();
    QVERIFY2(!json.isEmpty(), qPrintable(error.errorString()));
    QCOMPARE(json["programs"].toObject()["meridianctl"].toString(), QString("1.2.3"));
    for (const char* key : {"libcurl", "compiler"}) QVERIFY2(!json["programs"].toObject()[key].toString().isEmpty(), key);
    for (const char* key : {"kernel", "memory", "processors"}) QVERIFY2(!json["machine"].toObject()[key].toString().isEmpty(), key);
    const auto region = json["fleet"].toObject()["regions"].toArray()[0].toObject()["registry"].toObject();
    QCOMPARE(region["url"].toString(), QString("http://fra.test:5000"));
    QCOMPARE(region["credential"].toString(), QString("fra"));
    const auto state = json["state"].toObject();
    QCOMPARE(state["integrity"].toString(), QString("ok"));
    QCOMPARE(state["rows"].toObject()["events"].toInt(), 10);
    QCOMPARE(state["facts"].toObject()["upload/"].toInt(), 1);
    QCOMPARE(json["jobs"].toArray()[0].toObject()["failures"].toArray()[0].toObject()["ref"].toString(), QString("app/web:1.2"));
    QCOMPARE(json["events"].toArray().last().toArray().last().toString(), QString("plain words about app/web:1.2"));
    QCOMPARE(json["activity"].toArray()[0].toArray()[1].toString(), QString("anna@desk"));
    QCOMPARE(json["registries"].toObject()["tyo"].toObject()["profile"].toObject()["version"].toInt(), 1);
    QVERIFY(json["process"].toObject().contains("https_proxy"));
  }

  void saysWhatCannotBeRead_data() {
    QTest::addColumn<QString>("what");
    for (const char* what : {"no fleet", "a secret in the fleet file", "no state", "a damaged state"}) QTest::newRow(what) << what;
  }
  void saysWhatCannotBeRead() {
    QFETCH(QString, what);
    Home home;
    const auto database = home.places.state_dir / "state.db";
    if (what != "no state") GOOD(StateStore::open(database, kNow));
    if (what == "no fleet") std::filesystem::remove(home.places.fleet_file);
    if (what.startsWith("a secret")) QVERIFY(test::writeFile(home.places.fleet_file, Home::fleet(R"(,"password":"S3cret-Fleet")")));
    if (what.startsWith("a damaged")) QVERIFY(test::writeFile(database, std::string(8192, 'n')));
    engine::SupportRequest request;
    request.places = home.places;
    const auto text = QByteArray::fromStdString(engine::supportText(request, kNow, {}));
    const auto hit = found(text);
    QVERIFY2(hit.isEmpty(), hit.constData());
    const auto json = QJsonDocument::fromJson(text).object();
    QVERIFY(!json.isEmpty());
    const auto part = json[what.endsWith("state") ? "state" : "fleet"].toObject();
    QVERIFY2(!part["problem"].toString().isEmpty(), text.constData());
    QVERIFY(json["machine"].isObject());
  }
};

QTEST_GUILESS_MAIN(SupportTest)
#include "support_test.moc"
