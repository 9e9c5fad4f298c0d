// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <chrono> otherwise

#include "distribution/profile_json.h"

using namespace meridian;
using distribution::profileFromJson;
using distribution::profileToJson;
using ports::Ability;

class ProfileJsonTest : public QObject {
  Q_OBJECT

private slots:
  void goesThereAndBack() {
    ports::RegistryProfile p;
    p.probed = base::Timestamp{std::chrono::milliseconds(1795000000123)};
    p.server = "nginx \\ 1", p.auth = "bearer";
    p.streaming = p.resume = p.mount = p.range = Ability::Yes;
    p.chunked = p.cut_kept = p.referrers = Ability::No;
    p.chunk_min = {5242880}, p.chunk_max = {20971520};
    p.own_offset = p.redirects = true;
    p.http_versions = {11, 20};
    p.http_version = 20;
    p.round_trip = std::chrono::microseconds(150321);
    p.read_rate = {1234567.5};
    p.remarks = {"mount: DENIED", "\xc3\xbc"};
    const auto back = profileFromJson(profileToJson(p));
    QVERIFY2(back, back ? "" : back.error().text().c_str());
    QCOMPARE(profileToJson(*back), profileToJson(p));
    QCOMPARE(back->probed, p.probed);
    QCOMPARE(back->server, p.server);
    QVERIFY(back->streaming == Ability::Yes && back->chunked == Ability::No &&
            back->monolithic == Ability::Unknown && back->cut_kept == Ability::No);
    QCOMPARE(back->chunk_max.value, p.chunk_max.value);
    QVERIFY(back->own_offset && back->redirects);
    QCOMPARE(back->http_versions, p.http_versions);
    QCOMPARE(back->round_trip, p.round_trip);
    QCOMPARE(back->read_rate.value, p.read_rate.value);
    QCOMPARE(back->remarks, p.remarks);
  }

  void bytesThatAreNoText() {
    ports::RegistryProfile p;
    p.server = "\xff\xfe server";
    QVERIFY(profileFromJson(profileToJson(p)));
  }

  void reads_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* text, const char* expected) {
      QTest::newRow(name) << QByteArray(text).replace('\'', '"') << QString(expected);
    };
    row("nothing but a version", "{'version':1}", "ok");
    row("unknown key", "{'version':1,'colour':[1,{}]}", "ok");
    row("no version", "{}", "PARSE_FAILED");
    row("later version", "{'version':2}", "PARSE_FAILED");
    row("version in words", "{'version':'1'}", "PARSE_FAILED");
    row("no object", "[1]", "PARSE_FAILED");
    row("no JSON", "profile", "PARSE_FAILED");
    row("cut", "{'version':1,'ser", "PARSE_FAILED");
    row("unknown ability", "{'version':1,'mount':'maybe'}", "PARSE_FAILED");
    row("ability as a truth", "{'version':1,'mount':true}", "PARSE_FAILED");
    row("negative size", "{'version':1,'chunk_max':-1}", "PARSE_FAILED");
    row("size with a fraction", "{'version':1,'chunk_max':1.5}", "PARSE_FAILED");
    row("size in words", "{'version':1,'chunk_max':'1'}", "PARSE_FAILED");
    row("version list of words", "{'version':1,'http_versions':['h2']}", "PARSE_FAILED");
    row("version too large", "{'version':1,'http_version':99999999999}", "PARSE_FAILED");
    row("negative rate", "{'version':1,'read_rate':-1}", "PARSE_FAILED");
    row("time beyond all", "{'version':1,'probed':18446744073709551615}", "PARSE_FAILED");
  }
  void reads() {
    QFETCH(QByteArray, text);
    const auto profile = profileFromJson({text.constData(), static_cast<std::size_t>(text.size())});
    QTEST(profile ? QString("ok") : QString::fromUtf8(base::name(profile.error().code).data()), "expected");
  }
};

QTEST_APPLESS_MAIN(ProfileJsonTest)
#include "profile_json_test.moc"
