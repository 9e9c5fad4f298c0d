// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory/fault.h"

#include <utility>

namespace meridian::memory {

void Faults::add(Fault fault) {
  const std::lock_guard lock(m_mutex);
  m_faults.push_back(std::move(fault));
}

void Faults::clear() {
  const std::lock_guard lock(m_mutex);
  m_faults.clear();
}

std::optional<Fault> Faults::take(Operation operation, std::string_view repository,
                                  std::string_view reference) {
  const std::lock_guard lock(m_mutex);
  for (auto& fault : m_faults) {
    if (fault.times == 0 || (fault.operation && *fault.operation != operation)) continue;
    if (!fault.repository.empty() && fault.repository != repository) continue;
    if (!fault.reference.empty() && fault.reference != reference) continue;
    if (fault.times > 0) --fault.times;
    return fault;
  }
  return std::nullopt;
}

} // namespace meridian::memory
