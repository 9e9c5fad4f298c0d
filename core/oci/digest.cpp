// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/digest.h"

#include "base/quoted.h"

#include <algorithm>

namespace meridian::oci {

namespace {

using base::Errc;

bool isLowerAlnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}
bool isHex(char c) {
  return (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9');
}
bool isEncoded(char c) {
  return isLowerAlnum(c) || (c >= 'A' && c <= 'Z') || c == '=' || c == '_' || c == '-';
}

/// component ([+._-] component)*
bool isAlgorithm(std::string_view text) {
  bool in_component = false;
  for (const char c : text) {
    if (isLowerAlnum(c))
      in_component = true;
    else if (in_component && (c == '+' || c == '.' || c == '_' || c == '-'))
      in_component = false;
    else
      return false;
  }
  return in_component;
}

/// 0: the grammar alone decides.
std::size_t hexLength(std::string_view algorithm) {
  if (algorithm == "sha256") return 64;
  if (algorithm == "sha512") return 128;
  return 0;
}

} // namespace

base::Result<Digest> Digest::parse(std::string_view text) {
  const auto refuse = [text](const char* why) {
    return base::fail(Errc::DigestInvalid, "digest " + base::quoted(text, 160) + " " + why);
  };
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return refuse("has no \"algorithm:\"");
  const auto algorithm = text.substr(0, colon);
  const auto encoded = text.substr(colon + 1);
  if (!isAlgorithm(algorithm)) return refuse("has an ill-formed algorithm");
  if (const auto length = hexLength(algorithm); length != 0) {
    if (encoded.size() != length || !std::all_of(encoded.begin(), encoded.end(), isHex))
      return refuse(length == 64 ? "needs 64 lower-case hexadecimal digits"
                                 : "needs 128 lower-case hexadecimal digits");
  } else if (encoded.empty() || !std::all_of(encoded.begin(), encoded.end(), isEncoded)) {
    return refuse("has an ill-formed value");
  }
  Digest digest;
  digest.m_text = text;
  return digest;
}

Digest Digest::sha256(std::string_view hex) {
  Digest digest;
  digest.m_text.append("sha256:").append(hex);
  return digest;
}

std::string_view Digest::algorithm() const noexcept {
  return std::string_view(m_text).substr(0, std::min(m_text.find(':'), m_text.size()));
}

std::string_view Digest::encoded() const noexcept {
  const auto colon = m_text.find(':');
  return colon == std::string::npos ? std::string_view{} : std::string_view(m_text).substr(colon + 1);
}

std::string Digest::shortText() const {
  return std::string(encoded().substr(0, 12));
}

bool Digest::isVerifiable() const noexcept {
  return algorithm() == "sha256";
}

} // namespace meridian::oci
