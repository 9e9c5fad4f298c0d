// SPDX-License-Identifier: GPL-3.0-or-later
#include "hooks/dedupe.h"

namespace meridian::hooks {

bool Dedupe::isNew(std::string_view source, const PushEvent& event, base::Timestamp now) {
  // A clock that was set back makes entries live long, and one that jumped makes them go: neither loses an
  // event.
  while (!m_order.empty() && m_order.front().until <= now) {
    m_keys.erase(m_order.front().key);
    m_order.pop_front();
  }
  if (m_most == 0 || (event.id.empty() && event.time == base::Timestamp{})) return true;
  std::string key(source);
  // None of the parts can hold a line break but the id, which is the last.
  for (const auto& part :
       {event.repository, event.tag, event.digest,
        std::string(event.action == PushEvent::Action::Push ? "push" : "delete"),
        event.id.empty() ? std::to_string(event.time.time_since_epoch().count()) : "id " + event.id})
    key.append("\n").append(part);
  if (!m_keys.insert(key).second) return false;
  m_order.push_back({now + m_window, std::move(key)});
  if (m_order.size() > m_most) {
    m_keys.erase(m_order.front().key);
    m_order.pop_front();
  }
  return true;
}

} // namespace meridian::hooks
