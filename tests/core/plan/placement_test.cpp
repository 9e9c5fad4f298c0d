// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/placement.h"

#include <QTest>

using namespace meridian;
using plan::Way;

namespace {

Way way(const char* id, int milliseconds, std::optional<bool> resumes = {}, std::uint64_t bytes = 1000) {
  return {id, std::chrono::milliseconds(milliseconds), resumes, {bytes}};
}

} // namespace

Q_DECLARE_METATYPE(meridian::plan::Way)

class PlacementTest : public QObject {
  Q_OBJECT

private slots:
  void advises_data() {
    QTest::addColumn<Way>("source");
    QTest::addColumn<std::vector<Way>>("targets");
    QTest::addColumn<QStringList>("advice");
    const auto row = [](const char* name, const Way& source, const std::vector<Way>& targets, const QStringList& advice) {
      QTest::newRow(name) << source << targets << advice;
    };
    const auto here = way("fra", 1);
    const auto there = way("fra", 90);

    row("no targets", here, {}, {});
    row("nothing to read", way("fra", 1, {}, 0), {way("tyo", 150, false)}, {});
    row("nothing to write", here, {way("tyo", 150, false, 0)}, {});
    row("all near", here, {way("tyo", 1), way("sjc", 4, false)}, {"every end is near: the place does not matter"});
    row("far begins at 5 ms", here, {way("tyo", 5, true)}, {"the engine stands next to the source; tyo resumes uploads: fine here"});
    row("nothing measured", way("fra", 0), {way("tyo", 0, false)}, {});
    row("one target not measured", here, {way("tyo", 1), way("sjc", 0)}, {});
    row("source not measured", way("fra", 0), {way("tyo", 1)}, {});

    row("loses the session", here, {way("tyo", 150, false)},
        {"tyo is 150 ms away and cannot continue a broken upload (its registry loses the session): run the engine next to "
         "it, so that the long haul is ranged reads that resume"});
    row("loses the session, source far too", there, {way("tyo", 150, false)},
        {"tyo is 150 ms away and cannot continue a broken upload (its registry loses the session): run the engine next to "
         "it, so that the long haul is ranged reads that resume"});
    row("several lose it, most bytes first", here, {way("tyo", 150, false, 10), way("syd", 280, false, 30), way("sjc", 90, false, 20)},
        {"syd (280 ms), sjc (90 ms) and tyo (150 ms) are far and cannot continue a broken upload (their registries lose the "
         "session): run the engine next to each, with --target, so that the long haul is ranged reads that resume"});
    row("loses the session, and no ranges", way("fra", 1, false), {way("tyo", 150, false)},
        {"tyo is 150 ms away and cannot continue a broken upload (its registry loses the session): fra does not answer "
         "ranged reads either, so a broken blob starts over wherever the engine runs"});

    row("resumes", here, {way("tyo", 150, true)}, {"the engine stands next to the source; tyo resumes uploads: fine here"});
    row("two resume", here, {way("tyo", 150, true), way("sjc", 90, true)},
        {"the engine stands next to the source; tyo and sjc resume uploads: fine here"});
    row("resumes, source not measured", way("fra", 0), {way("tyo", 150, true)}, {"tyo resumes uploads: fine here"});
    row("resumes, source far too", there, {way("tyo", 150, true)},
        {"tyo resumes uploads, but fra is 90 ms away and so is tyo: every byte goes two long ways; run the engine next to "
         "either end"});

    row("nobody has tried", here, {way("tyo", 150)},
        {"tyo is 150 ms away, and nobody has tried whether a broken upload goes on there: \"meridianctl profile tyo\" finds "
         "out whether the engine may stay here"});

    row("next to the target", there, {way("tyo", 1, false)},
        {"fra is 90 ms away, tyo is near: the long haul is ranged reads that resume: fine here"});
    row("next to the target, no ranges", way("fra", 90, false), {way("tyo", 1, true), way("sjc", 2, true)},
        {"fra is 90 ms away, tyo and sjc are near: fra does not answer ranged reads, so a broken read starts over: run the "
         "engine next to it"});
    row("some near, one far", here, {way("tyo", 1), way("sjc", 150, true)},
        {"the engine stands next to the source; sjc resumes uploads: fine here"});
    row("one of each", way("fra", 6), {way("near", 1), way("keeps", 7, true), way("loses", 8, false), way("new", 9)},
        {"loses is 8 ms away and cannot continue a broken upload (its registry loses the session): run the engine next to it, "
         "so that the long haul is ranged reads that resume",
         "new is 9 ms away, and nobody has tried whether a broken upload goes on there: \"meridianctl profile new\" finds out "
         "whether the engine may stay here",
         "keeps resumes uploads, but fra is 6 ms away and so is keeps: every byte goes two long ways; run the engine next to "
         "either end",
         "fra is 6 ms away, near is near: the long haul is ranged reads that resume: fine here"});
  }
  void advises() {
    QFETCH(Way, source);
    QFETCH(std::vector<Way>, targets);
    QStringList said;
    for (const auto& line : plan::placement(source, targets)) said << QString::fromStdString(line);
    QTEST(said, "advice");
  }

  void distances_data() {
    QTest::addColumn<int>("microseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("tenths below ten") << 5'440 << "5.4 ms";
    QTest::newRow("none to tell") << 7'020 << "7 ms";
    QTest::newRow("whole from ten on") << 150'400 << "150 ms";
    QTest::newRow("rounded") << 10'600 << "11 ms";
    QTest::newRow("just below ten") << 9'960 << "10 ms";
  }
  void distances() {
    QFETCH(int, microseconds);
    QFETCH(QString, text);
    Way target{"tyo", std::chrono::microseconds(microseconds), false, {1}};
    const auto said = plan::placement(way("fra", 1), {target});
    QCOMPARE(said.size(), std::size_t{1});
    QVERIFY2(QString::fromStdString(said[0]).startsWith("tyo is " + text + " away"), said[0].c_str());
  }
};

QTEST_GUILESS_MAIN(PlacementTest)
#include "placement_test.moc"
