// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/base64.h"

#include "core/std_string.h"

using namespace meridian::auth;

class Base64Test : public QObject {
  Q_OBJECT
private slots:
  void vectors_data();
  void vectors();
  void everyByteComesBack();
  void decodes_data();
  void decodes();
};

void Base64Test::vectors_data() {
  QTest::addColumn<std::string>("plain");
  QTest::addColumn<std::string>("encoded");
  const auto row = [](const char* plain, const char* encoded) {
    QTest::newRow(*plain == '\0' ? "empty" : plain) << std::string(plain) << std::string(encoded);
  };
  // RFC 4648 section 10
  row("", "");
  row("f", "Zg==");
  row("fo", "Zm8=");
  row("foo", "Zm9v");
  row("foob", "Zm9vYg==");
  row("fooba", "Zm9vYmE=");
  row("foobar", "Zm9vYmFy");
}

void Base64Test::vectors() {
  QFETCH(std::string, plain);
  QFETCH(std::string, encoded);
  QCOMPARE(encodeBase64(plain), encoded);
  QCOMPARE(decodeBase64(encoded).value(), plain);
}

void Base64Test::everyByteComesBack() {
  std::string all;
  for (int i = 0; i < 256; ++i)
    all += static_cast<char>(i);
  for (std::size_t cut = 0; cut < 4; ++cut) {
    const auto part = all.substr(cut);
    QCOMPARE(decodeBase64(encodeBase64(part)).value(), part);
  }
}

void Base64Test::decodes_data() {
  QTest::addColumn<std::string>("text");
  QTest::addColumn<bool>("good");
  const auto row = [](const char* name, const char* text, bool good) {
    QTest::newRow(name) << std::string(text) << good;
  };
  row("without padding", "Zg", true);
  row("with line breaks", "Zm9v\r\nYmFy\n", true);
  row("too little padding", "Zg=", false);
  row("too much padding", "Zg===", false);
  row("padding only", "====", false);
  row("padding in the middle", "Zg==Zg==", false);
  row("one digit", "Z", false);
  row("blank", "Zm9v YmFy", false);
  row("url alphabet", "-_-_", false);
}

void Base64Test::decodes() {
  QFETCH(std::string, text);
  QFETCH(bool, good);
  QCOMPARE(decodeBase64(text).has_value(), good);
}

QTEST_APPLESS_MAIN(Base64Test)
#include "base64_test.moc"
