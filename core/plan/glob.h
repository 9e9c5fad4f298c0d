// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <bitset>
#include <memory>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::plan {

/// A pattern over repository names or tags, as the fleet file writes it.
///
/// Glob: `*` (any run without "/"), `**` (any run), `?` (one character but "/"), `[a-z0-9]` and `[!a-z]`.
/// After the prefix "re:" the rest is an ECMAScript regular expression that has to match the whole name; back
/// references are refused, so that matching never takes exponential time.
/// A value; const use from any number of threads.
class Pattern {
public:
  /// ConfigInvalid, in words for the person who wrote the pattern.
  [[nodiscard]] static base::Result<Pattern> compile(std::string_view text);

  [[nodiscard]] bool matches(std::string_view name) const;
  /// True when it can match its own text only.
  [[nodiscard]] bool isLiteral() const noexcept { return m_literal; }
  [[nodiscard]] const std::string& text() const noexcept { return m_text; }

private:
  struct Token {
    enum class Kind { Characters, Run, RunAcross } kind = Kind::Characters;
    std::bitset<256> characters; ///< which ones fit, for Kind::Characters
  };

  Pattern() = default;
  [[nodiscard]] static base::Result<Pattern> compileGlob(std::string_view text);
  [[nodiscard]] static base::Result<Pattern> compileRegex(std::string_view text);

  std::string m_text;
  bool m_literal = false;
  std::vector<Token> m_tokens;
  std::shared_ptr<const std::regex> m_regex;
};

/// A pattern over media types ("application/vnd.oci.*", "application/spdx+json"): as above, and "+" stands for itself.
[[nodiscard]] base::Result<Pattern> typePattern(std::string_view text);

} // namespace meridian::plan
