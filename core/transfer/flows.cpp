// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/flows.h"

#include "base/log.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace meridian::transfer {

using base::Errc;
using base::fail;
using base::Result;
using namespace std::chrono_literals;

namespace {

/// Long enough that the round trip before a range hardly shows, short enough that many connections share a blob.
constexpr std::uint64_t kSmallest = 256 * 1024;
constexpr std::uint64_t kLargest = 8 * 1024 * 1024;
constexpr auto kLook = 200ms;
/// A range should be through in about so long: then a change of their number shows soon, and no slow one holds up the end.
constexpr double kRangeSeconds = 4;
/// What one range is until a rate is known.
constexpr std::uint64_t kFirst = 4 * 1024 * 1024;
/// A short transfer is over before a connection has found its speed; many of them find it sooner together.
constexpr std::uint64_t kShort = 24 * 1024 * 1024;
constexpr int kForShort = 24;

bool nobodyThere(Errc code) {
  return code == Errc::ConnectionRefused || code == Errc::HostUnknown;
}

} // namespace

struct Flows::Pull {
  std::string repository;
  const oci::Descriptor& blob;
  Assembly& assembly;
  const Watch& watch;
  std::stop_token stop;
  Spans open;      ///< asked for by nobody
  int flying = 0;
  std::optional<base::Error> failed;
  Time retry_at{};
  Time progress{};   ///< its last byte, or since when it is asked for
  std::optional<Time> refused; ///< since when nothing listens there
  int failures = 0;  ///< since the last byte; connections that broke together count once
  Time failed_at{};  ///< when the last of them was counted
  bool told = false; ///< that it waits
};

struct Flows::Flight {
  Pull& pull;
  ports::ByteRange range;
  std::uint64_t at = 0;    ///< next byte
  std::uint64_t taken = 0; ///< up to where bytes have arrived, if they are not yet in the spool
  std::uint64_t limit = 0; ///< where to stop; lower than range.end() once the tail was taken over
  Time started{}, last{};
  bool cut = false; ///< by us, because it stalled
  bool ending = false; ///< less than a round trip is left: its successor is under way already
  bool held = false; ///< by our own side: a cap, a pause, a slow disk
  std::stop_source stop;
};

class Flows::Sink final : public ports::BodySink {
public:
  Sink(Flows& flows, Flight& flight) : m_flows(flows), m_flight(flight) {}

  Result<void> write(std::span<const std::byte> data, std::stop_token stop) override {
    auto& pull = m_flight.pull;
    std::uint64_t at = 0;
    {
      const std::lock_guard lock(m_flows.m_mutex);
      m_flight.held = true;
      at = m_flight.at;
      const auto left = m_flight.limit - std::min(m_flight.limit, at);
      data = data.first(static_cast<std::size_t>(std::min<std::uint64_t>(left, data.size())));
      m_flight.taken = at + data.size();
    }
    if (m_flows.m_gate != nullptr)
      if (auto passed = m_flows.m_gate->pass({data.size()}, stop); !passed) return passed;
    if (!data.empty()) {
      if (auto put = pull.assembly.put(at, data); !put) {
        m_spool_failed = put.error();
        return put;
      }
    }
    if (pull.watch.read) pull.watch.read({data.size()});
    bool again = false;
    bool full = false;
    {
      const std::lock_guard lock(m_flows.m_mutex);
      m_flight.at += data.size();
      m_flight.held = false;
      m_flight.last = pull.progress = m_flows.m_clock.steady();
      m_flows.m_bytes += data.size();
      pull.failures = 0;
      pull.refused.reset();
      again = std::exchange(pull.told, false);
      m_flows.prepareNext(m_flight);
      full = m_flight.at >= m_flight.limit && m_flight.limit < m_flight.range.end();
    }
    if (again && pull.watch.waiting) pull.watch.waiting({});
    if (full) return fail(Errc::Cancelled, "the rest comes over another connection");
    return {};
  }
  [[nodiscard]] const std::optional<base::Error>& spoolFailed() const { return m_spool_failed; }

private:
  Flows& m_flows;
  Flight& m_flight;
  std::optional<base::Error> m_spool_failed;
};

