// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/promote/world.h"
#include "core/std_string.h"

using namespace meridian;
using promote::CellState;
using promote::Journal;
using promote::Journals;
using promote::Outcome;
using promote::Phase;

class JournalTest : public QObject {
  Q_OBJECT

private slots:
  void comesBackAsItWas();
  void refusesWhatIsNoJournal_data();
  void refusesWhatIsNoJournal();
  void keepsTheNewestHundred();
};

namespace {

Journal sample() {
  Journal journal;
  journal.id = "20261122T091200Z-4f3a-1";
  journal.rule = "base";
  journal.job = "20261122T091200Z-4f3a";
  journal.kind = promote::Kind::Rollback;
  journal.policy = {promote::WhenDown::Continue, promote::OnConflict::Keep, promote::OnStop::RollBack,
                    std::chrono::seconds{7}, std::chrono::seconds{2}, std::chrono::seconds{3600}};
  journal.targets = {"fra", "tyo"};
  journal.waves = {{1}, {0}};
  journal.tags = {{"app/web", "1.2", test::digestOf("source")}, {"app/web", "1", {}}};
  promote::Cell cell;
  cell.target = 1;
  cell.tag = 1;
  cell.previous = test::digestOf("old");
  cell.state = CellState::Confirmed;
  cell.after = std::chrono::milliseconds{12};
  cell.text = "a registry's \xff words";
  journal.cells = {cell};
  journal.phase = Phase::Observing;
  journal.wave = 1;
  journal.created = base::Timestamp{std::chrono::milliseconds{1'795'340'000'123}};
  journal.flip_skew = std::chrono::milliseconds{41};
  return journal;
}

} // namespace

void JournalTest::comesBackAsItWas() {
  const auto before = sample();
  const auto after = Journal::parse(before.json());
  QVERIFY(after);
  QCOMPARE(after->json(), before.json());
  QCOMPARE(after->cells.front().previous, before.cells.front().previous);
  QVERIFY(!after->cells.front().wanted);
  QCOMPARE(after->policy.observe.count(), 3600);
  QCOMPARE(after->flip_skew->count(), 41);
  QVERIFY(after->tags[1].source.empty());
  QCOMPARE(after->waveOf(0), std::size_t{1});
}

void JournalTest::refusesWhatIsNoJournal_data() {
  QTest::addColumn<std::string>("find");
  QTest::addColumn<std::string>("replace");
  QTest::newRow("no json") << std::string("{") << std::string("");
  QTest::newRow("an unknown phase") << std::string("observing") << std::string("dreaming");
  QTest::newRow("a wave that is not there") << std::string("\"wave\":1") << std::string("\"wave\":2");
  QTest::newRow("a wave of no target") << std::string("[[1],[0]]") << std::string("[[1],[2]]");
  QTest::newRow("a cell of no target") << std::string("\"target\":1") << std::string("\"target\":9");
  QTest::newRow("a bad digest") << std::string("\"previous\":\"sha256:") << std::string("\"previous\":\"sha256:xyz");
  QTest::newRow("a number as a word") << std::string("\"observing\"") << std::string("7");
}

void JournalTest::refusesWhatIsNoJournal() {
  QFETCH(std::string, find);
  QFETCH(std::string, replace);
  auto text = sample().json();
  const auto at = text.find(find);
  QVERIFY(at != std::string::npos);
  text.replace(at, find.size(), replace);
  const auto journal = Journal::parse(text);
  QVERIFY(!journal);
  QCOMPARE(journal.error().code, base::Errc::ParseFailed);
}

void JournalTest::keepsTheNewestHundred() {
  memory::StateStore store;
  Journals journals(store);
  auto open = sample();
  open.id = "open";
  open.created = {};
  QVERIFY(journals.save(open));
  for (int i = 0; i < 230; ++i) {
    auto journal = sample();
    journal.id = "p" + std::to_string(1000 + i);
    journal.job = "j" + std::to_string(i / 2); // two of each job
    journal.created = base::Timestamp{std::chrono::milliseconds{i + 1}};
    journal.phase = Phase::Done;
    journal.outcome = Outcome::Promoted;
    QVERIFY(journals.close(journal, {}));
  }
  QVERIFY(journals.prune());
  const auto all = journals.all();
  QVERIFY(all);
  QCOMPARE(all->size(), 2 * Journals::kKept + 1);
  QCOMPARE(all->front().id, std::string("open"));
  QCOMPARE(journals.open()->size(), std::size_t{1});
  QCOMPARE((*all)[1].id, std::string("p1030"));
  QCOMPARE(all->back().id, std::string("p1229"));
}

QTEST_GUILESS_MAIN(JournalTest)
#include "journal_test.moc"
