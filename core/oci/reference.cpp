// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/reference.h"

#include "base/quoted.h"

#include <algorithm>

namespace meridian::oci {

namespace {

using base::Errc;

constexpr std::size_t kMostRepository = 255;
constexpr std::size_t kMostTag = 128;

bool isLowerAlnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}
bool isWord(char c) {
  return isLowerAlnum(c) || (c >= 'A' && c <= 'Z') || c == '_';
}

/// Between two alphanumeric runs: ".", "_", "__" or any number of "-".
bool isSeparator(std::string_view text) {
  return text == "." || text == "_" || text == "__" ||
         (!text.empty() && text.find_first_not_of('-') == std::string_view::npos);
}

bool isPathComponent(std::string_view text) {
  std::size_t at = 0;
  while (true) {
    const auto run = at;
    while (at < text.size() && isLowerAlnum(text[at]))
      ++at;
    if (at == run) return false;
    if (at == text.size()) return true;
    const auto separator = at;
    while (at < text.size() && !isLowerAlnum(text[at]))
      ++at;
    if (!isSeparator(text.substr(separator, at - separator))) return false;
  }
}

} // namespace

base::Result<std::string> parseRepository(std::string_view text) {
  const auto refuse = [text](const char* why) {
    return base::fail(Errc::NameInvalid, "repository name " + base::quoted(text) + " " + why);
  };
  if (text.empty()) return base::fail(Errc::NameInvalid, "the repository name is empty");
  if (text.size() > kMostRepository) return refuse("is longer than 255 characters");
  for (auto rest = text;;) {
    const auto slash = rest.find('/');
    if (!isPathComponent(rest.substr(0, slash)))
      return refuse(
          "does not fit: lower-case letters and digits, with single . _ __ or - between them, parts "
          "separated by /, without the registry's host");
    if (slash == std::string_view::npos) return std::string(text);
    rest.remove_prefix(slash + 1);
  }
}

base::Result<std::string> parseTag(std::string_view text) {
  const auto refuse = [text](const char* why) {
    return base::fail(Errc::NameInvalid, "tag " + base::quoted(text) + " " + why);
  };
  if (text.empty()) return base::fail(Errc::NameInvalid, "the tag is empty");
  if (text.size() > kMostTag) return refuse("is longer than 128 characters");
  const auto fits = [](char c) { return isWord(c) || c == '.' || c == '-'; };
  if (!isWord(text.front()) || !std::all_of(text.begin(), text.end(), fits))
    return refuse("does not fit: letters, digits, _ . and -, not beginning with . or -");
  return std::string(text);
}

base::Result<Reference> Reference::parse(std::string_view text) {
  Reference reference;
  auto rest = text;
  if (const auto at = rest.find('@'); at != std::string_view::npos) {
    auto digest = Digest::parse(rest.substr(at + 1));
    if (!digest) return base::pass(std::move(digest));
    reference.digest = *std::move(digest);
    rest = rest.substr(0, at);
  }
  if (const auto colon = rest.rfind(':');
      colon != std::string_view::npos && rest.find('/', colon) == rest.npos) {
    auto tag = parseTag(rest.substr(colon + 1));
    if (!tag) return base::pass(std::move(tag));
    reference.tag = *std::move(tag);
    rest = rest.substr(0, colon);
  }
  auto repository = parseRepository(rest);
  if (!repository) return base::pass(std::move(repository));
  reference.repository = *std::move(repository);
  if (reference.tag.empty() && !reference.digest)
    return base::fail(Errc::NameInvalid,
                      base::quoted(text) + " names no image: write repository:tag or repository@digest");
  return reference;
}

std::string Reference::text() const {
  std::string out = repository;
  if (!tag.empty()) out.append(":").append(tag);
  if (digest) out.append("@").append(digest->text());
  return out;
}

} // namespace meridian::oci
