// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/assembly.h"

#include "base/log.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace meridian::transfer {

using base::Errc;
using base::fail;
using base::Result;

namespace {
/// A multiple of the hash's block, so that its state can be taken after each piece.
constexpr std::size_t kPiece = 256 * 1024;
} // namespace

Assembly::Assembly(std::unique_ptr<ports::SpoolBlob> spool, const oci::Descriptor& blob)
    : m_spool(std::move(spool)), m_blob(blob), m_held(m_spool->found().held) {
  if (const auto& state = m_spool->found().state) {
    m_sha = base::Sha256(*state);
    m_state = *state;
    m_hashed = state->length;
  }
  m_resumed = {m_held.size()};
  // What an earlier process held behind its hash is hashed now, so that uploads can begin with it.
  std::unique_lock lock(m_mutex);
  hashOn(lock);
}

Assembly::~Assembly() { remember(); }

Spans Assembly::missing() const {
  const std::lock_guard lock(m_mutex);
  return m_held.missing(m_blob.size.value);
}

bool Assembly::complete() const {
  const std::lock_guard lock(m_mutex);
  return m_held.size() == m_blob.size.value;
}

std::optional<base::Error> Assembly::broken() const {
  const std::lock_guard lock(m_mutex);
  return m_broken;
}

Result<void> Assembly::put(std::uint64_t offset, std::span<const std::byte> data) {
  if (auto written = m_spool->write(offset, data); !written) return written;
  ports::SpoolMark mark;
  {
    std::unique_lock lock(m_mutex);
    if (m_broken) return fail(*m_broken);
    m_held.add({offset, data.size()});
    m_unmarked += data.size();
    hashOn(lock);
    if (m_unmarked < kMarkEvery || m_marking) return {};
    m_unmarked = 0;
    m_marking = true;
    mark = standing();
  }
  auto marked = m_spool->mark(mark);
  const std::lock_guard lock(m_mutex);
  m_marking = false;
  return marked;
}

/// One thread at a time; the others go back to their sockets.
void Assembly::hashOn(std::unique_lock<std::mutex>& lock) {
  if (m_hashing) return;
  m_hashing = true;
  std::vector<std::byte> piece;
  while (!m_broken) {
    const auto ready = m_held.reach(m_hashed);
    auto count = std::min<std::uint64_t>(kPiece, ready - m_hashed);
    // Whole blocks, until the blob's end: the state between two blocks is what a resume needs.
    if (m_hashed + count < m_blob.size.value) count -= count % 64;
    if (count == 0) break;
    const auto at = m_hashed;
    lock.unlock();
    piece.resize(static_cast<std::size_t>(count));
    auto read = m_spool->read(at, piece);
    if (read) m_sha.update(piece); // m_sha is of the thread that hashes
    lock.lock();
    if (!read) {
      m_broken = read.error();
      break;
    }
    m_hashed += count;
    if (auto state = m_sha.state()) m_state = *state;
    m_moved.notify_all();
  }
  m_hashing = false;
  m_moved.notify_all();
}

ports::SpoolMark Assembly::standing() const {
  ports::SpoolMark mark;
  mark.held = m_held.ranges();
  if (m_state) {
    mark.hashed = {m_state->length};
    mark.state = m_state;
  }
  return mark;
}

void Assembly::remember() {
  ports::SpoolMark mark;
  {
    const std::lock_guard lock(m_mutex);
    if (m_unmarked == 0 || m_marking) return;
    m_unmarked = 0;
    mark = standing();
  }
  if (auto marked = m_spool->mark(mark); !marked)
    base::log("transfer", base::LogLevel::Warning, "where " + m_blob.digest.shortText() + " stands is not remembered: " + marked.error().text());
}

Result<void> Assembly::finish(Result<void> outcome) {
  std::unique_lock lock(m_mutex);
  if (m_verdict) return *m_verdict;
  m_moved.wait(lock, [this] { return !m_hashing; });
  if (outcome) hashOn(lock);
  if (outcome && m_broken) outcome = fail(*m_broken);
  if (outcome && m_hashed != m_blob.size.value)
    outcome = fail(Errc::ContentMismatch, "the source sent " + std::to_string(m_held.size()) + " of " +
                                              std::to_string(m_blob.size.value) + " bytes of " + m_blob.digest.text());
  if (outcome && m_blob.digest.isVerifiable()) {
    const auto actual = m_sha.finishHex();
    if (actual != m_blob.digest.encoded())
      outcome = fail(Errc::ContentMismatch, "the bytes that the source has for " + m_blob.digest.text() +
                                                " hash to sha256:" + actual + "; the blob is corrupt at the source");
  }
  // Wrong bytes are of no use to the next run.
  if (!outcome && outcome.error().code == Errc::ContentMismatch) m_spool->discard();
  m_verdict = outcome;
  lock.unlock();
  m_moved.notify_all();
  return outcome;
}

Result<std::size_t> Assembly::Reader::read(std::span<std::byte> buffer, std::stop_token stop) {
  auto& a = m_assembly;
  std::size_t count = 0;
  {
    std::unique_lock lock(a.m_mutex);
    if (!a.m_moved.wait(lock, stop, [&] { return a.m_hashed > m_at || a.m_verdict || a.m_broken; }))
      return fail(Errc::Cancelled, "cancelled");
    if (a.m_verdict && !*a.m_verdict) return fail(a.m_verdict->error());
    if (a.m_broken) return fail(*a.m_broken);
    count = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), a.m_hashed - std::min(a.m_hashed, m_at)));
  }
  if (count == 0) return count;
  if (auto got = a.m_spool->read(m_at, buffer.first(count)); !got) {
    const std::lock_guard lock(a.m_mutex);
    if (!a.m_broken) a.m_broken = got.error();
    a.m_moved.notify_all();
    return base::pass(std::move(got));
  }
  m_at += count;
  return count;
}

Result<void> Assembly::Reader::verify(std::stop_token stop) {
  auto& a = m_assembly;
  std::unique_lock lock(a.m_mutex);
  if (!a.m_moved.wait(lock, stop, [&] { return a.m_verdict.has_value(); })) return fail(Errc::Cancelled, "cancelled");
  return *a.m_verdict;
}

Result<void> Assembly::Reader::seek(base::ByteCount offset) {
  if (offset > m_assembly.m_blob.size) return fail(Errc::RangeInvalid, "a position behind the blob's end");
  m_at = offset.value;
  return {};
}

} // namespace meridian::transfer
