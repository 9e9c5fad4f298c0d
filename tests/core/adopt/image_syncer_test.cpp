// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/adopt/cases.h"

using namespace meridian::adopt;

class ImageSyncerTest : public QObject {
  Q_OBJECT

private slots:
  void images_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::addColumn<QStringList>("places");
    const auto row = [](const char* name, const char* text, const QStringList& expected,
                        const QStringList& places) { QTest::newRow(name) << text << expected << places; };
    row("all tags", "quay.io/team/app: m.io/team/app",
        {"team-app: quay.io > m.io repositories=[\"team/app\"]"}, {});
    row("tags", "quay.io/team/app:v1.0,v2.0: m.io/team/app",
        {"team-app: quay.io > m.io repositories=[\"team/app\"] tags={\"include\":[\"v1.0\",\"v2.0\"]}"}, {});
    row("expression", "quay.io/team/app:/a+/: m.io/team/app",
        {"team-app: quay.io > m.io repositories=[\"team/app\"] tags={\"include\":[\"re:.*a+.*\"]}"}, {});
    row("several targets", "quay.io/team/app: [m.io/team/app, n.io/team/app]",
        {"team-app: quay.io > m.io n.io repositories=[\"team/app\"]"}, {});
    row("same tag at the target", "'quay.io/team/app:1': 'm.io/team/app:1'",
        {"team-app: quay.io > m.io repositories=[\"team/app\"] tags={\"include\":[\"1\"]}"}, {});
    row("renamed", "quay.io/team/app: m.io/other/app", {}, {"quay.io/team/app"});
    row("another tag", "'quay.io/team/app:1': 'm.io/team/app:2'", {}, {"quay.io/team/app:1"});
    row("digest", "quay.io/team/app@sha256:00: m.io/team/app", {}, {"quay.io/team/app@sha256:00"});
    row("no tags", "'quay.io/team/app:a,,b': m.io/team/app", {}, {"quay.io/team/app:a,,b"});
    row("default registry", "quay.io/team/app: ''",
        {"team-app: quay.io > registry.invalid repositories=[\"team/app\"]"}, {"~quay.io/team/app"});
    row("an auth file", "quay.io: {username: a, password: b}", {}, {"quay.io"});
    row("single configuration, JSON with comments",
        "{ /* who */ \"auth\": {\"quay.io\": {\"username\": \"bob\", \"password\": \"pw\", \"insecure\": "
        "true},"
        " \"m.io/team\": {\"username\": \"bob\"}, \"m.io\": {\"colour\": 1}},"
        " \"images\": {\"quay.io/team/app\": \"m.io/team/app\"}, \"namespace\": \"x\", \"odd\": {\"a\": 1}}",
        {"team-app: quay.io > m.io repositories=[\"team/app\"]"},
        {"~auth.quay.io", "auth.quay.io.insecure", "auth.m.io/team", "namespace", "auth.m.io.colour", "odd"});
  }
  void images() {
    QFETCH(QString, text);
    const auto adopted = adopt(Format::ImageSyncer, text.toStdString(), "images.yaml");
    QVERIFY2(adopted, adopted ? "" : adopted.error().message.c_str());
    QTEST(rules(*adopted), "expected");
    QTEST(gaps(*adopted), "places");
    QVERIFY(!allText(*adopted).contains("bob"));
  }
};

QTEST_GUILESS_MAIN(ImageSyncerTest)
#include "image_syncer_test.moc"
