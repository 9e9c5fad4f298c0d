// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/adoption.h"

#include <fstream>
#include <iterator>

using namespace meridian;
using namespace meridian::engine;

namespace {

std::string fixture(const char* name) {
  std::ifstream in(std::string(MERIDIAN_ADOPT_FIXTURES "/") + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

class AdoptionTest : public QObject {
  Q_OBJECT

private slots:
  // What comes out of each format is a fleet file that the engine takes.
  void isAccepted_data() {
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("rules");
    const auto row = [](const char* format, const std::string& text, int rules) {
      QTest::newRow(format) << format << QString::fromStdString(text) << rules;
    };
    row("regsync", fixture("regsync.yml"), 4);
    row("harbor", fixture("harbor.json"), 2);
    row("skopeo-sync",
        "quay.io: {images: {a/b: [], c: ['1']}, images-by-semver: {d: '>=1.2'}, images-by-tag-regex: {e: "
        "'^1'}}",
        4);
    row("image-syncer", "quay.io/a/b:1,2: [m.io/a/b, n.io/a/b]", 1);
    row("dregsy",
        "tasks: [{name: t, interval: 60, source: {registry: a.io}, target: {registry: b.io}, mappings: "
        "[{from: x, tags: ['keep: ^v']}]}]",
        1);
  }
  void isAccepted() {
    QFETCH(QString, format);
    QFETCH(QString, text);
    const auto known = adopt::formatNamed(format.toStdString());
    QVERIFY(known);
    const auto raw = adopt::adopt(*known, text.toStdString(), "file");
    QVERIFY2(raw, raw ? "" : raw.error().message.c_str());
    const auto parsed = parseFleet(raw->fleet_json, "fleet.json");
    QVERIFY2(parsed, parsed ? "" : parsed.error().message.c_str());
    const auto adoption = adoptFleet(*known, text.toStdString(), "file");
    QVERIFY2(adoption, adoption ? "" : adoption.error().message.c_str());
    QTEST(static_cast<int>(adoption->fleet.rules.size()), "rules");
    QCOMPARE(adoption->fleet_json, toJson(*parsed));
  }

  void whatAFleetRefusesIsLeftOut() {
    const auto adoption =
        adoptFleet(adopt::Format::Regsync,
                   "sync:\n"
                   "- {source: a.io/x, target: m.io/x, type: repository, tags: {allow: ['(?i)v.*']}}\n"
                   "- {source: a.io/y, target: m.io/y, type: repository, tags: {semverRange: ['newest']}}\n"
                   "- {source: a.io/z, target: m.io/z, type: repository}\n"
                   "- {source: 'a.io:99999999/w', target: m.io/w, type: repository}\n",
                   "regsync.yml");
    QVERIFY2(adoption, adoption ? "" : adoption.error().message.c_str());
    QCOMPARE(adoption->fleet.rules.size(), std::size_t(1));
    QCOMPARE(adoption->fleet.rules.front().id, std::string("z"));
    QVERIFY(adoption->leavesOut());
    QStringList places;
    for (const auto& gap : adoption->gaps)
      if (gap.left_out) places << QString::fromStdString(gap.place + ": " + gap.what);
    const auto all = places.join('\n');
    QVERIFY2(all.contains("rules.x: tags") && all.contains("regular expression"), qPrintable(all));
    QVERIFY2(all.contains("rules.y: tags.semver"), qPrintable(all));
    QVERIFY2(all.contains("regions.a.io-99999999: registry.url"), qPrintable(all));
    QVERIFY2(all.contains("rules.w: "), qPrintable(all));
  }

  void nothingLeftOut() {
    const auto adoption = adoptFleet(adopt::Format::ImageSyncer, "quay.io/a/b: m.io/a/b", "images.yaml");
    QVERIFY(adoption);
    QVERIFY(!adoption->leavesOut());
    QVERIFY(!adoption->gaps.empty()); // lat and lon
  }

  void joinsAFleet() {
    const auto add = [](const Fleet& fleet, const char* text) {
      const auto more = adoptFleet(adopt::Format::ImageSyncer, text, "images.yaml");
      return joined(fleet, more->fleet);
    };
    auto fleet = add({}, "quay.io/a/b: m.io/a/b");
    auto& source = fleet.regions.back();
    QCOMPARE(source.id, std::string("quay.io"));
    source.name = "Mine";
    source.id = "q"; // an id of one's own
    fleet.rules.front().source = "q";
    fleet = add(fleet, "quay.io/a/b: n.io/a/b");
    QVERIFY(validate(fleet).empty());
    QCOMPARE(fleet.regions.size(), std::size_t(3));
    QCOMPARE(fleet.region("q")->name, std::string("Mine"));
    QCOMPARE(fleet.rules.size(), std::size_t(2));
    QCOMPARE(fleet.rules.back().id, std::string("a-b-2"));
    QCOMPARE(fleet.rules.back().source, std::string("q"));
    QCOMPARE(fleet.rules.back().targets.front(), std::string("n.io"));
  }

  void refuses() {
    const auto adoption = adoptFleet(adopt::Format::HarborRules, "[", "rules.json");
    QVERIFY(!adoption);
    QCOMPARE(adoption.error().code, base::Errc::ParseFailed);
    QVERIFY(adoption.error().message.starts_with("rules.json: line 1"));
  }
};

QTEST_GUILESS_MAIN(AdoptionTest)
#include "adoption_test.moc"
