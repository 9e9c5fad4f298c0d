// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/rollback_hold.h"

#include "base/log.h"

#include <map>

namespace meridian::engine {

namespace {
void logged(base::Result<void> result) {
  if (!result) base::log("engine", base::LogLevel::Warning, result.error().text());
}
} // namespace

base::Result<void> RollbackHold::hold(const std::string& ref, const oci::Digest& taken_back) {
  return m_state.putFact(m_prefix + ref, taken_back.text());
}

std::vector<std::string> RollbackHold::apply(plan::Listing& listing) {
  std::vector<std::string> held;
  const auto facts = m_state.facts(m_prefix);
  if (!facts || facts->empty()) return held;
  std::map<std::string, std::string> digests;
  for (const auto& [name, digest] : *facts) digests.emplace(name.substr(m_prefix.size()), digest);
  std::vector<std::pair<std::string, std::string>> over;
  std::erase_if(listing.tags, [&](const plan::SourceTag& tag) {
    const auto found = digests.find(tag.ref());
    if (found == digests.end()) return false;
    if (found->second != tag.digest.text()) {
      over.emplace_back(m_prefix + tag.ref(), std::string());
      return false;
    }
    held.push_back(tag.ref());
    return true;
  });
  if (!over.empty()) logged(m_state.putFacts(over));
  return held;
}

void RollbackHold::release(const std::vector<std::string>& refs) {
  const auto facts = m_state.facts(m_prefix);
  if (!facts || facts->empty()) return;
  std::vector<std::pair<std::string, std::string>> over;
  for (const auto& ref : refs) over.emplace_back(m_prefix + ref, std::string());
  logged(m_state.putFacts(over));
}

} // namespace meridian::engine
