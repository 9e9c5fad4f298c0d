// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ports/body.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace meridian::distribution {

/// A span of a blob's bytes as the body of one request. Remembers where the blob's source stands, so that it
/// is only moved when it has to be, and whether it was the source that failed.
class WindowSource final : public ports::BodySource {
public:
  explicit WindowSource(ports::BodySource& inner) : m_inner(inner) {}

  /// The next body begins at `first`; without a length it goes on to the end. Errors: of the source's seek().
  [[nodiscard]] base::Result<void> open(std::uint64_t first, std::optional<std::uint64_t> length) {
    m_first = first;
    m_end = length ? std::optional(first + *length) : std::nullopt;
    return moveTo(first);
  }
  /// Asks verify() before the last byte is handed out: for a request that commits what it carries.
  void verifyBeforeEnd(bool on) { m_verify = on; }

  [[nodiscard]] std::uint64_t at() const { return m_at; }
  /// What the source said when it failed; kept until open().
  [[nodiscard]] const std::optional<base::Error>& failure() const { return m_failure; }

  base::Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token stop) override {
    if (m_end) buffer = buffer.first(std::min<std::uint64_t>(buffer.size(), *m_end - m_at));
    if (buffer.empty()) return std::size_t{0};
    auto count = m_inner.read(buffer, stop);
    // A request that ended wakes whoever waits for its body: that says nothing about the source, which stands where
    // it stood and can be read again.
    if (!count && count.error().code == base::Errc::Cancelled && stop.stop_requested()) return count;
    if (!count) return failed(std::move(count).error());
    m_at += *count;
    m_ended = *count == 0;
    if (m_ended && m_end)
      return failed({base::Errc::ContentMismatch,
                     "the blob has " + std::to_string(m_at) + " bytes where " + std::to_string(*m_end) +
                         " were promised",
                     {},
                     0,
                     {},
                     {},
                     {}});
    if (m_verify && m_end && m_at == *m_end)
      if (auto verified = m_inner.verify(stop); !verified) {
        if (verified.error().code == base::Errc::Cancelled && stop.stop_requested())
          return base::pass(std::move(verified));
        return failed(std::move(verified).error());
      }
    return count;
  }
  base::Result<void> rewind() override { return moveTo(m_first); }
  base::Result<void> seek(base::ByteCount offset) override { return moveTo(m_first + offset.value); }

private:
  base::Result<void> moveTo(std::uint64_t offset) {
    if (offset == m_at && !m_failure && !m_ended) return {};
    auto moved = offset == 0 ? m_inner.rewind() : m_inner.seek({offset});
    if (!moved) return moved;
    m_at = offset;
    m_ended = false;
    m_failure.reset();
    return {};
  }
  base::Unexpected failed(base::Error error) {
    m_failure = error;
    return base::fail(std::move(error));
  }

  ports::BodySource& m_inner;
  std::uint64_t m_at = 0, m_first = 0;
  std::optional<std::uint64_t> m_end;
  bool m_verify = false, m_ended = false;
  std::optional<base::Error> m_failure;
};

} // namespace meridian::distribution
