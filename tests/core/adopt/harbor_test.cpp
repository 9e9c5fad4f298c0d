// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/adopt/cases.h"

using namespace meridian::adopt;

class HarborTest : public QObject {
  Q_OBJECT

private slots:
  void wholeExport() {
    Options options;
    options.registry = "https://harbor.fra.example.com";
    const auto adopted = adopt(Format::HarborRules, fixture("harbor.json"), "policies.json", options);
    QVERIFY2(adopted, adopted ? "" : adopted.error().message.c_str());
    const auto lines = rules(*adopted);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0],
             "push-base: harbor.fra.example.com > harbor.tyo.example.com "
             "repositories=[\"base/app/**\",\"base/web/**\"] "
             "tags={\"include\":[\"v*\"],\"exclude\":[\"*-rc*\"]} bandwidth={\"limit\":\"2048 kB/s\"} "
             "schedule={\"cron\":\"30 2 * * *\"} deletes={\"mode\":\"propagate\"}");
    QCOMPARE(lines[1], "same-place: docker-hub > harbor.fra.example.com repositories=[\"library/**\"] "
                       "schedule={\"on_push\":true}");
    QVERIFY(regions(*adopted).contains(
        "harbor.tyo.example.com replica https://harbor.tyo.example.com credential=harbor.tyo.example.com"));
    const QStringList places{"~[0].speed",
                             "~[0].dest_registry.credential",
                             "[1].dest_namespace",
                             "~[0].replicate_deletion",
                             "~[2].trigger.type",
                             "[2].override",
                             "~[3].enabled",
                             "[3].filters[0]",
                             "[3].mood"};
    auto found = gaps(*adopted);
    auto wanted = places;
    found.sort(), wanted.sort();
    found.removeAll("~[0].copy_by_chunk"), found.removeAll("~[0].description");
    QCOMPARE(found, wanted);
    QVERIFY(!allText(*adopted).contains("admin"));
  }

  void names_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("space");
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("kept");
    const auto row = [](const char* name, const char* space, int count, bool kept) {
      QTest::addRow("%s below %s, %d", name, space, count) << name << space << count << kept;
    };
    row("library/nginx", "", 0, true);
    row("library/nginx", "library", -1, true);
    row("library/nginx", "library", 1, true);
    row("library/nginx", "library", 0, false);
    row("library/nginx", "mirror", 1, false);
    row("library/**", "library", -1, false);
    row("library/**", "library", 1, true);
    row("*/nginx", "library", 1, false);
    row("a/b/nginx", "a/b", -1, true);
    row("a/b/nginx", "a/b", 2, true);
    row("a/b/nginx", "a", 1, true);
    row("{a,b}/nginx", "a", 1, false);
  }
  void names() {
    QFETCH(QString, name);
    QFETCH(QString, space);
    QFETCH(int, count);
    const auto text =
        QStringLiteral(
            "{\"name\": \"p\", \"src_registry\": {\"id\": 1, \"url\": \"a.io\"}, \"dest_registry\": "
            "{\"id\": 2, \"url\": \"b.io\"}, \"dest_namespace\": \"%1\", "
            "\"dest_namespace_replace_count\": %2, \"filters\": [{\"type\": \"name\", \"value\": "
            "\"%3\"}]}")
            .arg(space)
            .arg(count)
            .arg(name);
    const auto adopted = adopt(Format::HarborRules, text.toStdString(), "policy.json");
    QVERIFY2(adopted, adopted ? "" : adopted.error().message.c_str());
    QTEST(rules(*adopted).size() == 1, "kept");
    QTEST(gaps(*adopted).isEmpty(), "kept");
  }
};

QTEST_GUILESS_MAIN(HarborTest)
#include "harbor_test.moc"
