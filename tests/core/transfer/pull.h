// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "contract/content.h"
#include "core/transfer/range_source.h"
#include "core/transfer/spool_log.h"
#include "memory/blob_store.h"
#include "memory/registry.h"
#include "transfer/assembly.h"
#include "transfer/flows.h"

#include <atomic>
#include <mutex>
#include <thread>

// What the tests of Flows pull from, and into.
namespace meridian::test {

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
