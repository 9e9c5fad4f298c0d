// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/hmac.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>

namespace meridian::auth {

namespace {

using Mac = std::array<unsigned char, EVP_MAX_MD_SIZE>;

/// Number of bytes; 0 where the library refuses.
unsigned mac(std::string_view key, std::string_view message, Mac& out) {
  unsigned size = 0;
  const auto* data = reinterpret_cast<const unsigned char*>(message.data());
  const auto* made =
      HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), data, message.size(), out.data(), &size);
  return made == nullptr ? 0 : size;
}

} // namespace

std::string hmacSha256(std::string_view key, std::string_view message) {
  static constexpr char kDigits[] = "0123456789abcdef";
  Mac bytes{};
  const auto size = mac(key, message, bytes);
  std::string text;
  for (unsigned i = 0; i < size; ++i) {
    text += kDigits[bytes[i] >> 4U];
    text += kDigits[bytes[i] & 15U];
  }
  return text;
}

bool sameSecret(std::string_view given, std::string_view expected) {
  // Both are hashed under a key of the moment first: what is compared has one length, and says nothing about
  // how much of a guess was right.
  std::array<char, 32> key{};
  if (given.empty() || expected.empty() ||
      RAND_bytes(reinterpret_cast<unsigned char*>(key.data()), static_cast<int>(key.size())) != 1)
    return false;
  const std::string_view moment(key.data(), key.size());
  Mac a{};
  Mac b{};
  const auto a_size = mac(moment, given, a);
  const auto b_size = mac(moment, expected, b);
  return a_size != 0 && a_size == b_size && CRYPTO_memcmp(a.data(), b.data(), a_size) == 0;
}

} // namespace meridian::auth
