// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/blob_store.h"
#include "ports/gate.h"
#include "ports/registry.h"
#include "ports/state_store.h"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::transfer {

class Flows;

/// One registry of a run, and what may slow the way there.
struct End {
  End(ports::Registry& at, std::string region = {}, ports::ByteGate* by = nullptr)
      : registry(&at), id(std::move(region)), gate(by) {}
  ports::Registry* registry;
  std::string id;                  ///< the region's; names its upload sessions in the journal
  ports::ByteGate* gate = nullptr; ///< asked for each piece of a blob; may be null

  [[nodiscard]] bool far() const {
    return std::chrono::microseconds(registry->traffic().round_trip.load()) >= base::kFarRoundTrip;
  }
};

/// Source and targets of a run, by the plan's target index, and what carries a blob over a crash. Without a spool
/// blobs stream from the source to the targets and start over after a crash.
struct Ends {
  End source;
  std::vector<End> targets;
  Flows* flows = nullptr;             ///< ranges over several connections from the source; needs the spool
  ports::BlobStore* spool = nullptr;
  ports::StateStore* journal = nullptr; ///< upload sessions
  /// A notice that people should see ("warning", text); may be empty.
  std::function<void(std::string_view level, std::string text)> tell = {};
};

} // namespace meridian::transfer
