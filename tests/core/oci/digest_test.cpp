// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/digest.h"

#include "core/std_string.h"

#include <unordered_set>

using namespace meridian;
using oci::Digest;

class DigestTest : public QObject {
  Q_OBJECT
private slots:
  void parses_data();
  void parses();
  void splits();
  void comparesAndHashes();
  void messageStaysShortAndClean();
};

void DigestTest::parses_data() {
  QTest::addColumn<std::string>("text");
  QTest::addColumn<bool>("good");
  const auto row = [](const char* name, const std::string& text, bool good) {
    QTest::newRow(name) << text << good;
  };
  const std::string hex64(64, 'a');
  row("sha256", "sha256:" + hex64, true);
  row("sha256 all digits", "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true);
  row("sha256 short", "sha256:" + std::string(63, 'a'), false);
  row("sha256 long", "sha256:" + std::string(65, 'a'), false);
  row("sha256 upper case", "sha256:" + std::string(64, 'A'), false);
  row("sha256 no hex", "sha256:" + std::string(64, 'g'), false);
  row("sha256 with line feed", "sha256:" + std::string(63, 'a') + "\n", false);
  row("sha256 and more", "sha256:" + hex64 + " ", false);
  row("sha512", "sha512:" + std::string(128, 'f'), true);
  row("sha512 with sha256's length", "sha512:" + hex64, false);
  // image-spec v1.1 descriptor.md: examples of the grammar
  row("multihash", "multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8", true);
  row("separators in the algorithm", "sha256+b64u:LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564", true);
  row("dots and dashes", "a.b-c_d+e:x", true);
  row("base64 padding", "md5:abc==", true);
  row("two separators", "a++b:x", false);
  row("leading separator", "+a:x", false);
  row("trailing separator", "a+:x", false);
  row("upper case algorithm", "SHA256:" + hex64, false);
  row("no algorithm", ":" + hex64, false);
  row("no value", "sha256:", false);
  row("other algorithm, no value", "md5:", false);
  row("no colon", hex64, false);
  row("second colon", "md5:a:b", false);
  row("slash", "md5:a/b", false);
  row("dots in the value", "md5:../..", false);
  row("empty", "", false);
  row("NUL", std::string("md5:a\0b", 7), false);
}

void DigestTest::parses() {
  QFETCH(std::string, text);
  QFETCH(bool, good);
  const auto digest = Digest::parse(text);
  QCOMPARE(digest.has_value(), good);
  if (good)
    QCOMPARE(digest->text(), text);
  else
    QVERIFY(digest.error().code == base::Errc::DigestInvalid);
}

void DigestTest::splits() {
  const auto digest = Digest::sha256("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
  QVERIFY(digest.algorithm() == "sha256");
  QVERIFY(digest.encoded().starts_with("0123456789abcdef") && digest.encoded().size() == 64);
  QCOMPARE(digest.shortText(), std::string("0123456789ab"));
  QVERIFY(digest.isVerifiable());
  QVERIFY(!Digest::parse("sha512:" + std::string(128, 'a'))->isVerifiable());
  QVERIFY(Digest().empty() && Digest().encoded().empty() && Digest().algorithm().empty());
  QVERIFY(!Digest().isVerifiable());
}

void DigestTest::comparesAndHashes() {
  const auto a = Digest::sha256(std::string(64, 'a'));
  const auto b = Digest::sha256(std::string(64, 'b'));
  QVERIFY(a < b && a != b && a == *Digest::parse(a.text()));
  const std::unordered_set<Digest> set{a, b, a};
  QCOMPARE(set.size(), std::size_t(2));
}

void DigestTest::messageStaysShortAndClean() {
  const auto failed = Digest::parse("\x1b[31m" + std::string(100'000, 'x'));
  QVERIFY(failed.error().message.size() < 400);
  QVERIFY(failed.error().message.find('\x1b') == std::string::npos);
}

QTEST_APPLESS_MAIN(DigestTest)
#include "digest_test.moc"
