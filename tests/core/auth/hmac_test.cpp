// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/std_string.h"

#include "auth/hmac.h"

using namespace meridian::auth;

class HmacTest : public QObject {
  Q_OBJECT
private slots:
  void vectors_data();
  void vectors();
  void secrets_data();
  void secrets();
};

void HmacTest::vectors_data() {
  QTest::addColumn<std::string>("key");
  QTest::addColumn<std::string>("message");
  QTest::addColumn<std::string>("mac");
  // RFC 4231 sections 4.2, 4.3 and 4.7
  QTest::newRow("case 1") << std::string(20, '\x0b') << std::string("Hi There")
                          << std::string("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  QTest::newRow("case 2") << std::string("Jefe") << std::string("what do ya want for nothing?")
                          << std::string("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  QTest::newRow("a key longer than a block")
      << std::string(131, '\xaa') << std::string("Test Using Larger Than Block-Size Key - Hash Key First")
      << std::string("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  QTest::newRow("an empty message")
      << std::string("key") << std::string()
      << std::string("5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0");
}

void HmacTest::vectors() {
  QFETCH(std::string, key);
  QFETCH(std::string, message);
  QFETCH(std::string, mac);
  QCOMPARE(hmacSha256(key, message), mac);
}

void HmacTest::secrets_data() {
  QTest::addColumn<std::string>("given");
  QTest::addColumn<std::string>("expected");
  QTest::addColumn<bool>("same");
  QTest::newRow("the same") << std::string("hunter2") << std::string("hunter2") << true;
  QTest::newRow("with a zero in it") << std::string("a\0b", 3) << std::string("a\0b", 3) << true;
  QTest::newRow("cut at a zero") << std::string("a\0b", 3) << std::string("a\0c", 3) << false;
  QTest::newRow("a prefix") << std::string("hunter") << std::string("hunter2") << false;
  QTest::newRow("longer") << std::string("hunter22") << std::string("hunter2") << false;
  QTest::newRow("another case") << std::string("Hunter2") << std::string("hunter2") << false;
  QTest::newRow("no secret known") << std::string() << std::string() << false;
  QTest::newRow("none given") << std::string() << std::string("hunter2") << false;
}

void HmacTest::secrets() {
  QFETCH(std::string, given);
  QFETCH(std::string, expected);
  QFETCH(bool, same);
  QCOMPARE(sameSecret(given, expected), same);
}

QTEST_APPLESS_MAIN(HmacTest)
#include "hmac_test.moc"
