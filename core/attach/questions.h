// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/any_engine.h"

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace meridian::attach {

/// What may be asked of an engine from outside, by name. Pure but for the engine's own doings; any thread.
enum class Pace {
  AtOnce, ///< changes something and does not block: answered in the order in which it came
  Later   ///< may take its time: answered when it is, beside others
};
/// nullopt: no question of this version.
[[nodiscard]] std::optional<Pace> paceOf(std::string_view question);
/// Puts `question`, with arguments as JSON text, to the engine. The answer is JSON text: {"ok": ...} or {"error": ...}; also
/// where the arguments make no sense (ParseFailed).
[[nodiscard]] std::string answer(engine::AnyEngine& engine, std::string_view question, const std::string& arguments, std::stop_token stop);

} // namespace meridian::attach
