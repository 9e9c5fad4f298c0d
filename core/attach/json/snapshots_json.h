// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attach/json/codec_json.h"
#include "base/result.h"
#include "engine/snapshot.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

// How an engine's picture crosses: whole at first, then what changed in it. Pure; one thread each.
namespace meridian::attach {

/// The sending end, one for each window.
///
/// A message is an object. "number" counts from 0, which is a whole picture; "revision", "time", "last_event" are always
/// there; everything else only where it changed. Lists ("regions", "links", "jobs", "promotions", "audits") have
/// "order": keys as they stand now, where these are not the same as before, and "changed": values by key. "fleet" and
/// "figures" are values; "slow" is bytes per second or null.
class SnapshotSender {
public:
  /// What is to be sent so that the other end has `now`. Costs next to nothing for what did not change.
  [[nodiscard]] Json next(std::shared_ptr<const engine::Snapshot> now);

private:
  std::shared_ptr<const engine::Snapshot> m_sent;
  std::uint64_t m_number = 0;
};

/// The receiving end.
class SnapshotReceiver {
public:
  /// The picture after that message. ParseFailed: it is nonsense, or one before it is missing; what was there stays, and
  /// only a whole picture helps.
  [[nodiscard]] base::Result<std::shared_ptr<const engine::Snapshot>> take(const Json& message);

private:
  std::shared_ptr<const engine::Snapshot> m_now;
  std::uint64_t m_expected = 0;
};

} // namespace meridian::attach
