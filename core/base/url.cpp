// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/url.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <iterator>

namespace meridian::base {

namespace {

char lower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}
bool isAlpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

/// RFC 3986 appendix B; `has` tells an empty component from an absent one.
struct Parts {
  std::string_view scheme, authority, path, query;
  bool has_scheme = false, has_authority = false, has_query = false;
};

Parts split(std::string_view url) {
  Parts parts;
  url = url.substr(0, url.find('#')); // a fragment never goes on the wire
  if (const auto query = url.find('?'); query != std::string_view::npos) {
    parts.query = url.substr(query + 1);
    parts.has_query = true;
    url = url.substr(0, query);
  }
  const auto colon = url.find(':');
  const auto valid = [](char c) { return isAlpha(c) || isDigit(c) || c == '+' || c == '-' || c == '.'; };
  if (colon != std::string_view::npos && colon > 0 && isAlpha(url[0]) &&
      std::all_of(url.begin(), url.begin() + static_cast<std::ptrdiff_t>(colon), valid)) {
    parts.scheme = url.substr(0, colon);
    parts.has_scheme = true;
    url.remove_prefix(colon + 1);
  }
  if (url.starts_with("//")) {
    url.remove_prefix(2);
    const auto end = std::min(url.find('/'), url.size());
    parts.authority = url.substr(0, end);
    parts.has_authority = true;
    url.remove_prefix(end);
  }
  parts.path = url;
  return parts;
}

/// RFC 3986 section 5.2.4.
std::string removeDots(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    if (path.starts_with("../")) {
      path.remove_prefix(3);
    } else if (path.starts_with("./") || path.starts_with("/./")) {
      path.remove_prefix(2);
    } else if (path == "/.") {
      path = "/";
    } else if (path.starts_with("/../") || path == "/..") {
      path = path == "/.." ? std::string_view("/") : path.substr(3);
      const auto slash = out.rfind('/');
      out.resize(slash == std::string::npos ? 0 : slash);
    } else if (path == "." || path == "..") {
      path = {};
    } else {
      const auto next = std::min(path.find('/', 1), path.size());
      out.append(path.substr(0, next));
      path.remove_prefix(next);
    }
  }
  return out;
}

/// RFC 3986 section 5.2.3.
std::string merge(const Parts& base, std::string_view path) {
  if (base.has_authority && base.path.empty()) return "/" + std::string(path);
  const auto slash = base.path.rfind('/');
  return std::string(slash == std::string_view::npos ? std::string_view{} : base.path.substr(0, slash + 1))
      .append(path);
}

} // namespace

std::string percentEncode(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (isAlpha(c) || isDigit(c) || c == '-' || c == '.' || c == '_' || c == '~') {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

std::string resolveUrl(std::string_view base_url, std::string_view reference) {
  const Parts base = split(base_url);
  const Parts ref = split(reference);
  std::string_view authority = ref.authority, query = ref.query;
  bool has_authority = ref.has_authority, has_query = ref.has_query;
  std::string path;
  if (ref.has_scheme || ref.has_authority) {
    path = removeDots(ref.path);
  } else {
    authority = base.authority;
    has_authority = base.has_authority;
    if (ref.path.empty()) {
      path = base.path;
      if (!ref.has_query) query = base.query, has_query = base.has_query;
    } else {
      path = removeDots(ref.path.starts_with('/') ? std::string(ref.path) : merge(base, ref.path));
    }
  }
  std::string out(ref.has_scheme ? ref.scheme : base.scheme);
  if (!out.empty()) out += ':';
  if (has_authority) out.append("//").append(authority);
  out += path;
  if (has_query) out.append("?").append(query);
  return out;
}

std::string originOf(std::string_view url) {
  const Parts parts = split(url);
  std::string origin(parts.scheme);
  std::transform(origin.begin(), origin.end(), origin.begin(), lower);
  if ((origin != "http" && origin != "https") || !parts.has_authority) return {};
  const bool tls = origin == "https";
  auto host = parts.authority;
  // A host that two parsers could read differently must not pass for an origin.
  if (host.find('\\') != std::string_view::npos) return {};
  if (const auto at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  std::string_view port;
  const auto bracket = host.starts_with('[') ? host.find(']') : std::string_view::npos;
  const auto colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
  if (colon != std::string_view::npos) {
    port = host.substr(colon + 1);
    host = host.substr(0, colon);
  }
  const bool literal = host.starts_with('[') && host.ends_with(']') && host.size() > 2;
  const auto inner = literal ? host.substr(1, host.size() - 2) : host;
  const auto valid = [literal](char c) {
    return isAlpha(c) || isDigit(c) || c == '-' || c == '.' || c == '_' ||
           (literal && (c == ':' || c == '%'));
  };
  if (inner.empty() || !std::all_of(inner.begin(), inner.end(), valid)) return {};
  unsigned number = tls ? 443 : 80;
  if (!port.empty()) {
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
    if (error != std::errc{} || end != port.data() + port.size() || number == 0 || number > 65535) return {};
  }
  origin += "://";
  std::transform(host.begin(), host.end(), std::back_inserter(origin), lower);
  if (number != (tls ? 443U : 80U)) origin += ':' + std::to_string(number);
  return origin;
}

} // namespace meridian::base
