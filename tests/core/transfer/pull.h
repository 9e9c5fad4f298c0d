// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "contract/content.h"
#include "core/transfer/spool_log.h"
#include "memory/blob_store.h"
#include "memory/registry.h"
#include "support/recording_registry.h"
#include "transfer/assembly.h"
#include "transfer/flows.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

// What the tests of Flows pull from, and into.
namespace meridian::test {

/// Passes ranges on, keeps which were asked for, and lets a test answer in their place. Any thread.
class RangeSource final : public RecordingRegistry {
public:
  explicit RangeSource(ports::Registry& next) : RecordingRegistry(next), m_next(next) {}
  /// nullopt: the registry behind answers. `n` counts the ranges from 0 on.
  using Answer = std::function<std::optional<base::Result<void>>(int n, ports::ByteRange range, ports::BodySink& sink, std::stop_token stop)>;
  void answers(Answer answer) { m_answer = std::move(answer); }

  base::Result<void> getBlobRange(std::string_view repository, const oci::Digest& digest, ports::ByteRange range,
                                  ports::BodySink& sink, std::stop_token stop) override {
    int n = 0;
    {
      const std::lock_guard lock(m_mutex);
      n = static_cast<int>(m_asked.size());
      m_asked.push_back({digest, range});
      m_most = std::max(m_most, ++m_inside);
    }
    auto answer = m_answer ? m_answer(n, range, sink, stop) : std::nullopt;
    auto result = answer ? std::move(*answer) : m_next.getBlobRange(repository, digest, range, sink, stop);
    const std::lock_guard lock(m_mutex);
    --m_inside;
    return result;
  }

  struct Asked {
    oci::Digest digest;
    ports::ByteRange range;
  };
  [[nodiscard]] std::vector<Asked> asked() const {
    const std::lock_guard lock(m_mutex);
    return m_asked;
  }
  [[nodiscard]] int most() const { ///< ranges at once
    const std::lock_guard lock(m_mutex);
    return m_most;
  }
  [[nodiscard]] int inside() const {
    const std::lock_guard lock(m_mutex);
    return m_inside;
  }

private:
  ports::Registry& m_next;
  Answer m_answer;
  mutable std::mutex m_mutex;
  std::vector<Asked> m_asked;
  int m_inside = 0, m_most = 0;
};

/// Options under which a test does not wait for long.
inline transfer::FlowOptions quickFlows(int flows) {
  transfer::FlowOptions options;
  options.count = {flows, flows};
  options.stall = std::chrono::milliseconds(300);
  options.patience = base::Seconds{30};
  options.patience_refused = base::Seconds{30};
  options.retry.first = std::chrono::milliseconds(5);
  options.retry.longest = std::chrono::milliseconds(50);
  return options;
}

/// One blob on its way into a spool that is kept over several pulls.
struct Pull {
  Pull(ports::BlobStore& store, memory::GeneratedBlob from) : content(from), blob(descriptorOf(from)), log(store) {}

  /// pull() and finish(), and what it came to: "" or the error's code.
  std::string run(transfer::Flows& flows, std::stop_token stop = {}) {
    auto opened = log.open(blob);
    if (!opened) return std::string(base::name(opened.error().code));
    transfer::Assembly assembly(std::move(*opened), blob);
    resumed = assembly.resumed().value;
    const transfer::Flows::Watch watch{[this](base::ByteCount bytes) { read += bytes.value; },
                                       [this](const std::string& why) {
                                         const std::lock_guard lock(mutex);
                                         waits.push_back(why);
                                       }};
    auto pulled = flows.pull("app/web", blob, assembly, watch, stop);
    const auto ended = assembly.finish(pulled ? base::Result<void>{} : base::fail(pulled.error()));
    return ended ? "" : std::string(base::name(ended.error().code));
  }
  [[nodiscard]] bool toldToWait() {
    const std::lock_guard lock(mutex);
    return !waits.empty();
  }

  memory::GeneratedBlob content;
  oci::Descriptor blob;
  SpoolLog log;
  std::uint64_t resumed = 0;
  std::atomic<std::uint64_t> read{0};
  std::mutex mutex;
  std::vector<std::string> waits;
};

} // namespace meridian::test
