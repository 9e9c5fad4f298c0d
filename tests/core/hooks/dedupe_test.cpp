// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/std_string.h"

#include "hooks/dedupe.h"

using namespace meridian;
using namespace std::chrono_literals;
using hooks::PushEvent;

namespace {

const base::Timestamp kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};

PushEvent made(std::string tag, std::string digest, std::string id, base::Timestamp time) {
  return {PushEvent::Action::Push, "app/web", std::move(tag), std::move(digest), std::move(id), time};
}

} // namespace

class DedupeTest : public QObject {
  Q_OBJECT
private slots:
  void repetitions();
  void backAndForthIsNoRepetition();
  void windowEnds();
  void isBounded();
};

void DedupeTest::repetitions() {
  hooks::Dedupe dedupe;
  QVERIFY(dedupe.isNew("fra", made("1", "d", "id", kNow), kNow));
  QVERIFY(!dedupe.isNew("fra", made("1", "d", "id", kNow), kNow + 1min));
  QVERIFY(dedupe.isNew("tyo", made("1", "d", "id", kNow), kNow));  // another source's id
  QVERIFY(dedupe.isNew("fra", made("2", "d", "id", kNow), kNow));  // another tag of the same delivery
  QVERIFY(dedupe.isNew("fra", made("1", "d", "id2", kNow), kNow)); // the same push again
  auto gone = made("1", "d", "id", kNow);
  gone.action = PushEvent::Action::Delete;
  QVERIFY(dedupe.isNew("fra", gone, kNow));
}

void DedupeTest::backAndForthIsNoRepetition() {
  // A tag goes from a to b and back to a: the third event has to count.
  hooks::Dedupe dedupe;
  QVERIFY(dedupe.isNew("fra", made("1", "a", "", kNow), kNow));
  QVERIFY(dedupe.isNew("fra", made("1", "b", "", kNow + 1s), kNow + 1s));
  QVERIFY(dedupe.isNew("fra", made("1", "a", "", kNow + 2s), kNow + 2s));
  QVERIFY(!dedupe.isNew("fra", made("1", "a", "", kNow + 2s), kNow + 3s)); // sent again
  // Nothing tells these apart from two pushes.
  QVERIFY(dedupe.isNew("hub", made("1", "", "", {}), kNow));
  QVERIFY(dedupe.isNew("hub", made("1", "", "", {}), kNow));
}

void DedupeTest::windowEnds() {
  hooks::Dedupe dedupe(10min, 100);
  QVERIFY(dedupe.isNew("fra", made("1", "d", "id", kNow), kNow));
  QVERIFY(!dedupe.isNew("fra", made("1", "d", "id", kNow), kNow + 10min - 1ms));
  QVERIFY(dedupe.isNew("fra", made("1", "d", "id", kNow), kNow + 10min));
}

void DedupeTest::isBounded() {
  hooks::Dedupe dedupe(10min, 100);
  for (int i = 0; i < 10'000; ++i)
    QVERIFY(dedupe.isNew("fra", made("1", "d", std::to_string(i), kNow), kNow));
  QCOMPARE(dedupe.size(), std::size_t{100});
  QVERIFY(!dedupe.isNew("fra", made("1", "d", "9950", kNow), kNow));
  QVERIFY(dedupe.isNew("fra", made("1", "d", "1", kNow), kNow)); // pushed out
}

QTEST_APPLESS_MAIN(DedupeTest)
#include "dedupe_test.moc"
