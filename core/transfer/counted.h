// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/body.h"
#include "ports/gate.h"
#include "transfer/progress.h"

namespace meridian::transfer {

/// An upload's source: each piece asks the gate, and counts for the target. Not thread safe.
class Counted final : public ports::BodySource {
public:
  Counted(ports::BodySource& inner, Progress& progress, std::size_t target, const oci::Digest& digest, ports::ByteGate* gate)
      : m_inner(inner), m_progress(progress), m_target(target), m_digest(digest), m_gate(gate) {}

  base::Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token stop) override {
    auto count = m_inner.read(buffer, stop);
    if (!count || *count == 0) return count;
    if (m_gate != nullptr)
      if (auto passed = m_gate->pass({*count}, stop); !passed) return base::pass(std::move(passed));
    m_progress.blobWritten(m_target, m_digest, {*count});
    return count;
  }
  base::Result<void> verify(std::stop_token stop) override { return m_inner.verify(stop); }
  base::Result<void> rewind() override { return seek({0}); }
  /// What is sent again is counted again, from there.
  base::Result<void> seek(base::ByteCount offset) override {
    auto sought = offset.value == 0 ? m_inner.rewind() : m_inner.seek(offset);
    if (!sought) return sought;
    m_progress.blobRestarted(m_target, m_digest, offset);
    return sought;
  }

private:
  ports::BodySource& m_inner;
  Progress& m_progress;
  const std::size_t m_target;
  const oci::Digest& m_digest;
  ports::ByteGate* const m_gate;
};

} // namespace meridian::transfer
