// SPDX-License-Identifier: GPL-3.0-or-later
#include "adopt/image_name.h"

#include "oci/reference.h"

#include <algorithm>

namespace meridian::adopt {

namespace {

constexpr std::string_view kHub = "docker.io";
constexpr std::size_t kMostAlternatives = 100;
constexpr std::size_t kLongestHost = 255;

bool isIn(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

bool isWord(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

/// Whether the expression has an alternative outside of groups, or begins or ends with what looks like an
/// anchor and is none ("\\$").
bool hasOuterAlternative(std::string_view expression) {
  int groups = 0;
  bool in_class = false;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    const char c = expression[i];
    if (c == '\\')
      ++i;
    else if (in_class)
      in_class = c != ']';
    else if (c == '[')
      in_class = true;
    else if (c == '(')
      ++groups;
    else if (c == ')')
      --groups;
    else if (c == '|' && groups == 0)
      return true;
  }
  return false;
}

} // namespace

std::optional<std::string> canonicalHost(std::string_view text) {
  if (const auto scheme = text.find("://"); scheme != std::string_view::npos) text.remove_prefix(scheme + 3);
  text = text.substr(0, text.find_first_of("/?#"));
  if (const auto user = text.rfind('@'); user != std::string_view::npos) text.remove_prefix(user + 1);
  if (text.empty() || text.size() > kLongestHost) return std::nullopt;
  std::string host(text);
  for (char& c : host)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || isIn(c, ".-:[]");
  };
  if (!std::all_of(host.begin(), host.end(), fits) || isIn(host.front(), ".-:]")) return std::nullopt;
  for (const auto* name : {"index.docker.io", "registry-1.docker.io", "registry.hub.docker.com",
                           "hub.docker.com", "registry.docker.io"})
    if (host == name) return std::string(kHub);
  return host;
}

std::string fullRepository(std::string_view host, std::string_view repository) {
  if (host == kHub && repository.find('/') == std::string_view::npos)
    return "library/" + std::string(repository);
  return std::string(repository);
}

std::optional<ImageName> parseImageName(std::string_view text) {
  if (text.starts_with("docker://")) text.remove_prefix(9);
  if (text.find("://") != std::string_view::npos) return std::nullopt; // ocidir:// and the like
  ImageName name;
  std::string_view host = kHub;
  if (const auto slash = text.find('/'); slash != std::string_view::npos) {
    const auto first = text.substr(0, slash);
    if (first == "localhost" || first.find_first_of(".:") != std::string_view::npos)
      host = first, text.remove_prefix(slash + 1);
  }
  const auto canonical = canonicalHost(host);
  if (!canonical || host.find('@') != std::string_view::npos) return std::nullopt;
  name.host = *canonical;
  if (const auto at = text.find('@'); at != std::string_view::npos) {
    name.digest = text.substr(at + 1);
    text = text.substr(0, at);
  }
  if (const auto colon = text.find(':'); colon != std::string_view::npos) {
    name.tag = text.substr(colon + 1);
    text = text.substr(0, colon);
  }
  name.repository = fullRepository(name.host, text);
  if (!oci::parseRepository(name.repository)) return std::nullopt;
  return name;
}

std::string wholePattern(std::string_view expression) {
  if (!hasOuterAlternative(expression)) {
    if (expression.starts_with('^')) expression.remove_prefix(1);
    if (expression.ends_with('$') && !expression.ends_with("\\$")) expression.remove_suffix(1);
  }
  if (expression == ".*" || expression == ".+") return "*";
  return (isWord(expression) ? "" : "re:") + std::string(expression);
}

std::string anywherePattern(std::string_view expression) {
  const bool plain = !hasOuterAlternative(expression);
  const bool begins = plain && expression.starts_with('^');
  const bool ends = plain && expression.ends_with('$') && !expression.ends_with("\\$");
  if (begins && ends) return wholePattern(expression);
  if (expression == ".*" || expression == ".+") return "*";
  if (begins) expression.remove_prefix(1);
  if (ends) expression.remove_suffix(1);
  const std::string inside = plain ? std::string(expression) : "(?:" + std::string(expression) + ")";
  return std::string("re:") + (begins ? "" : ".*") + inside + (ends ? "" : ".*");
}

std::optional<std::vector<std::string>> withoutBraces(std::string_view glob) {
  std::vector<std::string> done, open{std::string(glob)};
  while (!open.empty()) {
    if (done.size() + open.size() > kMostAlternatives) return std::nullopt;
    const auto text = std::move(open.back());
    open.pop_back();
    const auto begin = text.find('{');
    const auto end = text.find('}');
    if (begin == std::string::npos && end == std::string::npos) {
      done.push_back(text);
      continue;
    }
    if (begin == std::string::npos || end == std::string::npos || end < begin ||
        text.find('{', begin + 1) < end)
      return std::nullopt;
    std::vector<std::string> parts{""};
    for (const char c : std::string_view(text).substr(begin + 1, end - begin - 1))
      if (c == ',')
        parts.emplace_back();
      else
        parts.back() += c;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part)
      open.push_back(text.substr(0, begin) + *part + text.substr(end + 1));
  }
  return done;
}

} // namespace meridian::adopt
