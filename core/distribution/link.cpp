// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/link.h"

#include <algorithm>
#include <cctype>

namespace meridian::distribution {

namespace {

char lower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

bool sameWord(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

/// A reader over one header line.
class Scanner {
public:
  explicit Scanner(std::string_view text) : m_text(text) {}

  bool atEnd() const { return m_at >= m_text.size(); }
  void skipSpace() {
    while (!atEnd() && (m_text[m_at] == ' ' || m_text[m_at] == '\t'))
      ++m_at;
  }
  bool take(char c) {
    skipSpace();
    if (atEnd() || m_text[m_at] != c) return false;
    ++m_at;
    return true;
  }
  /// Up to `end`, which is taken as well; false where it is missing.
  bool until(char end, std::string& out) {
    const auto at = m_text.find(end, m_at);
    if (at == std::string_view::npos) return false;
    out.assign(m_text.substr(m_at, at - m_at));
    m_at = at + 1;
    return true;
  }
  std::string token() {
    skipSpace();
    const auto end = std::min(m_text.find_first_of(" \t=;,\"", m_at), m_text.size());
    std::string out(m_text.substr(m_at, end - m_at));
    m_at = end;
    return out;
  }
  /// The rest of a quoted string whose opening quote was taken.
  bool quoted(std::string& out) {
    for (; !atEnd(); ++m_at) {
      char c = m_text[m_at];
      if (c == '"') return ++m_at, true;
      if (c == '\\' && m_at + 1 < m_text.size()) c = m_text[++m_at];
      out += c;
    }
    return false;
  }

private:
  std::string_view m_text;
  std::size_t m_at = 0;
};

bool readParameters(Scanner& in, Link& link) {
  while (in.take(';')) {
    std::string name = in.token();
    std::transform(name.begin(), name.end(), name.begin(), lower);
    std::string value;
    if (in.take('=')) {
      if (in.take('"')) {
        if (!in.quoted(value)) return false;
      } else {
        value = in.token();
      }
    }
    if (!name.empty()) link.parameters.emplace_back(std::move(name), std::move(value));
  }
  return true;
}

} // namespace

std::string_view Link::parameter(std::string_view name) const {
  for (const auto& [key, value] : parameters)
    if (key == name) return value;
  return {};
}

bool Link::has(std::string_view rel) const {
  auto types = parameter("rel");
  while (!types.empty()) {
    const auto space = types.find(' ');
    if (sameWord(types.substr(0, space), rel)) return true;
    if (space == std::string_view::npos) break;
    types.remove_prefix(space + 1);
  }
  return false;
}

std::vector<Link> parseLinks(std::string_view header) {
  std::vector<Link> links;
  Scanner in(header);
  do {
    while (in.take(',')) {
    } // empty list elements are allowed (RFC 9110 section 5.6.1)
    Link link;
    if (!in.take('<') || !in.until('>', link.target) || !readParameters(in, link)) break;
    links.push_back(std::move(link));
  } while (in.take(','));
  return links;
}

std::string nextTarget(const std::vector<std::string_view>& headers) {
  for (const auto header : headers)
    for (const auto& link : parseLinks(header))
      if (link.has("next")) return link.target;
  return {};
}

} // namespace meridian::distribution
