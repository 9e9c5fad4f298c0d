// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/reception.h"

#include "attach/visit.h"
#include "base/log.h"
#include "base/thread_pool.h"

#include <algorithm>
#include <mutex>
#include <thread>
#include <vector>

namespace meridian::attach {

namespace {

constexpr std::size_t kMostVisits = 32;
/// Waiting for a job's end holds one of them each.
constexpr std::size_t kMostQuestions = 128;
/// For answers that are under way when the engine goes.
constexpr std::chrono::milliseconds kGoodbye{500};

} // namespace

struct Reception::Interior {
  Interior(engine::AnyEngine& its, Identity self, std::unique_ptr<ports::StreamListener> at)
      : engine(its), who(std::move(self)), listener(std::move(at)) {}

  void open(std::stop_token stop) {
    for (;;) {
      auto stream = listener->accept(stop);
      if (!stream) {
        if (stream.error().code != base::Errc::Cancelled) base::log("attach", base::LogLevel::Error, stream.error().text());
        return;
      }
      const std::lock_guard lock(mutex);
      std::erase_if(visits, [](const auto& visit) { return visit->over(); });
      if (visits.size() >= kMostVisits) continue; // the stream ends with this turn
      auto visit = std::make_shared<Visit>(engine, who, std::move(*stream), questions);
      visits.push_back(visit);
      threads.submit([visit] { visit->hear(); });
      threads.submit([visit] { visit->speak(); });
    }
  }

  engine::AnyEngine& engine;
  const Identity who;
  const std::unique_ptr<ports::StreamListener> listener;
  std::mutex mutex;
  std::vector<std::shared_ptr<Visit>> visits;
  base::ThreadPool questions{"attend", kMostQuestions};
  base::ThreadPool threads{"visit", 2 * kMostVisits};
  base::Subscription subscription;
  std::jthread door;
};

Reception::Reception(engine::AnyEngine& engine, Identity who, std::unique_ptr<ports::StreamListener> listener)
    : m_interior(std::make_unique<Interior>(engine, std::move(who), std::move(listener))) {
  auto& in = *m_interior;
  in.subscription = engine.onSnapshot([&in] {
    const std::lock_guard lock(in.mutex);
    for (const auto& visit : in.visits) visit->changed();
  });
  in.door = std::jthread([&in](std::stop_token stop) { in.open(std::move(stop)); });
}

Reception::~Reception() {
  auto& in = *m_interior;
  in.door.request_stop();
  in.door.join();
  in.subscription.reset();
  const std::lock_guard lock(in.mutex); // nobody comes any more: for form's sake
  for (const auto& visit : in.visits) visit->end();
  const auto late = std::chrono::steady_clock::now() + kGoodbye;
  while (!std::ranges::all_of(in.visits, [](const auto& visit) { return visit->over(); }) && std::chrono::steady_clock::now() < late)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  for (const auto& visit : in.visits) visit->cut();
}

std::size_t Reception::visitors() const {
  const std::lock_guard lock(m_interior->mutex);
  return static_cast<std::size_t>(std::ranges::count_if(m_interior->visits, [](const auto& visit) { return !visit->over(); }));
}

} // namespace meridian::attach
