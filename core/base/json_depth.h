// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace meridian::base {

/// Deepest nesting that a document from outside may have; real ones stay below 10.
inline constexpr int kMostJsonDepth = 64;

/// Whether objects and arrays nest deeper than `limit`. A scan without memory that runs before a parser sees
/// the text; says nothing about whether the text is JSON at all. Any thread.
[[nodiscard]] bool nestsDeeper(std::string_view json, int limit = kMostJsonDepth) noexcept;

} // namespace meridian::base
