// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/registry.h"

#include <cstdint>
#include <vector>

namespace meridian::transfer {

/// A set of byte positions as sorted, disjoint ranges that do not touch. A value; not thread safe.
class Spans {
public:
  Spans() = default;
  explicit Spans(const std::vector<ports::ByteRange>& ranges) {
    for (const auto& range : ranges) add(range);
  }

  void add(ports::ByteRange range);
  void remove(ports::ByteRange range);
  /// What of [0, size) is not in the set.
  [[nodiscard]] Spans missing(std::uint64_t size) const;
  /// The end of the range that holds `at`; `at` itself where none does.
  [[nodiscard]] std::uint64_t reach(std::uint64_t at) const;
  [[nodiscard]] std::uint64_t size() const; ///< bytes in the set
  [[nodiscard]] bool empty() const { return m_ranges.empty(); }
  [[nodiscard]] const std::vector<ports::ByteRange>& ranges() const { return m_ranges; }

private:
  std::vector<ports::ByteRange> m_ranges;
};

} // namespace meridian::transfer
