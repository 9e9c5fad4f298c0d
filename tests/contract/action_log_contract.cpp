// SPDX-License-Identifier: GPL-3.0-or-later
// What every ports::ActionLog does, whatever it stands on.
#include <QTest>

#include "memory/action_log.h"
#include "sqlite/state_store.h"
#include "support/process.h"

#include <atomic>
#include <thread>

using namespace meridian;
using ports::ActionRecord;

namespace {

base::Timestamp at(std::int64_t milliseconds) {
  return base::Timestamp(std::chrono::milliseconds(milliseconds));
}

ActionRecord action(const std::string& subject, std::int64_t time = 1) {
  return {0, at(time), "anna@desk with meridian", "job.start", subject, {}, {}};
}

QString subjects(const base::Result<std::vector<ActionRecord>>& page) {
  if (!page) return QString::fromStdString(page.error().text());
  QStringList out;
  for (const auto& record : *page)
    out << QString::fromStdString(record.subject);
  return out.join(' ');
}

} // namespace

class ActionLogContract : public QObject {
  Q_OBJECT

  std::unique_ptr<test::TemporaryFolder> m_folder;
  std::shared_ptr<ports::ActionLog> m_log;

  void fill(int count) {
    for (int i = 1; i <= count; ++i)
      QVERIFY(m_log->putAction(action(std::to_string(i))));
  }

private slots:
  void initTestCase_data() {
    QTest::addColumn<QString>("adapter");
    QTest::newRow("memory") << "memory";
    QTest::newRow("sqlite") << "sqlite";
  }
  void init() {
    QFETCH_GLOBAL(QString, adapter);
    m_folder = std::make_unique<test::TemporaryFolder>();
    if (adapter == "memory") {
      m_log = std::make_shared<memory::ActionLog>();
      return;
    }
    const auto store = sqlite::StateStore::open(m_folder->file("state.db"), at(0));
    QVERIFY(store);
    m_log = (*store)->actions(); // outlives the store
  }
  void cleanup() {
    m_log.reset();
    m_folder.reset();
  }

  void emptyAtFirst() {
    QVERIFY(m_log->actions(0, 10)->empty());
    QVERIFY(m_log->pruneActions(0));
    QVERIFY(m_log->pruneActions(10));
  }

  void keepsEveryField() {
    const ActionRecord in{99, at(1'795'338'720'123), "anna@desk with meridianctl", "fleet.change", "rule base",
                          "quote ' and 東京 and \"\n", "the fleet has no region \"mars\""};
    QVERIFY(m_log->putAction(in));
    const auto page = m_log->actions(0, 10);
    QVERIFY(page);
    QCOMPARE(page->size(), 1u);
    const auto& out = page->front();
    QVERIFY(out.seq > 0 && out.seq != 99u);
    QVERIFY(out.time == in.time);
    QCOMPARE(out.actor, in.actor);
    QCOMPARE(out.verb, in.verb);
    QCOMPARE(out.subject, in.subject);
    QCOMPARE(out.detail, in.detail);
    QCOMPARE(out.problem, in.problem);
  }

  void newestFirstByPages() {
    fill(5);
    QCOMPARE(subjects(m_log->actions(0, 10)), QString("5 4 3 2 1"));
    const auto first = m_log->actions(0, 2);
    QCOMPARE(subjects(first), QString("5 4"));
    fill(1); // what comes meanwhile does not move the next page
    const auto second = m_log->actions(first->back().seq, 2);
    QCOMPARE(subjects(second), QString("3 2"));
    QCOMPARE(subjects(m_log->actions(second->back().seq, 2)), QString("1"));
    QVERIFY(m_log->actions(0, 0)->empty());
  }

  void pruneKeepsTheNewest() {
    fill(5);
    const auto last = m_log->actions(0, 1)->front().seq;
    QVERIFY(m_log->pruneActions(5));
    QCOMPARE(subjects(m_log->actions(0, 10)), QString("5 4 3 2 1"));
    QVERIFY(m_log->pruneActions(2));
    QCOMPARE(subjects(m_log->actions(0, 10)), QString("5 4"));
    QVERIFY(m_log->pruneActions(0));
    QVERIFY(m_log->actions(0, 10)->empty());
    fill(1);
    QVERIFY(m_log->actions(0, 1)->front().seq > last); // numbers are never given twice
  }

  void eightThreadsAtOnce() {
    constexpr int kThreads = 8, kRounds = 40;
    std::atomic<int> failures{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t)
      threads.emplace_back([&, t] {
        for (int i = 0; i < kRounds; ++i) {
          const auto name = std::to_string(t) + "-" + std::to_string(i);
          bool seen = false;
          if (m_log->putAction(action(name)))
            for (const auto& record : m_log->actions(0, 10'000).value_or(std::vector<ActionRecord>{}))
              seen = seen || record.subject == name;
          if (!seen) ++failures; // a caller sees what it wrote
        }
      });
    for (auto& thread : threads)
      thread.join();
    QCOMPARE(failures.load(), 0);
    const auto all = m_log->actions(0, 10'000);
    QCOMPARE(all->size(), std::size_t(kThreads * kRounds));
    for (std::size_t i = 1; i < all->size(); ++i)
      QVERIFY((*all)[i - 1].seq > (*all)[i].seq);
  }
};

QTEST_GUILESS_MAIN(ActionLogContract)
#include "action_log_contract.moc"
