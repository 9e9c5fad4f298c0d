// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/body.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace meridian::test {

/// Bytes that differ everywhere, so that a piece lost, doubled or swapped shows.
inline std::string pattern(std::size_t size) {
  std::string text(size, '\0');
  std::uint32_t state = 0x9e3779b9;
  for (auto& c : text) {
    state = state * 1664525 + 1013904223;
    c = static_cast<char>(state >> 24);
  }
  return text;
}

/// A source by function; the second argument is how many bytes were given before.
class FunctionSource final : public ports::BodySource {
public:
  using Read = std::function<base::Result<std::size_t>(std::span<std::byte>, std::uint64_t, std::stop_token)>;
  explicit FunctionSource(Read read) : m_read(std::move(read)) {}
  base::Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token stop) override {
    auto count = m_read(buffer, m_given, std::move(stop));
    if (count) m_given += *count;
    return count;
  }

private:
  Read m_read;
  std::uint64_t m_given = 0;
};

class FunctionSink final : public ports::BodySink {
public:
  using Write = std::function<base::Result<void>(std::span<const std::byte>, std::stop_token)>;
  explicit FunctionSink(Write write) : m_write(std::move(write)) {}
  base::Result<void> write(std::span<const std::byte> data, std::stop_token stop) override {
    return m_write(data, std::move(stop));
  }

private:
  Write m_write;
};

/// Waits for the time or the stop; false when stopped.
inline bool idle(std::chrono::milliseconds time, std::stop_token stop) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any never;
  return !never.wait_for(lock, stop, time, [&] { return stop.stop_requested(); });
}

} // namespace meridian::test
