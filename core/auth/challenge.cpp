// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/challenge.h"

#include <algorithm>
#include <optional>

namespace meridian::auth {

namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool isAlnum(char c) {
  return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
}
bool isBlank(char c) {
  return c == ' ' || c == '\t';
}
/// Header lines that a caller joined with a line break are a list, as if joined with a comma.
bool isComma(char c) {
  return c == ',' || c == '\r' || c == '\n';
}
/// RFC 9110 section 5.6.2
bool isTokenChar(char c) {
  return isAlnum(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}
bool isToken68Char(char c) {
  return isAlnum(c) || std::string_view("-._~+/").find(c) != std::string_view::npos;
}

class Cursor {
public:
  explicit Cursor(std::string_view text) : m_text(text) {}

  [[nodiscard]] bool atEnd() const { return m_at == m_text.size(); }
  [[nodiscard]] bool at(char c) const { return !atEnd() && m_text[m_at] == c; }
  void step() { ++m_at; }

  template <class Fits>
  std::string_view take(Fits fits) {
    const auto from = m_at;
    while (!atEnd() && fits(m_text[m_at]))
      ++m_at;
    return m_text.substr(from, m_at - from);
  }

  std::string token() {
    std::string out(take(isTokenChar));
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
  }

  /// "dGVzdA==" up to the next comma, as in "Negotiate dGVzdA=="; steps back where it is a parameter.
  void skipToken68() {
    const auto from = m_at;
    const auto text = take(isToken68Char);
    take([](char c) { return c == '='; });
    take(isBlank);
    if (text.empty() || (!atEnd() && !isComma(m_text[m_at]))) m_at = from;
  }

  /// After "="; nullopt where a quoted string does not end.
  std::optional<std::string> value() {
    // Unquoted URLs are not allowed but met: everything up to a blank or comma.
    if (!at('"')) return std::string(take([](char c) { return !isBlank(c) && !isComma(c); }));
    std::string out;
    for (step(); !atEnd(); step()) {
      if (at('"')) return step(), out;
      if (at('\\')) {
        step();
        if (atEnd()) break;
      }
      out += m_text[m_at];
    }
    return std::nullopt;
  }

  /// Up to the next comma that is not inside a quoted string.
  void skipMember() {
    while (!atEnd() && !isComma(m_text[m_at]))
      if (!at('"'))
        step();
      else if (!value())
        return;
  }

private:
  std::string_view m_text;
  std::size_t m_at = 0;
};

} // namespace

std::vector<Challenge> parseChallenges(std::string_view header) {
  std::vector<Challenge> out;
  Cursor cursor(header);
  bool known = false; // whether a parameter belongs to out.back()
  while (true) {
    cursor.take([](char c) { return isBlank(c) || isComma(c); });
    if (cursor.atEnd()) return out;
    auto word = cursor.token();
    if (word.empty()) {
      // Nothing that the grammar has: leave out up to the next comma, with what it would have belonged to.
      cursor.skipMember();
      known = false;
      continue;
    }
    cursor.take(isBlank);
    if (cursor.at('=')) {
      cursor.step();
      cursor.take(isBlank);
      auto value = cursor.value();
      if (!value) return out;
      if (known) out.back().parameters.emplace(std::move(word), *std::move(value));
      continue;
    }
    out.push_back({std::move(word), {}});
    known = true;
    cursor.skipToken68();
  }
}

} // namespace meridian::auth
