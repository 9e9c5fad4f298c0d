// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace meridian::ports {

/// Bytes that flow out. Called from the thread that waits in the sending call, never from an I/O thread, so an
/// implementation may block (that is the back-pressure).
class BodySource {
public:
  virtual ~BodySource() = default;
  /// Fills at most buffer.size() bytes; 0 = end. Blocks until there is something.
  [[nodiscard]] virtual base::Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token stop) = 0;
  /// Asked once after the last byte was taken and before the upload is committed: an error here (wrong digest at
  /// the source) makes the receiver discard the upload.
  [[nodiscard]] virtual base::Result<void> verify(std::stop_token) { return {}; }
  /// Back to the first byte for a repeat; Unsupported for one-way streams.
  [[nodiscard]] virtual base::Result<void> rewind() {
    return base::fail(base::Errc::Unsupported, "this stream cannot start over");
  }
  /// Goes on reading at `offset` bytes from the start; Unsupported for one-way streams.
  [[nodiscard]] virtual base::Result<void> seek(base::ByteCount offset) {
    if (offset.value == 0) return rewind();
    return base::fail(base::Errc::Unsupported, "this stream cannot be read from the middle");
  }
};

/// Bytes that flow in. Same thread rule as BodySource; blocking write = back-pressure to the sender.
class BodySink {
public:
  virtual ~BodySink() = default;
  [[nodiscard]] virtual base::Result<void> write(std::span<const std::byte> data, std::stop_token stop) = 0;
};

/// Collects into a string, refusing more than `limit` bytes (BadAnswer).
class StringSink final : public BodySink {
public:
  explicit StringSink(std::size_t limit) : m_limit(limit) {}
  [[nodiscard]] base::Result<void> write(std::span<const std::byte> data, std::stop_token) override {
    if (m_text.size() + data.size() > m_limit)
      return base::fail(base::Errc::BadAnswer, "answer is larger than " + std::to_string(m_limit) + " bytes");
    m_text.append(reinterpret_cast<const char*>(data.data()), data.size());
    return {};
  }
  [[nodiscard]] std::string& text() { return m_text; }

private:
  std::size_t m_limit;
  std::string m_text;
};

/// Reads from a string that outlives it.
class StringSource final : public BodySource {
public:
  explicit StringSource(std::string_view text) : m_text(text) {}
  [[nodiscard]] base::Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token) override {
    const auto count = std::min(buffer.size(), m_text.size() - m_at);
    for (std::size_t i = 0; i < count; ++i) buffer[i] = static_cast<std::byte>(m_text[m_at + i]);
    m_at += count;
    return count;
  }
  [[nodiscard]] base::Result<void> rewind() override { return seek({0}); }
  [[nodiscard]] base::Result<void> seek(base::ByteCount offset) override {
    m_at = std::min<std::size_t>(offset.value, m_text.size());
    return {};
  }

private:
  std::string_view m_text;
  std::size_t m_at = 0;
};

} // namespace meridian::ports
