// SPDX-License-Identifier: GPL-3.0-or-later
#include "scripted_client.h"

#include "oci/media_type.h"

#include <QTest>

using namespace meridian;
using namespace meridian::test;
using base::Errc;

namespace {

const std::string kImage =
    R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":")" +
    digestOf("{}").text() + R"(","size":2},"layers":[]})";
const std::string kImageType(oci::kOciManifest);

} // namespace

class ManifestsTest : public QObject {
  Q_OBJECT

private slots:
  void head_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("named");
    QTest::addColumn<QString>("expected");
    QTest::newRow("with digest") << 200 << true << "found in 1";
    QTest::newRow("without digest") << 200 << false << "found in 2";
    QTest::newRow("HEAD refused") << 405 << false << "found in 2";
    QTest::newRow("not there") << 404 << false << "none in 1";
    QTest::newRow("not allowed") << 403 << false << "DENIED in 1";
  }
  void head() {
    QFETCH(int, status);
    QFETCH(bool, named);
    ScriptedClient s([&](const Asked& asked) -> Reply {
      Reply reply{asked.method == "HEAD" ? status : 200, {{"Content-Type", kImageType}}, kImage, {}};
      if (named) reply.headers.emplace_back("Docker-Content-Digest", digestOf(kImage).text());
      reply.headers.emplace_back("Content-Length", std::to_string(kImage.size()));
      return reply;
    });
    const auto head = s.client->headManifest("a", "1", {});
    QString told = words(head);
    if (head) told = *head ? "found" : "none";
    QTEST(told + " in " + QString::number(s.http.asked().size()), "expected");
    if (head && *head) {
      QCOMPARE((*head)->digest, digestOf(kImage));
      QCOMPARE((*head)->media_type, kImageType);
      QCOMPARE((*head)->size.value, kImage.size());
    }
    const auto accept = std::string(s.http.asked()[0].headers.get("Accept"));
    for (const auto& type : oci::acceptedManifests())
      QVERIFY2(accept.find(type) != std::string::npos, type.c_str());
  }

  void bytesMustMatch_data() {
    QTest::addColumn<QString>("reference");
    QTest::addColumn<QString>("told");
    QTest::addColumn<QString>("expected");
    const auto good = QString::fromStdString(digestOf(kImage).text());
    const auto other = QString::fromStdString(digestOf("other").text());
    const auto sha512 = "sha512:" + QString(128, 'a');
    QTest::newRow("tag") << "1" << good << "ok";
    QTest::newRow("tag without header") << "1"
                                        << ""
                                        << "ok";
    QTest::newRow("tag with another digest") << "1" << other << "CONTENT_MISMATCH";
    QTest::newRow("digest") << good << good << "ok";
    QTest::newRow("another digest") << other << ""
                                    << "CONTENT_MISMATCH";
    QTest::newRow("header of another algorithm") << "1" << sha512 << "ok";
    QTest::newRow("header is no digest") << "1"
                                         << "what"
                                         << "ok";
  }
  void bytesMustMatch() {
    QFETCH(QString, reference);
    QFETCH(QString, told);
    ScriptedClient s([&](const Asked&) -> Reply {
      Reply reply{200, {{"Content-Type", kImageType}}, kImage, {}};
      if (!told.isEmpty()) reply.headers.emplace_back("Docker-Content-Digest", told.toStdString());
      return reply;
    });
    const auto manifest = s.client->getManifest("a", reference.toStdString(), {});
    QTEST(words(manifest), "expected");
    if (manifest) QCOMPARE(manifest->bytes, kImage);
  }

  void put() {
    const auto manifest = oci::Manifest::parse(kImage, kImageType);
    QVERIFY(manifest);
    std::string told = digestOf(kImage).text();
    ScriptedClient s([&](const Asked&) -> Reply { return {201, {{"Docker-Content-Digest", told}}, "", {}}; });
    QCOMPARE(words(s.client->putManifest("a", "1", *manifest, {})), "ok");
    QCOMPARE(s.http.asked()[0].body, kImage);
    QCOMPARE(s.http.asked()[0].url, std::string("https://r.example.com/v2/a/manifests/1"));
    QCOMPARE(std::string(s.http.asked()[0].headers.get("Content-Type")), kImageType);
    QCOMPARE(words(s.client->putManifest("a", digestOf("other").text(), *manifest, {})), "DIGEST_INVALID");
    told = digestOf("other").text();
    QCOMPARE(words(s.client->putManifest("a", "1", *manifest, {})), "CONTENT_MISMATCH");
  }

  void retries_data() {
    QTest::addColumn<int>("failures");
    QTest::addColumn<int>("status"); // 0: the connection breaks
    QTest::addColumn<QString>("expected");
    QTest::newRow("broken once") << 1 << 0 << "ok";
    QTest::newRow("503 four times") << 4 << 503 << "ok";
    QTest::newRow("503 for ever") << 99 << 503 << "SERVER_ERROR";
    QTest::newRow("429") << 2 << 429 << "ok";
    QTest::newRow("403") << 1 << 403 << "DENIED";
  }
  void retries() {
    QFETCH(int, failures);
    QFETCH(int, status);
    const auto manifest = oci::Manifest::parse(kImage, kImageType);
    int left = failures;
    ScriptedClient s([&](const Asked&) -> Reply {
      if (left-- > 0)
        return status == 0 ? Reply{0, {}, "", Errc::ConnectionLost} : Reply{status, {}, "no", {}};
      return {201, {}, "", {}};
    });
    QTEST(words(s.client->putManifest("a", "1", *manifest, {})), "expected");
    for (const auto& asked : s.http.asked())
      QCOMPARE(asked.body, kImage);
    QVERIFY(s.http.asked().size() <= 5);
  }

  void longRetryAfterIsLeftToTheCaller() {
    ScriptedClient s([&](const Asked&) -> Reply { return {429, {{"Retry-After", "3600"}}, "", {}}; });
    const auto head = s.client->headManifest("a", "1", {});
    QCOMPARE(words(head), "TOOMANYREQUESTS");
    QCOMPARE(head.error().retry_after.count(), 3600);
    QCOMPARE(s.http.asked().size(), 1U);
  }

  void deletes_data() {
    QTest::addColumn<QString>("reference");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("says");
    const auto digest = QString::fromStdString(digestOf("x").text());
    const auto row = [&](const char* name, const QString& reference, int status, const char* code,
                         const char* expected, const char* says) {
      QTest::newRow(name) << reference << status << code << expected << says;
    };
    row("digest taken", digest, 202, "", "ok", "");
    row("tag taken", "1.0", 202, "", "ok", "");
    row("digest gone", digest, 404, "MANIFEST_UNKNOWN", "ok", "");
    row("tag gone", "1.0", 404, "MANIFEST_UNKNOWN", "ok", "");
    row("repository gone", digest, 404, "NAME_UNKNOWN", "ok", "");
    row("switched off", digest, 405, "UNSUPPORTED", "UNSUPPORTED",
        "deletes are switched off at this registry (405); for distribution set storage.delete.enabled");
    row("405 with another code", digest, 405, "DENIED", "UNSUPPORTED", "switched off");
    row("tag, 405", "1.0", 405, "UNSUPPORTED", "UNSUPPORTED",
        "this registry deletes no tags (405): by digest only, or");
    row("tag, distribution 2.8", "1.0", 400, "DIGEST_INVALID", "UNSUPPORTED",
        "this registry deletes no tags (400): by digest only");
    row("tag, 400 by the spec", "1.0", 400, "UNSUPPORTED", "UNSUPPORTED", "by digest only");
    row("may not", digest, 403, "DENIED", "DENIED", "");
    row("bad digest", digest, 400, "DIGEST_INVALID", "DIGEST_INVALID", "");
    row("broken", digest, 500, "", "SERVER_ERROR", "");
  }
  void deletes() {
    QFETCH(QString, reference);
    QFETCH(int, status);
    QFETCH(QString, code);
    QFETCH(QString, says);
    ScriptedClient s([&](const Asked&) -> Reply {
      return {status, {}, R"({"errors":[{"code":")" + code.toStdString() + R"("}]})", {}};
    });
    const auto done = s.client->deleteManifest("app/web", reference.toStdString(), {});
    QTEST(words(done), "expected");
    if (!says.isEmpty())
      QVERIFY2(done.error().text().find(says.toStdString()) != std::string::npos,
               done.error().text().c_str());
    const auto asked = s.http.asked().front();
    QCOMPARE(asked.url, "https://r.example.com/v2/app/web/manifests/" + reference.toStdString());
    QCOMPARE(asked.method, std::string("DELETE"));
  }

  void namesAreCheckedFirst() {
    ScriptedClient s([&](const Asked&) -> Reply { return {200, {}, "", {}}; });
    QVERIFY(!s.client->headManifest("../etc", "1", {}));
    QVERIFY(!s.client->headManifest("a", "../1", {}));
    QVERIFY(!s.client->headManifest("a", "sha256:12", {}));
    QVERIFY(!s.client->listTags("A", "", {}));
    QVERIFY(!s.client->mountBlob("a", digestOf("x"), "b?c", {}));
    QVERIFY(s.http.asked().empty());
  }

  void addressThatIsNone() {
    distribution::ClientOptions options;
    options.url = "ftp://user:pw@r.example.com";
    ScriptedClient s([&](const Asked&) -> Reply { return {200, {}, "", {}}; }, options);
    const auto ping = s.client->ping({});
    QCOMPARE(words(ping), "CONFIG_INVALID");
    QVERIFY(ping.error().text().find("pw") == std::string::npos);
  }

  void ping_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("expected");
    QTest::newRow("registry") << 200 << "application/json"
                              << "ok";
    QTest::newRow("no type") << 200 << ""
                             << "ok";
    QTest::newRow("web page") << 200 << "text/html; charset=utf-8"
                              << "BAD_ANSWER";
    QTest::newRow("nothing there") << 404 << "text/plain"
                                   << "BAD_ANSWER";
    QTest::newRow("broken") << 500 << ""
                            << "SERVER_ERROR";
  }
  void ping() {
    QFETCH(int, status);
    QFETCH(QString, type);
    ScriptedClient s([&](const Asked&) -> Reply {
      return {status, {{"Content-Type", type.toStdString()}}, "{}", {}};
    });
    QTEST(words(s.client->ping({})), "expected");
  }

  void stopEndsTheWaitForATry() {
    std::stop_source stop;
    ScriptedClient s([&](const Asked&) -> Reply {
      stop.request_stop();
      return {503, {}, "", {}};
    });
    QCOMPARE(words(s.client->headManifest("a", "1", stop.get_token())), "CANCELLED");
  }
};

QTEST_APPLESS_MAIN(ManifestsTest)
#include "manifests_test.moc"
