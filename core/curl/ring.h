// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace meridian::curl {

/// Equal blocks of memory that are used again. Any thread.
class BlockPool {
public:
  static constexpr std::size_t kBlock = 512 * 1024;
  using Block = std::unique_ptr<std::byte[]>;

  [[nodiscard]] Block take() {
    const std::lock_guard lock(m_mutex);
    if (m_idle.empty()) return std::make_unique_for_overwrite<std::byte[]>(kBlock);
    auto block = std::move(m_idle.back());
    m_idle.pop_back();
    return block;
  }
  void give(Block block) {
    const std::lock_guard lock(m_mutex);
    if (m_idle.size() < kMostIdle) m_idle.push_back(std::move(block));
  }

private:
  static constexpr std::size_t kMostIdle = 32;
  std::mutex m_mutex;
  std::vector<Block> m_idle;
};

/// A bounded queue of bytes between one writer and one reader. Not synchronised: positions change under the
/// owner's mutex, while the bytes of space() and data() may be touched without it (the two never overlap).
class Ring {
public:
  /// Recycle: an empty ring starts again at its first byte, so that small bodies stay in a few warm pages.
  /// Keep: rewind() works until more than one block was written.
  enum class WhenEmpty { Recycle, Keep };
  Ring(std::shared_ptr<BlockPool> pool, WhenEmpty when_empty)
      : m_pool(std::move(pool)), m_when_empty(when_empty) {}
  ~Ring() {
    if (m_block) m_pool->give(std::move(m_block));
  }
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;

  [[nodiscard]] std::size_t filled() const { return m_written - m_read; }
  [[nodiscard]] std::size_t free() const { return kSize - filled(); }
  /// The writer's next contiguous bytes.
  [[nodiscard]] std::span<std::byte> space() {
    if (!m_block) m_block = m_pool->take();
    if (filled() == 0 && m_when_empty == WhenEmpty::Recycle) m_read = m_written = 0;
    const auto at = m_written % kSize;
    return {m_block.get() + at, std::min(kSize - at, free())};
  }
  void commit(std::size_t count) { m_written += count; }
  [[nodiscard]] std::span<const std::byte> data() const {
    const auto at = m_read % kSize;
    return {m_block.get() + at, std::min(kSize - at, filled())};
  }
  void consume(std::size_t count) { m_read += count; }
  /// Back to the first byte ever written; false when it is gone. Of a ring that keeps.
  [[nodiscard]] bool rewind() {
    if (m_written > kSize) return false;
    m_read = 0;
    return true;
  }

private:
  static constexpr std::size_t kSize = BlockPool::kBlock;
  std::shared_ptr<BlockPool> m_pool;
  WhenEmpty m_when_empty;
  BlockPool::Block m_block;
  std::size_t m_written = 0, m_read = 0; ///< since the start; modulo kSize in the block
};

} // namespace meridian::curl
