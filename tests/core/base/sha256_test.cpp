// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sha256.h"

#include "core/std_string.h"

#include <random>

using namespace meridian::base;

namespace {
std::span<const std::byte> bytes(std::string_view text) {
  return std::as_bytes(std::span(text));
}
} // namespace

class Sha256Test : public QObject {
  Q_OBJECT
private slots:
  void vectors_data();
  void vectors();
  void streamsInAnyPieces();
  void startsOverAfterFinish();
  void moves();
  void goesOnFromAState();
};

void Sha256Test::vectors_data() {
  QTest::addColumn<std::string>("text");
  QTest::addColumn<std::string>("hex");
  const auto row = [](const char* name, const std::string& text, const char* hex) {
    QTest::newRow(name) << text << std::string(hex);
  };
  // FIPS 180-4, example values published by NIST
  row("empty", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  row("one block", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  row("two blocks", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  row("896 bits",
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
      "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  row("a million times a", std::string(1'000'000, 'a'),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

void Sha256Test::vectors() {
  QFETCH(std::string, text);
  QFETCH(std::string, hex);
  QCOMPARE(Sha256::hex(bytes(text)), hex);
}

void Sha256Test::streamsInAnyPieces() {
  std::minstd_rand random(7);
  std::string text(10'000, '\0');
  for (auto& c : text)
    c = static_cast<char>(random());
  const auto whole = Sha256::hex(bytes(text));
  for (const std::size_t piece : {1, 3, 63, 64, 65, 4096}) {
    Sha256 sha;
    for (std::size_t at = 0; at < text.size(); at += piece)
      sha.update(bytes(std::string_view(text).substr(at, piece)));
    sha.update({});
    QCOMPARE(sha.finishHex(), whole);
  }
}

void Sha256Test::startsOverAfterFinish() {
  Sha256 sha;
  sha.update(bytes("something else"));
  (void)sha.finish();
  sha.update(bytes("abc"));
  QCOMPARE(sha.finishHex(), Sha256::hex(bytes("abc")));
}

void Sha256Test::moves() {
  Sha256 first;
  first.update(bytes("ab"));
  Sha256 second = std::move(first);
  second.update(bytes("c"));
  QCOMPARE(second.finishHex(), Sha256::hex(bytes("abc")));
}

void Sha256Test::goesOnFromAState() {
  std::string text(1'000'000, 'x');
  for (std::size_t i = 0; i < text.size(); ++i)
    text[i] = static_cast<char>(i * 31);
  for (const std::size_t at : {0UL, 64UL, 64'000UL, 999'936UL}) {
    Sha256 first;
    first.update(bytes(std::string_view(text).substr(0, at)));
    const auto state = first.state();
    QVERIFY(state);
    QCOMPARE(state->length, std::uint64_t{at});
    Sha256 second(*state);
    second.update(bytes(std::string_view(text).substr(at)));
    QCOMPARE(second.finishHex(), Sha256::hex(bytes(text)));
  }
  // The two words of the bit count: past 512 MiB the upper one is no longer zero.
  Sha256State far;
  far.length = 5ULL << 32U;
  QCOMPARE(Sha256(far).state()->length, far.length);
  Sha256 odd;
  odd.update(bytes("abc"));
  QVERIFY(!odd.state());
}

QTEST_APPLESS_MAIN(Sha256Test)
#include "sha256_test.moc"
