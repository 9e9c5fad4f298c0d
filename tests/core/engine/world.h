// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engine.h"
#include "memory/state_store.h"
#include "support/images.h"
#include "support/recording_registry.h"

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

// A fleet in memory for the engine's tests.
namespace meridian::test {

/// Time that passes a hundred times as fast, and only in sleep(); who sleeps for an hour or more is woken by stop
/// alone. Any thread.
class FastClock final : public base::Clock {
public:
  base::Timestamp now() const override {
    return base::Timestamp{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}} +
           std::chrono::floor<std::chrono::milliseconds>(passed());
  }
  std::chrono::steady_clock::time_point steady() const override {
    return std::chrono::steady_clock::time_point{} + passed();
  }
  bool sleep(std::chrono::nanoseconds duration, std::stop_token stop) override {
    if (duration >= std::chrono::hours(1)) {
      std::unique_lock lock(m_mutex);
      return m_never.wait(lock, stop, [] { return false; });
    }
    std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(duration / 100, std::chrono::milliseconds(2)));
    const std::lock_guard lock(m_mutex);
    m_passed += duration;
    return !stop.stop_requested();
  }

private:
  std::chrono::nanoseconds passed() const {
    const std::lock_guard lock(m_mutex);
    return m_passed;
  }
  mutable std::mutex m_mutex;
  std::condition_variable_any m_never;
  std::chrono::nanoseconds m_passed{0};
};

/// The registries of regions fra (primary), tyo and sjc. Outlives every engine that is made of it.
class World {
public:
  struct Place {
    Place(base::Clock& clock, memory::RegistryOptions options) : memory(clock, options), recorder(memory) {}
    memory::Registry memory;
    RecordingRegistry recorder; ///< sees what all engines ask
  };

  /// `how`: what is particular of a region's registry.
  explicit World(const std::map<std::string, memory::RegistryOptions>& how = {}) {
    for (const auto* id : {"fra", "tyo", "sjc"}) {
      const auto found = how.find(id);
      m_places.emplace(id, std::make_unique<Place>(clock, found == how.end() ? memory::RegistryOptions{} : found->second));
    }
  }
  memory::Registry& at(const std::string& id) { return m_places.at(id)->memory; }
  RecordingRegistry& seen(const std::string& id) { return m_places.at(id)->recorder; }

  /// Rule "base": everything from fra to tyo and sjc.
  static engine::Fleet fleet() {
    engine::Fleet fleet;
    fleet.regions = {{"fra", "Frankfurt", engine::Role::Primary, 50, 8, "http://fra.test:5000", {}, {}},
                     {"tyo", "Tokyo", engine::Role::Replica, 35, 139, "http://tyo.test:5000", {}, {}},
                     {"sjc", "San Jose", engine::Role::Replica, 37, -121, "http://sjc.test:5000", {}, {}}};
    plan::Rule rule;
    rule.id = "base";
    rule.source = "fra";
    rule.targets = {"tyo", "sjc"};
    rule.repositories = {"**"};
    fleet.rules = {rule};
    return fleet;
  }

  engine::Parts parts(std::unique_ptr<ports::StateStore> state) {
    engine::Parts parts;
    parts.clock = std::make_unique<SameClock>(clock);
    parts.state = std::move(state);
    parts.registry = [this](const engine::Region& region, engine::Access) {
      return std::make_unique<Client>(m_places.at(region.id)->recorder);
    };
    return parts;
  }
  std::unique_ptr<engine::Engine> engine(engine::Fleet fleet = World::fleet()) {
    return engine(std::move(fleet), std::make_unique<memory::StateStore>());
  }
  std::unique_ptr<engine::Engine> engine(engine::Fleet fleet, std::unique_ptr<ports::StateStore> state,
                                         const std::filesystem::path& file = {}) {
    auto made = engine::Engine::assemble(parts(std::move(state)), std::move(fleet), file);
    return made ? std::move(*made) : nullptr;
  }

  /// All tags with their digests, one a line.
  std::string tags(const std::string& id) {
    std::string out;
    const auto repositories = ports::allRepositories(at(id), {});
    if (!repositories) return "?";
    for (const auto& repository : *repositories)
      for (const auto& tag : ports::allTags(at(id), repository, {}).value_or(std::vector<std::string>{}))
        out += repository + ":" + tag + " " + (*at(id).headManifest(repository, tag, {}))->digest.text() + "\n";
    return out;
  }

  FastClock clock;

private:
  class SameClock final : public base::Clock {
  public:
    explicit SameClock(base::Clock& clock) : m_clock(clock) {}
    base::Timestamp now() const override { return m_clock.now(); }
    std::chrono::steady_clock::time_point steady() const override { return m_clock.steady(); }
    bool sleep(std::chrono::nanoseconds duration, std::stop_token stop) override { return m_clock.sleep(duration, stop); }

  private:
    base::Clock& m_clock;
  };
  /// A client of its own for each engine job, so that traffic counts from zero.
  class Client final : public RecordingRegistry {
  public:
    explicit Client(ports::Registry& next)
        : RecordingRegistry(next), m_next(next), m_requests(next.traffic().requests), m_read(next.traffic().read),
          m_written(next.traffic().written) {}
    const ports::Traffic& traffic() const override {
      m_traffic.requests = m_next.traffic().requests - m_requests;
      m_traffic.read = m_next.traffic().read - m_read;
      m_traffic.written = m_next.traffic().written - m_written;
      m_traffic.round_trip = m_next.traffic().round_trip.load();
      return m_traffic;
    }

  private:
    ports::Registry& m_next;
    const std::uint64_t m_requests, m_read, m_written;
    mutable ports::Traffic m_traffic;
  };

  std::map<std::string, std::unique_ptr<Place>> m_places;
};

} // namespace meridian::test
