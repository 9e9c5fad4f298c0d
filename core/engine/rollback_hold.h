// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/digest.h"
#include "plan/listing.h"
#include "ports/state_store.h"

#include <string>
#include <string_view>
#include <vector>

namespace meridian::engine {

/// What somebody has rolled back stays so: no schedule, poll or event sets a tag again to the digest that was taken back.
/// A newer push at the source ends that, and so does a person who starts a sync or a promotion. Kept as facts
/// "rolled back/<rule>/<repository:tag>". Any thread.
class RollbackHold {
public:
  RollbackHold(ports::StateStore& state, std::string_view rule) : m_state(state), m_prefix("rolled back/" + std::string(rule) + "/") {}

  /// `taken_back`: what the tag pointed to until now.
  [[nodiscard]] base::Result<void> hold(const std::string& ref, const oci::Digest& taken_back);
  /// Takes held tags out of a listing and returns their refs; those that the source has moved since are free again.
  [[nodiscard]] std::vector<std::string> apply(plan::Listing& listing);
  /// Somebody wants these tags after all.
  void release(const std::vector<std::string>& refs);

private:
  ports::StateStore& m_state;
  const std::string m_prefix;
};

} // namespace meridian::engine
