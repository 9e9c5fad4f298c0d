// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/quoted.h"

#include "core/std_string.h"

using namespace meridian::base;

class QuotedTest : public QObject {
  Q_OBJECT
private slots:
  void quotes();
};

void QuotedTest::quotes() {
  QCOMPARE(quoted("app/web"), std::string("\"app/web\""));
  QCOMPARE(quoted(""), std::string("\"\""));
  QCOMPARE(quoted("\x1b[31m\n\xc3\xa9"), std::string(R"("\x1b[31m\x0a\xc3\xa9")"));
  QCOMPARE(quoted("abcdef", 3), std::string("\"abc...\""));
  QCOMPARE(quoted("abc", 3), std::string("\"abc\""));
}

QTEST_APPLESS_MAIN(QuotedTest)
#include "quoted_test.moc"
