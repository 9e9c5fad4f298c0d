// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/base64.h"

#include <cstdint>

namespace meridian::auth {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

} // namespace

std::string encodeBase64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto group = bytes.substr(i, 3);
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k)
      bits = bits << 8U | (k < group.size() ? static_cast<unsigned char>(group[k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k)
      out += k <= group.size() ? kAlphabet[bits >> (18U - 6U * k) & 63U] : '=';
  }
  return out;
}

std::optional<std::string> decodeBase64(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  std::size_t digits = 0;
  std::size_t padding = 0;
  for (const char c : text) {
    if (c == '\r' || c == '\n') continue;
    if (c == '=') {
      ++padding;
      continue;
    }
    const auto value = kAlphabet.find(c);
    if (padding != 0 || value == std::string_view::npos) return std::nullopt;
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    if (++digits % 4 != 0) continue;
    for (const unsigned shift : {16U, 8U, 0U})
      out += static_cast<char>(bits >> shift & 255U);
    bits = 0;
  }
  const auto rest = digits % 4;
  if (rest == 1 || (padding != 0 && (digits + padding) % 4 != 0) || padding > 2) return std::nullopt;
  if (rest == 2) out += static_cast<char>(bits >> 4U & 255U);
  if (rest == 3) {
    out += static_cast<char>(bits >> 10U & 255U);
    out += static_cast<char>(bits >> 2U & 255U);
  }
  return out;
}

} // namespace meridian::auth
