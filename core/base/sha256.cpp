// SPDX-License-Identifier: GPL-3.0-or-later
// The low-level calls are deprecated in OpenSSL 3 but are the only ones that give access to the chaining
// state, which is the resume point of a transfer; EVP hides it.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "base/sha256.h"

#include <openssl/sha.h>

#include <algorithm>
#include <iterator>

namespace meridian::base {

struct Sha256::Context {
  SHA256_CTX sha;
};

Sha256::Sha256() : m_context(std::make_unique<Context>()) { SHA256_Init(&m_context->sha); }
Sha256::Sha256(const Sha256State& state) : Sha256() {
  std::copy(state.chain.begin(), state.chain.end(), m_context->sha.h);
  // SHA256_CTX counts bits in two words.
  m_context->sha.Nl = static_cast<SHA_LONG>(state.length << 3U);
  m_context->sha.Nh = static_cast<SHA_LONG>(state.length >> 29U);
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::span<const std::byte> data) {
  SHA256_Update(&m_context->sha, data.data(), data.size());
}

std::optional<Sha256State> Sha256::state() const {
  const auto& sha = m_context->sha;
  if (sha.num != 0) return std::nullopt;
  Sha256State state;
  std::copy(std::begin(sha.h), std::end(sha.h), state.chain.begin());
  state.length = (static_cast<std::uint64_t>(sha.Nh) << 29U) | (sha.Nl >> 3U);
  return state;
}

Sha256::Bytes Sha256::finish() {
  Bytes out{};
  SHA256_Final(reinterpret_cast<unsigned char*>(out.data()), &m_context->sha);
  SHA256_Init(&m_context->sha);
  return out;
}

std::string Sha256::finishHex() {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(64);
  for (const auto byte : finish()) {
    text += kDigits[std::to_integer<unsigned>(byte) >> 4];
    text += kDigits[std::to_integer<unsigned>(byte) & 15U];
  }
  return text;
}

std::string Sha256::hex(std::span<const std::byte> data) {
  Sha256 sha;
  sha.update(data);
  return sha.finishHex();
}

} // namespace meridian::base
