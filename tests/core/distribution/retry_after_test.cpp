// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <chrono> otherwise

#include "distribution/retry_after.h"

using namespace meridian;

class RetryAfterTest : public QObject {
  Q_OBJECT

private slots:
  void parses_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("seconds"); // -1: not understood
    const auto row = [](const char* title, const char* text, int seconds) {
      QTest::newRow(title) << text << seconds;
    };
    // now = Sun, 06 Nov 1994 08:49:00 GMT
    row("seconds", "120", 120);
    row("zero", "0", 0);
    row("spaces", " 7 ", 7);
    row("date", "Sun, 06 Nov 1994 08:49:37 GMT", 37);
    row("date of RFC 850", "Sunday, 06-Nov-94 08:49:37 GMT", 37);
    row("date of asctime", "Sun Nov  6 08:49:37 1994", 37);
    row("date in the past", "Sun, 06 Nov 1994 08:00:00 GMT", 0);
    row("next day", "Mon, 07 Nov 1994 08:49:00 GMT", 86400);
    row("far away is a day", "Sun, 06 Nov 2044 08:49:37 GMT", 86400);
    row("huge is a day", "99999999999999999999", 86400);
    row("negative", "-5", -1);
    row("fraction", "1.5", -1);
    row("unit", "5s", -1);
    row("wrong month", "Sun, 06 Nov. 1994 08:49:37 GMT", -1);
    row("no such day", "Sun, 31 Feb 1994 08:49:37 GMT", -1);
    row("no such hour", "Sun, 06 Nov 1994 28:49:37 GMT", -1);
    row("other zone", "Sun, 06 Nov 1994 08:49:37 CET", -1);
    row("empty", "", -1);
  }
  void parses() {
    QFETCH(QString, text);
    QFETCH(int, seconds);
    const base::Timestamp now{std::chrono::sys_days{std::chrono::year{1994} / 11 / 6} +
                              std::chrono::hours{8} + std::chrono::minutes{49}};
    const auto wait = distribution::parseRetryAfter(text.toStdString(), now);
    QCOMPARE(wait ? static_cast<int>(wait->count()) : -1, seconds);
  }
};

QTEST_APPLESS_MAIN(RetryAfterTest)
#include "retry_after_test.moc"
