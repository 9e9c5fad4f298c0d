// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/meter.h"
#include "cli/table.h"

#include <QTest>

using namespace meridian;
using cli::progressLine;
using cli::Table;
using engine::JobPhase;
using engine::JobStatus;

class TextTest : public QObject {
  Q_OBJECT

private slots:
  void columnsLineUp() {
    Table table({"TARGET", "RESULT", "TAGS"}, {false, false, true});
    QVERIFY(table.empty());
    table.add({"tyo", "succeeded", "3"});
    table.add({"a-long-name", "failed", "12345"});
    table.add({"short"});
    QVERIFY(!table.empty());
    QCOMPARE(QString::fromStdString(table.text()), QString("TARGET       RESULT      TAGS\n"
                                                           "tyo          succeeded      3\n"
                                                           "a-long-name  failed     12345\n"
                                                           "short\n"));
  }

  void otherScriptsAndColours() {
    Table table({"NAME", "X"});
    table.add({"东京", "1"});
    table.add({"\x1b[31mred\x1b[0m", "2"});
    table.add({"Zürich", "3"});
    QCOMPARE(QString::fromStdString(table.text()), QString("NAME    X\n东京    1\n\x1b[31mred\x1b[0m     2\nZürich  3\n"));
  }

  void noColourWithoutATerminal() {
    QCOMPARE(QString::fromStdString(cli::tinted("fine", cli::Tone::Good, -1)), QString("fine"));
    QVERIFY(!cli::coloured(-1));
  }

  void progress_data() {
    QTest::addColumn<int>("phase");
    QTest::addColumn<int>("done");
    QTest::addColumn<int>("total");
    QTest::addColumn<int>("tags_done");
    QTest::addColumn<int>("tags_total");
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("expected");
    const int copying = int(JobPhase::Copying);
    QTest::newRow("waiting") << int(JobPhase::Waiting) << 0 << 0 << 0 << 0 << 100 << "waiting";
    QTest::newRow("planning") << int(JobPhase::Planning) << 0 << 0 << 0 << 0 << 100 << "looking at what the registries have";
    QTest::newRow("half") << copying << 500 << 1000 << 1 << 4 << 100
                          << "[############............] 50 %  500 B of 1.0 kB  0 B/s  1/4 tags";
    QTest::newRow("tags only") << copying << 0 << 0 << 1 << 4 << 100
                               << "[######..................] 25 %  1/4 tags";
    QTest::newRow("nothing to do") << copying << 0 << 0 << 0 << 0 << 100
                                   << "[########################] 100 %  0/0 tags";
    QTest::newRow("more than planned") << copying << 2000 << 1000 << 1 << 4 << 100
                                       << "[########################] 100 %  2.0 kB of 1.0 kB  0 B/s  1/4 tags";
    QTest::newRow("narrow: no bar") << copying << 500 << 1000 << 1 << 4 << 50 << "50 %  500 B of 1.0 kB  0 B/s  1/4 tags";
    QTest::newRow("very narrow: cut") << copying << 500 << 1000 << 1 << 4 << 10 << "50 %  500 ";
  }
  void progress() {
    QFETCH(int, phase);
    QFETCH(int, done);
    QFETCH(int, total);
    QFETCH(int, tags_done);
    QFETCH(int, tags_total);
    QFETCH(int, width);
    JobStatus status;
    status.phase = static_cast<JobPhase>(phase);
    status.done = {static_cast<std::uint64_t>(done)};
    status.total = {static_cast<std::uint64_t>(total)};
    status.tags_done = static_cast<std::size_t>(tags_done);
    status.tags_total = static_cast<std::size_t>(tags_total);
    QTEST(QString::fromStdString(progressLine(status, static_cast<std::size_t>(width))), "expected");
  }

  void progressTellsWhyItWaits() {
    JobStatus status;
    status.phase = JobPhase::Copying;
    status.total = {100};
    status.left = base::Seconds{80};
    status.waiting = "try 2 of 4 in 1 s";
    const auto line = QString::fromStdString(progressLine(status, 200));
    QVERIFY2(line.endsWith("1 min 20 s left  try 2 of 4 in 1 s"), qPrintable(line));
  }
};

QTEST_GUILESS_MAIN(TextTest)
#include "text_test.moc"
