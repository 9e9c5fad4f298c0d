// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/result.h"

#include "core/std_string.h"

#include <memory>

using namespace meridian::base;

namespace {

Result<int> half(int n) {
  if (n % 2 != 0) return fail(Errc::RangeInvalid, "odd");
  return n / 2;
}

} // namespace

class ResultTest : public QObject {
  Q_OBJECT
private slots:
  void holdsOneSide();
  void convertsAndMoves();
  void chains();
  void voidResult();
  void passesWithContext();
};

void ResultTest::holdsOneSide() {
  const auto good = half(4);
  QVERIFY(good.has_value() && good);
  QCOMPARE(*good, 2);
  QCOMPARE(good.value_or(7), 2);
  const auto bad = half(3);
  QVERIFY(!bad);
  QVERIFY(bad.error().code == Errc::RangeInvalid);
  QCOMPARE(bad.error().message, std::string("odd"));
  QCOMPARE(bad.value_or(7), 7);
}

void ResultTest::convertsAndMoves() {
  const Result<std::string> text = "literal";
  QCOMPARE(*text, std::string("literal"));
  QCOMPARE(text->size(), std::size_t(7));
  Result<std::unique_ptr<int>> only_moves = std::make_unique<int>(5);
  const auto taken = *std::move(only_moves);
  QCOMPARE(*taken, 5);
  const Result<bool> no = false;
  QVERIFY(no.has_value());
  QCOMPARE(*no, false);
}

void ResultTest::chains() {
  QCOMPARE(*half(8).and_then(half), 2);
  QVERIFY(!half(6).and_then(half));
  QCOMPARE(*half(8).transform([](int n) { return std::to_string(n); }), std::string("4"));
  bool called = false;
  const auto failed = half(1).transform([&](int n) { return called = true, n; });
  QVERIFY(!failed && !called);
  QCOMPARE(failed.error().message, std::string("odd"));
}

void ResultTest::voidResult() {
  const Result<void> good;
  QVERIFY(good.has_value());
  const Result<void> bad = fail(Errc::DiskFull, "full");
  QVERIFY(!bad);
  QVERIFY(bad.error().code == Errc::DiskFull);
}

void ResultTest::passesWithContext() {
  const auto outer = [](int n) -> Result<std::string> {
    auto value = half(n);
    if (!value) return pass(std::move(value), "halving " + std::to_string(n));
    return std::to_string(*value);
  };
  QCOMPARE(*outer(4), std::string("2"));
  const auto bad = outer(5);
  QCOMPARE(bad.error().trail, std::vector<std::string>{"halving 5"});
  QCOMPARE(bad.error().text(), std::string("halving 5: odd"));
}

QTEST_APPLESS_MAIN(ResultTest)
#include "result_test.moc"
