// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/adopt/cases.h"

using namespace meridian::adopt;

class DregsyTest : public QObject {
  Q_OBJECT

private slots:
  void wholeFile() {
    const auto adopted =
        adopt(Format::Dregsy,
              "relay: skopeo\n"
              "skopeo: {binary: skopeo}\n"
              "tasks:\n"
              "- name: nightly copy\n"
              "  interval: 3600\n"
              "  verbose: true\n"
              "  source: {registry: src.example.com, auth: eyJ1c2VybmFtZSI6ICJhbGV4In0K}\n"
              "  target: {registry: dst.example.com, skip-tls-verify: true, auth-refresh: 10h}\n"
              "  mappings:\n"
              "  - from: test/image\n"
              "    to: archive/test/image\n"
              "  - from: test/image\n"
              "    to: /test/image\n"
              "    tags: ['0.1.0', 'semver: >=1.31.0 <1.31.9', 'regex: ^1-(a|b)$', 'semver: >=3.0.0']\n"
              "  - from: regex:team/.*\n"
              "    tags: ['regex: ! beta']\n"
              "  - from: regex:team/.*\n"
              "    to: prefix\n"
              "  - from: all\n"
              "    platform: all\n"
              "    tags: ['a b']\n"
              "    odd: 1\n",
              "dregsy.yml");
    QVERIFY2(adopted, adopted ? "" : adopted.error().message.c_str());
    const auto lines = rules(*adopted);
    QCOMPARE(lines.size(), 3);
    QVERIFY2(
        lines[0].startsWith("nightly-copy: src.example.com > dst.example.com repositories=[\"test/image\"] "
                            "tags={\"include\":[\"0.1.0\",\"re:1-(a|b)\"]}"),
        qPrintable(lines[0]));
    QVERIFY2(
        lines[1].startsWith("nightly-copy-2: src.example.com > dst.example.com repositories=[\"test/image\"] "
                            "tags={\"semver\":\">=1.31.0 <1.31.9 || >=3.0.0\"}"),
        qPrintable(lines[1]));
    QVERIFY2(
        lines[2].startsWith("nightly-copy-3: src.example.com > dst.example.com repositories=[\"re:team/.*\"] "
                            "tags={\"exclude\":[\"re:.*beta.*\"]}"),
        qPrintable(lines[2]));
    const QStringList places{"~relay",
                             "~skopeo",
                             "~tasks[0].source.auth",
                             "tasks[0].target.auth-refresh",
                             "tasks[0].target.skip-tls-verify",
                             "~tasks[0].verbose",
                             "tasks[0].mappings[0].to",
                             "tasks[0].mappings[3].to",
                             "tasks[0].mappings[4].tags[0]",
                             "tasks[0].mappings[4].odd"};
    QCOMPARE(gaps(*adopted), places);
    QVERIFY(!allText(*adopted).contains("eyJ"));
  }

  void keeps_data() {
    QTest::addColumn<QString>("tags");
    QTest::addColumn<QString>("selection");
    QTest::newRow("alone") << "['keep: ^v']"
                           << R"({"exclude":["re:(?!(?:v.*)$).*"]})";
    QTest::newRow("two, one turned round") << "['keep: ^v', 'keep: !rc']"
                                           << R"({"exclude":["re:(?!(?:v.*)$).*","re:.*rc.*"]})";
    QTest::newRow("with names") << "[a, 'keep: x']"
                                << R"({"include":["a"],"exclude":["re:(?!(?:.*x.*)$).*"]})";
  }
  void keeps() {
    QFETCH(QString, tags);
    QFETCH(QString, selection);
    const auto adopted =
        adopt(Format::Dregsy,
              "tasks: [{name: t, source: {registry: a.io}, target: {registry: b.io}, mappings: "
              "[{from: x, tags: " +
                  tags.toStdString() + "}]}]",
              "dregsy.yml");
    QVERIFY(adopted);
    QCOMPARE(rules(*adopted), QStringList("t: a.io > b.io repositories=[\"x\"] tags=" + selection));
  }

  void withoutARegistry() {
    const auto adopted = adopt(
        Format::Dregsy, "tasks: [{name: a, source: {registry: a.io}, mappings: [{from: b}]}]", "dregsy.yml");
    QVERIFY(adopted);
    QCOMPARE(rules(*adopted).size(), 0);
    QCOMPARE(gaps(*adopted), QStringList({"tasks[0].target.registry", "tasks[0]"}));
  }
};

QTEST_GUILESS_MAIN(DregsyTest)
#include "dregsy_test.moc"
