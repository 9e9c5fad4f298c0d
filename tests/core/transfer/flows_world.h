// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/std_string.h"
#include "core/transfer/pull.h"
#include "support/process.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <span>
#include <vector>

/// A registry in memory that misbehaves, and what pulls from it over several connections.
namespace meridian::test::flows {

using namespace std::chrono_literals;
using base::Errc;
using memory::GeneratedBlob;

inline constexpr std::uint64_t kMiB = 1024 * 1024;

inline base::Error broken(Errc code) { return {code, "broken on purpose", {}, 0, {}, {}, {}}; }

struct World {
  explicit World(memory::RegistryOptions options = {}) : registry(clock, options) {}
  Pull& add(std::uint64_t size, std::uint64_t seed = 1) {
    pulls.push_back(std::make_unique<Pull>(store, GeneratedBlob{{size}, seed}));
    registry.addBlob("app/web", pulls.back()->content);
    return *pulls.back();
  }
  base::SystemClock clock;
  memory::Registry registry;
  RangeSource source{registry};
  memory::BlobStore store;
  base::ThreadPool threads{"flow", 16};
  std::vector<std::unique_ptr<Pull>> pulls;
};

/// Waits until it is stopped, as a connection does on which nothing comes.
inline base::Result<void> silence(std::stop_token stop) {
  base::SystemClock clock;
  (void)clock.sleep(std::chrono::minutes(1), stop);
  return base::fail(Errc::Cancelled, "cancelled");
}

/// The bytes of `content` in pieces; less than the whole range where `length` says so.
inline base::Result<void> give(const GeneratedBlob& content, ports::ByteRange range, std::uint64_t piece, ports::BodySink& sink,
                        std::stop_token stop, std::chrono::milliseconds pause = 0ms) {
  base::SystemClock clock;
  std::vector<std::byte> buffer(piece);
  for (auto at = range.first; at < range.end();) {
    const auto part = std::span(buffer).first(std::min(piece, range.end() - at));
    content.fill(at, part);
    if (auto taken = sink.write(part, stop); !taken) return taken;
    at += part.size();
    if (pause.count() > 0 && !clock.sleep(pause, stop)) return base::fail(Errc::Cancelled, "cancelled");
  }
  return {};
}

/// A machine under load makes stragglers; what such a one had in its hands when its range was halved is not used.
inline constexpr std::uint64_t kHedged = 512 * 1024;
inline std::uint64_t readOf(const World& world) { return world.registry.traffic().read; }

class CountingGate final : public ports::ByteGate {
public:
  base::Result<void> pass(base::ByteCount bytes, std::stop_token stop) override {
    passed += bytes.value;
    if (closed && !clock.sleep(std::chrono::minutes(1), stop)) return base::fail(Errc::Cancelled, "cancelled");
    return {};
  }
  base::SystemClock clock;
  std::atomic<std::uint64_t> passed{0};
  std::atomic<bool> closed{false};
};

} // namespace meridian::test::flows
