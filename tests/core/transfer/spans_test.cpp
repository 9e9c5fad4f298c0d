// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <concepts> otherwise

#include "transfer/spans.h"

#include <random>
#include <set>

using namespace meridian;
using transfer::Spans;

namespace {

/// "0-5 10-20": first and end of each range.
QString text(const Spans& spans) {
  QStringList out;
  for (const auto& range : spans.ranges()) out << QString("%1-%2").arg(range.first).arg(range.end());
  return out.join(' ');
}

Spans spans(const QString& text) {
  Spans out;
  for (const auto& part : text.split(' ', Qt::SkipEmptyParts)) {
    const auto ends = part.split('-');
    out.add({ends[0].toULongLong(), ends[1].toULongLong() - ends[0].toULongLong()});
  }
  return out;
}

} // namespace

class SpansTest : public QObject {
  Q_OBJECT

private slots:
  void adds_data() {
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("added");
    QTest::addColumn<QString>("after");
    QTest::newRow("the first") << "" << "3-7" << "3-7";
    QTest::newRow("nothing") << "3-7" << "5-5" << "3-7";
    QTest::newRow("before the others") << "10-20" << "0-5" << "0-5 10-20";
    QTest::newRow("behind the others") << "10-20" << "25-30" << "10-20 25-30";
    QTest::newRow("between two") << "0-5 20-30" << "10-15" << "0-5 10-15 20-30";
    QTest::newRow("touches the one before") << "0-5 20-30" << "5-10" << "0-10 20-30";
    QTest::newRow("touches the one behind") << "0-5 20-30" << "15-20" << "0-5 15-30";
    QTest::newRow("closes a gap") << "0-5 20-30" << "5-20" << "0-30";
    QTest::newRow("there already") << "0-30" << "5-20" << "0-30";
    QTest::newRow("the same again") << "5-20" << "5-20" << "5-20";
    QTest::newRow("overlaps at the front") << "10-20" << "5-15" << "5-20";
    QTest::newRow("overlaps at the end") << "10-20" << "15-25" << "10-25";
    QTest::newRow("covers several") << "0-1 5-6 10-11 90-91" << "4-20" << "0-1 4-20 90-91";
  }
  void adds() {
    QFETCH(QString, before);
    QFETCH(QString, added);
    auto set = spans(before);
    const auto more = spans(added);
    if (more.empty())
      set.add({5, 0});
    else
      set.add(more.ranges().front());
    QTEST(text(set), "after");
  }

  void removes_data() {
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("removed");
    QTest::addColumn<QString>("after");
    QTest::newRow("of nothing") << "" << "3-7" << "";
    QTest::newRow("what is not there") << "0-3 7-9" << "3-7" << "0-3 7-9";
    QTest::newRow("all") << "3-7" << "3-7" << "";
    QTest::newRow("more than all") << "3-7" << "0-100" << "";
    QTest::newRow("the front") << "3-7" << "0-5" << "5-7";
    QTest::newRow("the end") << "3-7" << "5-9" << "3-5";
    QTest::newRow("the middle") << "0-10" << "3-7" << "0-3 7-10";
    QTest::newRow("over several") << "0-10 20-30 40-50" << "5-45" << "0-5 45-50";
  }
  void removes() {
    QFETCH(QString, before);
    QFETCH(QString, removed);
    auto set = spans(before);
    set.remove(spans(removed).ranges().front());
    QTEST(text(set), "after");
  }

  void missing_data() {
    QTest::addColumn<QString>("held");
    QTest::addColumn<int>("size");
    QTest::addColumn<QString>("missing");
    QTest::newRow("all") << "" << 10 << "0-10";
    QTest::newRow("nothing") << "0-10" << 10 << "";
    QTest::newRow("an empty blob") << "" << 0 << "";
    QTest::newRow("gaps") << "2-4 6-8" << 10 << "0-2 4-6 8-10";
    QTest::newRow("more is held than there is") << "2-40" << 10 << "0-2";
  }
  void missing() {
    QFETCH(QString, held);
    QFETCH(int, size);
    QTEST(text(spans(held).missing(static_cast<std::uint64_t>(size))), "missing");
  }

  void reach_data() {
    QTest::addColumn<int>("at");
    QTest::addColumn<int>("reach");
    QTest::newRow("before all") << 0 << 0;
    QTest::newRow("first byte") << 2 << 4;
    QTest::newRow("last byte") << 3 << 4;
    QTest::newRow("just behind") << 4 << 4;
    QTest::newRow("in the gap") << 5 << 5;
    QTest::newRow("in the second") << 7 << 8;
    QTest::newRow("behind all") << 80 << 80;
  }
  void reach() {
    QFETCH(int, at);
    QFETCH(int, reach);
    QCOMPARE(spans("2-4 6-8").reach(static_cast<std::uint64_t>(at)), static_cast<std::uint64_t>(reach));
  }

  /// Against a plain set of numbers.
  void anyOrder() {
    std::mt19937 random(11); // NOLINT(cert-msc51-cpp): the same every time
    Spans set;
    std::set<std::uint64_t> plain;
    for (int n = 0; n < 2000; ++n) {
      const ports::ByteRange range{random() % 90, random() % 12};
      const bool adds = random() % 3 != 0;
      adds ? set.add(range) : set.remove(range);
      for (auto at = range.first; at < range.end(); ++at) {
        if (adds)
          plain.insert(at);
        else
          plain.erase(at);
      }
      QCOMPARE(set.size(), static_cast<std::uint64_t>(plain.size()));
      std::uint64_t end = 0;
      bool first = true;
      for (const auto& r : set.ranges()) {
        QVERIFY2(first || r.first > end, "ranges are sorted and do not touch");
        for (auto at = r.first; at < r.end(); ++at) QVERIFY(plain.contains(at));
        end = r.end();
        first = false;
      }
    }
  }
};

QTEST_APPLESS_MAIN(SpansTest)
#include "spans_test.moc"
