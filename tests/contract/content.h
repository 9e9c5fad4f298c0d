// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/sha256.h"
#include "memory/generated_blob.h"
#include "oci/descriptor.h"
#include "oci/digest.h"
#include "ports/body.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace meridian::test {

inline oci::Digest digestOf(std::string_view text) {
  return oci::Digest::sha256(base::Sha256::hex(std::as_bytes(std::span(text))));
}

inline oci::Descriptor descriptorOf(std::string_view text, std::string type) {
  oci::Descriptor out;
  out.media_type = std::move(type);
  out.digest = digestOf(text);
  out.size = {text.size()};
  return out;
}

inline oci::Descriptor descriptorOf(const memory::GeneratedBlob& blob) {
  oci::Descriptor out;
  out.media_type = "application/vnd.oci.image.layer.v1.tar+gzip";
  out.digest = blob.digest();
  out.size = blob.size;
  return out;
}

/// Generated content as a stream; `at` is told the position before each piece.
class GeneratedSource final : public ports::BodySource {
public:
  explicit GeneratedSource(memory::GeneratedBlob blob) : m_blob(blob) {}
  std::function<void(std::uint64_t)> at;
  base::Error bad_end; ///< what verify() says when it has a message
  bool one_way = false;
  int rewinds = 0;

  base::Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token stop) override {
    if (at) at(m_at);
    if (stop.stop_requested()) return base::fail(base::Errc::Cancelled, "cancelled");
    const auto count = std::min<std::uint64_t>(buffer.size(), m_blob.size.value - m_at);
    m_blob.fill(m_at, buffer.first(count));
    m_at += count;
    return static_cast<std::size_t>(count);
  }
  base::Result<void> verify(std::stop_token) override {
    if (!bad_end.message.empty()) return base::fail(bad_end);
    return {};
  }
  base::Result<void> rewind() override {
    if (one_way) return base::fail(base::Errc::Unsupported, "one way");
    ++rewinds;
    m_at = 0;
    return {};
  }

private:
  memory::GeneratedBlob m_blob;
  std::uint64_t m_at = 0;
};

/// Hashes what arrives and keeps nothing.
class HashSink final : public ports::BodySink {
public:
  std::function<void(std::uint64_t)> at;
  base::Result<void> write(std::span<const std::byte> data, std::stop_token stop) override {
    if (stop.stop_requested()) return base::fail(base::Errc::Cancelled, "cancelled");
    m_hash.update(data);
    m_size += data.size();
    if (at) at(m_size);
    return {};
  }
  std::uint64_t size() const { return m_size; }
  oci::Digest digest() { return oci::Digest::sha256(m_hash.finishHex()); }

private:
  base::Sha256 m_hash;
  std::uint64_t m_size = 0;
};

} // namespace meridian::test
