// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/recording_registry.h"

#include <algorithm>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace meridian::test {

/// Passes ranges on, keeps which were asked for, and lets a test answer in their place. Any thread.
class RangeSource final : public RecordingRegistry {
public:
  explicit RangeSource(ports::Registry& next) : RecordingRegistry(next), m_next(next) {}
  /// nullopt: the registry behind answers. `n` counts the ranges from 0 on.
  using Answer = std::function<std::optional<base::Result<void>>(int n, ports::ByteRange range, ports::BodySink& sink, std::stop_token stop)>;
  void answers(Answer answer) { m_answer = std::move(answer); }

  base::Result<void> getBlobRange(std::string_view repository, const oci::Digest& digest, ports::ByteRange range,
                                  ports::BodySink& sink, std::stop_token stop) override {
    int n = 0;
    {
      const std::lock_guard lock(m_mutex);
      n = static_cast<int>(m_asked.size());
      m_asked.push_back({digest, range});
      m_most = std::max(m_most, ++m_inside);
    }
    auto answer = m_answer ? m_answer(n, range, sink, stop) : std::nullopt;
    auto result = answer ? std::move(*answer) : m_next.getBlobRange(repository, digest, range, sink, stop);
    const std::lock_guard lock(m_mutex);
    --m_inside;
    return result;
  }

  struct Asked {
    oci::Digest digest;
    ports::ByteRange range;
  };
  [[nodiscard]] std::vector<Asked> asked() const {
    const std::lock_guard lock(m_mutex);
    return m_asked;
  }
  [[nodiscard]] int most() const { ///< ranges at once
    const std::lock_guard lock(m_mutex);
    return m_most;
  }
  [[nodiscard]] int inside() const {
    const std::lock_guard lock(m_mutex);
    return m_inside;
  }

private:
  ports::Registry& m_next;
  Answer m_answer;
  mutable std::mutex m_mutex;
  std::vector<Asked> m_asked;
  int m_inside = 0, m_most = 0;
};

} // namespace meridian::test
