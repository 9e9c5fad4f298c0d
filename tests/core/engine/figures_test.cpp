// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/figures.h"

#include <QTest>

using namespace meridian;
using engine::workFigures;
using namespace std::chrono_literals;

namespace {

const base::Timestamp kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

/// "copied 2h 5" = copied two hours ago, in 5 s; oldest first.
std::vector<engine::Work> work(const QString& text) {
  std::vector<engine::Work> out;
  for (const auto& entry : text.split(',', Qt::SkipEmptyParts)) {
    const auto words = entry.split(' ', Qt::SkipEmptyParts);
    ports::OutcomeRecord outcome;
    outcome.result = words[0].toStdString();
    const auto count = words[1].chopped(1).toInt();
    outcome.finished = kNow - (words[1].endsWith('h') ? std::chrono::minutes(60 * count) : std::chrono::minutes(count));
    outcome.seconds = base::Seconds{words.value(2, "1").toDouble()};
    if (const auto tried = engine::workOf(outcome)) out.push_back(*tried);
  }
  return out;
}

QString told(const engine::Figure& figure) {
  const auto number = [](const std::optional<double>& value) { return value ? QString::number(*value, 'g', 4) : QString("-"); };
  QStringList history;
  for (const auto value : figure.history) history << QString::number(value, 'g', 4);
  return number(figure.value) + " " + number(figure.change) + " [" + history.join(' ') + "]";
}

} // namespace

class FiguresTest : public QObject {
  Q_OBJECT

private slots:
  void figures_data() {
    QTest::addColumn<QString>("work");
    QTest::addColumn<QString>("success");
    QTest::addColumn<QString>("p95");
    QTest::newRow("nothing was done") << "" << "- - []" << "- - []";
    QTest::newRow("one copy just now") << "copied 0m 4" << "1 - [1]" << "4 - [4]";
    QTest::newRow("one failure") << "failed 1m" << "0 - [0]" << "- - []";
    QTest::newRow("unchanged and cancelled count for nothing") << "unchanged 3m 9,cancelled 2m 9" << "- - []" << "- - []";
    QTest::newRow("three of four") << "copied 10m,copied 9m,failed 8m,copied 7m" << "0.75 - [0.75]" << "1 - [1]";
    QTest::newRow("hours without work carry the last value on")
        << "failed 3h,copied 0m 2" << "0.5 - [0 0 0 1]" << "2 - [2]";
    QTest::newRow("against the day before") << "failed 30h,copied 29h 8,copied 0m 2" << "1 0.5 [1]" << "2 -6 [2]";
    QTest::newRow("only the day before") << "copied 30h 8" << "- - []" << "- - []";
    QTest::newRow("older than two days") << "failed 48h,copied 0m 3" << "1 - [1]" << "3 - [3]";
    QTest::newRow("exactly a day old belongs to yesterday") << "failed 24h,copied 0m 3" << "1 1 [1]" << "3 - [3]";
    QTest::newRow("a clock that was set back") << "failed -5m,copied 0m 3" << "1 - [1]" << "3 - [3]";
    QTest::newRow("just under a day") << "copied 1439m 3" << "1 - [1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1]"
                                      << "3 - [3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3]";
  }
  void figures() {
    QFETCH(QString, work);
    const auto result = workFigures(::work(work), kNow);
    QTEST(told(result.success_rate), "success");
    QTEST(told(result.transfer_p95), "p95");
  }

  void percentile_data() {
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<double>("share");
    QTest::addColumn<double>("expected");
    QTest::newRow("none") << QList<double>{} << 0.95 << 0.0;
    QTest::newRow("one") << QList<double>{7} << 0.95 << 7.0;
    QTest::newRow("nearest rank, unsorted") << QList<double>{5, 1, 4, 2, 3} << 0.5 << 3.0;
    QTest::newRow("95 of 20 is the nineteenth") << QList<double>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}
                                                << 0.95 << 19.0;
    QTest::newRow("all of it") << QList<double>{1, 9} << 1.0 << 9.0;
    QTest::newRow("hardly any of it") << QList<double>{1, 9} << 0.001 << 1.0;
  }
  void percentile() {
    QFETCH(QList<double>, values);
    QFETCH(double, share);
    QTEST(engine::percentile({values.begin(), values.end()}, share), "expected");
  }
};

QTEST_GUILESS_MAIN(FiguresTest)
#include "figures_test.moc"
