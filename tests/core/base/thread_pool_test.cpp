// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/thread_pool.h"

#include "core/std_string.h"

#include <atomic>
#include <latch>
#include <memory>
#include <pthread.h>
#include <set>

using namespace meridian::base;

class ThreadPoolTest : public QObject {
  Q_OBJECT
private slots:
  void runsEverything();
  void neverMoreThanMost();
  void runsAtOnceUpToMost();
  void namesItsThreads();
  void tasksMayHandOutTasks();
  void emptyGroupDoesNotWait();
  void endFinishesRunningAndDropsWaiting();
  void endWakesAGroup();
  void groupEndsAfterItsTasksAreGone();
};

void ThreadPoolTest::runsEverything() {
  std::atomic<int> sum = 0;
  ThreadPool pool("test", 4);
  TaskGroup group(pool);
  for (int i = 1; i <= 1000; ++i)
    group.run([&sum, i] { sum += i; });
  group.wait();
  QCOMPARE(sum.load(), 500'500);
}

void ThreadPoolTest::neverMoreThanMost() {
  std::atomic<int> running = 0;
  std::atomic<int> most = 0;
  ThreadPool pool("test", 3);
  TaskGroup group(pool);
  for (int i = 0; i < 200; ++i)
    group.run([&] {
      const int now = ++running;
      for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
      }
      std::this_thread::yield();
      --running;
    });
  group.wait();
  QVERIFY(most >= 1 && most <= 3);
}

void ThreadPoolTest::runsAtOnceUpToMost() {
  // Each task waits for the others: with fewer than three threads this would never come to its end.
  std::latch all(3);
  ThreadPool pool("test", 3);
  TaskGroup group(pool);
  for (int i = 0; i < 3; ++i)
    group.run([&] { all.arrive_and_wait(); });
  group.wait();
  QVERIFY(all.try_wait());
}

void ThreadPoolTest::namesItsThreads() {
  std::mutex mutex;
  std::set<std::string> names;
  std::latch all(2);
  ThreadPool pool("xfer", 2);
  TaskGroup group(pool);
  for (int i = 0; i < 2; ++i)
    group.run([&] {
      all.arrive_and_wait();
      char name[16] = {};
      pthread_getname_np(pthread_self(), name, sizeof name);
      const std::lock_guard lock(mutex);
      names.insert(name);
    });
  group.wait();
  QVERIFY((names == std::set<std::string>{"xfer-1", "xfer-2"}));
}

void ThreadPoolTest::tasksMayHandOutTasks() {
  std::atomic<int> done = 0;
  ThreadPool pool("test", 1);
  TaskGroup group(pool);
  group.run([&] {
    for (int i = 0; i < 5; ++i)
      group.run([&] { ++done; });
    ++done;
  });
  group.wait();
  QCOMPARE(done.load(), 6);
}

void ThreadPoolTest::emptyGroupDoesNotWait() {
  ThreadPool pool("test", 1);
  TaskGroup group(pool);
  group.wait();
}

void ThreadPoolTest::endFinishesRunningAndDropsWaiting() {
  std::atomic<bool> finished = false;
  std::atomic<bool> other_ran = false;
  std::latch begun(1);
  std::latch go(1);
  {
    ThreadPool pool("test", 1);
    pool.submit([&] {
      begun.count_down();
      go.wait();
      finished = true;
    });
    begun.wait();
    // Lets the first task end only when it is dropped itself.
    pool.submit(
        [&, last = std::shared_ptr<void>(nullptr, [&](void*) { go.count_down(); })] { other_ran = true; });
  }
  QVERIFY(finished);
  QVERIFY(!other_ran);
}

void ThreadPoolTest::endWakesAGroup() {
  auto pool = std::make_unique<ThreadPool>("test", 1);
  TaskGroup group(*pool);
  std::latch begun(1);
  std::latch go(1);
  std::atomic<bool> dropped_ran = false;
  group.run([&] {
    begun.count_down();
    go.wait();
  });
  begun.wait();
  group.run(
      [&, last = std::shared_ptr<void>(nullptr, [&](void*) { go.count_down(); })] { dropped_ran = true; });
  pool.reset();
  group.wait(); // the dropped task counts as done, or this would wait for ever
  QVERIFY(!dropped_ran);
}

void ThreadPoolTest::groupEndsAfterItsTasksAreGone() {
  ThreadPool pool("test", 2);
  for (int i = 0; i < 500; ++i) {
    auto held = std::make_shared<int>(1);
    const std::weak_ptr<int> watch = held;
    TaskGroup group(pool);
    group.run([held = std::move(held)] { (void)*held; });
    group.wait();
    QVERIFY2(watch.expired(), "a task's captures outlive wait()");
  }
}

QTEST_APPLESS_MAIN(ThreadPoolTest)
#include "thread_pool_test.moc"
