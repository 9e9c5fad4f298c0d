// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redact.h"

#include "base/error.h"
#include "base/url.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace meridian::base {

namespace {

constexpr std::string_view kGone = "***";
constexpr std::size_t kShortest = 4;

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool endsUrl(char c) { return isSpace(c) || c == '"' || c == '\'' || c == '<' || c == '>' || c == '`' || c == '\\'; }
bool isTokenChar(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("-._~+/=%").find(c) != std::string_view::npos; }

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

/// Each URL through redactUrl().
std::string urls(std::string_view text) {
  std::string out;
  while (true) {
    const auto at = text.find("://");
    if (at == std::string_view::npos) return out.append(text);
    auto begin = at;
    while (begin > 0 && (std::isalnum(static_cast<unsigned char>(text[begin - 1])) != 0 || text[begin - 1] == '+')) --begin;
    auto end = at + 3;
    while (end < text.size() && !endsUrl(text[end])) ++end;
    out.append(text.substr(0, begin)).append(redactUrl(text.substr(begin, end - begin)));
    text.remove_prefix(end);
  }
}

/// What follows `word` (and blanks) as long as `takes` holds.
template <class Takes>
std::string behind(const std::string& text, std::string_view word, std::size_t least, Takes takes) {
  std::string out;
  const auto small = lower(text);
  std::size_t from = 0;
  while (true) {
    const auto at = small.find(word, from);
    if (at == std::string::npos) return out.append(text, from);
    auto begin = at + word.size();
    while (begin < text.size() && isSpace(text[begin])) ++begin;
    auto end = begin;
    while (end < text.size() && takes(text[end])) ++end;
    out.append(text, from, begin - from);
    if (end - begin >= least) out.append(kGone);
    else out.append(text, begin, end - begin);
    from = end;
  }
}

/// password=x, "password": "x", token: x.
std::string values(const std::string& text) {
  static constexpr std::array kNames{"password", "passwd", "secret", "token", "api_key", "apikey", "signature"};
  const auto small = lower(text);
  std::string out;
  std::size_t from = 0;
  while (true) {
    auto at = std::string::npos;
    std::size_t length = 0;
    for (const std::string_view name : kNames)
      if (const auto found = small.find(name, from); found < at) at = found, length = name.size();
    if (at == std::string::npos) return out.append(text, from);
    auto begin = at + length;
    while (begin < text.size() && (text[begin] == '"' || text[begin] == '\\' || text[begin] == '\'')) ++begin;
    const auto sign = begin;
    while (begin < text.size() && (text[begin] == '=' || text[begin] == ':')) ++begin;
    if (begin == sign) { // a word in a sentence
      out.append(text, from, sign - from);
      from = sign;
      continue;
    }
    while (begin < text.size() && (isSpace(text[begin]) || text[begin] == '"' || text[begin] == '\\' || text[begin] == '\'')) ++begin;
    auto end = begin;
    while (end < text.size() && !isSpace(text[end]) && std::string_view("\"'\\,;&}<>").find(text[end]) == std::string_view::npos) ++end;
    out.append(text, from, begin - from);
    if (end > begin) out.append(kGone);
    from = end;
  }
}

/// The last part of /hooks/ID/SECRET.
std::string hooks(const std::string& text) {
  std::string out;
  std::size_t from = 0;
  while (true) {
    const auto at = text.find("/hooks/", from);
    if (at == std::string::npos) return out.append(text, from);
    auto slash = at + 7;
    while (slash < text.size() && text[slash] != '/' && !endsUrl(text[slash])) ++slash;
    if (slash >= text.size() || text[slash] != '/') {
      out.append(text, from, slash - from);
      from = slash;
      continue;
    }
    auto end = slash + 1;
    while (end < text.size() && !endsUrl(text[end])) ++end;
    out.append(text, from, slash + 1 - from);
    if (end > slash + 1) out.append(kGone);
    from = end;
  }
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0, have = 0;
  for (const unsigned char byte : bytes) {
    bits = bits << 8U | byte;
    for (have += 8; have >= 6; have -= 6) out += kLetters[bits >> (have - 6) & 63U];
  }
  if (have > 0) out += kLetters[bits << (6 - have) & 63U];
  return out;
}

void replaceAll(std::string& text, std::string_view what) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + kGone.size())) text.replace(at, what.size(), kGone);
}

} // namespace

std::string redactText(std::string_view text) {
  auto out = hooks(urls(text));
  // A whole header: "Authorization: Basic x", "Authorization: AWS4-HMAC-SHA256 Credential=...".
  out = behind(out, "authorization:", 1, [](char c) { return c != '\n' && c != '\r' && c != '"'; });
  out = behind(out, "bearer ", 8, isTokenChar);
  out = behind(out, "basic ", 8, isTokenChar);
  out = values(out);
  std::string tokens;
  for (std::size_t from = 0;;) { // JSON web tokens begin with {" in base64
    const auto at = out.find("eyJ", from);
    if (at == std::string::npos) return tokens.append(out, from);
    auto end = at;
    while (end < out.size() && isTokenChar(out[end])) ++end;
    tokens.append(out, from, at - from);
    if (end - at >= 20) tokens.append(kGone);
    else tokens.append(out, at, end - at);
    from = end;
  }
}

void Scrub::add(std::string_view secret) {
  if (secret.size() < kShortest) return;
  const auto form = [this](std::string text) {
    if (text.size() >= kShortest && std::find(m_forms.begin(), m_forms.end(), text) == m_forms.end()) m_forms.push_back(std::move(text));
  };
  form(std::string(secret));
  form(percentEncode(secret));
  form(lower(percentEncode(secret)));
  // In a longer text, base64 of the same bytes begins at one of three places; the letters that it shares with what
  // stands before and after are left.
  for (std::size_t before = 0; before < 3; ++before) {
    auto text = base64(std::string(before, '\0') + std::string(secret));
    const auto shared = (before * 8 + 5) / 6;
    const auto whole = (before + secret.size()) * 8 / 6;
    text = text.substr(shared, whole - shared);
    form(text);
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    form(text);
  }
  std::sort(m_forms.begin(), m_forms.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

std::string Scrub::operator()(std::string text) const {
  for (const auto& form : m_forms) replaceAll(text, form);
  return text;
}

} // namespace meridian::base