Flows::Flows(ports::Registry& source, base::ThreadPool& threads, base::Clock& clock, FlowOptions options,
             ports::ByteGate* gate)
    : m_source(source), m_threads(threads), m_clock(clock), m_options(options), m_gate(gate), m_count(options.count) {}

Flows::~Flows() {
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, [this] { return m_active == 0; });
}

FlowCount::Learned Flows::learned() const {
  const std::lock_guard lock(m_mutex);
  return m_count.learned();
}

Result<void> Flows::pull(std::string_view repository, const oci::Descriptor& blob, Assembly& assembly,
                         const Watch& watch, std::stop_token stop) {
  Pull pull{std::string(repository), blob, assembly, watch, stop, assembly.missing(), 0, {}, {}, m_clock.steady(), {}, 0, {}, false};
  std::unique_lock lock(m_mutex);
  if (pull.open.empty()) return {};
  m_pulls.push_back(&pull);
  m_asked += pull.open.size();
  launch();
  const auto done = [&] { return pull.flying == 0 && (pull.open.empty() || pull.failed || stop.stop_requested()); };
  while (!done()) {
    // On a stop the flights end by themselves: their reads carry the token.
    std::chrono::nanoseconds look = kLook;
    if (const auto pause = pull.retry_at - m_clock.steady(); pause > 0ns) look = std::min<std::chrono::nanoseconds>(look, pause);
    (void)m_changed.wait_for(lock, stop, look, [&, known = pull.retry_at] { return done() || pull.retry_at != known; });
    if (stop.stop_requested() && !done()) m_changed.wait(lock, done);
    watchOver();
    launch();
  }
  m_pulls.remove(&pull);
  lock.unlock();
  m_changed.notify_all();
  if (stop.stop_requested()) return fail(Errc::Cancelled, "cancelled");
  if (pull.failed) return fail(*pull.failed);
  return {};
}

bool Flows::claimable() const {
  const auto now = m_clock.steady();
  return std::any_of(m_pulls.begin(), m_pulls.end(), [&](const Pull* pull) {
    return !pull->open.empty() && !pull->failed && !pull->stop.stop_requested() && pull->retry_at <= now;
  });
}

int Flows::wanted() const {
  const auto many = m_asked <= kShort ? std::min(kForShort, m_options.count.most) : 0;
  return std::max(m_count.wanted(), many);
}

/// Successors count for those that they succeed, but never beyond the bound.
int Flows::allowed() const {
  return std::min(wanted() + m_ending, std::max(wanted(), m_options.count.most));
}

/// The next request leaves while the end of this answer is on its way: else the connection, and its share of the line,
/// would be idle for a round trip after each range. Called with the lock held.
void Flows::prepareNext(Flight& flight) {
  if (flight.ending || flight.limit < flight.range.end()) return;
  const auto now = m_clock.steady();
  const auto round_trip = std::chrono::duration<double>(std::chrono::microseconds(m_source.traffic().round_trip.load())).count();
  const auto seconds = std::chrono::duration<double>(now - flight.started).count() - 2 * round_trip;
  if (seconds <= 0) return;
  const auto rate = static_cast<double>(flight.at - flight.range.first) / seconds;
  if (static_cast<double>(flight.limit - std::min(flight.limit, flight.at)) > rate * round_trip * 1.3) return;
  flight.ending = true;
  ++m_ending;
  if (claimable()) launch();
}

