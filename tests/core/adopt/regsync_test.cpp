// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/adopt/cases.h"

using namespace meridian::adopt;

class RegsyncTest : public QObject {
  Q_OBJECT

private slots:
  void wholeFile() {
    const auto adopted = adopt(Format::Regsync, fixture("regsync.yml"), "regsync.yml");
    QVERIFY2(adopted, adopted ? "" : adopted.error().message.c_str());
    const QStringList places{"~creds[0].pass",   "~creds[1].pass",     "~creds[2].credHelper",
                             "creds[2].mirrors", "~defaults.parallel", "~defaults.ratelimit",
                             "sync[0].backup",   "~sync[1].schedule",  "~sync[1].platform",
                             "sync[2]",          "creds[2].surprise"};
    QCOMPARE(gaps(*adopted), places);
    const QStringList expected_regions{
        "mirror.example.com-5000 replica http://mirror.example.com:5000 credential=mirror.example.com-5000 "
        "limits={\"requests_per_second\":2.5,\"requests_at_once\":4}",
        "docker-hub primary https://registry-1.docker.io credential=docker-hub",
        "ghcr.io primary https://ghcr.io"};
    QCOMPARE(regions(*adopted), expected_regions);
    const auto lines = rules(*adopted);
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0],
             "library-busybox: docker-hub > mirror.example.com-5000 repositories=[\"library/busybox\"] "
             "tags={\"include\":[\"1.36\"]} schedule={\"poll\":\"90m\"}");
    const QString team = " ghcr.io > mirror.example.com-5000 repositories=[\"team/app\"] ";
    const QString rest =
        " platforms=[\"linux/amd64\"] referrers={\"copy\":\"all\"} schedule={\"cron\":\"15 01 * * *\"}";
    QCOMPARE(lines[1], "team-app:" + team + "tags={\"include\":[\"latest\",\"re:edge.*\"]}" + rest);
    QCOMPARE(lines[2], "team-app-2:" + team +
                           "tags={\"exclude\":[\"re:.*-rc.*\"],\"semver\":\">=1.2.0 <2.0.0 || =3.0.0\"}" +
                           rest);
    QCOMPARE(lines[3],
             "from-ghcr.io: ghcr.io > mirror.example.com-5000 "
             "repositories=[\"re:team/.*\",\"base\",\"!re:team/secret.*\"] schedule={\"poll\":\"90m\"}");
    for (const auto* secret : {"hunter2", "robot", "HUB_USER", "hub_token"})
      QVERIFY2(!allText(*adopted).contains(secret), secret);
  }

  void oneStep_data() {
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("rule"); // how it begins; empty: none
    QTest::addColumn<QStringList>("places");
    const auto row = [](const char* name, const char* step, const char* rule, const QStringList& places) {
      QTest::newRow(name) << step << rule << places;
    };
    row("name of a hub image", "{source: alpine, target: m.io/library/alpine, type: repository}",
        "library-alpine: docker-hub > m.io repositories=[\"library/alpine\"]", {});
    row("renamed", "{source: alpine, target: m.io/alpine, type: repository}", "", {"sync[0]"});
    row("another tag", "{source: 'a.io/x:1', target: 'm.io/x:2', type: image}", "", {"sync[0]"});
    row("no tag is latest", "{source: a.io/x, target: 'm.io/x:latest', type: image}",
        "x: a.io > m.io repositories=[\"x\"] tags={\"include\":[\"latest\"]}", {});
    row("by digest", "{source: 'a.io/x@sha256:00', target: m.io/x, type: image}", "", {"sync[0].source"});
    row("template", "{source: 'a.io/{{.X}}', target: m.io/x, type: repository}", "", {"sync[0].source"});
    row("layout on disk", "{source: a.io/x, target: 'ocidir:///tmp/x', type: repository}", "",
        {"sync[0].target"});
    row("unknown type", "{source: a.io/x, target: m.io/x, type: folder}", "", {"sync[0].type"});
    row("no type", "{source: a.io/x, target: m.io/x}", "", {"sync[0].type"});
    row("registry with a path", "{source: a.io/x, target: m.io, type: registry}", "", {"sync[0]"});
    row("same registry", "{source: a.io/x, target: a.io/x, type: repository}", "", {"sync[0]"});
    row("whole registry", "{source: a.io, target: m.io, type: registry}",
        "from-a.io: a.io > m.io repositories=[\"**\"]", {});
    row("media types", "{source: a.io/x, target: m.io/x, type: repository, mediaTypes: [a]}",
        "x: a.io > m.io repositories=[\"x\"]", {"sync[0].mediaTypes"});
    row("tag of another name", "{source: a.io/x, target: m.io/x, type: repository, targetTag: '{{.T}}'}", "",
        {"sync[0].targetTag"});
    row("bad interval", "{source: a.io/x, target: m.io/x, type: repository, interval: often}",
        "x: a.io > m.io repositories=[\"x\"]", {"sync[0].interval"});
    row("unknown keys, at two depths",
        "{source: a.io/x, target: m.io/x, type: repository, tags: {allow: [a], prefer: b}, colour: red}",
        "x: a.io > m.io repositories=[\"x\"] tags={\"include\":[\"a\"]}",
        {"sync[0].tags.prefer", "sync[0].colour"});
  }
  void oneStep() {
    QFETCH(QString, step);
    QFETCH(QString, rule);
    QFETCH(QStringList, places);
    const auto adopted = adopt(Format::Regsync, "sync:\n- " + step.toStdString() + "\n", "regsync.yml");
    QVERIFY2(adopted, adopted ? "" : adopted.error().message.c_str());
    const auto lines = rules(*adopted);
    QCOMPARE(lines.size(), rule.isEmpty() ? 0 : 1);
    if (!rule.isEmpty()) QVERIFY2(lines[0].startsWith(rule), qPrintable(lines[0]));
    QCOMPARE(gaps(*adopted), places);
  }

  void schedules_data() {
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QString>("schedule");
    QTest::newRow("interval") << "interval: 1h30m"
                              << R"({"poll":"90m"})";
    QTest::newRow("seconds are rounded up") << "interval: 90s"
                                            << R"({"poll":"2m"})";
    QTest::newRow("schedule wins") << "interval: 1h, schedule: '@daily'"
                                   << R"({"cron":"@daily"})";
    QTest::newRow("every") << "schedule: '@every 5m'"
                           << R"({"poll":"5m"})";
    QTest::newRow("with a zone") << "schedule: 'CRON_TZ=Asia/Tokyo 0 6 * * ?'"
                                 << R"({"cron":"0 6 * * *","zone":"Asia/Tokyo"})";
  }
  void schedules() {
    QFETCH(QString, keys);
    QFETCH(QString, schedule);
    const auto adopted =
        adopt(Format::Regsync,
              "sync: [{source: a.io/x, target: m.io/x, type: repository, " + keys.toStdString() + "}]",
              "regsync.yml");
    QVERIFY2(adopted, adopted ? "" : adopted.error().message.c_str());
    QCOMPARE(rules(*adopted), QStringList("x: a.io > m.io repositories=[\"x\"] schedule=" + schedule));
  }

  void stepsThatDifferInOneThingBecomeOneRule() {
    const auto adopted = adopt(Format::Regsync,
                               "sync:\n"
                               "- {source: a.io/x, target: m.io/x, type: repository}\n"
                               "- {source: a.io/x, target: n.io/x, type: repository}\n"
                               "- {source: a.io/y, target: m.io/y, type: repository}\n"
                               "- {source: a.io/y, target: n.io/y, type: repository}\n",
                               "regsync.yml");
    QVERIFY(adopted);
    QCOMPARE(rules(*adopted), QStringList("from-a.io: a.io > m.io n.io repositories=[\"x\",\"y\"]"));
  }

  void refuses() {
    for (const char* text : {"", "plain words", "a: [1", "other: 1"}) {
      const auto adopted = adopt(Format::Regsync, text, "x.yml");
      if (adopted) {
        QCOMPARE(rules(*adopted).size(), 0);
        QVERIFY(!adopted->gaps.empty());
      } else {
        QVERIFY2(adopted.error().message.starts_with("x.yml: "), adopted.error().message.c_str());
      }
    }
  }
};

QTEST_GUILESS_MAIN(RegsyncTest)
#include "regsync_test.moc"
