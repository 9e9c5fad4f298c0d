// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/belief.h"

#include <charconv>

namespace meridian::audit {

Belief::Belief(ports::StateStore* state, std::string_view rule)
    : m_state(state), m_prefix("audited/" + std::string(rule) + "/") {
  if (m_state == nullptr) return;
  const auto facts = m_state->facts(m_prefix);
  if (!facts) return; // nothing is believed then, which is always right
  for (const auto& [key, value] : *facts) m_known.emplace(key.substr(m_prefix.size()), value);
}

bool Belief::holds(const std::string& region, const std::string& repository, const std::string& hash,
                   base::Timestamp now, std::chrono::seconds trust) const {
  if (trust.count() <= 0 || hash.empty()) return false;
  const auto known = m_known.find(region + "/" + repository);
  if (known == m_known.end() || !known->second.starts_with(hash + " ")) return false;
  std::int64_t when = 0;
  const auto* end = known->second.data() + known->second.size();
  const auto [rest, error] = std::from_chars(known->second.data() + hash.size() + 1, end, when);
  if (error != std::errc{} || rest != end) return false;
  const auto age = now - base::Timestamp{std::chrono::milliseconds(when)};
  return age.count() >= 0 && age < trust; // a clock that went back proves nothing
}

void Belief::note(const std::string& region, const std::string& repository, const std::string& hash,
                  base::Timestamp now) {
  const auto key = region + "/" + repository;
  if (hash.empty()) {
    if (m_known.contains(key)) m_news[key].clear();
    return;
  }
  m_news[key] = hash + " " + std::to_string(now.time_since_epoch().count());
}

base::Result<void> Belief::save() {
  if (m_state == nullptr || m_news.empty()) return {};
  std::vector<std::pair<std::string, std::string>> facts;
  for (auto& [key, value] : m_news) facts.emplace_back(m_prefix + key, std::move(value));
  m_news.clear();
  return m_state->putFacts(facts);
}

} // namespace meridian::audit