/// Called with the lock held.
void Flows::launch() {
  while (m_active < allowed()) {
    const bool more = claimable();
    if (!more && straggler() == nullptr) return;
    ++m_active;
    m_threads.submit([this] { fly(); });
    if (!more) return; // one at a time: what is left of a straggler is told after it was halved
    // Each new thread takes a range; no more threads than ranges are to be had.
    std::uint64_t open = 0;
    for (const auto* pull : m_pulls) open += pull->open.size();
    if (static_cast<std::uint64_t>(m_active - static_cast<int>(m_flights.size())) * kSmallest >= open) return;
  }
}

void Flows::fly() {
  std::unique_lock lock(m_mutex);
  while (m_active <= allowed()) {
    const auto flight = claim();
    if (!flight) break;
    lock.unlock();
    Sink sink(*this, *flight);
    const std::stop_callback on_stop(flight->pull.stop, [&flight] { flight->stop.request_stop(); });
    auto result = m_source.getBlobRange(flight->pull.repository, flight->pull.blob.digest, flight->range, sink,
                                        flight->stop.get_token());
    lock.lock();
    land(flight, sink.spoolFailed() ? Result<void>(fail(*sink.spoolFailed())) : result);
    lock.unlock();
    m_changed.notify_all();
    lock.lock();
  }
  --m_active;
  m_changed.notify_all();
}

std::shared_ptr<Flows::Flight> Flows::claim() {
  const auto now = m_clock.steady();
  std::uint64_t rest = 0;
  Pull* first = nullptr;
  for (auto* pull : m_pulls) {
    if (pull->failed || pull->stop.stop_requested()) continue;
    rest += pull->open.size();
    if (first == nullptr && !pull->open.empty() && pull->retry_at <= now) first = pull;
  }
  if (first == nullptr) return takeOver();
  const auto rate = m_count.recent().value / wanted();
  const auto usual = rate > 0 ? static_cast<std::uint64_t>(rate * kRangeSeconds) : kFirst;
  const auto share = std::clamp(std::min(rest / static_cast<std::uint64_t>(wanted()), usual), kSmallest, kLargest);
  auto range = first->open.ranges().front();
  // What would be left is too little for a request of its own.
  if (range.length > share + kSmallest / 2) range.length = share;
  first->open.remove(range);
  // A blob that waited behind others was not without progress for that time: nobody had asked for it.
  if (first->flying == 0 && first->failures == 0) first->progress = now;
  ++first->flying;
  auto flight = std::make_shared<Flight>(Flight{*first, range, range.first, range.first, range.end(), now, now, false, false, false, {}});
  m_flights.push_back(flight);
  return flight;
}

/// The connection whose rest takes longest, where that is worth a second one; nullptr where none is.
Flows::Flight* Flows::straggler() const {
  const auto now = m_clock.steady();
  const auto round_trip = std::chrono::microseconds(m_source.traffic().round_trip.load());
  Flight* slowest = nullptr;
  double longest = 0;
  for (const auto& flight : m_flights) {
    if (flight->cut || flight->pull.failed || flight->pull.stop.stop_requested() || flight->pull.retry_at > now) continue;
    const auto left = flight->limit - std::min(flight->limit, flight->taken);
    if (left < kSmallest) continue;
    const auto seconds = std::chrono::duration<double>(now - flight->started).count();
    const auto rate = static_cast<double>(flight->at - flight->range.first) / std::max(seconds, 0.001);
    const auto eta = rate > 0 ? static_cast<double>(left) / rate : 3600.0;
    // A young connection doubles its speed each round trip: what it has done says little of what it will do.
    if (seconds > std::max(0.5, 10 * std::chrono::duration<double>(round_trip).count()) && eta > longest) {
      longest = eta;
      slowest = flight.get();
    }
  }
  const double worth = std::max(0.3, 3 * std::chrono::duration<double>(round_trip).count());
  return longest < worth ? nullptr : slowest;
}

