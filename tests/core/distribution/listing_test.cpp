// SPDX-License-Identifier: GPL-3.0-or-later
#include "scripted_client.h"

#include "distribution/listing.h"
#include "distribution/referrers.h"
#include "oci/media_type.h"

#include <QTest>

using namespace meridian;
using namespace meridian::test;
using base::Errc;

namespace {

std::string indexOf(const std::vector<std::string>& digests) {
  std::string out =
      R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[)";
  for (const auto& digest : digests)
    out +=
        (out.back() == '[' ? "" : ",") +
        (R"({"mediaType":"application/vnd.oci.image.manifest.v1+json","size":3,"digest":")" + digest + "\"}");
  return out + "]}";
}
const std::string kIndexType(oci::kOciIndex);

} // namespace

class ListingTest : public QObject {
  Q_OBJECT

private slots:
  void names_data() {
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("expected");
    QTest::newRow("two") << R"({"name":"a","tags":["1","2"]})"
                         << "1,2";
    QTest::newRow("null") << R"({"name":"a","tags":null})"
                          << "";
    QTest::newRow("missing") << R"({"name":"a"})"
                             << "";
    QTest::newRow("no list") << R"({"tags":"1"})"
                             << "BAD_ANSWER";
    QTest::newRow("no name") << R"({"tags":[1]})"
                             << "BAD_ANSWER";
    QTest::newRow("no object") << R"(["1"])"
                               << "BAD_ANSWER";
    QTest::newRow("no json") << "<html>"
                             << "BAD_ANSWER";
  }
  void names() {
    QFETCH(QString, json);
    const auto names = distribution::parseNames(json.toStdString(), "tags");
    QString told = words(names);
    if (names) {
      told.clear();
      for (const auto& name : *names)
        told += (told.isEmpty() ? "" : ",") + QString::fromStdString(name);
    }
    QTEST(told, "expected");
  }

  void followsPages_data() {
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("second");
    const QString second = "https://r.example.com/v2/a/tags/list?last=2&n=2";
    QTest::newRow("absolute path") << "</v2/a/tags/list?last=2&n=2>; rel=\"next\"" << second;
    QTest::newRow("relative") << "<list?last=2&n=2>; rel=\"next\"" << second;
    QTest::newRow("query") << "<?last=2&n=2>; rel=\"next\"" << second;
    QTest::newRow("absolute") << "<https://r.example.com/v2/a/tags/list?last=2&n=2>; rel=\"next\"" << second;
    QTest::newRow("another host stays here")
        << "<http://10.0.0.1:5000/v2/a/tags/list?last=2&n=2>; rel=\"next\"" << second;
  }
  void followsPages() {
    QFETCH(QString, link);
    QFETCH(QString, second);
    ScriptedClient s([&](const Asked& asked) -> Reply {
      if (asked.url.find("last=") == std::string::npos)
        return {200, {{"Link", link.toStdString()}}, R"({"tags":["1","2"]})", {}};
      return {200, {}, R"({"tags":["2","3"]})", {}};
    });
    const auto tags = ports::allTags(*s.client, "a", {});
    QCOMPARE(words(tags), "ok");
    QCOMPARE(*tags, (std::vector<std::string>{"1", "2", "3"}));
    QCOMPARE(QString::fromStdString(s.http.asked().back().url), second);
  }

  void pagesInACircle() {
    ScriptedClient s([&](const Asked&) -> Reply {
      return {200, {{"Link", "</v2/_catalog?last=x>; rel=next"}}, R"({"repositories":["x"]})", {}};
    });
    QCOMPARE(words(ports::allRepositories(*s.client, {})), "BAD_ANSWER");
    QVERIFY(s.http.asked().size() <= 3);
  }

  void registryMayChooseThePageSize() {
    ScriptedClient s([&](const Asked& asked) -> Reply {
      if (asked.url.ends_with("?n=500"))
        return {
            400,
            {},
            R"({"errors":[{"code":"PAGINATION_NUMBER_INVALID","message":"invalid number of results requested"}]})",
            {}};
      return {200, {}, R"({"repositories":["x"]})", {}};
    });
    QCOMPARE(words(ports::allRepositories(*s.client, {})), "ok");
  }

  void noRepository() {
    ScriptedClient s([&](const Asked&) -> Reply { return {404, {}, "", {}}; });
    QCOMPARE(words(s.client->listTags("a", "", {})), "NAME_UNKNOWN");
  }

  void referrersApi() {
    const auto one = digestOf("1").text(), two = digestOf("2").text();
    ScriptedClient s([&](const Asked& asked) -> Reply {
      if (asked.url.find("page=2") == std::string::npos)
        return {200, {{"Content-Type", kIndexType}, {"Link", "<?page=2>; rel=next"}}, indexOf({one}), {}};
      return {200, {{"Content-Type", kIndexType}}, indexOf({two}), {}};
    });
    const auto found = s.client->listReferrers("a", digestOf("x"), {});
    QCOMPARE(words(found), "ok");
    QCOMPARE(found->size(), 2U);
    QCOMPARE(s.http.asked()[0].url, "https://r.example.com/v2/a/referrers/" + digestOf("x").text());
  }

  void fallbackTag_data() {
    QTest::addColumn<QString>("body"); // of the fallback tag; empty: 404
    QTest::addColumn<int>("count");
    const auto subject = QString::fromStdString(indexOf({digestOf("child").text()}));
    QTest::newRow("index") << QString::fromStdString(indexOf({digestOf("1").text(), digestOf("2").text()}))
                           << 2;
    QTest::newRow("none") << "" << 0;
    QTest::newRow("the subject itself") << subject << 0;
    QTest::newRow("no manifest") << "[]" << 0;
  }
  void fallbackTag() {
    QFETCH(QString, body);
    QFETCH(int, count);
    const auto subject = digestOf(indexOf({digestOf("child").text()}));
    ScriptedClient s([&](const Asked& asked) -> Reply {
      if (asked.url.find("/manifests/sha256-" + std::string(subject.encoded())) == std::string::npos ||
          body.isEmpty())
        return {404, {}, "404 page not found\n", {}};
      return {200, {{"Content-Type", kIndexType}}, body.toStdString(), {}};
    });
    for (int i = 0; i < 2; ++i) {
      const auto found = s.client->listReferrers("a", subject, {});
      QCOMPARE(words(found), "ok");
      QCOMPARE(static_cast<int>(found->size()), count);
    }
    QCOMPARE(s.http.asked().size(), 3U); // the API is asked for once
  }

  void referrersOfAnUnknownRepositoryDoNotHideTheApi() {
    ScriptedClient s([&](const Asked&) -> Reply {
      return {404, {}, R"({"errors":[{"code":"NAME_UNKNOWN"}]})", {}};
    });
    for (int i = 0; i < 2; ++i)
      QCOMPARE(words(s.client->listReferrers("a", digestOf("x"), {})), "ok");
    QCOMPARE(s.http.asked().size(), 4U);
  }

  void tagOfALongDigest() {
    const auto digest = oci::Digest::parse("sha512:" + std::string(128, 'a'));
    QCOMPARE(distribution::referrersTag(*digest), "sha512-" + std::string(64, 'a'));
  }
};

QTEST_APPLESS_MAIN(ListingTest)
#include "listing_test.moc"
