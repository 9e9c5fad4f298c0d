// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlite/connection.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>

namespace meridian::sqlite {

/// What could be read of a damaged state database.
struct Salvaged {
  std::uint64_t jobs = 0, outcomes = 0, events = 0, facts = 0, actions = 0;
  bool whole = true; ///< every table could be read from its beginning to its end
  [[nodiscard]] bool empty() const { return jobs + outcomes + events + facts + actions == 0; }
  /// "12 jobs with 60 outcomes, 25 events, 41 facts and 8 actions".
  [[nodiscard]] std::string text() const;
};

/// Copies into a new database what can be read of a damaged one: row by row, past pages that cannot be read, and rows
/// only that have the types of their columns. Beliefs that nobody would check before they are used stay behind.
/// `damaged` is not changed. Errors: those of writing `into`; then nothing of it is left.
[[nodiscard]] base::Result<Salvaged> salvage(const std::filesystem::path& damaged, Connection& into);

} // namespace meridian::sqlite
