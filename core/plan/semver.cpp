// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/semver.h"

#include <algorithm>
#include <array>
#include <limits>

namespace meridian::plan {

using base::Errc;

namespace {

constexpr std::size_t kLongestRange = 512;
// "-0" is the lowest prerelease there is: the border below a version and all of its prereleases.
Version floorOf(std::uint64_t major, std::uint64_t minor, std::uint64_t patch) {
  return {major, minor, patch, {"0"}};
}

/// A version in a range: numbers may be missing or "x".
struct Partial {
  Version version;
  int given = 3; ///< how many of major, minor, patch are there

  /// First version above everything that this stands for ("1.2" -> 1.3.0-0).
  [[nodiscard]] Version above() const {
    if (given == 1) return floorOf(version.major + 1, 0, 0);
    if (given == 2) return floorOf(version.major, version.minor + 1, 0);
    return floorOf(version.major, version.minor, version.patch + 1);
  }
};

bool isWild(std::string_view part) {
  return part == "x" || part == "X" || part == "*";
}

std::optional<Partial> parsePartial(std::string_view text) {
  Partial out;
  auto numbers = text;
  if (numbers.starts_with('v') || numbers.starts_with('V')) numbers.remove_prefix(1);
  const auto end = numbers.find_first_of("-+");
  const auto core = numbers.substr(0, end);
  out.given = 0;
  bool wild = false;
  std::string filled;
  std::size_t parts = 0;
  for (auto rest = core;; ++parts) {
    const auto dot = rest.find('.');
    const auto part = rest.substr(0, dot);
    wild = wild || isWild(part);
    if (wild && !isWild(part)) return std::nullopt; // "1.x.3" says nothing
    if (!wild) ++out.given;
    filled += (filled.empty() ? "" : ".") + (wild ? std::string("0") : std::string(part));
    if (dot == std::string_view::npos) break;
    rest.remove_prefix(dot + 1);
  }
  if (wild && end != std::string_view::npos) return std::nullopt;
  if (end != std::string_view::npos) filled += numbers.substr(end);
  const auto version = Version::parse(filled);
  constexpr auto kMost = std::numeric_limits<std::uint64_t>::max() - 1;
  if (!version || std::max({version->major, version->minor, version->patch}) > kMost) return std::nullopt;
  out.version = *version;
  if (!out.version.prerelease.empty()) out.given = 3; // "1.2-0" means 1.2.0-0
  return out;
}

} // namespace

/// Turns one alternative (the text between "||") into comparators.
class RangeParser {
public:
  using Op = VersionRange::Op;

  base::Result<VersionRange::Alternative> parse(std::string_view text) {
    auto words = split(text);
    if (words.empty()) return bad("an empty alternative would let every tag in; write \"*\" for that");
    for (std::size_t i = 0; i < words.size(); ++i) {
      const bool hyphen = i + 2 < words.size() && words[i + 1] == "-";
      const auto done = hyphen ? span(words[i], words[i + 2]) : comparator(words[i]);
      if (!done) return base::pass(base::Result<void>(done));
      if (hyphen) i += 2;
    }
    return m_out;
  }

private:
  static base::Unexpected bad(const std::string& why) {
    return base::fail(Errc::ConfigInvalid, "bad version range: " + why);
  }

  /// Words between blanks and commas, with an operator glued to the version that follows it (">= 1.2").
  static std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> words;
    bool glue = false;
    for (std::size_t at = 0; at < text.size();) {
      const auto begin = text.find_first_not_of(" \t,", at);
      if (begin == std::string_view::npos) break;
      const auto end = std::min(text.find_first_of(" \t,", begin), text.size());
      const auto word = text.substr(begin, end - begin);
      if (glue)
        words.back() += word;
      else
        words.emplace_back(word);
      glue = words.back().find_first_not_of("<>=!^~") == std::string::npos;
      at = end;
    }
    return words;
  }

  void add(Op op, Version version) { m_out.comparators.push_back({op, std::move(version)}); }

  base::Result<void> span(const std::string& low, const std::string& high) {
    const auto from = parsePartial(low), to = parsePartial(high);
    if (!from || !to) return bad("\"" + low + " - " + high + "\" needs a version on both sides");
    note(*from);
    note(*to);
    if (from->given > 0) add(Op::GreaterEqual, from->version);
    if (to->given == 3)
      add(Op::LessEqual, to->version);
    else if (to->given > 0)
      add(Op::Less, to->above());
    return {};
  }

