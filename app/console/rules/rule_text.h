// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/fleet.h"

#include <QList>
#include <QString>

#include <optional>

namespace meridian::console {

/// What is wrong in a rule's JSON, and where.
struct TextProblem {
  int line = 1, column = 1; ///< from 1
  int start = 0, length = 0; ///< the characters to be marked
  QString text;
};

struct ReadRule {
  std::optional<plan::Rule> rule; ///< where nothing is wrong
  QList<TextProblem> problems;
};

/// Reads one rule as it stands in a fleet file, with that fleet's regions. Its own words for keys that it does not know
/// ("did you mean ..."). Pure.
[[nodiscard]] ReadRule readRule(const engine::Fleet& fleet, const QString& json);

} // namespace meridian::console
