// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/glob.h"

#include <algorithm>
#include <optional>

namespace meridian::plan {

using base::Errc;

namespace {

constexpr std::size_t kLongestPattern = 512;
constexpr std::size_t kLongestName =
    1024; // names are at most 255 and tags 128 characters (distribution-spec)
// libstdc++ unrolls counted repetitions and walks the result recursively; this keeps that walk shallow.
constexpr std::size_t kMostStates = 10'000;

bool occursInNames(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
         c == '-' || c == '/';
}

std::string quoted(char c) {
  const auto u = static_cast<unsigned char>(c);
  if (u >= 0x20 && u < 0x7f) return std::string("\"") + c + '"';
  static constexpr char kHex[] = "0123456789abcdef";
  return std::string("byte 0x") + kHex[u >> 4] + kHex[u & 15];
}

std::string whyNot(char c) {
  const std::string start = quoted(c) + " cannot occur in a repository name or tag";
  if (c == '{' || c == '}' || c == ',' || c == '|')
    return start + "; write several patterns, or a regular expression after \"re:\"";
  if (c == '!') return start + "; \"!\" excludes only as the first character of an entry of \"repositories\"";
  if (c == ':') return start + "; tags go into \"tags\", the registry into the region";
  return start;
}

/// Upper bound of how far the counted repetitions of an expression multiply its size.
std::size_t unrolledSize(std::string_view expression) {
  std::size_t size = std::max<std::size_t>(expression.size(), 1);
  for (std::size_t at = 0; at < expression.size(); ++at) {
    if (expression[at] != '{') continue;
    std::size_t most = 0, number = 0;
    for (++at; at < expression.size() && expression[at] != '}'; ++at) {
      const char c = expression[at];
      if (c < '0' || c > '9')
        number = 0;
      else
        number = std::min<std::size_t>(number * 10 + static_cast<std::size_t>(c - '0'), kMostStates);
      most = std::max(most, number);
    }
    size *= std::max<std::size_t>(most, 1);
    if (size > kMostStates) return size;
  }
  return size;
}

/// "\\1": refused before libstdc++ sees it, which lets the number overflow.
bool hasBackReference(std::string_view expression) {
  for (std::size_t at = 0; at + 1 < expression.size(); ++at) {
    if (expression[at] != '\\') continue;
    ++at; // what is escaped
    if (expression[at] >= '0' && expression[at] <= '9') return true;
  }
  return false;
}

/// libstdc++ calls these "unbalanced parentheses".
bool repeatsNothing(std::string_view expression) {
  for (std::size_t at = 0; at < expression.size(); ++at) {
    const bool opens = at == 0 || ((expression[at - 1] == '(' || expression[at - 1] == '|') &&
                                   (at < 2 || expression[at - 2] != '\\'));
    if (opens && (expression[at] == '*' || expression[at] == '+' || (expression[at] == '?' && at == 0)))
      return true;
  }
  return false;
}

std::string words(const std::regex_error& error, std::string_view expression) {
  namespace code = std::regex_constants;
  if (repeatsNothing(expression)) return "\"*\", \"+\" or \"?\" has nothing to repeat; any text is \".*\"";
  if (error.code() == code::error_brack) return "a \"[\" is never closed";
  if (error.code() == code::error_paren) return "a \"(\" and its \")\" do not pair up";
  if (error.code() == code::error_brace || error.code() == code::error_badbrace)
    return "a repetition in \"{}\" is malformed";
  if (error.code() == code::error_range) return "a range such as \"a-z\" runs backwards";
  if (error.code() == code::error_badrepeat) return "\"*\", \"+\", \"?\" or \"{\" has nothing to repeat";
  if (error.code() == code::error_escape) return "a \"\\\" escapes nothing known";
  if (error.code() == code::error_ctype) return "an unknown character class";
  if (error.code() == code::error_backref || error.code() == code::error_complexity)
    return "back references are not supported";
  if (error.code() == code::error_space || error.code() == code::error_stack) return "it is too complex";
  return "it is malformed";
}

/// "[...]" from text[at] == '['; moves `at` to the closing bracket.
std::optional<std::bitset<256>> bracket(std::string_view text, std::size_t& at) {
  std::bitset<256> set;
  std::size_t i = at + 1;
  const bool negated = i < text.size() && (text[i] == '!' || text[i] == '^');
  if (negated) ++i;
  for (bool first = true; i < text.size() && (text[i] != ']' || first); first = false) {
    const auto low = static_cast<unsigned char>(text[i]);
    auto high = low;
    if (i + 2 < text.size() && text[i + 1] == '-' && text[i + 2] != ']') {
      high = static_cast<unsigned char>(text[i + 2]);
      i += 2;
    }
    if (high < low) return std::nullopt;
    for (unsigned c = low; c <= high; ++c)
      set.set(c);
    ++i;
  }
  if (i >= text.size()) return std::nullopt;
  at = i;
  if (negated) set.flip();
  set.reset('/');
  return set;
}

} // namespace

base::Result<Pattern> Pattern::compile(std::string_view text) {
  if (text.empty()) return base::fail(Errc::ConfigInvalid, "an empty pattern matches nothing");
  if (text.size() > kLongestPattern)
    return base::fail(Errc::ConfigInvalid,
                      "a pattern has at most " + std::to_string(kLongestPattern) + " characters");
  constexpr std::string_view kRegex = "re:";
  return text.starts_with(kRegex) ? compileRegex(text) : compileGlob(text);
}

base::Result<Pattern> Pattern::compileGlob(std::string_view text) {
  Pattern out;
  out.m_text = text;
  out.m_literal = true;
  const auto bad = [&](const std::string& why) {
    return base::fail(Errc::ConfigInvalid, "bad glob \"" + std::string(text) + "\": " + why);
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    Token token;
    if (c == '*') {
      token.kind = Token::Kind::Run;
      for (; at + 1 < text.size() && text[at + 1] == '*'; ++at)
        token.kind = Token::Kind::RunAcross;
    } else if (c == '?') {
      token.characters.set().reset('/');
    } else if (c == '[') {
      const auto set = bracket(text, at);
      if (!set) return bad("\"[\" needs a closing \"]\" and ranges that run upwards");
      token.characters = *set;
    } else if (occursInNames(c)) {
      token.characters.set(static_cast<unsigned char>(c));
    } else {
      return bad(whyNot(c));
    }
    out.m_literal = out.m_literal && occursInNames(c);
    out.m_tokens.push_back(token);
  }
  return out;
}

base::Result<Pattern> Pattern::compileRegex(std::string_view text) {
  // A string, because libstdc++ looks one character past a "(" at the end: there has to be one.
  const std::string expression(text.substr(3));
  const auto bad = [&](const std::string& why) {
    return base::fail(Errc::ConfigInvalid,
                      "bad regular expression \"" + expression + "\": " + why);
  };
  if (expression.empty()) return bad("it is empty");
  if (hasBackReference(expression)) return bad("back references are not supported");
  if (unrolledSize(expression) > kMostStates) return bad("its repetitions are too large");
  auto flags = std::regex::ECMAScript;
#ifdef __GLIBCXX__
  // Breadth-first matching: polynomial time and a stack that does not grow with the name.
  flags |= std::regex_constants::__polynomial;
#endif
  Pattern out;
  out.m_text = text;
  try {
    out.m_regex = std::make_shared<const std::regex>(expression, flags);
  } catch (const std::regex_error& error) {
    return bad(words(error, expression));
  }
  return out;
}

bool Pattern::matches(std::string_view name) const {
  if (name.size() > kLongestName) return false;
  if (m_literal) return name == m_text;
  if (m_regex) {
    try {
      return std::regex_match(name.begin(), name.end(), *m_regex);
    } catch (const std::regex_error&) {
      return false; // out of resources on this name
    }
  }
  // A set of places in the pattern that the text so far can have reached: time is pattern * name at worst.
  std::vector<char> here(m_tokens.size() + 1, 0), next(m_tokens.size() + 1, 0);
  const auto skipRuns = [this](std::vector<char>& places) {
    for (std::size_t i = 0; i < m_tokens.size(); ++i)
      if (places[i] && m_tokens[i].kind != Token::Kind::Characters) places[i + 1] = 1;
  };
  here[0] = 1;
  skipRuns(here);
  for (const char c : name) {
    std::fill(next.begin(), next.end(), 0);
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
      if (!here[i]) continue;
      const auto& token = m_tokens[i];
      if (token.kind == Token::Kind::Characters)
        next[i + 1] |= token.characters.test(static_cast<unsigned char>(c));
      else
        next[i] |= token.kind == Token::Kind::RunAcross || c != '/';
    }
    skipRuns(next);
    here.swap(next);
  }
  return here.back() != 0;
}

base::Result<Pattern> typePattern(std::string_view text) {
  if (text.starts_with("re:")) return Pattern::compile(text);
  std::string glob;
  for (const char c : text) glob += c == '+' ? std::string("[+]") : std::string(1, c);
  return Pattern::compile(glob);
}

} // namespace meridian::plan
