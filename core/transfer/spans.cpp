// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/spans.h"

#include <algorithm>

namespace meridian::transfer {

void Spans::add(ports::ByteRange range) {
  if (range.length == 0) return;
  const auto end = range.end();
  // The first that touches or follows the new range, and the first that lies wholly behind it.
  auto first = std::lower_bound(m_ranges.begin(), m_ranges.end(), range.first,
                                [](const auto& r, std::uint64_t at) { return r.end() < at; });
  auto last = first;
  auto from = range.first;
  auto to = end;
  while (last != m_ranges.end() && last->first <= end) {
    from = std::min(from, last->first);
    to = std::max(to, last->end());
    ++last;
  }
  first = m_ranges.erase(first, last);
  m_ranges.insert(first, {from, to - from});
}

void Spans::remove(ports::ByteRange range) {
  if (range.length == 0) return;
  std::vector<ports::ByteRange> left;
  left.reserve(m_ranges.size() + 1);
  for (const auto& r : m_ranges) {
    if (r.end() <= range.first || r.first >= range.end()) {
      left.push_back(r);
      continue;
    }
    if (r.first < range.first) left.push_back({r.first, range.first - r.first});
    if (r.end() > range.end()) left.push_back({range.end(), r.end() - range.end()});
  }
  m_ranges = std::move(left);
}

Spans Spans::missing(std::uint64_t size) const {
  Spans out;
  out.add({0, size});
  for (const auto& range : m_ranges) out.remove(range);
  return out;
}

std::uint64_t Spans::reach(std::uint64_t at) const {
  const auto found = std::upper_bound(m_ranges.begin(), m_ranges.end(), at,
                                      [](std::uint64_t value, const auto& r) { return value < r.end(); });
  return found != m_ranges.end() && found->first <= at ? found->end() : at;
}

std::uint64_t Spans::size() const {
  std::uint64_t sum = 0;
  for (const auto& range : m_ranges) sum += range.length;
  return sum;
}

} // namespace meridian::transfer
