// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/throughput.h"
#include "support/console/fake_link.h"

#include <QApplication>
#include <QLineSeries>
#include <QSignalSpy>
#include <QTest>

using meridian::models::Throughput;

class ThroughputTest : public QObject {
  Q_OBJECT

private slots:
  void nice_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("most");
    QTest::newRow("nothing") << 0.0 << 1.0;
    QTest::newRow("just above") << 101.0 << 120.0;
    QTest::newRow("exact") << 450.0 << 450.0;
    QTest::newRow("large") << 541.0 << 600.0;
    QTest::newRow("next power") << 9.3 << 12.0;
    QTest::newRow("small") << 0.013 << 0.015;
  }
  void nice() {
    QFETCH(double, value);
    QFETCH(double, most);
    QVERIFY(qFuzzyCompare(Throughput::nice(value), most));
  }

  void drawsEachRegionOnce() {
    auto snapshot = meridian::support::sampleSnapshot();
    Throughput throughput;
    QLineSeries line;
    throughput.attach(1, &line); // before the first snapshot
    QSignalSpy replaced(&line, &QXYSeries::pointsReplaced), changed(&throughput, &Throughput::changed);
    throughput.applySnapshot(snapshot);
    QCOMPARE(replaced.count(), 1);
    QCOMPARE(line.count(), 60);
    QCOMPARE(line.at(0).x(), -59.0);
    QCOMPARE(line.at(59).x(), 0.0);
    QCOMPARE(line.at(59).y(), static_cast<double>(snapshot.regions[1].history.back()) / 1e6);
    QCOMPARE(throughput.series().size(), 5);
    throughput.applySnapshot(snapshot);
    QCOMPARE(replaced.count(), 1); // nothing new, nothing drawn
    QCOMPARE(changed.count(), 1);
  }

  void smallRatesHaveASmallUnit() {
    auto snapshot = meridian::support::sampleSnapshot();
    for (auto& region : snapshot.regions) region.history = {2e5F, 5.5e5F};
    Throughput throughput;
    throughput.applySnapshot(snapshot);
    QCOMPARE(throughput.unit(), QStringLiteral("kB/s"));
    QCOMPARE(throughput.maxY(), 600.0);
  }

  void aLegendNamesTheBusiest_data() {
    QTest::addColumn<int>("regions");
    QTest::addColumn<QStringList>("named");
    QTest::newRow("all of a few") << 3 << QStringList{"r0", "r1", "r2"};
    QTest::newRow("all of eight") << 8 << QStringList{"r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7"};
    QTest::newRow("of nine those that move") << 9 << QStringList{"r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8"};
    QTest::newRow("of many the busiest") << 40 << QStringList{"r32", "r33", "r34", "r35", "r36", "r37", "r38", "r39"};
  }
  void aLegendNamesTheBusiest() {
    QFETCH(int, regions);
    meridian::engine::Snapshot snapshot;
    for (int i = 0; i < regions; ++i) {
      meridian::engine::RegionStatus status;
      status.region.id = "r" + std::to_string(i);
      status.in.value = 1e6 * i;
      status.history = {1e6F};
      snapshot.regions.push_back(status);
    }
    Throughput throughput;
    throughput.applySnapshot(snapshot);
    QCOMPARE(throughput.series().size(), regions);
    QStringList named;
    for (const auto& entry : throughput.legend()) named.append(entry.toMap()[QStringLiteral("name")].toString());
    QTEST(named, "named");
  }

  void aLineThatIsGone() {
    Throughput throughput;
    auto* line = new QLineSeries;
    throughput.attach(0, line);
    delete line;
    throughput.applySnapshot(meridian::support::sampleSnapshot()); // must not touch it
    throughput.attach(99, nullptr);
  }
};

QTEST_MAIN(ThroughputTest)
#include "throughput_test.moc"
