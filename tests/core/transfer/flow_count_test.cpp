// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <concepts> otherwise

#include "transfer/flow_count.h"

#include <functional>

using namespace meridian;
using namespace std::chrono_literals;
using transfer::FlowCount;

namespace {

/// A line on which so many connections together get so many bytes a second.
class Line {
public:
  using Rate = std::function<double(int flows)>;
  Line(FlowCount::Limits limits, Rate rate) : count(limits), m_rate(std::move(rate)) {}

  void run(std::chrono::milliseconds time, bool busy = true) {
    for (std::chrono::milliseconds passed{0}; passed < time; passed += 200ms) {
      now += 200ms;
      bytes += static_cast<std::uint64_t>(m_rate(count.wanted()) * 0.2);
      count.sample(now, bytes, busy, 150ms);
      most = std::max(most, count.wanted());
    }
  }
  void becomes(Rate rate) { m_rate = std::move(rate); }

  FlowCount count;
  FlowCount::Time now{};
  std::uint64_t bytes = 0;
  int most = 0;

private:
  Rate m_rate;
};

/// 50 Mbit/s, of which one connection gets 1.4 because it backs off at each lost packet.
double lossy(int flows) { return std::min(50e6, 1.4e6 * flows) / 8; }
/// 50 Mbit/s, which a few connections fill.
double saturated(int flows) { return std::min(50e6, 20e6 * flows) / 8; }

} // namespace

class FlowCountTest : public QObject {
  Q_OBJECT

private slots:
  void settles_data() {
    QTest::addColumn<int>("start");
    QTest::addColumn<int>("most");
    QTest::addColumn<bool>("loses");
    QTest::addColumn<int>("low");
    QTest::addColumn<int>("high");
    QTest::newRow("loss: as many as pay") << 12 << 48 << true << 36 << 48;
    QTest::newRow("loss, from one on") << 1 << 64 << true << 32 << 64;
    QTest::newRow("loss, a bound below that") << 12 << 16 << true << 16 << 16;
    QTest::newRow("saturated: where it began") << 12 << 48 << false << 12 << 12;
    QTest::newRow("saturated, from one on") << 1 << 48 << false << 2 << 6; // six bring a quarter more than two
    QTest::newRow("a start beyond the bound") << 90 << 8 << true << 8 << 8;
    QTest::newRow("limits that make no sense") << 0 << 0 << false << 1 << 1;
  }
  void settles() {
    QFETCH(int, start);
    QFETCH(int, most);
    QFETCH(bool, loses);
    QFETCH(int, low);
    QFETCH(int, high);
    Line line({start, most}, loses ? lossy : saturated);
    line.run(15s);
    const auto learned = line.count.learned();
    QVERIFY2(learned.flows >= low && learned.flows <= high, qPrintable(QString::number(learned.flows)));
    QCOMPARE(line.count.wanted(), learned.flows);
    QVERIFY(learned.rate.value > 0);
    QVERIFY(line.most <= std::max(1, most));
  }

  void learnsNothingFromAMoment() {
    Line line({12, 48}, lossy);
    line.run(1s);
    QCOMPARE(line.count.learned().flows, 0);
    QCOMPARE(line.count.wanted(), 12);
  }

  /// Too few blobs to keep all connections busy: the rate says nothing of the line.
  void idleConnectionsTeachNothing() {
    Line line({12, 48}, lossy);
    line.run(30s, false);
    QCOMPARE(line.count.wanted(), 12);
    QCOMPARE(line.count.learned().flows, 0);
  }

  void looksAgainWhenTheLineChanges() {
    Line line({12, 48}, saturated);
    line.run(15s);
    QCOMPARE(line.count.wanted(), 12);
    line.becomes(lossy);
    line.run(60s);
    QVERIFY2(line.most > 24, qPrintable(QString::number(line.most)));
    QVERIFY(line.count.learned().flows >= 36);
  }

  /// A look that does not pay is over after a window or two.
  void aLookCostsLittle() {
    Line line({12, 48}, saturated);
    line.run(15s);
    int above = 0;
    for (int n = 0; n < 5 * 60 * 5; ++n) {
      line.run(200ms);
      above += line.count.wanted() > 12 ? 1 : 0;
    }
    QVERIFY2(above > 0 && above < 5 * 60 * 5 / 8, qPrintable(QString::number(above)));
    QCOMPARE(line.count.learned().flows, 12);
  }

  void pushedBack() {
    Line line({16, 48}, lossy);
    line.count.ease(line.now);
    QCOMPARE(line.count.wanted(), 8);
    line.run(5s);
    QCOMPARE(line.count.wanted(), 8); // not at once up again
    line.run(60s);
    QVERIFY(line.count.wanted() > 8);
  }

  /// Sixteen connections get the same 429: that is one push.
  void pushedBackOnAllConnectionsAtOnce() {
    Line line({16, 48}, lossy);
    for (int n = 0; n < 16; ++n) line.count.ease(line.now + n * 10ms);
    QCOMPARE(line.count.wanted(), 8);
    line.run(2s);
    line.count.ease(line.now);
    QCOMPARE(line.count.wanted(), 4);
  }

  void neverBelowOne() {
    Line line({4, 48}, lossy);
    for (int n = 0; n < 6; ++n) {
      line.count.ease(line.now);
      line.run(2s);
    }
    QCOMPARE(line.count.wanted(), 1);
    line.run(120s);
    QVERIFY(line.count.wanted() >= 32);
  }
};

QTEST_APPLESS_MAIN(FlowCountTest)
#include "flow_count_test.moc"
