// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <concepts> otherwise

#include "core/std_string.h"
#include "memory/state_store.h"
#include "support/instant_clock.h"
#include "transfer/upload_note.h"

using namespace meridian;
using namespace std::chrono_literals;
using transfer::UploadNote;

namespace {

const auto kDigest = oci::Digest::sha256(std::string(64, 'a'));
const std::string kKey = "upload/tyo/app/web@" + kDigest.text();
const std::string kPlace = "https://tyo.test/v2/app/web/blobs/uploads/1?_state=x%20y";

UploadNote note(ports::StateStore& state, base::Clock& clock, std::string_view region = "tyo", std::string_view repository = "app/web") {
  return {state, clock, region, repository, kDigest, [](base::ByteCount) {}};
}

} // namespace

class UploadNoteTest : public QObject {
  Q_OBJECT

private slots:
  void outlivesTheProcess() {
    memory::StateStore state;
    test::InstantClock clock;
    note(state, clock).save({kPlace, {8'000'000'000}});
    const auto mark = note(state, clock).load();
    QCOMPARE(mark.location, kPlace);
    QCOMPARE(mark.offset.value, 8'000'000'000u);
    // Another registry, another repository: sessions of their own.
    QVERIFY(note(state, clock, "sjc").load().location.empty());
    QVERIFY(note(state, clock, "tyo", "app/api").load().location.empty());
  }

  void theLatestCounts() {
    memory::StateStore state;
    test::InstantClock clock;
    auto first = note(state, clock);
    first.save({"https://old", {1}});
    first.save({"https://new", {2}});
    QCOMPARE(note(state, clock).load().location, std::string("https://new"));
    QCOMPARE(note(state, clock).load().offset.value, 2u);
    QCOMPARE(state.facts("upload/")->size(), 1u);
  }

  void nothingStaysOfASessionThatIsOver() {
    memory::StateStore state;
    test::InstantClock clock;
    auto upload = note(state, clock);
    upload.save({kPlace, {5}});
    upload.save({});
    QVERIFY(state.facts("upload/")->empty());
    QVERIFY(note(state, clock).load().location.empty());
  }

  void whatAnEarlierProcessLeftGoesToo() {
    memory::StateStore state;
    test::InstantClock clock;
    note(state, clock).save({kPlace, {5}});
    auto upload = note(state, clock);
    QVERIFY(!upload.load().location.empty());
    upload.save({});
    QVERIFY(state.facts("upload/")->empty());
  }

  /// A run of a thousand small uploads must not write a thousand empty facts.
  void aSessionThatNeverWasIsNotWritten() {
    memory::StateStore state;
    test::InstantClock clock;
    auto upload = note(state, clock);
    QVERIFY(upload.load().location.empty());
    QVERIFY(state.putFact(kKey, "somebody else's")); // a write would remove it
    upload.save({});
    QCOMPARE(**state.fact(kKey), std::string("somebody else's"));
  }

  void tooOld_data() {
    QTest::addColumn<int>("hours");
    QTest::addColumn<bool>("usable");
    QTest::newRow("an hour") << 1 << true;
    QTest::newRow("six days") << 6 * 24 << true;
    QTest::newRow("eight days") << 8 * 24 << false;
    QTest::newRow("a year") << 365 * 24 << false;
  }
  void tooOld() {
    QFETCH(int, hours);
    QFETCH(bool, usable);
    memory::StateStore state;
    test::InstantClock clock;
    note(state, clock).save({kPlace, {5}});
    (void)clock.sleep(std::chrono::hours(hours), {});
    auto later = note(state, clock);
    QCOMPARE(!later.load().location.empty(), usable);
    later.save({});
    QVERIFY(state.facts("upload/")->empty());
  }

  /// At the start of an engine: what can be continued stays, the rest goes, and nothing else is touched.
  void sweptWhenOld() {
    memory::StateStore state;
    test::InstantClock clock;
    QVERIFY(state.putFact("uploads", "not ours"));
    QVERIFY(state.putFact("upload/tyo/damaged@sha256:1", "x"));
    note(state, clock).save({kPlace, {5}});
    UploadNote::sweep(state, clock.now());
    QCOMPARE(state.facts("upload/")->size(), 1u);
    UploadNote::sweep(state, clock.now() + std::chrono::hours(8 * 24));
    QVERIFY(state.facts("upload/")->empty());
    QCOMPARE(**state.fact("uploads"), std::string("not ours"));
  }

  void damaged_data() {
    QTest::addColumn<QString>("fact");
    QTest::newRow("a word") << "x";
    QTest::newRow("without an offset") << "1795305600000";
    QTest::newRow("without a place") << "1795305600000 5";
    QTest::newRow("an offset that is none") << "1795305600000 five https://x";
    QTest::newRow("an offset beyond all") << "1795305600000 99999999999999999999999 https://x";
    QTest::newRow("a time beyond all") << "99999999999999999999999 5 https://x";
  }
  void damaged() {
    QFETCH(QString, fact);
    memory::StateStore state;
    test::InstantClock clock;
    QVERIFY(state.putFact(kKey, fact.toStdString()));
    QVERIFY(note(state, clock).load().location.empty());
  }

  void tellsWhereItGoesOn() {
    memory::StateStore state;
    test::InstantClock clock;
    std::uint64_t seen = 0;
    UploadNote upload(state, clock, "tyo", "app/web", kDigest, [&](base::ByteCount at) { seen = at.value; });
    upload.resumed({77});
    QCOMPARE(seen, 77u);
  }
};

QTEST_APPLESS_MAIN(UploadNoteTest)
#include "upload_note_test.moc"
