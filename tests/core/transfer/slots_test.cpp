// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <concepts> otherwise

#include "core/std_string.h"
#include "support/process.h"
#include "transfer/slots.h"

#include <atomic>
#include <thread>

using namespace meridian;
using namespace std::chrono_literals;
using transfer::Slots;
using Kind = Slots::Kind;

namespace {

/// Tasks that wait until they are let go, and note who began.
class Yard {
public:
  std::function<void()> task(std::string name) {
    return [this, name = std::move(name)] {
      std::unique_lock lock(m_mutex);
      m_began += (m_began.empty() ? "" : " ") + name;
      ++m_inside;
      m_moved.notify_all();
      m_moved.wait(lock, [this] { return m_let > 0; });
      --m_let;
      --m_inside;
      ++m_ended;
      m_moved.notify_all();
    };
  }
  /// Ends one of those inside and waits until it has.
  void letOne() {
    std::unique_lock lock(m_mutex);
    const auto before = m_ended;
    ++m_let;
    m_moved.notify_all();
    m_moved.wait_for(lock, 10s, [&] { return m_ended > before; });
  }
  void letAll() {
    const std::lock_guard lock(m_mutex);
    m_let = 1'000'000;
    m_moved.notify_all();
  }
  std::string began() {
    const std::lock_guard lock(m_mutex);
    return m_began;
  }
  int inside() {
    const std::lock_guard lock(m_mutex);
    return m_inside;
  }
  bool inside(int count) {
    return test::waitUntil([&] { return inside() == count; }, 10s);
  }

private:
  std::mutex m_mutex;
  std::condition_variable m_moved;
  std::string m_began;
  int m_inside = 0, m_let = 0, m_ended = 0;
};

} // namespace

class SlotsTest : public QObject {
  Q_OBJECT

private slots:
  /// What a held line has under way waits for somebody to let it go on; others must not wait with it.
  void aHeldLineLendsItsPlaces() {
    base::ThreadPool threads("slot", 16);
    Slots places(threads, 2, 1);
    Yard held_work, other_work;
    {
      Slots::Line held(places), other(places);
      for (int n = 0; n < 3; ++n) held.submit(Slots::Kind::Large, held_work.task("h"));
      QVERIFY(held_work.inside(2));
      for (int n = 0; n < 3; ++n) other.submit(Slots::Kind::Large, other_work.task("o"));
      QCOMPARE(other_work.inside(), 0);
      held.hold(true);
      QVERIFY(other_work.inside(2));
      held_work.letOne();
      QCOMPARE(held_work.began(), std::string("h h")); // its third stays where it is
      other_work.letAll();
      other.wait();
      held.hold(false);
      QVERIFY(test::waitUntil([&] { return held_work.began() == "h h h"; }, 10s));
      held_work.letAll();
    }
  }

  void eachKindHasItsBound() {
    base::ThreadPool threads("slot", 16);
    Slots places(threads, 2, 3);
    Yard large, small;
    Slots::Line line(places);
    for (int n = 0; n < 6; ++n) {
      line.submit(Kind::Large, large.task("l"));
      line.submit(Kind::Small, small.task("s"));
    }
    QVERIFY(large.inside(2) && small.inside(3));
    for (int n = 0; n < 4; ++n) {
      large.letOne();
      QVERIFY(large.inside(2));
      QCOMPARE(small.inside(), 3);
    }
    large.letAll();
    small.letAll();
    line.wait();
    QCOMPARE(large.inside() + small.inside(), 0);
    QCOMPARE(small.began(), std::string("s s s s s s"));
  }

  void linesAreServedInTheirOrder() {
    base::ThreadPool threads("slot", 4);
    Slots places(threads, 1, 1);
    Yard yard;
    Slots::Line first(places), second(places);
    second.submit(Kind::Large, yard.task("b1")); // nobody else wants the place
    QVERIFY(yard.inside(1));
    second.submit(Kind::Large, yard.task("b2"));
    first.submit(Kind::Large, yard.task("a1"));
    first.submit(Kind::Large, yard.task("a2"));
    yard.letAll();
    first.wait();
    second.wait();
    QCOMPARE(yard.began(), std::string("b1 a1 a2 b2"));
  }

  void movedToTheTopWhileOthersWork() {
    base::ThreadPool threads("slot", 4);
    Slots places(threads, 1, 1);
    Yard yard;
    Slots::Line first(places), second(places), third(places);
    for (const auto* name : {"a1", "a2", "a3"}) first.submit(Kind::Large, yard.task(name));
    second.submit(Kind::Large, yard.task("b1"));
    third.submit(Kind::Large, yard.task("c1"));
    third.submit(Kind::Large, yard.task("c2"));
    QVERIFY(yard.inside(1));
    third.moveToTop(); // what runs goes on; the next free place is its own
    yard.letAll();
    for (auto* line : {&first, &second, &third}) line->wait();
    QCOMPARE(yard.began(), std::string("a1 c1 c2 a2 a3 b1"));
  }

  void waitsForItsOwnOnly() {
    base::ThreadPool threads("slot", 4);
    Slots places(threads, 2, 2);
    Yard held, quick;
    Slots::Line first(places), second(places);
    first.submit(Kind::Large, held.task("a"));
    second.submit(Kind::Large, quick.task("b"));
    quick.letAll();
    second.wait();
    QCOMPARE(held.inside(1), true);
    held.letAll();
    first.wait();
  }

  void aLineThatGoesWaits() {
    base::ThreadPool threads("slot", 4);
    Slots places(threads, 2, 2);
    std::atomic<int> done{0};
    {
      Slots::Line line(places);
      for (int n = 0; n < 20; ++n)
        line.submit(n % 2 == 0 ? Kind::Large : Kind::Small, [&] {
          std::this_thread::sleep_for(1ms);
          ++done;
        });
    }
    QCOMPARE(done.load(), 20);
  }

  void tasksMaySubmitMore() {
    base::ThreadPool threads("slot", 4);
    Slots places(threads, 1, 1);
    Slots::Line line(places);
    std::atomic<int> done{0};
    line.submit(Kind::Large, [&] {
      line.submit(Kind::Large, [&] { ++done; });
      line.submit(Kind::Small, [&] { ++done; });
      ++done;
    });
    line.wait();
    QCOMPARE(done.load(), 3);
  }

  void manyLinesAtOnce() {
    base::ThreadPool threads("slot", 16);
    Slots places(threads, 3, 5);
    std::atomic<int> inside[2] = {0, 0}, most[2] = {0, 0}, done{0};
    {
      std::vector<std::jthread> jobs;
      for (int job = 0; job < 6; ++job)
        jobs.emplace_back([&, job] {
          Slots::Line line(places);
          for (int n = 0; n < 50; ++n) {
            const int kind = (n + job) % 2;
            line.submit(static_cast<Kind>(kind), [&, kind] {
              const int now = ++inside[kind];
              for (auto seen = most[kind].load(); now > seen && !most[kind].compare_exchange_weak(seen, now);) {
              }
              --inside[kind];
              ++done;
            });
            if (n == 20) line.moveToTop();
          }
          line.wait();
        });
    }
    QCOMPARE(done.load(), 300);
    QVERIFY(most[0] <= 3 && most[1] <= 5);
  }
};

QTEST_GUILESS_MAIN(SlotsTest)
#include "slots_test.moc"
