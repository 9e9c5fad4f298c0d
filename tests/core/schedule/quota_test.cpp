// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "schedule/quota.h"

using namespace meridian::schedule;

class QuotaTest : public QObject {
  Q_OBJECT

private slots:
  void reads_data() {
    QTest::addColumn<QString>("header");
    QTest::addColumn<qint64>("number"); // -1 = refused
    QTest::addColumn<int>("window");
    const auto row = [](const char* title, const char* header, qint64 number, int window) {
      QTest::newRow(title) << header << number << window;
    };
    row("Docker Hub", "100;w=21600", 100, 21600);
    row("nothing left", "0;w=21600", 0, 21600);
    row("no window", "60", 60, 0);
    row("a list", "10, 10;w=1, 50;w=60", 10, 0);
    row("spaces", " 76 ; w=21600 ", 76, 21600);
    row("other parameters", "76;policy=x;w=60", 76, 60);
    row("an odd window", "76;w=soon", 76, 0);
    row("a window without end", "76;w=99999999999", 76, 0);
    row("empty", "", -1, 0);
    row("words", "many", -1, 0);
    row("negative", "-1;w=60", -1, 0);
    row("fraction", "1.5;w=60", -1, 0);
    row("too large", "99999999999999999999;w=60", -1, 0);
    row("window only", ";w=60", -1, 0);
  }
  void reads() {
    QFETCH(QString, header);
    QFETCH(qint64, number);
    const auto quota = parseQuota(header.toStdString());
    QCOMPARE(quota ? static_cast<qint64>(quota->number) : -1, number);
    if (quota) QTEST(static_cast<int>(quota->window.count()), "window");
  }
};

QTEST_GUILESS_MAIN(QuotaTest)
#include "quota_test.moc"
