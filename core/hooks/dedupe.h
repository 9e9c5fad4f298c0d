// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"
#include "hooks/payload.h"

#include <chrono>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_set>

namespace meridian::hooks {

/// Remembers which events came, so that one that is sent again starts nothing again. Senders send again what
/// was not answered, and some send everything twice. Its owner locks.
class Dedupe {
public:
  explicit Dedupe(std::chrono::milliseconds window = std::chrono::minutes(10), std::size_t most = 4096)
      : m_window(window), m_most(most) {}

  /// Whether the event is new; remembers it. An event that has neither an id nor a time cannot be told from a
  /// second push of the same thing, and is always new: better one sync too many than a tag that stays behind.
  [[nodiscard]] bool isNew(std::string_view source, const PushEvent& event, base::Timestamp now);
  [[nodiscard]] std::size_t size() const { return m_order.size(); }

private:
  struct Entry {
    base::Timestamp until;
    std::string key;
  };
  std::chrono::milliseconds m_window;
  std::size_t m_most;
  std::deque<Entry> m_order; ///< oldest first
  std::unordered_set<std::string> m_keys;
};

} // namespace meridian::hooks
