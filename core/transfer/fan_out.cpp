// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/fan_out.h"

#include <algorithm>
#include <cstring>

namespace meridian::transfer {

using base::Errc;
using base::fail;

FanOut::FanOut(const oci::Descriptor& blob, std::size_t branches) : m_blob(blob) {
  for (std::size_t i = 0; i < branches; ++i) m_branches.push_back(std::unique_ptr<Branch>(new Branch(*this)));
}

base::Result<void> FanOut::write(std::span<const std::byte> data, std::stop_token stop) {
  if (m_received.load() + data.size() > m_blob.size.value)
    return fail(Errc::ContentMismatch, "the source sends more than the " + std::to_string(m_blob.size.value) +
                                           " bytes of " + m_blob.digest.text());
  m_sha.update(data);
  m_received += data.size();
  while (!data.empty()) {
    if (m_filling.capacity() < kChunk) m_filling.reserve(std::min<std::size_t>(kChunk, m_blob.size.value));
    const auto take = std::min(data.size(), kChunk - m_filling.size());
    m_filling.insert(m_filling.end(), data.begin(), data.begin() + static_cast<std::ptrdiff_t>(take));
    data = data.subspan(take);
    if (m_filling.size() == kChunk)
      if (auto pushed = push(stop); !pushed) return pushed;
  }
  return {};
}

base::Result<void> FanOut::push(std::stop_token stop) {
  auto chunk = std::make_shared<const std::vector<std::byte>>(std::exchange(m_filling, {}));
  std::unique_lock lock(m_mutex);
  const auto room = [this] {
    return std::all_of(m_branches.begin(), m_branches.end(),
                       [](const auto& b) { return b->m_abandoned || b->m_chunks.size() < kDepth; });
  };
  if (!m_moved.wait(lock, stop, room)) return fail(Errc::Cancelled, "cancelled");
  bool anyone = false;
  for (auto& branch : m_branches) {
    if (branch->m_abandoned) continue;
    branch->m_chunks.push_back(chunk);
    anyone = true;
  }
  lock.unlock();
  m_moved.notify_all();
  if (!anyone) return fail(Errc::Cancelled, "no receiver left");
  return {};
}

void FanOut::finish(base::Result<void> outcome, std::stop_token stop) {
  if (outcome && !m_filling.empty()) outcome = push(stop);
  if (outcome && m_received.load() != m_blob.size.value)
    outcome = fail(Errc::ContentMismatch, "the source sent " + std::to_string(m_received.load()) + " of " +
                                              std::to_string(m_blob.size.value) + " bytes of " + m_blob.digest.text());
  if (outcome && m_blob.digest.isVerifiable()) {
    const auto actual = m_sha.finishHex();
    if (actual != m_blob.digest.encoded())
      outcome = fail(Errc::ContentMismatch, "the bytes that the source has for " + m_blob.digest.text() +
                                                " hash to sha256:" + actual + "; the blob is corrupt at the source");
  }
  {
    const std::lock_guard lock(m_mutex);
    m_verdict = std::move(outcome);
  }
  m_moved.notify_all();
}

base::Result<std::size_t> FanOut::Branch::read(std::span<std::byte> buffer, std::stop_token stop) {
  std::unique_lock lock(m_owner.m_mutex);
  if (!m_owner.m_moved.wait(lock, stop, [this] { return !m_chunks.empty() || m_owner.m_verdict; }))
    return fail(Errc::Cancelled, "cancelled");
  if (m_owner.m_verdict && !*m_owner.m_verdict) return fail(m_owner.m_verdict->error());
  if (m_chunks.empty()) return std::size_t{0};
  m_touched = true;
  const auto chunk = m_chunks.front();
  const auto at = m_offset;
  const auto count = std::min(buffer.size(), chunk->size() - at);
  m_offset += count;
  const bool drained = m_offset == chunk->size();
  if (drained) {
    m_chunks.pop_front();
    m_offset = 0;
  }
  lock.unlock();
  std::memcpy(buffer.data(), chunk->data() + at, count);
  if (drained) m_owner.m_moved.notify_all();
  return count;
}

base::Result<void> FanOut::Branch::verify(std::stop_token stop) {
  std::unique_lock lock(m_owner.m_mutex);
  if (!m_owner.m_moved.wait(lock, stop, [this] { return m_owner.m_verdict.has_value(); }))
    return fail(Errc::Cancelled, "cancelled");
  return *m_owner.m_verdict;
}

void FanOut::Branch::abandon() {
  {
    const std::lock_guard lock(m_owner.m_mutex);
    m_abandoned = true;
    m_chunks.clear();
  }
  m_owner.m_moved.notify_all();
}

bool FanOut::Branch::touched() const {
  const std::lock_guard lock(m_owner.m_mutex);
  return m_touched;
}

} // namespace meridian::transfer
