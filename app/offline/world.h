// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "engine/fleet.h"
#include "memory/registry.h"
#include "ports/state_store.h"

#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace meridian::offline {

/// Random numbers that are the same on every machine (std distributions are not).
class Dice {
public:
  explicit Dice(std::uint64_t seed) : m_engine(seed) {}
  [[nodiscard]] std::uint64_t number() { return m_engine(); }
  [[nodiscard]] std::uint64_t below(std::uint64_t end) { return m_engine() % end; }
  /// In [0, 1).
  [[nodiscard]] double share() { return static_cast<double>(m_engine() >> 11) * 0x1.0p-53; }

private:
  std::mt19937_64 m_engine;
};

/// Five regions and the rules between them, as a fleet file would say it.
[[nodiscard]] engine::Fleet scriptedFleet();

/// The regions' registries, by id. Content that was there before the script starts is manifests only: nobody asks for
/// blobs of images that are equal everywhere.
class World {
public:
  World(base::Clock& clock, std::uint64_t seed);

  /// One of the five.
  [[nodiscard]] const std::shared_ptr<memory::Registry>& at(const std::string& region) const {
    return m_registries.at(region);
  }
  /// The region's registry, an empty one for a region that is not of the five. Any thread.
  [[nodiscard]] std::shared_ptr<memory::Registry> open(const std::string& region);
  /// Puts `tags` images into `repository` of each region, equal everywhere.
  void fill(const std::string& repository, int tags, const std::vector<std::string>& regions);
  /// Pushes a new image with layers of `layers` x `megabytes` to Frankfurt, under the next tag of the repository.
  std::string push(const std::string& repository, int layers, int megabytes);
  /// Moves the tag of an image that is there already to a new, small image at Frankfurt.
  void retag(const std::string& repository, const std::string& tag, int kilobytes);
  /// Somebody pushes to a replica: the tag means another image there.
  void intrude(const std::string& region, const std::string& repository, const std::string& tag);

private:
  std::string image(const std::string& repository, const std::vector<std::uint64_t>& layer_sizes);

  base::Clock& m_clock;
  Dice m_dice;
  std::mutex m_added_mutex;
  std::map<std::string, std::shared_ptr<memory::Registry>> m_added;
  std::map<std::string, std::shared_ptr<memory::Registry>> m_registries;
  std::map<std::string, int> m_builds; ///< by repository
};

/// Two days of jobs and outcomes before `now`, and what each region was found to have at the last look.
void writeHistory(ports::StateStore& state, const engine::Fleet& fleet, base::Timestamp now, std::uint64_t seed);

} // namespace meridian::offline