/// Nothing is left to ask for: half of what the slowest connection still has to bring.
std::shared_ptr<Flows::Flight> Flows::takeOver() {
  const auto now = m_clock.steady();
  auto* const slowest = straggler();
  if (slowest == nullptr) return nullptr;
  const auto left = slowest->limit - slowest->taken;
  const auto from = slowest->limit - left / 2;
  const ports::ByteRange range{from, slowest->limit - from};
  slowest->limit = from;
  auto& pull = slowest->pull;
  ++pull.flying;
  auto flight = std::make_shared<Flight>(Flight{pull, range, range.first, range.first, range.end(), now, now, false, false, false, {}});
  m_flights.push_back(flight);
  return flight;
}

void Flows::land(const std::shared_ptr<Flight>& flight, const Result<void>& result) {
  auto& pull = flight->pull;
  m_flights.remove(flight);
  --pull.flying;
  if (flight->ending) --m_ending;
  if (flight->at < flight->limit) pull.open.add({flight->at, flight->limit - flight->at});
  if (flight->at >= flight->limit || pull.failed || pull.stop.stop_requested() || flight->cut) return;
  judge(*flight, result ? base::Error{Errc::ConnectionLost, "the source's answer ended early", {}, 0, {}, {}, {}} : result.error());
  if (!pull.failed) return;
  for (const auto& other : m_flights)
    if (&other->pull == &pull) other->stop.request_stop();
}

void Flows::judge(const Flight& flight, const base::Error& error) {
  auto& pull = flight.pull;
  if (!base::isTransient(error.code) && !nobodyThere(error.code)) {
    pull.failed = error;
    return;
  }
  const auto now = m_clock.steady();
  if (!nobodyThere(error.code))
    pull.refused.reset();
  else if (!pull.refused)
    pull.refused = now;
  if (now - pull.progress > m_options.patience || (pull.refused && now - *pull.refused > m_options.patience_refused)) {
    pull.failed = error;
    return;
  }
  // Other connections get through: this one was unlucky, and its range goes to the next free one.
  if (error.code == Errc::TooManyRequests || nobodyThere(error.code)) m_count.ease(now);
  // One reset of the whole line must not make a pause as long as a dozen tries in a row would.
  const bool news = pull.failures == 0 || flight.started >= pull.failed_at;
  if (news) {
    ++pull.failures;
    pull.failed_at = now;
  }
  if ((!news || pull.failures <= 2) && error.retry_after.count() == 0) return;
  const auto pause = m_options.retry.wait(std::min(pull.failures, 8), error, base::jitter());
  pull.retry_at = now + pause;
  if (!pull.told && pull.watch.waiting) {
    pull.told = true;
    pull.watch.waiting("the source is asked again in " + base::formatDuration(pause) + ": " + error.text());
  }
}

/// Called with the lock held, by the threads that wait in pull().
void Flows::watchOver() {
  const auto now = m_clock.steady();
  const auto round_trip = std::chrono::microseconds(m_source.traffic().round_trip.load());
  const auto stall = std::max<std::chrono::nanoseconds>(m_options.stall, 15 * round_trip);
  for (const auto& flight : m_flights) {
    if (flight->cut || flight->held || now - flight->last < stall) continue;
    flight->cut = true;
    flight->stop.request_stop();
    auto& pull = flight->pull;
    if (now - pull.progress > m_options.patience)
      pull.failed = base::Error{Errc::Stalled, "no byte from the source for " + base::formatDuration(now - pull.progress), {}, 0, {}, {}, {}};
    if (!pull.told && now - pull.progress >= stall && pull.watch.waiting) {
      pull.told = true;
      pull.watch.waiting("no byte from the source for " + base::formatDuration(now - pull.progress) +
                         "; it is asked again on a new connection");
    }
  }
  const auto before = m_count.wanted();
  m_count.sample(now, m_bytes, m_active >= wanted(), round_trip);
  if (m_count.wanted() != before)
    base::log("transfer", base::LogLevel::Debug,
              std::to_string(before) + " connections brought " + base::formatRate(m_count.recent()) + "; now " +
                  std::to_string(m_count.wanted()));
}

} // namespace meridian::transfer
