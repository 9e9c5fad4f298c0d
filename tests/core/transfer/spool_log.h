// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/blob_store.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

namespace meridian::test {

/// Passes everything on to another spool, keeps what was asked of it, and fails where it is told to. Any thread.
class SpoolLog final : public ports::BlobStore {
public:
  static constexpr std::uint64_t kNothing = ~std::uint64_t{0};
  explicit SpoolLog(ports::BlobStore& next) : m_next(next) {}

  void failReads(std::optional<base::Errc> code) { set(m_reads, code); }
  void failWrites(std::optional<base::Errc> code) { set(m_writes, code); }
  void failMarks(std::optional<base::Errc> code) { set(m_marks, code); }
  void clear() {
    const std::lock_guard lock(m_mutex);
    m_lowest = kNothing;
    m_written = 0;
  }
  [[nodiscard]] std::uint64_t lowestRead() const { return m_lowest; }
  [[nodiscard]] std::uint64_t written() const { return m_written; }
  [[nodiscard]] int opened() const { return m_opened; }
  [[nodiscard]] ports::SpoolMark lastMark() const {
    const std::lock_guard lock(m_mutex);
    return m_mark;
  }

  base::Result<std::unique_ptr<ports::SpoolBlob>> open(const oci::Descriptor& blob) override {
    auto opened = m_next.open(blob);
    if (!opened) return opened;
    ++m_opened;
    return std::unique_ptr<ports::SpoolBlob>(std::make_unique<Blob>(*this, std::move(*opened)));
  }
  base::ByteCount sweep(base::Seconds age) override { return m_next.sweep(age); }
  Usage usage() override { return m_next.usage(); }

private:
  class Blob final : public ports::SpoolBlob {
  public:
    Blob(SpoolLog& log, std::unique_ptr<ports::SpoolBlob> next) : m_log(log), m_next(std::move(next)) {}
    const ports::SpoolMark& found() const override { return m_next->found(); }
    base::Result<void> write(std::uint64_t offset, std::span<const std::byte> data) override {
      if (auto failed = m_log.failed(m_log.m_writes)) return base::fail(*failed, "broken on purpose");
      auto done = m_next->write(offset, data);
      if (done) m_log.m_written += data.size();
      return done;
    }
    base::Result<void> read(std::uint64_t offset, std::span<std::byte> buffer) override {
      if (auto failed = m_log.failed(m_log.m_reads)) return base::fail(*failed, "broken on purpose");
      for (auto seen = m_log.m_lowest.load(); offset < seen && !m_log.m_lowest.compare_exchange_weak(seen, offset);) {
      }
      return m_next->read(offset, buffer);
    }
    base::Result<void> mark(const ports::SpoolMark& mark) override {
      if (auto failed = m_log.failed(m_log.m_marks)) return base::fail(*failed, "broken on purpose");
      {
        const std::lock_guard lock(m_log.m_mutex);
        m_log.m_mark = mark;
      }
      return m_next->mark(mark);
    }
    void discard() override { m_next->discard(); }

  private:
    SpoolLog& m_log;
    const std::unique_ptr<ports::SpoolBlob> m_next;
  };

  void set(std::optional<base::Errc>& which, std::optional<base::Errc> code) {
    const std::lock_guard lock(m_mutex);
    which = code;
  }
  [[nodiscard]] std::optional<base::Errc> failed(const std::optional<base::Errc>& which) const {
    const std::lock_guard lock(m_mutex);
    return which;
  }

  ports::BlobStore& m_next;
  mutable std::mutex m_mutex;
  std::optional<base::Errc> m_reads, m_writes, m_marks;
  ports::SpoolMark m_mark;
  std::atomic<std::uint64_t> m_lowest{kNothing}, m_written{0};
  std::atomic<int> m_opened{0};
};

} // namespace meridian::test