  base::Result<void> comparator(const std::string& word) {
    static constexpr std::array<std::string_view, 10> kOperators{">=", "<=", "!=", "==", "~>",
                                                                 ">",  "<",  "=",  "^",  "~"};
    const auto* const found = std::find_if(kOperators.begin(), kOperators.end(),
                                           [&](std::string_view op) { return word.starts_with(op); });
    const std::string_view op = found == kOperators.end() ? std::string_view{} : *found;
    const auto rest = std::string_view(word).substr(op.size());
    if (rest.empty()) return bad("\"" + word + "\" needs a version behind it");
    const auto partial = parsePartial(rest);
    if (!partial) return bad("\"" + std::string(rest) + "\" is no version");
    note(*partial);
    if (op == "^")
      caret(*partial);
    else if (op == "~" || op == "~>")
      tilde(*partial);
    else
      relation(op, *partial);
    return {};
  }

  void note(const Partial& partial) {
    m_out.prereleases = m_out.prereleases || !partial.version.prerelease.empty();
  }

  void caret(const Partial& p) {
    if (p.given == 0) return;
    const auto& v = p.version;
    add(Op::GreaterEqual, v);
    // The first number that is not zero may not change; a missing one is free.
    if (v.major > 0 || p.given == 1)
      add(Op::Less, floorOf(v.major + 1, 0, 0));
    else if (v.minor > 0 || p.given == 2)
      add(Op::Less, floorOf(0, v.minor + 1, 0));
    else
      add(Op::Less, floorOf(0, 0, v.patch + 1));
  }

  void tilde(const Partial& p) {
    if (p.given == 0) return;
    const auto& v = p.version;
    add(Op::GreaterEqual, v);
    add(Op::Less, p.given == 1 ? floorOf(v.major + 1, 0, 0) : floorOf(v.major, v.minor + 1, 0));
  }

  void relation(std::string_view op, const Partial& p) {
    const auto& v = p.version;
    const bool whole = p.given == 3;
    if (p.given == 0) { // "*" and ">=*" are everything, ">*", "<*" and "!=*" nothing
      if (op == ">" || op == "<" || op == "!=") add(Op::Less, floorOf(0, 0, 0));
    } else if (op == ">=") {
      add(Op::GreaterEqual, v);
    } else if (op == ">") {
      whole ? add(Op::Greater, v) : add(Op::GreaterEqual, p.above());
    } else if (op == "<") {
      // Without a prerelease of its own "<3" also shuts 3.0.0-rc.1 out.
      add(Op::Less, v.prerelease.empty() ? floorOf(v.major, v.minor, v.patch) : v);
    } else if (op == "<=") {
      whole ? add(Op::LessEqual, v) : add(Op::Less, p.above());
    } else if (op == "!=") {
      whole ? add(Op::NotEqual, v) : m_out.holes.push_back({floorOf(v.major, v.minor, v.patch), p.above()});
    } else if (whole) {
      add(Op::Equal, v);
    } else {
      add(Op::GreaterEqual, v);
      add(Op::Less, p.above());
    }
  }

  VersionRange::Alternative m_out;
};

base::Result<VersionRange> VersionRange::parse(std::string_view text) {
  if (text.size() > kLongestRange)
    return base::fail(Errc::ConfigInvalid,
                      "bad version range: it has more than " + std::to_string(kLongestRange) + " characters");
  VersionRange out;
  while (true) {
    const auto bar = text.find("||");
    auto alternative = RangeParser{}.parse(text.substr(0, bar));
    if (!alternative) return base::pass(std::move(alternative));
    out.m_alternatives.push_back(std::move(*alternative));
    if (bar == std::string_view::npos) return out;
    text.remove_prefix(bar + 2);
  }
}

bool VersionRange::contains(const Version& version) const {
  const auto holds = [&](const Comparator& comparator) {
    const auto order = version <=> comparator.version;
    switch (comparator.op) {
    case Op::Equal:
      return order == 0;
    case Op::NotEqual:
      return order != 0;
    case Op::Greater:
      return order > 0;
    case Op::GreaterEqual:
      return order >= 0;
    case Op::Less:
      return order < 0;
    case Op::LessEqual:
      return order <= 0;
    }
    return false;
  };
  return std::any_of(m_alternatives.begin(), m_alternatives.end(), [&](const Alternative& alternative) {
    if (!version.prerelease.empty() && !alternative.prereleases) return false;
    const auto inHole = [&](const Hole& hole) { return version >= hole.from && version < hole.to; };
    return std::all_of(alternative.comparators.begin(), alternative.comparators.end(), holds) &&
           std::none_of(alternative.holes.begin(), alternative.holes.end(), inHole);
  });
}

} // namespace meridian::plan
